"""Runs every measurement on the same classes, one after the other."""

import platform
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from autograder.confinement.isolation import LEVELS
from autograder.course.course import Course, load_course
from tests.bench import others, ours
from tests.bench.classes import Files, copy_of_kit, mixtures, right_class, write_class
from tests.bench.growth import JOBS, Grown, grown
from tests.bench.measure import Cost, each_of, machine
from tests.bench.page import (
    BEFORE,
    FLOOR,
    L2,
    MODULE_SANDBOX,
    NBGRADER,
    PYTEST,
    SANDBOX,
    TWO_JOBS,
    WIDTH,
    Results,
    Row,
    Table,
)
from tests.bench.sizes import Sizes

PRAIRIELEARN = "prairielearn"
TOOLS = (PYTEST, NBGRADER, PRAIRIELEARN)


@dataclass(frozen=True)
class Assignment:
    """A course of its own, where it lies, and right submissions to it, to be handed in often."""

    course: Course
    folder: Path
    mixed: tuple[Files, ...]


class Bench:
    """One run of the bench.

    Parameters
    ----------
    root : Path
        The course.
    sizes : Sizes
    tools : frozenset of str
        Which of `TOOLS` to measure beside this kit.
    folder : Path
        Where everything is made, to be thrown away.
    """

    def __init__(self, root: Path, sizes: Sizes, tools: frozenset[str], folder: Path) -> None:
        self._root, self._sizes, self._tools, self._folder = root, sizes, tools, folder
        self._refused = {level: ours.refused(level) for level in LEVELS}
        if self._refused[L2]:
            sys.exit(f"all is compared with L2, which is not to be had here: {self._refused[L2]}")
        self._python: Path | None = None
        self._left_out: list[str] = []

    def results(self) -> Results:
        """Measure all."""
        chapter = self._assignment("chapter", None)
        small = self._assignment("small", self._sizes.small)
        if PRAIRIELEARN in self._tools:
            try:
                self._python = others.prairielearn_python(self._folder)
            except LookupError as problem:
                self._left_out.append(str(problem))
        measured = {
            "chapter": self._table(chapter, self._everywhere(chapter)),
            "small": self._table(small, self._everywhere(small) | self._sandbox(small)),
        }
        return Results(
            machine=self._described(),
            repeats=self._sizes.repeats,
            **measured,
            level=[level for level, why in self._refused.items() if not why][-1],
            grown=self._grown(chapter, self._sizes.growth),
            shares=ours.shares(chapter.course, right_class(chapter.mixed, self._sizes.submissions)),
            small_grown=self._grown(small, self._sizes.small_growth),
            help=ours.start_up(self._sizes.start_ups),
        )

    def _assignment(self, name: str, exercises: int | None) -> Assignment:
        folder = self._folder / name
        folder.mkdir()
        course = load_course(copy_of_kit(folder, exercises, self._root))
        ours.keep_seed(course)
        return Assignment(course, folder, tuple(mixtures(course)))

    def _table(self, given: Assignment, measures: Mapping[str, Callable[[], Cost]]) -> Table:
        look = partial(ours.floor, given.course, right_class(given.mixed, self._sizes.submissions))
        looks, others = [look()], []
        for name, measure in measures.items():
            others.append(Row(name, _told(name, measure)))
            looks.append(look())  # the machine's pace changes within minutes
        rows = (Row(FLOOR, each_of(looks, 1)), *others)
        refused = [f"{level} ({why})" for level, why in self._refused.items() if why]
        return Table(textwrap.fill(self._text(given), WIDTH), rows, (*refused, *self._left_out))

    def _everywhere(self, given: Assignment) -> dict[str, Callable[[], Cost]]:
        """Give what can be measured on any assignment in bearable time."""
        course, folder, repeats = given.course, given.folder, self._sizes.repeats
        count = self._sizes.submissions
        everybody = right_class(given.mixed, count)
        # So many come first, that each job has started when the class begins.
        students = write_class(folder / "right", [*everybody[:1] * JOBS, *everybody])
        measures: dict[str, Callable[[], Cost]] = {}
        for level in (level for level, why in self._refused.items() if not why):
            measures[level] = partial(ours.at_level, course, students, count, level, 1, repeats)
        measures[TWO_JOBS] = partial(ours.at_level, course, students, count, L2, JOBS, repeats)
        measures[BEFORE] = partial(ours.graded_before, course, students, repeats)
        if PYTEST in self._tools:
            measures[PYTEST] = partial(others.pytest_each, course, everybody, folder, repeats)
        if NBGRADER in self._tools:
            measures[NBGRADER] = partial(others.nbgrader_native, course, everybody, folder, repeats)
        if self._python is not None:
            measures[MODULE_SANDBOX] = partial(
                others.prairielearn,
                course,
                everybody,
                folder,
                self._python,
                "module_sandbox",
                repeats,
            )
        return measures

    def _sandbox(self, given: Assignment) -> dict[str, Callable[[], Cost]]:
        """Give what takes a process a check: minutes a submission on the whole chapter."""
        if self._python is None:
            return {}
        few = right_class(given.mixed, self._sizes.slowest)
        repeats = self._sizes.repeats
        measure = partial(
            others.prairielearn, given.course, few, given.folder, self._python, "sandbox", repeats
        )
        return {SANDBOX: measure}

    def _grown(self, given: Assignment, counts: tuple[int, ...]) -> tuple[Grown, ...]:
        found = []
        for count in counts:
            begin = time.perf_counter()
            found.append(grown(given.course, count, given.folder))
            print(f"a class of {count}: {time.perf_counter() - begin:.0f} s", flush=True)
        return tuple(found)

    def _text(self, given: Assignment) -> str:
        course = given.course
        calls = len(ours.recorded_calls(course))
        first, last = course.exercises[0], course.exercises[-1]
        text = (
            f"{len(course.functions)} functions of {len(course.exercises)} exercises ({first} to "
            f"{last}), {len(course.checks)} checks, {calls} calls, training included. Every tool "
            f"grades the same {self._sizes.submissions} right submissions, of {len(given.mixed)} "
            "mixtures of the variants in `solutions/`"
        )
        if self._python is not None and given.folder.name == "small":
            text += f", {self._sizes.slowest} of them where every check takes a process"
        return text + "."

    def _described(self) -> str:
        names = [
            "numpy",
            "scikit-learn",
            "pytest",
            *([NBGRADER] if NBGRADER in self._tools else []),
        ]
        versions = ", ".join(f"{name} {version(name)}" for name in names)
        if self._python is not None:
            versions += ", " + others.PRAIRIELEARN.replace("==", " ")
        text = f"Machine: {machine()}. Python {platform.python_version()}, {versions}."
        return textwrap.fill(text, WIDTH)


def _told(name: str, measure: Callable[[], Cost]) -> Cost:
    begin = time.perf_counter()
    cost = measure()
    spent = time.perf_counter() - begin
    print(f"{name}: {cost.cpu * 1e3:.0f} ms of CPU ({spent:.0f} s)", flush=True)
    return cost
