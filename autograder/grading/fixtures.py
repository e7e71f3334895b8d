"""What a check is given in grading: the same names as pytest gives it elsewhere."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from ..course.checks import Check
from ..course.course import Course
from ..course.data import Model, Table, printed_model_on
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
        self._generators: dict[str, tuple[np.random.Generator, Mapping[str, Any]]] = {}
        reference = course.reference()
        tables = {name: course.table(name) for name in course.tables}
        model = printed_model_on(tables["tickets"])
        self._shared: dict[str, Callable[[], Any]] = {
            "reference": lambda: reference,
            "printed_model": partial(_fresh, model),
            **{name: partial(_fresh, table) for name, table in tables.items()},
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
                given[name] = self._generator(check)
            else:
                given[name] = self._shared[name]()
        return given

    def _generator(self, check: Check) -> np.random.Generator:
        """Give a check's generator at its start: making one takes ten times as long."""
        if check.name not in self._generators:
            made = self._seed.generator(check.exercise, check.name)
            self._generators[check.name] = made, made.bit_generator.state
        generator, start = self._generators[check.name]
        generator.bit_generator.state = start
        return generator


def _fresh(arrays: Table | Model) -> Table | Model:
    return type(arrays)(*(array.copy() for array in arrays))
