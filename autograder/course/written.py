"""The written questions, which a person marks: what is asked, and where an answer begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .markers import read_text

WRITTEN = "written_questions.md"
ANSWERS = "written_answers.md"
STUB = "Your answer here."
_QUESTION = re.compile(r"^## (?P<title>.+) \((?P<points>\d+) points?\)$", re.MULTILINE)
_HEADING = re.compile(r"^#+\s*(\d+)\b.*$", re.MULTILINE)
_HEAD = """\
# Written answers

A person reads these; no program does. Write each answer below its question, as long as it has to
be, and keep the headings.
"""


@dataclass(frozen=True)
class Question:
    """One written question.

    Attributes
    ----------
    number : int
        Counted from 1.
    title : str
    points : int
    asked : str
    """

    number: int
    title: str
    points: int
    asked: str


def read_questions(root: Path) -> tuple[Question, ...]:
    """Read a course's written questions, none where it has no such file."""
    path = root / "solutions" / WRITTEN
    if not path.is_file():
        return ()
    text = read_text(path)
    return tuple(
        Question(number, match["title"], int(match["points"]), below.strip())
        for number, (match, below) in enumerate(_sections(_QUESTION, text), 1)
    )


def _sections(heading: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Give each heading with the text between it and the next."""
    found = list(heading.finditer(text))
    for place, match in enumerate(found, 1):
        end = found[place].start() if place < len(found) else len(text)
        yield match, text[match.end() : end]


def answer_sheet(questions: tuple[Question, ...]) -> str:
    """Write the file that students fill in."""
    return "\n".join([_HEAD, *map(_place, questions)])


def _place(question: Question) -> str:
    points = "1 point" if question.points == 1 else f"{question.points} points"
    heading = f"## {question.number}. {question.title} ({points})"
    return f"{heading}\n\n{question.asked}\n\n{STUB}\n"


def answers(text: str, questions: tuple[Question, ...]) -> dict[int, str]:
    """Find what a student wrote, by the number of the question.

    Parameters
    ----------
    text : str
        A filled-in answer sheet.
    questions : tuple of Question

    Returns
    -------
    dict of int to str
        Without the questions that have no answer.
    """
    known = {question.number: question for question in questions}
    found: dict[int, str] = {}
    for match, written in _sections(_HEADING, text):
        number = int(match[1][:6])
        if number in known:
            own = _without(written, _place(known[number]))
            if own:
                found[number] = f"{found[number]}\n\n{own}" if number in found else own
    return found


def _without(written: str, printed: str) -> str:
    """Give what stands in a section besides the lines of the sheet itself."""
    ours = {" ".join(line.split()) for line in printed.splitlines()} - {""}
    kept = [line.rstrip() for line in written.splitlines() if " ".join(line.split()) not in ours]
    return "\n".join(kept).replace(STUB, "").strip()
