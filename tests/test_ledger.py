"""The ledger is up to date, its verdicts are what the numbers say, and students get no answer."""

import re
from pathlib import Path

import pytest

from autograder.authoring.ledger import (
    VERDICTS,
    Line,
    comparable,
    entry,
    ledger_pages,
    page,
    read_ledger,
)
from autograder.course.course import Course
from autograder.records.errors import UserError
from tests.conftest import ROOT
from tests.tiny import TinyCourse, make_course

PAGE = ROOT / "docs/ledger.md"


@pytest.fixture(scope="module")
def lines(course: Course) -> list[Line]:
    return read_ledger(course)


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path / "course")


def test_the_page_is_what_is_measured_today(lines: list[Line]) -> None:
    made = page(lines, students=False)
    assert comparable(made) != made
    assert comparable(PAGE.read_text(encoding="utf-8")) == comparable(made), "run `make ledger`"


def test_every_entry_has_a_verdict_a_reason_and_code(lines: list[Line]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert [int(row[0]) for row in rows] == list(range(1, len(lines) + 1))
    assert {row[3] for row in rows} == set(VERDICTS)
    parts = re.split(r"^## \d+\. .*$", text, flags=re.MULTILINE)[1:]
    assert len(parts) == len(rows) >= 35
    for part in parts:
        why, _, code = part.strip().partition("\n\n```python\n")
        assert why.endswith(".")
        assert "return " in code


def test_what_students_get_gives_no_answer_by_hand_away(lines: list[Line], course: Course) -> None:
    text = page(lines, students=True)
    by_hand = [n for n in course.functions if n.endswith("_by_hand")]
    reference = course.reference()
    answers = {n: getattr(reference, n)() for n in by_hand}
    # 0.5, 0.8, -0.5 and -3 are everybody's numbers; these are nobody else's.
    telling = {f"{abs(x):.3f}" for values in answers.values() for x in values}
    telling -= {"0.500", "0.800", "3.000", "0.000"}
    assert len(telling) > 6
    tokens = re.findall(r"\d+\.\d+", text)
    rounded = {f"{float(token):.3f}" for token in tokens}
    assert rounded & telling == set()
    assert {
        f"{float(t):.3f}" for t in re.findall(r"\d+\.\d+", page(lines, students=False))
    } > telling
    left_out = [line.entry.says for line in lines if line.entry.by_hand]
    assert len(left_out) == len(lines) - len(re.findall(r"^## ", text, re.MULTILINE)) > 3
    assert [says for says in left_out if says in text] == []


# --- how an entry is judged -------------------------------------------------------------------

LEDGER = """
from autograder.authoring.ledger import entry


@entry("twice four is {said}", "{verdict}", said=[{said}])
def doubled(own, data):
    \"\"\"It is.\"\"\"
    came = own.double(4.0)
    return [came], f"{{came:.1f}}"
"""


@pytest.mark.parametrize(("said", "verdict"), [("8.0", "true"), ("8.0004", "true"),
                                               ("9.0", "false"), ("9.0", "in spirit")])  # fmt: skip
def test_a_verdict_that_the_numbers_bear_out_stands(
    tiny: TinyCourse, said: str, verdict: str
) -> None:
    tiny.write("solutions/ledger.py", LEDGER.format(said=said, verdict=verdict))
    pages = ledger_pages(tiny.load())
    assert f"| 1 | twice four is {said} | 8.0 | {verdict} |" in pages["docs"]
    assert "came = own.double(4.0)" in pages["students"]
    assert "It is." in pages["docs"]


@pytest.mark.parametrize(("said", "verdict", "problem"), [
    ("9.0", "true", "'true', but measured is 8.0: twice four is 9.0"),
    ("8.0", "false", "'false', but measured is 8.0"),
    ("8.0, 8.0", "true", "'true', but measured is 8.0"),
    ("8.0", "splendid", "'splendid' is none of true, false"),
])  # fmt: skip
def test_a_verdict_that_the_numbers_refute_is_refused(
    tiny: TinyCourse, said: str, verdict: str, problem: str
) -> None:
    tiny.write("solutions/ledger.py", LEDGER.format(said=said, verdict=verdict))
    with pytest.raises(UserError, match=re.escape(problem)) as caught:
        read_ledger(tiny.load())
    assert re.search(r"solutions/ledger\.py:\d+: ", str(caught.value))


def test_a_course_without_a_ledger_has_no_page(tiny: TinyCourse) -> None:
    assert ledger_pages(tiny.load()) == {}


def test_a_bar_in_a_text_does_not_end_its_cell() -> None:
    @entry("a | b", "ours")
    def measure(own: object, data: object) -> str:
        """Why."""
        return "c | d"

    assert r"| 1 | a \| b | c \| d | ours |" in page([Line(measure, "c | d")], students=True)
