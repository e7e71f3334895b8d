"""Notebooks that attack nbgrader, graded by both doors: nothing earned, nobody else harmed.

Every attack of `tests.notebook_attacks` is in one class, between two honest students.
"""

import copy
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.nbgrader_class import (
    ASSIGNMENT,
    DOORS,
    GRADEBOOK,
    HONEST,
    NATIVE,
    Seen,
    Trap,
    copy_of,
    go_native,
    grade,
    hand_in,
    hand_in_attack,
    hand_in_right,
    harms,
    look,
    make_class,
    open_folder,
)
from tests.notebook_attacks import (
    ALL,
    ATTACKS,
    EVERYTHING,
    RIGHT,
    Attack,
    Notebook,
    cell_of,
    own_cell,
    read_release,
    student_of,
    written,
)

STUDENTS = [*map(student_of, ALL), "copier", "linker"]
NAMES = {"nbgrader autograde": "plugin", "autograder nbgrader grade": "gradebook"}
IDS = [NAMES[door] for door in DOORS]
SECRETS = re.compile(r"twice_as_much|double is right on random numbers(?! \(hidden check\))")
LATE = 1.5  # seconds after which what outlived its process would have struck


@dataclass(frozen=True)
class Graded:
    """A class that was graded.

    Attributes
    ----------
    course : Path
    status : int or None
        How the command ended.
    said : str
    after : Seen
    harms : list of str
    """

    course: Path
    status: int | None
    said: str
    after: Seen
    harms: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_class(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="module", params=DOORS, ids=IDS)
def graded(request: pytest.FixtureRequest, made: Path) -> Iterator[Graded]:
    with open_folder() as folder:
        yield grade_all(made, folder, request.param)


def grade_all(made: Path, folder: Path, door: str) -> Graded:
    """Grade one class of all attacks and of the honest."""
    course, trap = copy_of(made, folder / "class"), Trap(folder / "trap")
    for name in ALL:
        hand_in_attack(course, name, trap)
    hand_in_right(course, *HONEST, "copier")
    first = course / "submitted" / "copier" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    first.with_stem(f"{ASSIGNMENT} (1)").write_text(json.dumps(read_release(course)))
    link = hand_in(course, "linker", "")
    link.unlink()
    link.symlink_to(course / "source" / ASSIGNMENT / link.name)
    before = look(course)
    status, said = grade(course, door)
    time.sleep(LATE)
    after = look(course)
    found = harms(before, after, trap, STUDENTS)
    trap.close()
    return Graded(course, status, said, after, found)


@pytest.mark.parametrize("name", ALL)
def test_a_notebook_earns_what_its_functions_are_worth(graded: Graded, name: str) -> None:
    assert graded.after.scores[student_of(name)] == ALL[name].earns


def test_nobody_else_and_nothing_else_is_harmed(graded: Graded) -> None:
    assert graded.status == 0, graded.said
    assert graded.harms == []
    assert {who: graded.after.scores[who] for who in HONEST} == dict.fromkeys(HONEST, EVERYTHING)
    assert set(graded.after.scores) == {*STUDENTS, *HONEST}


def test_no_graded_notebook_holds_an_answer_or_a_hidden_check(graded: Graded) -> None:
    source = (graded.course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    assert SECRETS.search(source)
    notebooks = set(graded.course.glob("autograded/*/*/*.ipynb"))
    assert len(notebooks) == len(STUDENTS) + len(HONEST)
    leaks = [path.parts[-3] for path in notebooks if SECRETS.search(path.read_text())]
    assert set(leaks) <= {"linker"}


def test_a_link_to_the_source_notebook_earns_nothing(graded: Graded) -> None:
    assert graded.after.scores["linker"] == {"double": 0.0, "shift": 0.0}


def test_a_link_to_the_source_notebook_brings_no_answers_out(graded: Graded) -> None:
    path = graded.course / "autograded" / "linker" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert not SECRETS.search(path.read_text())


def test_a_second_copy_beside_the_notebook_costs_nothing(graded: Graded) -> None:
    assert graded.after.scores["copier"] == EVERYTHING


def test_the_table_in_the_docs_names_every_attack() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    block = re.search("<!-- nbgrader attacks -->(.*?)<!-- end -->", page, re.DOTALL)
    assert block is not None, "run `python -m tests.nbgrader_tables`"
    rows = [
        [part.strip() for part in line.split("|")[1:-1]]
        for line in block[1].splitlines()
        if line.startswith("| **")
    ]
    shown = {row[0].split("**")[1]: row[2] for row in rows}
    wanted = {name: f"{sum(attack.earns.values()):g} of 6" for name, attack in ALL.items()}
    assert shown == wanted, "run `python -m tests.nbgrader_tables`"


def test_the_traps_catch_what_the_same_code_does_in_a_kernel(made: Path, folder: Path) -> None:
    """Natively, so that the tests above are known to see harm where there is some."""
    does = ["patched comparison", "hidden checks sent away", "process", "notebook of another"]
    course, trap = copy_of(made, folder / "class"), Trap(folder / "trap")
    go_native(course)
    parts = [ATTACKS[name] for name in does]
    everything = Attack(
        "all at once", "\n".join(part.before for part in parts), ATTACKS[does[1]].cells
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ALL, "everything", everything)
        hand_in_attack(course, "everything", trap)
    hand_in_right(course, *HONEST)
    before = look(course)
    status, said = grade(course, NATIVE)
    after = look(course)
    assert status == 0, said
    assert after.scores["everything"] == EVERYTHING
    assert after.scores["zoe"] != EVERYTHING
    found = harms(before, after, trap, ["everything"])
    trap.close()
    for harm in ("points of others", "submitted", "left behind: everything", "left behind: conn"):
        assert any(text.startswith(harm) for text in found), (harm, found)


def _marks(name: str, **marks: object) -> Callable[[Notebook], None]:
    return lambda notebook: cell_of(notebook, name)["metadata"]["nbgrader"].update(marks)


def _keys(name: str, **keys: object) -> Callable[[Notebook], None]:
    return lambda notebook: cell_of(notebook, name).update(keys)


def _more(**keys: object) -> Callable[[Notebook], None]:
    return lambda notebook: notebook["cells"].append(own_cell("") | keys)


BROKEN: dict[str, Callable[[Notebook], object]] = {
    "a list as grade_id": _marks("test_double", grade_id=["double"]),
    "a list as metadata": _keys("test_double", metadata=[]),
    "no type of cell": lambda notebook: cell_of(notebook, "double").pop("cell_type"),
    "raw with outputs": _keys("double", cell_type="raw"),
    "half a character": _more(cell_type="markdown", source="\ud800"),
    "a heading of format 3": _more(cell_type="heading", level=1),
    "a number as id": _keys("double", id=7),
    "a number as kernel": lambda notebook: notebook.update(metadata={"kernelspec": 5}),
    "text as cell": lambda notebook: notebook["cells"].append("text"),
    "a list as notebook's metadata": lambda notebook: notebook.update(metadata=[]),
}


@pytest.mark.parametrize("door", DOORS, ids=IDS)
def test_a_notebook_of_odd_json_costs_nobody_else_the_grade(
    made: Path, folder: Path, door: str
) -> None:
    course = copy_of(made, folder / "class")
    for number, change in enumerate(BROKEN.values()):
        notebook = copy.deepcopy(written(read_release(course), RIGHT))
        change(notebook)
        hand_in(course, f"odd-{number}", json.dumps(notebook))
    hand_in_right(course, "zoe")
    _, said = grade(course, door)
    after = look(course)
    assert after.scores.get("zoe") == EVERYTHING, said
    if door == GRADEBOOK:
        odd = {name: after.total(f"odd-{n}") for n, name in enumerate(BROKEN)}
        assert odd == dict.fromkeys(BROKEN, 6.0)
