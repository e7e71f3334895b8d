"""What a check is given in grading: the same names as pytest gives it elsewhere."""

from collections.abc import Callable
from typing import Any

from ..course.checks import Check
from ..course.course import Course
from ..course.expect import Expect
from ..course.seed import Seed
from ..inside.student import Student


class Fixtures:
    """Makes the arguments of checks; the reference's results are computed once a class.

    Parameters
    ----------
    course : Course
    seed : Seed
    """

    def __init__(self, course: Course, seed: Seed) -> None:
        self._seed = seed
        reference, tickets, model = course.reference(), course.tickets(), course.printed_model()
        self._shared: dict[str, Callable[[], Any]] = {
            "tickets": lambda: type(tickets)(*(array.copy() for array in tickets)),
            "printed_model": lambda: type(model)(*(array.copy() for array in model)),
            "reference": lambda: reference,
        }

    def arguments(self, check: Check, student: Student, expect: Expect) -> dict[str, Any]:
        """Give a check's keyword arguments."""
        given: dict[str, Any] = dict(check.params)
        for name in check.fixtures:
            if name == "student":
                given[name] = student
            elif name == "expect":
                given[name] = expect
            elif name == "rng":
                given[name] = self._seed.generator(check.exercise, check.name)
            else:
                given[name] = self._shared[name]()
        return given
