"""What README.md and the tables say is what the commands give."""

import re
import runpy

import pytest

from tests import readme
from tests.bench.page import quoted, shown_in

README = (readme.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def transcript() -> str:
    return readme.transcript()


def test_the_transcript_is_what_the_demo_prints(transcript: str) -> None:
    block = readme.BLOCK.search(README)
    assert block is not None
    shown, printed = block[2].splitlines(), transcript.splitlines()
    assert shown[2].startswith("isolation L")  # the level is this machine's
    assert shown[3:] == printed[3:], "run `make readme`"


def test_the_picture_shows_the_same_words(transcript: str) -> None:
    drawn = (readme.ROOT / "docs" / "demo.svg").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", drawn).replace("&#160;", " ").replace("&#x27;", "'")
    words = [word for line in transcript.splitlines()[2:-1] for word in line.split()]
    assert [word for word in words if word not in text] == [], "run `make readme`"


def test_the_costs_that_the_readme_quotes_are_the_measured_ones() -> None:
    page = (readme.ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert shown_in(README) == quoted(page) != "", "run `make bench`"


def test_every_target_that_the_readme_names_exists() -> None:
    makefile = (readme.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`| {4})make ([a-z]+)", README))
    assert {"demo", "test", "audit", "bench"} <= named <= targets


def test_the_simulated_table_is_what_its_generator_makes() -> None:
    folder = readme.ROOT / "source_data"
    made = runpy.run_path(str(folder / "simulate.py"))["as_csv"]()
    assert (folder / "simulated.csv").read_text(encoding="utf-8") == made
