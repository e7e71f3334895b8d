"""Written answers side by side, for the person who marks them: Markdown, or a sheet for points."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records.errors import UserError
from ..records.text import visible
from .escaping import FORMULA, escaped

COLUMNS = ("student", "question", "title", "answer", "at most", "points", "remark")
_AFTER_SEMICOLON = re.compile(rf"(;\s*)(?=[{re.escape(''.join(FORMULA))}])")
_LONGEST_CELL = 32_000  # a spreadsheet cuts what is longer, and Python's reader refuses it


@dataclass(frozen=True)
class Answer:
    """What one student wrote to one question, empty for nothing."""

    student: str
    question: int
    title: str
    most: int
    text: str


@dataclass(frozen=True)
class Marked:
    """The points that a person gave, None where none were given yet."""

    student: str
    question: int
    title: str
    most: int
    points: float | None
    remark: str


def answers_markdown(answers: Sequence[Answer]) -> str:
    """Write all answers to a question beside each other, question by question."""
    return "\n".join(_markdown_lines(answers)) + "\n"


def _markdown_lines(answers: Sequence[Answer]) -> Iterator[str]:
    yield "# Written answers"
    for number in sorted({answer.question for answer in answers}):
        own = [answer for answer in answers if answer.question == number]
        yield ""
        yield f"## {number}. {escaped(own[0].title)} (at most {own[0].most})"
        for answer in own:
            yield ""
            yield f"### {escaped(visible(answer.student))}"
            yield ""
            lines = answer.text.splitlines() or ["(nothing)"]
            yield from (f"> {escaped(visible(line))}".rstrip() for line in lines)


def answers_sheet(answers: Sequence[Answer]) -> str:
    """Write a CSV with an empty column for points and one for a remark."""
    file = io.StringIO(newline="")
    # The first cell of a row, quoted, stays one where semicolons part cells.
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for answer in answers:
        text = " / ".join(visible(line) for line in answer.text.splitlines())
        if len(text) > _LONGEST_CELL:
            text = f"{text[:_LONGEST_CELL]} [cut here]"
        name = visible(answer.student)
        text = _AFTER_SEMICOLON.sub(r"\1'", _dead(text))
        row = (_dead(name), answer.question, answer.title, text, answer.most, "", "")
        writer.writerow(row)
    return file.getvalue()


def _dead(text: str) -> str:
    """Keep a spreadsheet from reading a student's text as a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _alive(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].lstrip().startswith(FORMULA) else text


def read_sheet(text: str, path: str) -> list[Marked]:
    """Read the sheet back, with the points that a person has written into it.

    Raises
    ------
    UserError
        For the first row that cannot be read, with its line.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return _read_rows(reader, path)
    except csv.Error as problem:
        raise UserError(f"not a sheet that can be read ({problem})", path) from None


def _read_rows(reader: "csv.DictReader[str]", path: str) -> list[Marked]:
    if not {"student", "question", "at most", "points"} <= set(reader.fieldnames or ()):
        raise UserError("not a sheet of `autograder written`: columns are missing", path, 1)
    found: dict[tuple[str, int], Marked] = {}
    for row in reader:
        marked = _read_row(row, path, reader.line_num)
        if found.setdefault((marked.student, marked.question), marked) is not marked:
            name = visible(marked.student)
            what = f"{name} has question {marked.question} twice: keep one of the rows"
            raise UserError(what, path, reader.line_num)
    return list(found.values())


def _read_row(row: dict[str, str | None], path: str, line: int) -> Marked:
    given = (row["points"] or "").strip().replace(",", ".")
    try:
        question, most = int(row["question"] or ""), int(row["at most"] or "")
        points = float(given) if given else None
    except ValueError:
        what = "question, at most and points are numbers; leave points empty for none yet"
        raise UserError(what, path, line) from None
    if points is not None and not 0 <= points <= most:
        raise UserError(f"points go from 0 to {most}, not {given}", path, line)
    student = _alive(row["student"] or "")
    title, remark = row.get("title") or "", row.get("remark") or ""
    return Marked(student, question, title, most, points, remark)


def who_answered(totals: Mapping[str, Sequence[bool]]) -> list[str]:
    """Say who answered how much, and who did not; nothing where nobody did.

    Parameters
    ----------
    totals : mapping of str to sequence of bool
        By student, whether each question was answered.
    """
    some = [f"{visible(name)} {sum(own)} of {len(own)}" for name, own in totals.items() if any(own)]
    if not some:
        return []
    none = [visible(name) for name, own in totals.items() if not any(own)]
    lines = [f"written answers, for a person to read: {', '.join(some)}"]
    return [*lines, f"no written answer: {', '.join(none)}"] if none else lines


def marks_by_student(marked: Sequence[Marked]) -> dict[str, list[Marked]]:
    """Group marks by student, in the order of the sheet."""
    grouped: dict[str, list[Marked]] = {}
    for mark in marked:
        grouped.setdefault(mark.student, []).append(mark)
    return grouped


def totals_of(marked: Sequence[Marked]) -> list[str]:
    """Give each student's points in a line; who is not marked to the end has no total."""
    lines = []
    for student, own in marks_by_student(marked).items():
        given = [mark.points for mark in own if mark.points is not None]
        most, name = sum(mark.most for mark in own), visible(student)
        if len(given) == len(own):
            lines.append(f"{name}: {sum(given):g} of {most}")
        else:
            lines.append(f"{name}: {len(own) - len(given)} of {len(own)} not marked yet")
    return lines
