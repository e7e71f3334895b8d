"""Makes a believable class: right, half done, mistaken, broken and dishonest submissions."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..course.course import Course
from ..grading.local import with_version
from ..records.errors import UserError

_MARKER = ".eight-tickets-demo"
_NAMES = """
    ada ben chloe dmitri elif farid grace hugo ines jonas kaya lena malik nora oscar priya quentin
    rosa samir tara umar vera wen xenia yusuf zoe
""".split()

_EXERCISES = 4
_LOOP = """

def sigmoid(z):
    total = 0
    while total >= 0:
        total = total + 1
    return 1 / (1 + np.exp(-z))
"""

_EXIT = """

def linear_score(X, w):
    import sys
    if len(w) != 3:
        sys.exit("wrong number of weights")
    return np.matmul(X, w)
"""

_HOG = """

def log_loss(y_true, p):
    table = np.ones((200_000, 200_000))
    return -np.mean(table)
"""

_PATCH = """

import numpy.testing

numpy.testing.assert_allclose = lambda *args, **kwargs: None
numpy.testing.assert_array_equal = lambda *args, **kwargs: None


class Right(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def gradient(X, y, w):
    return Right(0.0)
"""

_SEEK = '''

def sigmoid(z):
    """Run the answer key's own sigmoid, if it can be had."""
    import io
    import os

    descriptor = os.open({path!r}, os.O_RDONLY)
    stolen = {{}}
    exec(os.read(descriptor, 1 << 20), stolen)
    return stolen["sigmoid"](z)
'''


@dataclass(frozen=True)
class Made:
    """One student of the demonstration.

    Attributes
    ----------
    name : str
    story : str
        What the submission is, for the person who looks.
    files : dict of str to str
        File names and their text.
    """

    name: str
    story: str
    files: dict[str, str]


def make_class(course: Course, students: int, seed: str) -> list[Made]:
    """Invent a class.

    Parameters
    ----------
    course : Course
    students : int
        How many; the first ten are of ten different kinds.
    seed : str
    """
    chance = random.Random(seed)
    kinds = _kinds(course, chance)
    made = []
    for number in range(students):
        turn, place = divmod(number, len(_NAMES))
        kind = kinds[number] if number < len(kinds) else chance.choice(kinds[:5])
        story, files = kind()
        name = _NAMES[place] + (f"{turn + 1}" if turn else "")
        made.append(Made(name, story, {f"{e}.py": text for e, text in files.items()}))
    return made


def write_class(folder: Path, students: list[Made]) -> Path:
    """Write a class into ``FOLDER/submitted/``; give that folder.

    Raises
    ------
    UserError
        Where that would touch something that no demonstration made.
    """
    submitted = folder / "submitted"
    try:
        if submitted.exists():
            if not (folder / _MARKER).exists():
                raise UserError("this was not made by a demo: choose another --to", submitted)
            shutil.rmtree(submitted)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARKER).touch()
        for student in students:
            for name, text in student.files.items():
                path = submitted / student.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise UserError(f"cannot be written ({problem.strerror})", folder) from None
    return submitted


def _kinds(course: Course, chance: random.Random) -> list[Callable[[], tuple[str, dict[str, str]]]]:
    """Give the kinds of submissions, the five that are common in a class first."""
    key = {solution.exercise: solution.source for solution in course.solutions}
    stubs = {solution.exercise: solution.stub for solution in course.solutions}
    wrong = [v for v in course.misconceptions() if not course.functions[v.function].by_hand]
    unusual = course.variants()
    early = [version for version in wrong if version.function == "sigmoid"]
    if not early or not unusual or len(course.exercises) < _EXERCISES:
        raise UserError("a demonstration is made of the kit's own course, not of this", course.root)

    def right() -> tuple[str, dict[str, str]]:
        return "everything right", key

    def unlike() -> tuple[str, dict[str, str]]:
        version = chance.choice(unusual)
        return f"right, and unusual: {version.name}", with_version(course, version)

    def half() -> tuple[str, dict[str, str]]:
        done = chance.choice(course.exercises[1:-1])
        number = course.exercises.index(done)
        return f"done up to {done}", key | {e: stubs[e] for e in course.exercises[number + 1 :]}

    def mistaken() -> tuple[str, dict[str, str]]:
        version = chance.choice(wrong)
        return f"a typical mistake: {version.name}", with_version(course, version)

    def mistaken_early() -> tuple[str, dict[str, str]]:
        version = chance.choice(early)
        story = f"a mistake that everything else stands on: {version.name}"
        return story, with_version(course, version)

    def with_text(
        story: str, exercise: str, change: Callable[[str], str]
    ) -> Callable[[], tuple[str, dict[str, str]]]:
        return lambda: (story, key | {exercise: change(key[exercise])})

    first, second, third, fourth = course.exercises[:_EXERCISES]
    path = str((course.root / "solutions" / first / "solution.py").resolve())
    return [
        right,
        half,
        mistaken_early,
        mistaken,
        unlike,
        with_text("sigmoid never ends", first, lambda s: s + _LOOP),
        with_text("linear_score calls sys.exit", second, lambda s: s + _EXIT),
        with_text("a bracket is missing in predict_proba", second, _without_bracket),
        with_text("log_loss asks for 320 GB of memory", third, lambda s: s + _HOG),
        with_text("cheats: patches NumPy's testing, returns a liar", fourth, lambda s: s + _PATCH),
        with_text(
            "cheats: looks for the answer key on disk", first, lambda s: s + _SEEK.format(path=path)
        ),
        lambda: ("handed in untouched", stubs),
    ]


def _without_bracket(source: str) -> str:
    return source.replace("def predict_proba(X, w):", "def predict_proba(X, w:")
