"""Measures this kit: levels, two jobs, what was graded before; and the floor under all."""

import contextlib
import io
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from autograder.confinement.isolation import open_isolation
from autograder.course.course import Course
from autograder.course.seed import SeedFile
from autograder.grading.fixtures import Fixtures
from autograder.grading.local import LocalKey, run_locally
from autograder.inside.student import Arguments
from tests.bench.classes import SEED, Files, loaded
from tests.bench.measure import Cost, Used, command, each_of, further_one, measured
from tests.conftest import ROOT

Calls = list[tuple[str, Arguments]]


_PROVE = """
import sys
from pathlib import Path
from autograder.classroom.proof import seed_for_class
from autograder.course.course import load_course
seed_for_class(load_course(Path(sys.argv[1])), sys.argv[2])
"""


def keep_seed(course: Course) -> None:
    """Prove the seed of the bench, once, and keep it where commands find it."""
    # In a process of its own: what joblib starts for it would outlive it here, and be waited for.
    command([sys.executable, "-c", _PROVE, str(course.root), SEED.text], ROOT)
    SeedFile(course.root).create(SEED, {course.proof_hash})


def recorded_calls(course: Course) -> Calls:
    """Give every call that the checks make of a right submission."""
    student = LocalKey(course).student()
    calls = []
    for _ in run_locally(course.checks, student, Fixtures(course, SEED)):
        calls += [(call.name, call.arguments) for call in student.calls]
    return calls


def floor(course: Course, submissions: Sequence[Files]) -> Used:
    """Measure the student's own functions, warm and unconfined, in one process."""
    calls = recorded_calls(course)
    spent = [sum(_own(course, files, calls).values()) for files in submissions]
    return Used(statistics.mean(spent), 0)


def shares(course: Course, submissions: Sequence[Files]) -> dict[str, float]:
    """Give what part of the floor each function is, the dearest first."""
    calls = recorded_calls(course)
    spent = sum((_own(course, files, calls) for files in submissions), Counter[str]())
    return {name: seconds / spent.total() for name, seconds in spent.most_common()}


def _own(course: Course, files: Files, calls: Calls) -> Counter[str]:
    """Give the seconds of CPU that each function takes."""
    spent = Counter[str]()
    loader = loaded(course, files)
    ready = [
        (name, loader.function(course.functions[name].exercise, name), *arguments.fresh())
        for name, arguments in calls
    ]
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        np.errstate(all="ignore"),
    ):
        for name, function, args, kwargs in ready:
            begin = time.process_time()
            function(*args, **kwargs)
            spent[name] += time.process_time() - begin  # type: ignore[assignment]
    return spent


def refused(level: str) -> str:
    """Say why a level is not to be had here, empty where it is."""
    isolation = open_isolation(level)
    try:
        return "" if isolation.level == level else isolation.advice
    finally:
        isolation.close()


def at_level(
    course: Course, students: Path, count: int, level: str, jobs: int, repeats: int
) -> Cost:
    """Measure the last `count` submissions at a level; the first ones start every job."""
    first = len(list(students.iterdir())) - count
    runs = []
    for _ in range(repeats):
        some, many = (_graded(course, students, n, level, jobs) for n in (first, first + count))
        runs.append((some, many))
    return further_one(runs, count)


def _graded(course: Course, students: Path, count: int, level: str, jobs: int) -> Used:
    words = [sys.executable, "-m", "tests.bench.graded", str(course.root), str(students)]
    words += [str(count), level, str(jobs), SEED.text]
    return measured(lambda: command(words, ROOT))[1]


def grading(class_folder: Path, book: Path, kit: Path, jobs: int = 1) -> list[str]:
    """Give the command that grades a class into a gradebook."""
    words = [sys.executable, "-P", "-m", "autograder", "grade", str(class_folder)]
    words += ["--gradebook", str(book), "--course", str(kit), "--jobs", str(jobs)]
    # What is measured is the cost at any level: the page names it.
    return [*words, "--require-level", "L0"]


def graded_before(course: Course, students: Path, repeats: int) -> Cost:
    """Measure the whole command on an unchanged class."""
    folder, count = students.parent, len(list(students.iterdir()))
    words = grading(students, folder / f"{students.name}.db", course.root)
    command(words, folder)
    return each_of([again(words, folder, count) for _ in range(repeats)], count)


def again(words: Sequence[str], folder: Path, count: int) -> Used:
    """Measure a command on a class that it has graded before."""
    said, used = measured(lambda: command(words, folder))
    if f"{count} of {count} were in" not in " ".join(said.split()):
        sys.exit(f"an unchanged class was graded again:\n{said}")
    return used


def start_up(times: int) -> Used:
    """Measure `autograder --help`."""
    words = [sys.executable, "-P", "-m", "autograder", "--help"]
    runs = [measured(lambda: command(words, Path(os.sep)))[1] for _ in range(times)]
    cpu = statistics.median(run.cpu for run in runs)
    return Used(cpu, statistics.median(run.wall for run in runs))
