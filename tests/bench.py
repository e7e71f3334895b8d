"""Measures what confinement costs: `make bench`.

CPU a submission, at L2 and at L0, against the floor: the same calls of the same
functions in one warm process without any isolation. Every submission is right
and calls the fit for real; each is another mixture of the exercises' variants.
"""

import contextlib
import io
import itertools
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from autograder.authoring.proofs_of_grading import rounds, submission_of
from autograder.confinement.isolation import open_isolation
from autograder.course.course import Course, load_course
from autograder.course.seed import Seed
from autograder.grading.fixtures import Fixtures
from autograder.grading.grader import Grader
from autograder.grading.local import LocalKey, run_locally, with_versions
from autograder.inside.loader import Loader
from autograder.inside.student import Arguments
from autograder.submission.student_files import Submission

REPEATS = 3
SUBMISSIONS = 6
PAGE = """\
# What confinement costs

Written by `make bench`, which measures everything in one run. The floor is the CPU of the same
calls of the same functions in one warm process without any isolation. The aim at L2 is 1.5 times
the floor plus 15 ms a submission.

Machine: {machine}. Python {python}, NumPy {numpy}. {submissions} right submissions, each another
mixture of the variants in `solutions/`, {calls} calls each, training included; medians of
{repeats} runs; the start of the machinery is taken off.

| | CPU ms a submission | wall ms | times the floor | aim, CPU ms |
|---|---|---|---|---|
{rows}

L2 forks a confined worker from a prepared process; L0 starts an interpreter for every worker. A
worker is one submission in one configuration: its own functions, or with lost ones repaired.
"""
SEED = Seed("bench")


def mixtures(course: Course) -> list[dict[str, str]]:
    """Give the exercise files of a class of right submissions."""
    key = {solution.exercise: solution.source for solution in course.solutions}
    mixed = (with_versions(course, versions) for versions in rounds(course.variants()))
    return [key, *itertools.islice(mixed, SUBMISSIONS)]


def recorded_calls(course: Course) -> list[tuple[str, Arguments]]:
    """Give every call that the checks make of a right submission."""
    student = LocalKey(course).student()
    calls = []
    for _ in run_locally(course.checks, student, Fixtures(course, SEED)):
        calls += [(call.name, call.arguments) for call in student.calls]
    return calls


def floor(course: Course, files: dict[str, str], calls: list[tuple[str, Arguments]]) -> float:
    """Give the seconds of CPU that the student's own functions take, warm and unconfined."""
    loader = Loader(course.functions)
    for exercise, text in files.items():
        loader.load(exercise, text.encode())
    ready = [
        (loader.function(course.functions[name].exercise, name), *arguments.fresh())
        for name, arguments in calls
    ]
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        np.errstate(all="ignore"),
    ):
        begin = time.process_time()
        for function, args, kwargs in ready:
            function(*args, **kwargs)
        return time.process_time() - begin


def cpu_in_all(level: str, course: Course, submissions: list[Submission]) -> tuple[float, float]:
    """Grade a class in a process of its own; give its CPU, all children included, and wall."""
    begin = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        isolation = open_isolation(level)
        grader = Grader(course, isolation, SEED)
        scores = [grader.grade(submission).score for submission in submissions]
        isolation.close()
        os._exit(0 if scores == [scores[0]] * len(scores) else 1)
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"at {level} a right submission lost points, or the grader failed")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begin


def per_submission(
    level: str, course: Course, submissions: list[Submission]
) -> tuple[float, float]:
    """Give CPU and wall of one submission, the start of the machinery taken off."""
    start_cpu, start_wall = cpu_in_all(level, course, submissions[:1])
    cpu, wall = cpu_in_all(level, course, submissions)
    count = len(submissions) - 1
    return (cpu - start_cpu) / count, (wall - start_wall) / count


def median_of(measure: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """Repeat a measurement and give the medians."""
    runs = [measure() for _ in range(REPEATS)]
    return statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)


def machine() -> str:
    """Name the processor and the system."""
    cpu_info = Path("/proc/cpuinfo")
    lines = cpu_info.read_text().splitlines() if cpu_info.exists() else []
    model = next((ln.partition(":")[2].strip() for ln in lines if ln.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"


def table(course: Course) -> str:
    """Measure, and give the page of results."""
    files = mixtures(course)
    submissions = [submission_of(course, f"s{n}", f) for n, f in enumerate(files)]
    calls = recorded_calls(course)
    floors = [statistics.mean(floor(course, f, calls) for f in files[1:]) for _ in range(REPEATS)]
    own = statistics.median(floors)
    rows = [f"| floor: the functions alone | {own * 1e3:.0f} | | 1 | |"]
    for level in ("L2", "L0"):
        cpu, wall = median_of(partial(per_submission, level, course, submissions))
        aim = f"{(1.5 * own + 0.015) * 1e3:.0f}" if level == "L2" else "none, quoted"
        rows.append(f"| {level} | {cpu * 1e3:.0f} | {wall * 1e3:.0f} | {cpu / own:.2f} | {aim} |")
    return PAGE.format(
        machine=machine(),
        python=platform.python_version(),
        numpy=np.__version__,
        submissions=len(files) - 1,
        calls=len(calls),
        repeats=REPEATS,
        rows="\n".join(rows),
    )


def main() -> None:
    """Measure, print, and write the page."""
    root = Path(__file__).parents[1]
    page = table(load_course(root))
    print(page)
    (root / "docs" / "performance.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
