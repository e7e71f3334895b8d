"""A sheet as text with delimiters, in which cells can be changed and nothing else is."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..records.text import visible

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    text : str
        What it says, without quotes.
    start, end : int
        Where it stands in the sheet's text, quotes included.
    quoted : bool
    """

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Sheet:
    """A file of cells.

    Attributes
    ----------
    text : str
    encoding : str
        The one that gives the file's bytes back.
    delimiter : str
    rows : tuple of tuple of Cell
    """

    text: str
    encoding: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]

    def changed(self, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Give the file with other texts in some cells, by row and column.

        A cell stays in quotes where it was, and gets them where its text needs them.
        """
        parts, done = [], 0
        for (row, column), text in sorted(cells.items()):
            cell = self.rows[row][column]
            quoted = cell.quoted or self.delimiter in text
            parts += [self.text[done : cell.start], f'"{text}"' if quoted else text]
            done = cell.end
        return "".join([*parts, self.text[done:]]).encode(self.encoding)


def read_sheet(data: bytes) -> Sheet:
    """Read a file of cells, whatever its encoding, delimiter and line ends.

    Raises
    ------
    ValueError
        Where it is empty, or a quote is never closed.
    """
    if not data.strip():
        raise ValueError("the sheet is empty")
    text, encoding = _decoded(data)
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    return Sheet(text, encoding, delimiter, _rows(text, delimiter))


def _decoded(data: bytes) -> tuple[str, str]:
    """Give the text, its byte order mark as a character of it, and how to write it again."""
    if data.startswith(_UTF16):
        encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return data.decode(encoding), encoding
    for encoding in ("utf-8", "cp1252", "latin-1"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 has every byte")


def _rows(text: str, delimiter: str) -> tuple[tuple[Cell, ...], ...]:
    plain = re.compile(rf"[^{delimiter}\r\n]*")
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text) or row:
        if text[at : at + 1] == '"':
            cell = _quoted(text, at)
        else:
            found = plain.match(text, at)
            assert found is not None
            cell = Cell(found[0], at, found.end(), quoted=False)
        row.append(cell)
        at = cell.end
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        if at < len(text) and text[at] not in "\r\n":
            told = visible(cell.text[:40])
            raise ValueError(f"a closing quote stands in the middle of a cell: {told}")
        rows.append(tuple(row))
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
    return tuple(rows)


def _quoted(text: str, start: int) -> Cell:
    inner: list[str] = []
    at = start + 1
    while True:
        end = text.find('"', at)
        if end < 0:
            raise ValueError("a quote is never closed")
        inner.append(text[at:end])
        if text[end + 1 : end + 2] != '"':
            return Cell("".join(inner), start, end + 1, quoted=True)
        inner.append('"')
        at = end + 2
