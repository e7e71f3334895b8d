"""The class table, for a person in a terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from ..records.record import FunctionRecord, Record, Status
from ..records.text import visible

_SIGNS = {
    Status.SYNTAX_ERROR: "syntax",
    Status.CRASHED: "crash",
    Status.TIMED_OUT: "time",
    Status.MEMORY: "memory",
    Status.OUTPUT_LIMIT: "output",
    Status.MISSING: "missing",
    Status.NOT_ATTEMPTED: "-",
    Status.GRADER_FAULT: "fault",
}
_NAME_WIDTH = 24
_FUNCTION_COLUMN = 11


def class_table(records: Sequence[Record], width: int) -> Table:
    """Draw a row a student, a column a function where the width allows, else an exercise.

    Parameters
    ----------
    records : sequence of Record
        At least one, of the same course.
    width : int
        Characters in a line.
    """
    names = [function.name for function in records[0].functions]
    if width >= _NAME_WIDTH + _FUNCTION_COLUMN * len(names):
        groups = {name: [name] for name in names}
    else:
        groups = {}
        for function in records[0].functions:
            groups.setdefault(function.exercise, []).append(function.name)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", max_width=_NAME_WIDTH, overflow="ellipsis", no_wrap=True)
    for title in groups:
        table.add_column(_short(title), justify="right", overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for record in records:
        table.add_row(
            Text(visible(record.submission)),
            *(_cell(record, members) for members in groups.values()),
            Text(_score(record), style="bold"),
        )
    most = [sum(_find(records[0], name).max_score for name in m) for m in groups.values()]
    table.add_row(
        Text("(at most)", style="dim"), *(f"{points:g}" for points in most), _most(records)
    )
    return table


def _short(title: str) -> str:
    number, _, name = title.partition("_")
    return f"{number} {name.replace('_', ' ')}" if number.startswith("ex") else title


def _find(record: Record, name: str) -> FunctionRecord:
    return next(function for function in record.functions if function.name == name)


def _cell(record: Record, names: Sequence[str]) -> Text:
    functions = [_find(record, name) for name in names]
    if any(function.score is None for function in functions):
        return Text("fault", style="bold red")
    earned = sum(function.score or 0 for function in functions)
    lost = [f for f in functions if f.status not in (Status.PASSED, Status.PARTIAL)]
    signs = dict.fromkeys(_SIGNS[f.status] for f in lost if f.status in _SIGNS)
    text = f"{earned:g}"
    if signs:
        text = f"{' '.join(signs)} {text}" if earned or list(signs) != ["-"] else "-"
    full = all(f.status is Status.PASSED for f in functions)
    return Text(text, style="green" if full else "yellow" if earned else "red")


def _score(record: Record) -> str:
    return "-" if record.score is None else f"{record.score:.2f}"


def _most(records: Sequence[Record]) -> Text:
    return Text(f"{records[0].max_score:g}", style="dim")


def note_lines(records: Sequence[Record]) -> list[str]:
    """Give what was noted on files and functions, a line each, safe for a terminal."""
    lines = []
    for record in records:
        name = visible(record.submission)
        lines += [f"{name}: {visible(note)}" for note in record.notes]
        for function in record.functions:
            if function.status is Status.GRADER_FAULT:
                fault = next(c for c in function.checks if c.status is Status.GRADER_FAULT)
                lines.append(f"{name}: {function.name}: grader fault: {visible(fault.message)}")
    return lines
