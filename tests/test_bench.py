"""The bench measures what it says, and its page and README's quotations agree."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import page as pages
from tests.bench.classes import honest_class
from tests.bench.growth import Grown
from tests.bench.measure import Cost, Used, each_of, further_one
from tests.bench.page import FLOOR, L2, NBGRADER, PYTEST, Results, Row, Table, page
from tests.conftest import ROOT
from tests.tiny import make_course

MARKED = "before\n<!-- cost: written -->\nold\n<!-- end of cost -->\nafter\n"


def cost(seconds: float, lost: int = 0) -> Cost:
    return Cost(seconds, 2 * seconds, seconds / 2, 3 * seconds, first=1.25, lost=lost)


def results(*rows: Row, left_out: tuple[str, ...] = ()) -> Results:
    table = Table("A chapter.", (Row(FLOOR, cost(0.2)), *rows), left_out)
    small = Table("An exercise.", (Row(FLOOR, cost(0.001)), Row(L2, cost(0.07))))
    grown = (
        Grown(100, 2, Used(50.0, 30.0), Used(0.3, 0.5), 400_000_000, True, 4_000_000),
        Grown(1000, 20, Used(500.0, 300.0), Used(0.6, 1.4), 420_000_000, True, 40_000_000),
    )
    more = Grown(10_000, 200, Used(5000.0, 3300.0), Used(6, 14), 441_000_000, True, 400_000_000)
    shares = {"fit": 0.5, "scale": 0.25, "a": 0.1, "b": 0.05, "c": 0.04, "d": 0.03}
    return Results(
        "A machine.", 3, table, small, "L2", grown, (*grown, more), shares, Used(0.2, 0.25)
    )


def test_the_page_relates_every_cost_to_the_floor_and_to_l2() -> None:
    text = page(results(Row(L2, cost(0.25)), Row(PYTEST, cost(1.0, lost=2))))
    assert "| L2 | 250 | 500 | 1.25 | 1.00 | 125 to 750 | 1.2 |" in text
    assert "| pytest | 1000 | 2000 | 5.00 | 4.00 |" in text
    assert "pytest: 2 right submissions lost points" in text
    assert "315 ms here" in text  # 1.5 times 200 ms and 15 ms
    words = " ".join(text.split())
    assert "At L2 80 % of the cost are the students' own functions, and 94 % of that" in words
    assert "`fit` 50 %, `scale` 25 %, `a` 10 %, `b` 5 %, `c` 4 %" in words


def test_the_page_says_what_was_left_out_and_what_is_extrapolated() -> None:
    text = page(results(Row(L2, cost(0.25)), left_out=("L3 (install bubblewrap)",)))
    assert "Not measured here: L3 (install bubblewrap)." in text
    assert "**nbgrader**" not in text
    words = " ".join(text.split())
    assert "memory grows by 5 %" in words
    assert "foretells 3000 s for 10,000; it took 3300 s, 1.10 times that" in words
    assert "10,000 submissions take 0.8 hours on 2 cores, of which the students' own" in words
    assert "A million take 139 hours of CPU: 83 hours on one machine" in words
    assert "A submission takes 40 KB in the gradebook; a million, 40 GB." in words


def test_the_readme_quotes_the_whole_chapter_and_what_was_measured(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(MARKED)
    text = page(results(Row(L2, cost(0.25)), Row(NBGRADER, cost(5.0))))
    pages.write(tmp_path, text)
    readme = (tmp_path / "README.md").read_text()
    assert readme.startswith("before\n<!-- cost: written -->\nAt L2 a right submission")
    assert "costs 1.25 times that floor" in readme
    assert "nbgrader's own grading costs 25.00 times" in readme
    assert "pytest" not in readme
    assert pages.shown_in(readme) == pages.quoted((tmp_path / "docs/performance.md").read_text())


def test_a_difference_of_two_tiny_classes_may_be_negative() -> None:
    text = page(results(Row(L2, Cost(-0.004, -0.05, -0.004, -0.004))))
    assert "costs -0.02 times that floor" in pages.quoted(text)


def test_the_start_of_a_class_is_taken_off() -> None:
    runs = [(Used(3.0, 4.0), Used(7.0, 6.0)), (Used(3.2, 4.0), Used(8.8, 9.0))]
    found = further_one(runs, count=4)
    rounded = [round(n, 6) for n in (found.cpu, found.wall, found.lowest, found.highest)]
    assert rounded == [1.2, 0.875, 1.0, 1.4]
    assert found.first == pytest.approx(3.1)
    assert each_of([Used(6.0, 9.0)], 3) == Cost(2.0, 3.0, 2.0, 2.0)


def test_an_honest_class_is_what_it_says(course) -> None:
    submissions, looping = honest_class(course, 50)
    texts = ["".join(files.values()) for files in submissions]
    assert looping == 1 == sum("while True:\n        pass" in text for text in texts)
    assert len(set(texts)) == 50
    # A tenth is broken, one of those loops, and another may lack a file instead of a bracket.
    broken = [t for t in texts if "def broken(:" in t or "print(not_defined)" in t]
    lacking = [files for files in submissions if len(files) < len(course.exercises)]
    assert len(broken) + len(lacking) == 4
    assert submissions == honest_class(course, 50)[0]


_BURN = "import time\nwhile time.process_time() < 1: pass"
_LEFT_BEHIND = f"""
import subprocess, sys
from tests.bench.measure import adopt_orphans, measured
adopt_orphans()
burner = [sys.executable, "-c", {_BURN!r}]
starter = [sys.executable, "-c", f"import subprocess; subprocess.Popen({{burner}})"]
if sys.argv[1] == "before":
    subprocess.run(starter)
    print(measured(lambda: None)[1].cpu)
else:
    print(measured(lambda: subprocess.run(starter))[1].cpu)
"""


@pytest.mark.parametrize(("when", "least", "most"), [("before", 0.0, 0.5), ("within", 1.0, 60.0)])
def test_the_cpu_of_orphans_counts_where_they_were_started(when, least, most) -> None:
    words = [sys.executable, "-c", _LEFT_BEHIND, when]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert least <= float(done.stdout) <= most


def test_the_command_measures_a_tiny_course(tmp_path: Path) -> None:
    root = make_course(tmp_path / "course").root
    (tmp_path / "README.md").write_text(MARKED)
    words = [sys.executable, "-m", "tests.bench", "--quick", "--only", PYTEST]
    words += ["--course", str(root), "--to", str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "docs" / "performance.md").read_text()
    for part in text.split(pages.SMALL):
        for name in (FLOOR, "L0", L2, "L3", pages.TWO_JOBS, pages.BEFORE, PYTEST):
            assert f"\n| {name} | " in part
    assert "\n| 4 | 0 | " in text
    assert "costs " in pages.shown_in((tmp_path / "README.md").read_text())
