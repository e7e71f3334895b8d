"""What a student wrote in words: the answer sheet, or the cells of a notebook."""

import re
from collections.abc import Iterator, Sequence

from .members import Member, Refused
from .notebooks import MAX_NOTEBOOK, cells_of, marks_of, text_of

_SHEET = re.compile(r"written_answers(?:\s*\(\d+\)|[-_]\d+)?\.(?:md|txt)", re.IGNORECASE)
_CELL = re.compile(r"answer_(\d{1,3})")


def written_by(members: Sequence[Member], notes: list[str]) -> str:
    """Give the text of the answer sheet nearest the top, else the answers of notebooks."""
    sheets = [member for member in members if _SHEET.fullmatch(member.name)]
    notebooks = [member for member in members if member.name.lower().endswith(".ipynb")]
    try:
        if sheets:
            best = min(sheets, key=lambda member: (len(member.parts), len(member.name)))
            return best.read().decode("utf-8-sig", "replace")
        return "\n".join(text for member in notebooks for text in _in_cells(member))
    except Refused as problem:
        notes.append(f"written answers: {problem}")
        return ""


def _in_cells(member: Member) -> Iterator[str]:
    """Write the answers of a notebook as they would stand in the sheet."""
    for cell in cells_of(member.read(MAX_NOTEBOOK)):
        if type(cell) is not dict:
            continue
        name = marks_of(cell).get("grade_id")
        number = _CELL.fullmatch(name) if type(name) is str else None
        if number:
            # A heading inside an answer is no question of ours.
            yield f"## {number[1]}.\n\n" + re.sub(r"^#", r" #", text_of(cell), flags=re.MULTILINE)
