"""What README.md and the tables say is what the commands give."""

import re
import runpy
from pathlib import Path

import pytest

from tests import readme
from tests.bench.page import quoted, shown_in

README = (readme.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The screen and the folder of the demonstration."""
    folder = tmp_path_factory.mktemp("demo")
    demo = readme.run_demo(folder, NO_COLOR="1")
    assert not demo.stderr
    return demo.stdout, folder / "demo"


@pytest.fixture(scope="module")
def transcript(shown: tuple[str, Path]) -> str:
    return readme.transcript(shown[0])


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


def test_the_demo_tells_what_became_of_each_student(shown: tuple[str, Path]) -> None:
    text, folder = shown
    told = readme.stories(text)
    names = sorted(path.name for path in (folder / "submitted").iterdir())
    assert sorted(told) == names
    assert len(names) == 12
    for story, became in told.values():
        assert story
        assert " of 100 points" in became
    table = text[: text.rindex("at most")]
    assert all(re.search(rf"^{name} ", table, re.MULTILINE) for name in names)


def test_the_demo_holds_every_kind_and_tells_it_truthfully(shown: tuple[str, Path]) -> None:
    told = list(readme.stories(shown[0]).values())
    ends = {
        "everything right": "100 of 100 points",
        "unusual": "100 of 100 points",
        "never ends": "97 of 100 points; sigmoid cut off after its limit",
        "sys.exit": "linear_score",
        "bracket is missing": "predict_proba not Python",
        "320 GB": "log_loss",
        "cheats: patches": "gradient",
        "cheats: looks for the answer key": "sigmoid",
        "everything else stands on": "sigmoid",
        "done up to": "not attempted",
    }
    for kind, end in ends.items():
        (became,) = [became for story, became in told if kind in story]
        assert end in became, became
        if end not in ("100 of 100 points", "not attempted"):
            assert "100 of 100" not in became
            assert "all points of the other 36 functions" in became, became


def test_the_demo_is_fit_for_its_terminal(shown: tuple[str, Path]) -> None:
    assert max(map(len, shown[0].splitlines())) <= readme.WIDTH


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
