"""Level L3: the interpreter that forks workers lives in namespaces of its own."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.confinement import isolation as levels
from autograder.confinement.isolation import Isolation, open_isolation
from autograder.confinement.namespaces import wrap
from autograder.course.course import Course
from tests.conftest import Bench


@pytest.fixture(scope="module")
def strong() -> Iterator[Isolation]:
    opened = open_isolation("L3")
    assert opened.level == "L3", opened.advice
    yield opened
    opened.close()


def test_right_answers_get_full_marks_and_loops_end(
    strong: Isolation, two_exercises: Course
) -> None:
    bench = Bench(two_exercises, strong)
    assert bench.grade().lost == {}
    graded = bench.grade("def sigmoid(z):\n    while True:\n        pass")
    assert graded.lost == {"sigmoid": 0.0}
    assert {f.status for f in graded.record.functions} == {"passed", "timed_out"}


def test_the_record_is_that_of_level_2_but_for_the_level(
    strong: Isolation, isolation: Isolation, two_exercises: Course
) -> None:
    records = []
    for opened in (strong, isolation):
        bench = Bench(two_exercises, opened)
        data = bench.grade("def sigmoid(z):\n    return z").record.as_dict()
        assert data.pop("isolation")["level"] == opened.level
        del data["timing"]
        records.append(data)
    assert records[0] == records[1]


def test_namespaces_alone_hide_the_machine(strong: Isolation, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("private")
    worker = strong.launcher.launch(seccomp=False)
    bait = {
        "file": str(secret),
        "readable": str(secret),
        "folder": str(tmp_path),
        "port": 9,
        "pid": os.getpid(),
    }
    reached = worker.ask("canary", cpu=5.0, bait=bait)["reached"]
    worker.close()
    # Without the list of system calls the namespaces are all that holds.
    assert "lists_folders" in reached
    hidden = {"reads_secret", "reads_grader_memory", "connects", "signals_grader", "writes_files"}
    assert hidden.isdisjoint(reached)


def test_nothing_around_the_environment_is_mounted() -> None:
    inside = Path(levels.__file__).parents[1] / "inside"
    command = wrap(["python"], inside)
    mounted = [Path(command[i + 1]) for i, word in enumerate(command) if word == "--ro-bind"]
    course = Path(__file__).parents[1]
    assert inside in mounted
    assert [path for path in mounted if path in (course / "solutions").parents] == []


def test_without_bubblewrap_the_level_is_2_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    opened = open_isolation()
    opened.close()
    assert opened.level == "L2"
    assert "install bubblewrap" in opened.advice


def test_a_bubblewrap_that_fails_gives_level_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho no namespaces here >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    opened = open_isolation()
    opened.close()
    assert opened.level == "L2"
    assert "allow user namespaces" in opened.advice


def test_scikit_learn_is_there_for_those_who_may_use_it(strong: Isolation) -> None:
    worker = strong.library_launcher.launch()
    worker.ask("prepare", cpu=5.0, graded=["f"], reference="")
    source = "from sklearn.linear_model import LogisticRegression as f"
    reply = worker.ask(
        "load",
        cpu=5.0,
        module="m",
        aliases=[],
        data=base64.b64encode(source.encode()).decode(),
        whole=True,
        libraries=True,
        at_once=False,
        interrupt=0,
        bind={},
        standins={},
    )
    worker.close()
    assert reply["loaded"]["failure"] is None
