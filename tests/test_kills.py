"""Processes that are killed at random moments of a class cost nobody a point and leave nothing.

`make test` kills a few; `make kills` kills two hundred. Every moment comes from a seeded
generator, as a share of the time that the class takes undisturbed.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from autograder.confinement.isolation import Isolation, open_isolation
from autograder.course.course import Course, load_course
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.errors import GraderFault
from autograder.records.record import Record
from autograder.submission.student_files import Source, Submission
from tests.processes import Process, descendants, wait_until
from tests.tiny import make_course

STUDENTS = 60
BODIES = ["return 2 * x", "return x + x", "return x * x", "return None", "return [2, 3]", "x / 0"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Course:
    return load_course(make_course(tmp_path_factory.mktemp("killed")).root)


def the_class() -> list[Submission]:
    """Sixty students with six kinds of answers."""
    submissions = []
    for number in range(STUDENTS):
        text = f"def double(x):\n    {BODIES[number % len(BODIES)]}\n".encode()
        source = Source("ex01_double", ("ex01_double",), text)
        submissions.append(Submission(f"student {number}", (source,)))
    return submissions


def graded(course: Course, isolation: Isolation) -> list[Record]:
    grader = Grader(course, isolation, Seed("killed"))
    return [grader.grade(submission) for submission in the_class()]


def told(records: list[Record]) -> list[object]:
    """All of the records but the time that they took."""
    return [{**record.as_dict(), "timing": None} for record in records]


@contextmanager
def one_killed_after(
    seconds: float, generator: random.Random, others: set[Process]
) -> Iterator[list[Process]]:
    """Kill the zygote or a worker at that moment, unless what is done here ended before."""
    killed: list[Process] = []

    def act() -> None:
        victim = zygote_or_worker(generator, others)
        if victim is not None:
            with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
                os.kill(victim.pid, signal.SIGKILL)
                killed.append(victim)

    timer = threading.Timer(seconds, act)
    timer.start()
    try:
        yield killed
    finally:
        timer.cancel()
        timer.join()


def zygote_or_worker(generator: random.Random, others: set[Process]) -> Process | None:
    """Choose the zygote, or a worker where one is there."""
    ours = [process for process in descendants(os.getpid()) if process not in others]
    zygotes = [p for p in ours if p.parent == os.getpid()]
    workers = [p for p in ours if p not in zygotes]
    return generator.choice([*zygotes, *(workers or zygotes)]) if zygotes else None


@pytest.mark.parametrize("level", ["L2", "L3"])
def test_a_killed_zygote_or_worker_costs_nobody_a_point(tiny, level, kills):
    generator = random.Random(f"kills {level}")
    others = set(descendants(os.getpid()))  # of other tests
    with closing(open_isolation(level)) as isolation:
        begin = time.monotonic()
        undisturbed = told(graded(tiny, isolation))
        lasted = time.monotonic() - begin
        open_before = len(list(Path("/proc/self/fd").iterdir()))
        hit: list[Process] = []
        while len(hit) < kills:
            with suppress(GraderFault):  # from a death just after the class before
                isolation.launcher.launch().close()
            with one_killed_after(generator.random() * lasted, generator, others) as killed:
                records = told(graded(tiny, isolation))
            assert records == undisturbed
            hit += killed
        assert len(list(Path("/proc/self/fd").iterdir())) <= open_before
    wait_until(lambda: not {p for p in descendants(os.getpid()) if p.runs} - others)


GRADE = """
import sys
from pathlib import Path
from autograder.confinement.isolation import open_isolation
from autograder.course.course import load_course
from tests.test_kills import graded
isolation = open_isolation(sys.argv[2])
course = load_course(Path(sys.argv[1]))
print("grading", flush=True)
while True:  # until it is killed
    graded(course, isolation)
"""


@pytest.fixture
def started(tiny: Course, tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Grade the class, again and again, in a process that has said that it begins."""
    processes = []

    def start(level: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", GRADE, str(tiny.root), level],
            cwd=Path(__file__).parents[1],
            env=os.environ | {"TMPDIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "grading\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.parametrize("level", ["L0", "L2", "L3"])
def test_a_killed_grader_leaves_no_process_and_no_file(started, level, kills, tmp_path):
    generator = random.Random(f"grader {level}")
    for _ in range(max(2, kills // 3)):
        grader = started(level)
        time.sleep(generator.random())  # the moment itself, not a wait for something
        left = descendants(grader.pid)
        grader.kill()
        assert grader.wait() == -signal.SIGKILL  # in the middle of the class
        wait_until(lambda left=left: not any(process.runs for process in left))
        assert list(tmp_path.iterdir()) == []
