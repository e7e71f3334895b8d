"""What counts for each student: in a terminal, and as CSV."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from ..records.grades import Grade, Override
from ..records.text import visible
from .escaping import FORMULA


def grades_table(grades: Sequence[Grade], width: int) -> Table:
    """Draw a row a student with its functions, or with the total alone where there is no room."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("student", max_width=24, overflow="ellipsis", no_wrap=True)
    functions = function_names(grades)
    if width < 48 + sum(len(name) + 1 for name in functions):
        functions = []
    for name in (*functions, "total", "attempt", "level"):
        table.add_column(name, justify="right")
    for grade in grades:
        table.add_row(Text(visible(grade.student)), *_cells(grade, functions))
    return table


def function_names(grades: Iterable[Grade]) -> list[str]:
    """Give all functions in the course's order, as far as the grades tell it."""
    longest: list[str] = []
    rest: dict[str, None] = {}
    for grade in grades:
        if len(grade.functions) > len(longest):
            longest = list(grade.functions)
        rest |= dict.fromkeys(grade.functions)
    return longest + [name for name in rest if name not in longest]


def _cells(grade: Grade, functions: Sequence[str]) -> list[str]:
    points = [shown_points(grade.functions.get(name)) for name in functions]
    attempt = "" if grade.attempt is None else str(grade.attempt)
    return [*points, shown_points(grade.total), attempt, grade.level]


def shown_points(points: float | None) -> str:
    """Write points with at most two decimals; blank, never 0, where there are none."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def override_line(override: Override) -> str:
    """Say who changed what, and why."""
    parts = override.at, override.student, override.function, override.reason, override.person
    at, student, function, reason, person = map(visible, parts)
    return f"{student}: {function} {override.points:+g} by {person}, {at[:10]}: {reason}"


def grades_csv(grades: Sequence[Grade]) -> str:
    """Write a row a student; no cell is a formula to a spreadsheet."""
    functions = function_names(grades)
    rows = [["student", *functions, "total", "attempt", "level"]]
    rows += [[grade.student, *_cells(grade, functions)] for grade in grades]
    return to_csv(rows)


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Write rows of texts of any origin, harmless in a terminal and a spreadsheet."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(text: str) -> str:
    """Write one cell: no formula, and one cell also where semicolons part them."""
    shown = visible(text)
    if shown.lstrip().startswith(FORMULA) and not _is_number(shown):
        shown = f"'{shown}"
    if any(character in shown for character in ',;"'):
        doubled = shown.replace('"', '""')
        return f'"{doubled}"'
    return shown


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
