"""What a student reads, as plain blocks: `markdown` and `page` write them down.

Everything comes from the student's view of a record; texts are made visible
here, once, so that no renderer can forget it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..records.text import visible
from .written import Marked

_STATUS = {
    "passed": "right",
    "partial": "partly right",
    "failed": "not right yet",
    "syntax_error": "could not be read: a syntax error",
    "crashed": "ended Python",
    "timed_out": "did not end in time",
    "memory": "ran out of memory",
    "output_limit": "returned or printed too much",
    "missing": "missing",
    "not_attempted": "not attempted yet",
    "grader_fault": "not graded: that is the grader's fault, not yours",
}
_NOT_RUN = frozenset(["syntax_error", "missing", "not_attempted", "grader_fault"])
_MARKS = {True: "passed", False: "failed"}


@dataclass(frozen=True)
class CheckPart:
    """One check: its title, whether it passed, and what may be told of it.

    Attributes
    ----------
    title : str
    passed : bool
    hidden : bool
    told : tuple of (str, str)
        ``("call", "sigmoid(0.0)")`` and the like.
    """

    title: str
    passed: bool
    hidden: bool
    told: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """Say in a word what a colour would say."""
        return _MARKS[self.passed]


@dataclass(frozen=True)
class FunctionPart:
    """One function, ready to be written down."""

    name: str
    exercise: str
    points: str
    became: str
    passed: bool
    hint: str
    notes: tuple[str, ...]
    checks: tuple[CheckPart, ...]

    @property
    def lost(self) -> tuple[CheckPart, ...]:
        """The checks that did not pass."""
        return tuple(check for check in self.checks if not check.passed)


@dataclass(frozen=True)
class WrittenPart:
    """What a person gave for one written answer."""

    title: str
    points: str
    remark: str


@dataclass(frozen=True)
class Feedback:
    """All that one student reads."""

    name: str
    points: str
    notes: tuple[str, ...]
    functions: tuple[FunctionPart, ...]
    written: tuple[WrittenPart, ...] = ()

    @property
    def first(self) -> FunctionPart | None:
        """Where to go on: the first function that is not right yet."""
        return next((function for function in self.functions if not function.passed), None)


def feedback_of(view: Mapping[str, Any], marked: Sequence[Marked] = ()) -> Feedback:
    """Read a student's view of a record.

    Parameters
    ----------
    view : mapping
    marked : sequence of Marked
        What a person gave for this student's written answers.

    Raises
    ------
    KeyError, TypeError, ValueError
        Where it is none.
    """
    return Feedback(
        name=visible(str(view["submission"])),
        points=_points(view["score"], view["max_score"]),
        notes=tuple(visible(str(note)) for note in view["notes"]),
        functions=tuple(_function(function) for function in view["functions"]),
        written=tuple(
            WrittenPart(visible(mark.title), _marks(mark), visible(mark.remark)) for mark in marked
        ),
    )


def _marks(mark: Marked) -> str:
    return "not marked yet" if mark.points is None else f"{mark.points:g} of {mark.most}"


def _points(score: float | None, most: float) -> str:
    return f"no score yet of {most:g}" if score is None else f"{score:g} of {most:g}"


def _function(function: Mapping[str, Any]) -> FunctionPart:
    hint = " ".join(visible(str(text)) for text in function["hints"])
    notes = [visible(str(note)) for note in function["notes"]]
    checks = list(function["checks"])
    if str(function["status"]) in _NOT_RUN:
        notes = [*_said(checks), *notes]
        checks = []
    return FunctionPart(
        name=visible(str(function["name"])),
        exercise=visible(str(function["exercise"])),
        points=_points(function["score"], function["max_score"]),
        became=_STATUS[str(function["status"])],
        passed=function["status"] == "passed",
        hint=hint,
        notes=tuple(notes),
        checks=tuple(_check(check, bool(hint)) for check in checks),
    )


def _said(checks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give what the visible checks say of a function that could not be run, once."""
    said = (visible(str(check.get("message", ""))) for check in checks)
    return list(dict.fromkeys(filter(None, said)))


def _check(check: Mapping[str, Any], hinted: bool) -> CheckPart:
    hidden = check["visibility"] != "visible"
    told = () if hidden or check["passed"] else tuple(_told(check, hinted))
    return CheckPart(visible(str(check["name"])), bool(check["passed"]), hidden, told)


def _told(check: Mapping[str, Any], hinted: bool) -> Iterator[tuple[str, str]]:
    """Give what may be said of a visible check that failed, each thing once.

    Where the function has a hint, that is the one thing to think about.
    """
    detail, message = dict(check["detail"]), str(check["message"])
    for key in ("call", "came", "wanted"):
        if key in detail:
            yield key, visible(str(detail[key]))
    if message and message not in detail.values():
        yield "said", visible(message)
    if detail.get("hint") and not hinted:
        yield "think", visible(str(detail["hint"]))
