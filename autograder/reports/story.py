"""What became of one submission, in a sentence."""

import textwrap

from ..records.record import Record, Status
from ..records.text import visible

_BECAME = {
    Status.PARTIAL: "partly right",
    Status.FAILED: "wrong",
    Status.SYNTAX_ERROR: "not Python",
    Status.CRASHED: "crashed",
    Status.TIMED_OUT: "cut off after its limit",
    Status.MEMORY: "out of memory",
    Status.OUTPUT_LIMIT: "too much output",
    Status.MISSING: "missing",
    Status.NOT_ATTEMPTED: "not attempted",
    Status.GRADER_FAULT: "not graded, by a fault of the grader",
}


def story_lines(name: str, story: str, record: Record, width: int) -> list[str]:
    """Tell what was handed in, what it cost, and what it left alone, within a width."""
    groups: dict[str, list[str]] = {}
    for function in record.functions:
        if function.status is not Status.PASSED:
            groups.setdefault(_BECAME[function.status], []).append(function.name)
    lost = [f"{_list(names)} {what}" for what, names in groups.items()]
    kept = len(record.functions) - sum(map(len, groups.values()))
    score = "no score" if record.score is None else f"{record.score:g} of {record.max_score:g}"
    rest = [f"all points of the other {kept} functions"] if kept and lost else []
    became = "; ".join([f"{score} points", *lost, *rest])
    return [
        *textwrap.wrap(f"{visible(name)}: {story}", width),
        *textwrap.wrap(became, width, initial_indent="    ", subsequent_indent="    "),
    ]


def _list(names: list[str]) -> str:
    if len(names) > 3:
        return f"{names[0]} and {len(names) - 1} more"
    return ", ".join(names)
