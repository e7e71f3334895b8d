"""A machine that is short of something: a clear end, and nothing that was there is lost."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import TinyCourse, make_course

STUDENTS = 12


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    course = make_course(tmp_path / "course")
    for number in range(STUDENTS):
        text = f"def double(x):\n    return x + {number}\n"
        course.write(f"class/s{number:02}/ex01_double.py", text)
    return course


def start(tiny: TinyCourse, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", "class", "--to", "out"],
        cwd=tiny.root,
        preexec_fn=limit,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Give the exit status and what was said of the failure, which is never a traceback."""
    _, said = process.communicate(timeout=120)
    assert "Traceback" not in said
    return process.returncode, said


def records(tiny: TinyCourse) -> list[dict[str, object]]:
    paths = sorted((tiny.root / "out" / "instructor").iterdir())
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_a_full_disk_keeps_the_records_that_were_there_whole(tiny: TinyCourse) -> None:
    assert ended(start(tiny))[0] == 0
    before = records(tiny)
    tiny.write("class/s00/ex01_double.py", "def double(x):\n    return 2 * x\n")

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

    status, said = ended(start(tiny, no_room))
    assert status == 2
    assert "cannot be written (File too large)" in said
    assert records(tiny) == before


@pytest.mark.parametrize("number", [8, 10])
def test_without_descriptors_the_end_is_a_sentence(tiny: TinyCourse, number: int) -> None:
    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))

    status, said = ended(start(tiny, few))
    assert status in (1, 2)
    assert "Too many open files" in said


GRADE_WITH_LITTLE = """
import resource, sys
from pathlib import Path
import autograder.cli.grade
from autograder.cli.main import main
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (1 << 20), size + (1 << 20)))
sys.exit(main(["grade", "class", "--to", "out"]))
"""


def test_without_memory_the_end_is_a_sentence(tiny: TinyCourse) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", GRADE_WITH_LITTLE],
        cwd=tiny.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    status, said = ended(process)
    assert status == 1
    # What runs out first, here or in the process that starts workers, is up to the machine.
    assert said.startswith("autograder: ")


def test_two_graders_at_once_agree(tiny: TinyCourse) -> None:
    """The first grading of a course also writes its seed: both must have taken the same."""
    both = [start(tiny), start(tiny)]
    assert [ended(process)[0] for process in both] == [0, 0]
    found = records(tiny)
    assert len(found) == STUDENTS
    assert len({str(record["seed_hash"]) for record in found}) == 1
    assert not [path for path in (tiny.root / "out").rglob("*") if path.name.startswith(".")]
    alone = start(tiny)
    assert ended(alone)[0] == 0
    strip = {"timing": None}
    assert [{**r, **strip} for r in records(tiny)] == [{**r, **strip} for r in found]
