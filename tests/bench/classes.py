"""Makes the classes that are graded: right ones, and an honest mix."""

import itertools
import random
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from autograder.authoring.proofs_of_grading import rounds
from autograder.course.course import Course
from autograder.course.seed import Seed
from autograder.course.wrong import Version
from autograder.grading.fixtures import Fixtures
from autograder.grading.local import run_locally, with_versions
from autograder.inside.calls import Outcome
from autograder.inside.loader import Loader
from autograder.inside.student import Arguments, Student, call_here
from tests.conftest import ROOT

Files = dict[str, str]
SEED = Seed("bench")
_MIXED = 6
_LOOPING, _BROKEN, _WRONG = 0.02, 0.10, 0.20  # those that loop are among the broken ones


def copy_of_kit(folder: Path, exercises: int | None = None, root: Path = ROOT) -> Path:
    """Copy a course, with its first exercises alone where a number is given."""
    kit = folder / "kit"
    for name in ("solutions", "source_data", "exercises"):
        if (root / name).exists():
            shutil.copytree(root / name, kit / name)
    for path in sorted((kit / "solutions").glob("ex*"))[exercises:] if exercises else ():
        shutil.rmtree(path)
    return kit


def mixtures(course: Course) -> list[Files]:
    """Give submissions that every tool has to find right: the answer key, mixtures of variants.

    A variant that passes by leniency (a list for an array) may break another's that calls it,
    which this kit forgives and other tools do not: such variants stay out.
    """
    fixtures = Fixtures(course, SEED)
    mixed = itertools.islice(rounds(course.variants()), _MIXED)
    return [_agreeing(course, versions, fixtures) for versions in ([], *mixed)]


def _agreeing(course: Course, versions: list[Version], fixtures: Fixtures) -> Files:
    while True:
        files = with_versions(course, versions)
        student = own_student(course, loaded(course, files))
        lenient: set[str] = set()
        lost: set[str] = set()
        for check, verdict in run_locally(course.checks, student, fixtures):
            if verdict.lenient or not verdict.passed:
                (lenient if verdict.lenient else lost).add(check.function)
        unfit = lenient & {version.function for version in versions} or lost
        if not unfit:
            return files
        fewer = [version for version in versions if version.function not in unfit]
        if len(fewer) == len(versions):
            sys.exit(f"right submissions lose points of {', '.join(sorted(unfit))}")
        versions = fewer


def loaded(course: Course, files: Files) -> Loader:
    """Load a submission into this process."""
    loader = Loader(course.functions)
    for exercise, text in files.items():
        libraries = exercise in course.library_exercises
        failure = loader.load(exercise, text.encode(), libraries=libraries).failure
        if failure is not None:
            sys.exit(f"{exercise} cannot be loaded: {failure}")
    return loader


def own_student(course: Course, loader: Loader) -> Student:
    """Give the `student` that calls a submission in this process."""

    def call(name: str, arguments: Arguments) -> Outcome:
        function = loader.function(course.functions[name].exercise, name)
        return call_here(function, arguments, loader.files)

    return Student(call)


def right_class(mixed: Sequence[Files], count: int) -> list[Files]:
    """Give so many right submissions; a remark tells equal ones apart, as no two are the same."""
    chosen = itertools.islice(itertools.cycle(mixed), count)
    return [_told_apart(files, number) for number, files in enumerate(chosen)]


def honest_class(course: Course, count: int) -> tuple[list[Files], int]:
    """Give a class as it is handed in, and how many of it loop.

    70 % are right or half right (variants; done up to some exercise, with a mistake or two),
    20 % wrong (every second function), 10 % broken, among them 2 % of all that loop.
    """
    chance = random.Random(count)
    make = _Maker(course, chance)
    looping, broken, wrong = (round(count * part) for part in (_LOOPING, _BROKEN, _WRONG))
    kinds: list[Callable[[], Files]] = [make.looping] * looping
    kinds += [make.broken] * (broken - looping) + [make.wrong] * wrong
    rest = count - len(kinds)
    kinds += [make.right] * (rest - rest // 2) + [make.half_right] * (rest // 2)
    chance.shuffle(kinds)
    return [_told_apart(kind(), number) for number, kind in enumerate(kinds)], looping


class _Maker:
    def __init__(self, course: Course, chance: random.Random) -> None:
        self.course, self.chance = course, chance
        self.good, self.bad = _by_function(course.variants()), _by_function(course.misconceptions())

    def right(self) -> Files:
        return with_versions(self.course, self._some(self.good, 0.5))

    def half_right(self) -> Files:
        names = self.chance.sample(sorted(self.bad), min(2, len(self.bad)))
        mistakes = [self.chance.choice(self.bad[name]) for name in names]
        files = with_versions(self.course, self._some(self.good, 0.5) + mistakes)
        done = self.chance.randrange(1, len(self.course.exercises) + 1)
        stubs = {solution.exercise: solution.stub for solution in self.course.solutions}
        return files | {name: stubs[name] for name in self.course.exercises[done:]}

    def wrong(self) -> Files:
        return with_versions(self.course, self._some(self.bad, 0.5))

    def broken(self) -> Files:
        files = self.half_right()
        name = self.chance.choice(self.course.exercises)
        how = self.chance.choice(["missing", "def broken(:\n    pass\n", "print(not_defined)\n"])
        if how == "missing":
            return {other: text for other, text in files.items() if other != name}
        return files | {name: f"{files[name]}\n\n{how}"}

    def looping(self) -> Files:
        files = self.right()
        name = self.chance.choice(sorted(self.course.functions))
        exercise = self.course.functions[name].exercise
        loop = f"def {name}(*args, **kwargs):\n    while True:\n        pass\n"
        return files | {exercise: f"{files[exercise]}\n\n{loop}"}

    def _some(self, versions: dict[str, list[Version]], part: float) -> list[Version]:
        chosen = [name for name in sorted(versions) if self.chance.random() < part]
        return [self.chance.choice(versions[name]) for name in chosen]


def _by_function(versions: Iterable[Version]) -> dict[str, list[Version]]:
    grouped: dict[str, list[Version]] = {}
    for version in versions:
        grouped.setdefault(version.function, []).append(version)
    return grouped


def _told_apart(files: Files, number: int) -> Files:
    return {name: f"{text}\n# {number}\n" for name, text in files.items()}


def write_class(folder: Path, submissions: Sequence[Files]) -> Path:
    """Write a class folder, with a folder a student."""
    for number, files in enumerate(submissions):
        student = folder / f"student-{number:05}"
        student.mkdir(parents=True)
        for name, text in files.items():
            (student / f"{name}.py").write_text(text, encoding="utf-8")
    return folder
