"""Grades into the sheet that was downloaded from Canvas or Moodle: one cell a student, no more."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..records.errors import UserError
from ..records.text import visible
from .delimited import Cell, Sheet
from .grades import shown_points

_CANVAS_ID = "ID"
_CANVAS_NAMES = ("ID", "SIS User ID", "SIS Login ID", "Student")
_ASSIGNMENT = re.compile(r".+ \(\d+\)")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_LAST_NUMBER = re.compile(r"_(\d+)$")
_PARTICIPANT = re.compile(r"\D*?(\d+)")


@dataclass(frozen=True)
class Filled:
    """A sheet with grades in it.

    Attributes
    ----------
    data : bytes
    column : str
        The title of the column that was filled.
    count : int
        How many students were found.
    not_found : tuple of str
        Students who have a grade and no row.
    notes : tuple of str
        What a person should know before uploading.
    """

    data: bytes
    column: str
    count: int
    not_found: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Keys:
    """Rows by the LMS's own number of a student, and by each name that an identity may be."""

    by_id: Mapping[str, int]
    by_name: Sequence[Mapping[str, int]]


def fill_canvas(
    sheet: Sheet, totals: Mapping[str, float], max_total: float, column: str | None
) -> Filled:
    """Fill an assignment's column of a gradebook that Canvas exported.

    Parameters
    ----------
    sheet : Sheet
    totals : mapping of str to float
        By the student's identity; students without a grade are not in it.
    max_total : float
    column : str or None
        The column's title, where there are several assignments.

    Raises
    ------
    UserError
    """
    titles = _titles(sheet)
    if _CANVAS_ID not in titles:
        raise UserError("not a gradebook of Canvas: it has no column ID; export it again")
    target = _canvas_column(titles, column)
    first = next((n for n, row in enumerate(sheet.rows) if _is_points_possible(row)), 0) + 1
    names = [titles.index(title) for title in _CANVAS_NAMES if title in titles]
    by_id = _rows_by(sheet, titles.index(_CANVAS_ID), first)
    keys = _Keys(by_id, tuple(_rows_by(sheet, number, first) for number in names))
    notes = []
    possible = _text(sheet, first - 1, target) if first > 1 else ""
    if possible and _number(possible) != max_total:
        notes.append(f"Canvas has {visible(possible)} points possible, the course {max_total:g}")
    return _fill(sheet, target, keys, totals, notes)


def _canvas_column(titles: Sequence[str], column: str | None) -> int:
    writable = {n: title for n, title in enumerate(titles) if "(read only)" not in title}
    assignments = {n: title for n, title in writable.items() if _ASSIGNMENT.fullmatch(title)}
    found = [n for n, title in writable.items() if title == column] or list(assignments)
    if len(found) == 1 and column in (None, titles[found[0]]):
        return found[0]
    known = ", ".join(map(visible, assignments.values())) or "no assignment"
    raise UserError(f"which column is the assignment's? Say --column TITLE; there is {known}")


def _is_points_possible(row: Sequence[Cell]) -> bool:
    return "Points Possible" in row[0].text


def fill_moodle(
    sheet: Sheet, totals: Mapping[str, float], max_total: float, column: str | None
) -> Filled:
    """Fill the grade column of an assignment's grading worksheet that Moodle wrote.

    Its titles come in Moodle's language; so the column is told by its place before that of the
    maximum grade, which says the same number for everybody.

    Parameters
    ----------
    sheet, totals, max_total, column
        As for `fill_canvas`.

    Raises
    ------
    UserError
    """
    titles = _titles(sheet)
    target = _moodle_column(sheet, titles, column)
    people = [number for number in range(1, len(sheet.rows)) if _text(sheet, number, 0)]
    numbers = {number: _PARTICIPANT.fullmatch(_text(sheet, number, 0)) for number in people}
    if not all(numbers.values()):
        raise UserError("not a grading worksheet of Moodle: its first column has no identifiers")
    by_number = {found[1]: number for number, found in numbers.items() if found}
    keys = _Keys(by_number, tuple(_rows_by(sheet, number, 1) for number in range(target)))
    notes = []
    most = {_text(sheet, number, target + 1) for number in people}
    if len(most) == 1 and _number(*most) not in (None, max_total):
        notes.append(f"Moodle's maximum grade is {visible(*most)}, the course's {max_total:g}")
    return _fill(sheet, target, keys, totals, notes)


def _moodle_column(sheet: Sheet, titles: Sequence[str], column: str | None) -> int:
    if column is None and titles.count("Grade") == 1:
        column = "Grade"
    if column is not None:
        found = [number for number, title in enumerate(titles) if title == column]
    else:
        found = [number for number in range(1, len(titles) - 1) if _before_maximum(sheet, number)]
    if len(found) == 1:
        return found[0]
    raise UserError("which column is the grade's? Say --column TITLE, as it stands in the sheet")


def _before_maximum(sheet: Sheet, column: int) -> bool:
    people = [number for number in range(1, len(sheet.rows)) if _text(sheet, number, 0)]
    grades = [_text(sheet, number, column) for number in people]
    maxima = {_text(sheet, number, column + 1) for number in people}
    same = len(maxima) == 1 and _number(*maxima) is not None
    return same and all(not text or text == "-" or _number(text) is not None for text in grades)


def _fill(
    sheet: Sheet,
    target: int,
    keys: _Keys,
    totals: Mapping[str, float],
    notes: list[str],
) -> Filled:
    rows: dict[int, str] = {}
    not_found = []
    for student, _ in sorted(totals.items()):
        row = _row_of(student, keys)
        if row is None:
            not_found.append(student)
        elif row in rows:
            raise UserError(f"{visible(rows[row])} and {visible(student)} are one row of the sheet")
        elif len(sheet.rows[row]) <= target:
            raise UserError(f"row {row + 1} of the sheet is too short: download it again")
        else:
            rows[row] = student
    comma = _decimal_comma(sheet)
    cells: dict[tuple[int, int], str] = {}
    for row, student in rows.items():
        if sheet.rows[row][target].text.strip().upper() == "EX":
            notes.append(f"{visible(student)} is excused: left as it is")
        else:
            points = shown_points(totals[student])
            cells[row, target] = points.replace(".", ",") if comma else points
    title = visible(_titles(sheet)[target])
    return Filled(sheet.changed(cells), title, len(cells), tuple(not_found), tuple(notes))


def _row_of(student: str, keys: _Keys) -> int | None:
    """Find a student by an own name, else by the number that ends the name of a download."""
    for rows in keys.by_name:
        if student in rows:
            return rows[student]
    number = _LAST_NUMBER.search(student)
    return keys.by_id.get(number[1]) if number else None


def _rows_by(sheet: Sheet, column: int, first: int) -> dict[str, int]:
    """Give the rows by what a column says, where it says it once."""
    texts = [_text(sheet, number, column) for number in range(len(sheet.rows))]
    counts = Counter(texts[first:])
    return {t: n for n, t in enumerate(texts) if n >= first and t and counts[t] == 1}


def _titles(sheet: Sheet) -> list[str]:
    return [cell.text.strip().removeprefix("\ufeff") for cell in sheet.rows[0]]


def _text(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    return cells[column].text.strip() if column < len(cells) else ""


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _decimal_comma(sheet: Sheet) -> bool:
    """Tell whether the sheet writes 1,5: a cell of it does, and none writes 1.5."""
    numbers = [
        cell.text.strip()
        for row in sheet.rows[1:]
        for cell in row
        if _NUMBER.fullmatch(cell.text.strip())
    ]
    return any("," in text for text in numbers) and not any("." in text for text in numbers)
