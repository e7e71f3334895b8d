"""Bodies that do no work, and what they would earn."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..course.answers import key_of
from ..course.course import Course
from ..grading.fixtures import Fixtures
from ..grading.local import LocalKey, run_locally
from ..inside.calls import Outcome
from ..inside.student import Arguments, Student, copy_value

Body = Callable[[Sequence[Any], Any], Any]
"""Takes a call's arguments and the right answer, of which it may use the shape alone."""


def _filled(value: float) -> Body:
    def body(args: Sequence[Any], right: Any) -> Any:
        if isinstance(right, tuple | list):
            return tuple(np.full_like(np.asarray(part, dtype=float), value) for part in right)
        return np.full_like(np.asarray(right, dtype=float), value)

    return body


DO_NOTHING: Mapping[str, Body | None] = {
    "None": lambda args, right: None,
    "0.0": lambda args, right: 0.0,
    "its first argument": lambda args, right: args[0] if args else None,
    "zeros": _filled(0.0),
    "0.5 everywhere": _filled(0.5),
    "the visible answers, hard-coded": None,
}


def hidden_share(
    course: Course, key: LocalKey, name: str, body: Body | None, fixtures: Fixtures
) -> float:
    """Give the share of a function's hidden points that a body earns.

    Parameters
    ----------
    body : callable or None
        None answers what visible checks ask, and None to everything else.
    """
    checks = course.checks_of(name)
    hidden = [check for check in checks if check.visibility == "hidden"]
    right = key.student()
    known: dict[tuple[bytes, ...], Any] = {}
    if body is None:
        visible = [check for check in checks if check.visibility == "visible"]
        for _ in run_locally(visible, right, fixtures):
            known |= {key_of(c.name, c.arguments): c.outcome.value for c in right.calls}

    def call(asked: str, arguments: Arguments) -> Outcome:
        if body is None:
            return Outcome(value=known.get(key_of(asked, arguments)))
        args, kwargs = arguments.fresh()
        return Outcome(value=copy_value(body(args, getattr(right, asked)(*args, **kwargs))))

    worth = sum(check.weight for check in hidden)
    verdicts = run_locally(hidden, Student(call), fixtures)
    earned = sum(check.weight for check, verdict in verdicts if verdict.passed)
    return earned / worth if worth else 0.0
