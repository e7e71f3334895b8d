"""Whatever is read from a student is read to its end: refused in words, or taken, never a crash.

`make test` tries a little of each reader, the same at every run; `make fuzz` tries a hundred
times as much, at random.
"""

import io
import json
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from autograder.cli.main import main
from autograder.confinement.worker import Worker, WorkerEnded, connected
from autograder.course.course import Course, load_course
from autograder.course.seed import Seed
from autograder.grading.crossing import read_outcome
from autograder.grading.grader import Grader
from autograder.inside.limits import ENDED_BY_US
from autograder.inside.values import decode, dumps, encode, loads
from autograder.records.errors import UserError
from autograder.records.record import Status
from autograder.submission.members import Refused
from autograder.submission.notebooks import read_notebook
from autograder.submission.reader import read_class
from tests.conftest import Bench
from tests.tiny import TinyCourse, make_course

TEXT = st.text(max_size=20)
KEYS = st.sampled_from(["a", "s", "t", "d", "c", "o", "value", "error", "kind", "printed"]) | TEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.just("float64"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**299), 10**299)
    | st.floats()
    | TEXT
    | st.complex_numbers()
    | st.builds(
        lambda shape, kind: np.arange(np.prod(shape)).astype(kind).reshape(shape),
        st.lists(st.integers(0, 3), max_size=3),
        st.sampled_from(["f8", "f4", "f2", "i8", "u1", "?", "c16"]),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Give bytes with a few of them changed, cut out, doubled or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        piece = draw(st.binary(max_size=6) | st.just(bytes(data[at : at + length]) * 2))
        data[at : at + length] = piece
    return bytes(data)


# --- the wire -----------------------------------------------------------------------------------


class Nobody:
    """Stands for the process at the other end of a channel."""

    pid = 0

    def end(self, patience: float) -> int:
        return ENDED_BY_US


def answered(reply: bytes) -> dict[str, object] | Status:
    """Ask a worker that sends these bytes whatever it is asked; give how that ends."""
    ours, theirs = connected()
    with theirs:
        theirs.sendall(_framed(dumps({"hello": True})))
        worker = Worker(ours, Nobody())
        theirs.sendall(reply)
        theirs.shutdown(socket.SHUT_WR)
        try:
            return worker.ask("call", cpu=1.0)
        except WorkerEnded as end:
            return end.status
        finally:
            worker.close()


@given(st.binary(max_size=200) | JSON.map(lambda reply: _framed(json.dumps(reply).encode())))
def test_no_bytes_on_the_channel_are_an_answer_to_a_question_they_do_not_know(data):
    assert answered(data) is Status.CRASHED or answered(data) is Status.OUTPUT_LIMIT


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


@given(st.binary(max_size=300) | JSON.map(lambda data: json.dumps(data).encode()))
def test_a_message_is_an_object_or_refused(data):
    try:
        message = loads(data)
    except ValueError:
        return
    assert type(message) is dict


@given(JSON)
def test_what_comes_for_a_value_is_plain_or_refused(data):
    try:
        value = decode(data)
    except ValueError:
        return
    assert plain(value), value


def plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return type(value) in (list, tuple) and all(map(plain, value))
    if isinstance(value, dict):
        return type(value) is dict and all(map(plain, [*value, *value.values()]))
    known = [type(None), bool, int, float, complex, str, np.ndarray]
    return type(value) in known or type(value).__name__ == "Opaque" or isinstance(value, np.generic)


@given(VALUES)
def test_a_value_crosses_as_it_is(value):
    came = decode(loads(dumps({"value": encode(value)}))["value"])
    assert type(came) is type(value)
    assert repr(came) == repr(value)


@given(st.dictionaries(KEYS, JSON, max_size=5))
def test_a_reply_that_lies_is_an_outcome_or_an_ended_worker(reply):
    try:
        outcome = read_outcome(reply)
    except WorkerEnded:
        return
    assert type(outcome.printed) is str
    assert all(type(text) is str for text in [*outcome.warned, *outcome.changed])


# --- archives, sources, notebooks ---------------------------------------------------------------


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("ada/ex01_sigmoid.py", "ada/notes.txt", "bob/inner.zip", "eve.py"):
            archive.writestr(name, "def sigmoid(z):\n    return z\n")
    return file.getvalue()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Path]:
    folder = tmp_path_factory.mktemp("shelf")

    def put(name: str, data: bytes) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return put


@given(data=damaged(packed()) | st.binary(max_size=100))
def test_an_archive_is_read_or_refused_in_words(data, shelf):
    try:
        found = read_class(shelf("class.zip", data), ["ex01_sigmoid"])
    except UserError:
        return
    assert found.submissions


@given(data=damaged(packed()))
def test_an_archive_among_others_costs_its_owner_alone(data, shelf):
    folder = shelf("unused", b"").parent / "class"
    folder.mkdir(exist_ok=True)
    (folder / "ada.zip").write_bytes(data)
    (folder / "bob.py").write_bytes(b"def sigmoid(z):\n    return z\n")
    found = read_class(folder, ["ex01_sigmoid"])
    assert [s.name for s in found.submissions] == ["ada", "bob"]
    assert found.submissions[1].sources


NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": ["def "], "metadata": {"nbgrader": {}}},
            {"cell_type": "code", "source": ["%time x = 1\n", "def f(z):\n", "    return z"]},
            {
                "cell_type": "code",
                "source": "%%bash\nls",
                "metadata": {"nbgrader": {"grade": True}},
            },
        ],
        "nbformat": 4,
    }
).encode()
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": TEXT | st.lists(TEXT, max_size=3) | JSON,
        "metadata": st.fixed_dictionaries({}, optional={"nbgrader": JSON}) | JSON,
    },
)


@given(
    damaged(NOTEBOOK)
    | st.binary(max_size=60)
    | st.lists(CELL | JSON, max_size=4).map(lambda cells: json.dumps({"cells": cells}).encode())
)
def test_a_notebook_is_read_or_refused_in_words(data):
    try:
        source, cells, _ = read_notebook("work.ipynb", "ex01_sigmoid", data)
    except Refused:
        return
    assert list(cells.lines) == sorted(cells.lines)
    for line in range(source.count(b"\n") + 3):
        assert cells.told(f"(ex01_sigmoid.py:{line})").startswith("(work.ipynb")


@pytest.fixture(scope="module")
def answers(two_exercises: Course) -> dict[str, bytes]:
    return {solution.exercise: solution.source.encode() for solution in two_exercises.solutions}


@settings(max_examples=settings().max_examples // 5)
@given(draw=st.data())
def test_a_damaged_file_costs_functions_of_its_own(draw, answers, hasty_bench: Bench):
    text = draw.draw(damaged(answers["ex02_design_matrix"])).decode("utf-8", "replace")
    graded = hasty_bench.grade(ex02_design_matrix=text)
    assert set(graded.lost) <= {"add_intercept", "linear_score", "predict_proba"}
    assert Status.GRADER_FAULT not in {f.status for f in graded.record.functions}


# --- records ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graded_course(tmp_path_factory, isolation) -> tuple[TinyCourse, Path, bytes]:
    """A tiny course, a submission of it, and its record."""
    tiny = make_course(tmp_path_factory.mktemp("course"))
    submission = tiny.write("ada/ex01_double.py", "def double(x):\n    return x\n").parent
    course = load_course(tiny.root)
    (found,) = read_class(submission, course.exercises).submissions
    record = Grader(course, isolation, Seed("fuzz")).grade(found)
    return tiny, submission, record.to_json().encode()


@settings(
    max_examples=settings().max_examples // 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it is read after each call
)
@given(draw=st.data())
def test_a_damaged_record_is_explained_or_refused_in_words(draw, graded_course, shelf, capsys):
    tiny, submission, record = graded_course
    data = draw.draw(damaged(record))
    assume(data != record)
    words = ["--submission", str(submission), "--course", str(tiny.root)]
    status = main(["explain", str(shelf("ada.json", data)), "double", *words])
    said = capsys.readouterr()
    assert status in (0, 2)
    assert said.err.startswith("autograder: ") if status else said.out
