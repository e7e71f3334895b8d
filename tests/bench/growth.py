"""Measures how cost and memory grow with a class of an honest mix."""

from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Course
from tests.bench.classes import honest_class, write_class
from tests.bench.measure import Used, command, measured, memory_watched
from tests.bench.ours import again, grading

JOBS = 2


@dataclass(frozen=True)
class Grown:
    """What a class costs, graded for the first time and again.

    Attributes
    ----------
    count, looping : int
        Submissions, and those that never end.
    first, again : Used
    peak : int
        The largest proportional set size of all processes together, in bytes.
    whole : bool
        False where a process hid its memory from this user.
    book : int
        The size of the gradebook, in bytes.
    """

    count: int
    looping: int
    first: Used
    again: Used
    peak: int
    whole: bool
    book: int


def grown(course: Course, count: int, folder: Path) -> Grown:
    """Grade a class of an honest mix with two jobs, whole command, then once more."""
    submissions, looping = honest_class(course, count)
    students = write_class(folder / f"mix-{count}", submissions)
    book = folder / f"mix-{count}.db"
    words = grading(students, book, course.root, JOBS)
    with memory_watched() as memory:
        _, first = measured(lambda: command(words, folder))
    repeated = again(words, folder, count)
    return Grown(
        count, looping, first, repeated, memory.peak, not memory.unseen, book.stat().st_size
    )
