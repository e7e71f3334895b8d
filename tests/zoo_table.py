"""Writes what L0 holds of the zoo into docs/security.md: ``make zoo``."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.animals import Animal, Finding, all_animals, failures_of
from tests.bench.measure import machine
from tests.conftest import ROOT
from tests.nbgrader_tables import put
from tests.test_isolation import BECOME_ORDINARY
from tests.zoo_run import HONEST, Run, run

PAGE = ROOT / "docs" / "security.md"
HOLDS = "holds"
UNTRIED = "not tried"
_MARK = "zoo"
_ROW = re.compile(r"^\| \*\*(.+?)\*\*: (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
# A new program, so that its memory is no more protected than that of any user's.
_AS_ORDINARY = f"{BECOME_ORDINARY}\nimport sys\nos.execv(sys.argv[1], sys.argv[1:])"
_TEXT = """\
Written by `make zoo` (as root), which hands in all {number} animals at each level in one run. At L2
and L3 each got its verdict: no point that was not earned, no secret out, nothing left behind, and
the honest students among them kept all points. The naive grader of `tests/naive.py`, which confines
nothing, fell to {works} of them; the verdict files of the others say why no such run is safe, or
would show anything.

At L0, "{holds}" means the same as at L2 for that animal. "As root" is a grader that root runs,
whose workers drop to users of their own; "as a user" one whose workers share its user. What a
worker may do at L0 is up to the system, so another one may hold less. "3 of 4 attempts": so many of
the things that it tried worked. "left X": X was there afterwards. "a secret in the record, the
student, the screen": it stood in the instructor's record, in what the student sees, or in the
terminal.

{machine}.

| animal | L0 as root | L0 as a user |
|---|---|---|
{rows}
"""


@dataclass(frozen=True)
class Row:
    """One animal's row of the table."""

    tries: str
    as_root: str
    as_ordinary: str

    @property
    def holds_for_this_user(self) -> bool:
        """Whether the table says that L0 holds it, of a grader that this user runs."""
        return (self.as_root if os.getuid() == 0 else self.as_ordinary) == HOLDS


@cache
def shown() -> dict[str, Row]:
    """Read the table as it stands in the page."""
    page = PAGE.read_text(encoding="utf-8")
    block = page.partition(f"<!-- {_MARK} -->")[2].partition("<!-- end -->")[0]
    return {found[1]: Row(*found.groups()[1:]) for found in _ROW.finditer(block)}


def told(graded: Run, animal: Animal) -> str:
    """Say in a few words what an animal won."""
    if animal.student not in graded.lines:
        return f"{UNTRIED}: {animal.verdict.alone}"
    return _told(graded.findings(animal))


def _told(findings: Iterable[Finding]) -> str:
    kinds: dict[str, list[str]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding.what)
    parts = [*kinds.get("points", ()), *dict.fromkeys(kinds.get("secret", ()))]
    parts += kinds.get("reach", ())
    harm = list(dict.fromkeys(kinds.get("harm", ())))
    parts += harm if len(harm) < 4 else [f"left {len(harm)} things"]
    return "; ".join(parts).replace("|", "/") or HOLDS


def table() -> str:
    """Run everything, and give the text."""
    strong = [run(level) for level in ("L2", "L3")]
    for graded in strong:
        lost = [name for name in HONEST if graded.seen(name).record["score"] != 6.0]
        assert not lost, lost
    found = [f for g in strong for animal in all_animals() for f in g.findings(animal)]
    assert not found, found
    controls = run("control").lines
    missed = [n for a in all_animals() if a.verdict.control.proves for n in _missed(a, controls)]
    assert not missed, missed
    as_root, as_ordinary = run("L0"), run("L0", [sys.executable, "-c", _AS_ORDINARY])
    rows = (
        f"| **{a.name}**: {a.verdict.tries} | {told(as_root, a)} | {told(as_ordinary, a)} |"
        for a in all_animals()
    )
    return _TEXT.format(
        number=len(all_animals()),
        works=len(controls),
        holds=HOLDS,
        machine=f"Machine: {machine()}",
        rows="\n".join(rows),
    )


def _missed(animal: Animal, controls: Mapping[str, Any]) -> list[str]:
    return failures_of(animal.verdict.control, controls[animal.name])


def main() -> None:
    """Measure, and write the page."""
    if os.getuid() != 0:
        sys.exit("make zoo compares a grader of root with one of an ordinary user: run it as root")
    put(PAGE, _MARK, table(), "")


if __name__ == "__main__":
    main()
