"""The class table, for a person in a terminal."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from ..records.record import FunctionRecord, Record, Status
from ..records.text import visible

_SIGNS = {
    Status.SYNTAX_ERROR: ("s", "a syntax error"),
    Status.CRASHED: ("c", "ended Python"),
    Status.TIMED_OUT: ("t", "did not end in time"),
    Status.MEMORY: ("m", "ran out of memory"),
    Status.OUTPUT_LIMIT: ("o", "returned too much"),
    Status.MISSING: ("?", "missing"),
    Status.NOT_ATTEMPTED: ("-", "not attempted"),
    Status.GRADER_FAULT: ("!", "the grader's fault, not graded"),
}
_NAME_WIDTH = 24
_FUNCTION_COLUMN = 13
_EXERCISE_COLUMN = 13
_NARROWEST_COLUMN = 4
_NARROWEST_ENDS = 15
_SCORE_WIDTH = 11  # and some room for parts of points


def class_table(records: Sequence[Record], width: int) -> Table:
    """Draw a row a student, a column a function or an exercise as the width allows, or none.

    Parameters
    ----------
    records : sequence of Record
        At least one, of the same course.
    width : int
        Characters in a line.
    """
    groups = _columns(records[0], width)
    roomy = width >= _NAME_WIDTH + _EXERCISE_COLUMN * len(groups)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    room = _NAME_WIDTH if roomy else width - _SCORE_WIDTH - _NARROWEST_COLUMN * len(groups)
    names = min(_NAME_WIDTH, room)
    table.add_column("student", max_width=names, overflow="ellipsis", no_wrap=True)
    for title in groups:
        shown = _title(title) if roomy else title.partition("_")[0].removeprefix("ex")
        table.add_column(shown, justify="right", overflow="fold", no_wrap=not roomy)
    table.add_column("score", justify="right", no_wrap=True, min_width=6)
    for record in records:
        table.add_row(
            Text(visible(record.submission)),
            *(_cell(record, members) for members in groups.values()),
            Text(_score(record), style="bold"),
        )
    most = [sum(_find(records[0], name).max_score for name in m) for m in groups.values()]
    in_all = Text(f"{records[0].max_score:g}", style="dim")
    table.add_row(Text("at most", style="dim"), *(f"{points:g}" for points in most), in_all)
    return table


def legend(records: Sequence[Record]) -> str:
    """Explain the signs that a class table shows, empty where it shows none."""
    seen = {function.status for record in records for function in record.functions}
    told = [f"{sign} {what}" for status, (sign, what) in _SIGNS.items() if status in seen]
    return ", ".join(told)


def _columns(record: Record, width: int) -> Mapping[str, Sequence[str]]:
    names = [function.name for function in record.functions]
    if width >= _NAME_WIDTH + _FUNCTION_COLUMN * len(names):
        return {name: [name] for name in names}
    groups: dict[str, list[str]] = {}
    exercises = {function.exercise for function in record.functions}
    if width < _NARROWEST_ENDS + _NARROWEST_COLUMN * len(exercises):
        return groups
    for function in record.functions:
        groups.setdefault(function.exercise, []).append(function.name)
    return groups


def _title(title: str) -> str:
    number, _, name = title.partition("_")
    return f"{number} {name.replace('_', ' ')}" if number.startswith("ex") else title


def _find(record: Record, name: str) -> FunctionRecord:
    return next(function for function in record.functions if function.name == name)


def _cell(record: Record, names: Sequence[str]) -> Text:
    """Give the points of some functions, and a sign for what ended badly among them."""
    functions = [_find(record, name) for name in names]
    statuses = [function.status for function in functions]
    signs = "".join(sign for status, (sign, _) in _SIGNS.items() if status in statuses)
    if Status.GRADER_FAULT in statuses or set(statuses) == {Status.NOT_ATTEMPTED}:
        return Text(signs[-1], style="red")
    earned = sum(function.score or 0 for function in functions)
    full = set(statuses) == {Status.PASSED}
    style = "green" if full else "yellow" if earned else "red"
    return Text(f"{_rounded(earned)}{signs}", style=style)


def _rounded(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")


def _score(record: Record) -> str:
    return "-" if record.score is None else f"{record.score:.2f}"


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
