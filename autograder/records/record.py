"""The record of one graded submission: closed lists of outcomes, frozen data, its JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

FORMAT = 1


class Status(StrEnum):
    """What became of a check or a function."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    SYNTAX_ERROR = "syntax_error"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output_limit"
    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    GRADER_FAULT = "grader_fault"


@dataclass(frozen=True)
class CheckRecord:
    """One check of one submission.

    Attributes
    ----------
    name, title : str
        pytest's id of the check, and the line that a person reads.
    visibility : str
        ``"visible"`` or ``"hidden"``.
    points, max_points : float
        Earned and at stake.
    message : str
        What happened, in a sentence.
    detail : dict of str to str
        ``call``, ``came``, ``wanted``, ``hint``, ``ran`` (``own`` or ``repaired``) and
        ``repaired`` (what came of the second, repaired run) as they apply.
    """

    name: str
    title: str
    visibility: str
    points: float
    max_points: float
    status: Status
    message: str = ""
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FunctionRecord:
    """One function of one submission; `score` is None after a grader fault."""

    name: str
    exercise: str
    score: float | None
    max_score: float
    status: Status
    notes: tuple[str, ...] = ()
    checks: tuple[CheckRecord, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """One graded submission. Only `timing` may differ between two runs with one seed.

    `timing` holds seconds by the name of each check that was run, and under ``seconds`` those
    of the whole submission.
    """

    submission: str
    score: float | None
    max_score: float
    functions: tuple[FunctionRecord, ...]
    notes: tuple[str, ...] = ()
    isolation: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    checks_hash: str = ""
    content_hash: str = ""
    seed_hash: str = ""
    timing: dict[str, float] = field(default_factory=dict)
    format: int = FORMAT

    def as_dict(self) -> dict[str, Any]:
        """Give plain data, ready for JSON."""
        return asdict(self)

    def to_json(self) -> str:
        """Write the record on one line."""
        return json.dumps(self.as_dict(), sort_keys=True, allow_nan=False)


def read_record(text: str | bytes) -> Record:
    """Read what `Record.to_json` wrote.

    Raises
    ------
    ValueError
        Where it is none, or one of another format.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"a record of format {data['format']}, wanted {FORMAT}")
        return Record(**_fields(data) | {"functions": tuple(map(_function, data["functions"]))})
    except (KeyError, TypeError, AttributeError):
        raise ValueError("not a record") from None


def _function(data: Mapping[str, Any]) -> FunctionRecord:
    checks = tuple(CheckRecord(**_fields(check)) for check in data["checks"])
    return FunctionRecord(**_fields(data) | {"checks": checks})


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give back the types that JSON does not have."""
    fields = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
    return fields | ({"status": Status(data["status"])} if "status" in data else {})


def function_status(checks: tuple[CheckRecord, ...]) -> Status:
    """Sum up a function: passed, partial, or the cause of its first failed check.

    Parameters
    ----------
    checks : tuple of CheckRecord
        At least one, in the order in which they stand in the check files.
    """
    failed = [check.status for check in checks if check.status is not Status.PASSED]
    if not failed:
        return Status.PASSED
    if Status.GRADER_FAULT in failed:
        return Status.GRADER_FAULT
    if any(check.points for check in checks):
        return Status.PARTIAL
    return next((status for status in failed if status is not Status.FAILED), Status.FAILED)


def student_view(record: Record) -> dict[str, Any]:
    """Give what the student may see, the only way to anything that a student reads.

    Of a hidden check that is its title and whether it passed. The cause of a
    function's loss comes from its visible checks alone, and so do its notes, as
    `grading` fills them.

    Returns
    -------
    dict
        Plain data, ready for JSON.
    """
    functions = []
    for function in record.functions:
        functions.append(
            {
                "name": function.name,
                "exercise": function.exercise,
                "score": function.score,
                "max_score": function.max_score,
                "status": _student_status(function),
                "notes": list(function.notes),
                "hints": list(function.hints),
                "checks": [_student_check(check) for check in function.checks],
            }
        )
    return {
        "format": record.format,
        "submission": record.submission,
        "score": record.score,
        "max_score": record.max_score,
        "notes": list(record.notes),
        "isolation": {"level": record.isolation.get("level")},
        "functions": functions,
    }


def _student_status(function: FunctionRecord) -> Status:
    if function.status in (Status.PASSED, Status.PARTIAL, Status.GRADER_FAULT):
        return function.status
    seen = tuple(check for check in function.checks if check.visibility == "visible")
    status = function_status(seen) if seen else Status.FAILED
    return Status.FAILED if status is Status.PASSED else status


def _student_check(check: CheckRecord) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": check.title,
        "visibility": check.visibility,
        "passed": check.status is Status.PASSED,
        "points": check.points,
        "max_points": check.max_points,
    }
    if check.visibility == "visible":
        # What came of the repaired run is the instructor's alone.
        detail = {key: text for key, text in check.detail.items() if key != "repaired"}
        shown |= {"status": check.status, "message": check.message, "detail": detail}
    return shown
