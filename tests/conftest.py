"""What the tests share: the course, the levels of isolation, and short ways to grade something."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from autograder.confinement.isolation import Isolation, open_isolation
from autograder.confinement.worker import Limits
from autograder.course.course import Course, load_course
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.record import FunctionRecord, Record, student_view
from autograder.submission.student_files import Source, Submission

ROOT = Path(__file__).parents[1]
# What hostile students hand in, tests among it.
collect_ignore = ["zoo"]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell; what is started here must hear an interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("short", max_examples=150, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=15000, deadline=None, database=None)
settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=3, help="how often processes are killed")


@pytest.fixture(scope="session")
def kills(pytestconfig: pytest.Config) -> int:
    """How often a test kills something."""
    return int(pytestconfig.getoption("--kills"))


@dataclass(frozen=True)
class Graded:
    """A record, and the questions that tests ask of it."""

    record: Record

    def __getitem__(self, function: str) -> FunctionRecord:
        return next(f for f in self.record.functions if f.name == function)

    @property
    def lost(self) -> dict[str, float | None]:
        """The functions below their maximum, with what they earned."""
        return {f.name: f.score for f in self.record.functions if f.score != f.max_score}

    @property
    def shown(self) -> str:
        """All that the student may read."""
        return json.dumps(student_view(self.record), ensure_ascii=False)

    def messages(self, function: str, visibility: str = "visible") -> str:
        """The messages of one function's checks."""
        checks = self[function].checks
        return "\n".join(c.message for c in checks if c.visibility == visibility)


class Bench:
    """Grades variations of the solutions."""

    def __init__(self, course: Course, isolation: Isolation) -> None:
        self.course, self.isolation = course, isolation
        self.grader = Grader(course, isolation, Seed("tests"))

    def submission(self, *definitions: str, **files: str | None) -> Submission:
        """Hand in the solutions with some functions or files replaced.

        Each definition goes to the end of the file that its function belongs to;
        None leaves a file out.
        """
        texts = {s.exercise: s.source for s in self.course.solutions} | files
        for definition in definitions:
            name = re.search(r"^(?:def (\w+)|(\w+) =)", definition, re.MULTILINE)
            assert name is not None
            exercise = self.course.functions[name[1] or name[2]].exercise
            texts[exercise] = f"{texts[exercise]}\n\n{definition}\n"
        sources = [Source(e, (e,), t.encode()) for e, t in texts.items() if t is not None]
        return Submission("student", tuple(sources))

    def grade(self, *definitions: str, **files: str | None) -> Graded:
        return self.grade_submission(self.submission(*definitions, **files))

    def grade_submission(self, submission: Submission) -> Graded:
        return Graded(self.grader.grade(submission))


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def bench_of_all(course: Course) -> Callable[[Isolation], Bench]:
    return lambda isolation: Bench(course, isolation)


@pytest.fixture(scope="session")
def isolation() -> Iterator[Isolation]:
    opened = open_isolation("L2")
    assert opened.level == "L2", opened.advice
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def weak_isolation() -> Iterator[Isolation]:
    opened = open_isolation("L0")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def bench(course: Course, isolation: Isolation) -> Bench:
    return Bench(course, isolation)


@pytest.fixture(scope="session")
def two_exercises(course: Course) -> Course:
    """The course as far as exercise 2: quick, and enough for an attack and those beside it."""
    solutions = course.solutions[:2]
    names = {solution.exercise for solution in solutions}
    checks = tuple(check for check in course.checks if check.exercise in names)
    return Course(course.root, solutions, checks)


@pytest.fixture(scope="session")
def bench_on(two_exercises: Course) -> Callable[[Isolation], Bench]:
    return lambda isolation: Bench(two_exercises, isolation)


@pytest.fixture(scope="session")
def small_bench(two_exercises: Course, isolation: Isolation) -> Bench:
    return Bench(two_exercises, isolation)


@pytest.fixture(scope="session")
def weak_bench(two_exercises: Course, weak_isolation: Isolation) -> Bench:
    return Bench(two_exercises, weak_isolation)


@pytest.fixture(scope="session")
def hasty_bench(two_exercises: Course) -> Iterator[Bench]:
    """One with short limits, for what never ends."""
    opened = open_isolation("L2", Limits(call_cpu=0.4, load_cpu=0.5))
    yield Bench(two_exercises, opened)
    opened.close()


@pytest.fixture(scope="session")
def grader(bench: Bench) -> Grader:
    return bench.grader
