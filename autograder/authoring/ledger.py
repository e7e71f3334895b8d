"""The ledger: what the chapter prints or implies, what is measured here, and the verdict.

``solutions/ledger.py`` holds a small function an entry. ``make ledger`` runs
them with the answer key and writes docs/ledger.md; the release gets an edition
without the entries that give an answer by hand away.
"""

import ast
import importlib.metadata
import inspect
import re
import runpy
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from ..course.answers import load_answers
from ..course.course import Course
from ..records.errors import UserError

Measure = Callable[[Any, Any], Any]

VERDICTS = ("true", "false", "half true", "muddled", "in spirit", "outdated", "a trap", "ours")
_SOURCE = Path("solutions/ledger.py")


@dataclass(frozen=True)
class Entry:
    """A claim, before it is measured.

    Attributes
    ----------
    says : str
        What the chapter prints or implies.
    verdict : str
        One of `VERDICTS`.
    said : tuple of float
        The numbers in `says`, for the comparison with what is measured; empty where it has none.
    digits : int
        Decimals of `said`.
    by_hand : bool
        Whether it gives an answer by hand away.
    measure : callable
        Takes the functions and the tables; gives a text, or numbers and a text.
    """

    says: str
    verdict: str
    said: tuple[float, ...]
    digits: int
    by_hand: bool
    measure: Measure


def entry(
    says: str,
    verdict: str,
    *,
    said: Iterable[float] = (),
    digits: int = 3,
    by_hand: bool = False,
) -> Callable[[Measure], Entry]:
    """Make a function an entry of the ledger; its docstring says why the verdict is as it is."""
    return lambda measure: Entry(says, verdict, tuple(said), digits, by_hand, measure)


@dataclass(frozen=True)
class Line:
    """An entry with what was measured."""

    entry: Entry
    measured: str


def read_ledger(course: Course) -> list[Line]:
    """Measure all entries of a course; none where it has no ledger.

    Raises
    ------
    UserError
        Where a verdict is not what the numbers say.
    """
    path = course.root / _SOURCE
    if not path.is_file():
        return []
    held = runpy.run_path(str(path)).values()
    entries = [value for value in held if isinstance(value, Entry)]
    own = SimpleNamespace(**load_answers(course.solutions))
    data = SimpleNamespace(**{name: course.table(name) for name in course.tables})
    return [_measured(item, own, data, path) for item in entries]


def _measured(item: Entry, own: Any, data: Any, path: Path) -> Line:
    came = item.measure(own, data)
    text, numbers = (came, None) if isinstance(came, str) else (came[1], came[0])
    line = inspect.getsourcelines(item.measure)[1]
    if item.verdict not in VERDICTS:
        raise UserError(f"{item.verdict!r} is none of {', '.join(VERDICTS)}", path, line)
    if item.said and (item.verdict == "true") != _agree(item, numbers):
        raise UserError(f"{item.verdict!r}, but measured is {text}: {item.says}", path, line)
    return Line(item, text)


def _agree(item: Entry, numbers: Any) -> bool:
    """Compare in the digits that the chapter prints; the last one may be rounded either way."""
    found = np.ravel(np.asarray(numbers, dtype=float))
    return len(found) == len(item.said) and bool(
        np.allclose(found, item.said, rtol=0, atol=0.75 * 10.0**-item.digits)
    )


def page(lines: Iterable[Line], *, students: bool) -> str:
    """Write the ledger as Markdown.

    Parameters
    ----------
    lines : iterable of Line
    students : bool
        Whether to leave out what gives an answer by hand away.
    """
    shown = [line for line in lines if not (students and line.entry.by_hand)]
    rows = [
        f"| {number} | {_cell(line.entry.says)} | {_cell(line.measured)} | {line.entry.verdict} |"
        for number, line in enumerate(shown, 1)
    ]
    details = [_detail(number, line) for number, line in enumerate(shown, 1)]
    head = _HEAD.format(versions=_versions(), source=_FOR_STUDENTS if students else _FOR_AUTHORS)
    table = "\n".join(
        ["| | the chapter says | measured here | verdict |", "|---|---|---|---|", *rows]
    )
    return "\n\n".join([head, table, *details]) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _detail(number: int, line: Line) -> str:
    why = " ".join((inspect.getdoc(line.entry.measure) or "").split())
    head = f"## {number}. {line.entry.says}"
    return f"{head}\n\n{textwrap.fill(why, 100)}\n\n```python\n{code(line.entry)}\n```"


def code(item: Entry) -> str:
    """Give the lines that measure an entry, without decorator and docstring."""
    source = textwrap.dedent(inspect.getsource(item.measure))
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    lines = source.splitlines()
    body = lines[function.body[1].lineno - 1 :]
    return textwrap.dedent("\n".join(body)).replace("  # fmt: skip", "")


def _versions() -> str:
    names = ("numpy", "scikit-learn")
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def comparable(text: str) -> str:
    """Give a page without what differs between machines that measure alike: the versions."""
    return re.sub(r"^Measured with .*$", "", text, flags=re.MULTILINE)


_HEAD = """\
# The ledger: which of the chapter's numbers hold

Measured with {versions}.

Most of what follows has one cause. The eight tickets are linearly separable: every ticket longer
than 3 was escalated, no other. So the best weights without a penalty do not exist, every method
that looks for them walks on until something stops it, and whatever is computed from the weights
depends on where that was.

{source}

The code is what was run. `own` holds the functions of the exercises; `data.tickets`,
`data.tomorrow` and `data.simulated` are the tables with `X_raw`, `X` (ones first) and `y`;
`PRINTED` are the weights that the chapter prints, -4.85, 1.12, 0.61; `shown` writes numbers with
fixed decimals."""

_FOR_AUTHORS = (
    "Written by `make ledger` from `solutions/ledger.py`, compared by a test. The chapter's own\n"
    "text is not part of this kit: what it says is given in our words."
)
_FOR_STUDENTS = (
    "What you work out by hand is left out. Measure the rest again with your own functions:\n"
    "`import logistic_scratch as own`."
)


def ledger_pages(course: Course) -> Mapping[str, str]:
    """Give both editions: ``"docs"`` and ``"students"``; none where a course has no ledger."""
    lines = read_ledger(course)
    if not lines:
        return {}
    return {"docs": page(lines, students=False), "students": page(lines, students=True)}
