"""The zoo: no point that was not earned, no secret out, nobody else harmed.

Every animal is graded at every level among honest students, by one grader a level, and once by a
naive grader that confines nothing, where its attack has to work.
"""

from functools import cache

import pytest

from tests import zoo_table
from tests.animals import FAMILIES, ZOO, Animal, all_animals, failures_of
from tests.zoo_run import HONEST, Run, run

LEVELS = ("L2", "L3")
ANIMALS = all_animals()
each_animal = pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.name)


@cache
def runs(mode: str) -> Run:
    """Run the zoo once for all tests; at L0, which takes an interpreter a worker, half of it."""
    return run(mode, every=2 if mode == "L0" else 1)


def points(graded: Run, student: str) -> dict[str, float]:
    return {f["name"]: f["score"] for f in graded.seen(student).record["functions"]}


def test_there_are_animals_of_every_family() -> None:
    assert len(ANIMALS) >= 80
    assert {animal.family for animal in ANIMALS} == set(FAMILIES)
    assert len({animal.verdict.tries for animal in ANIMALS}) == len(ANIMALS)
    folders = {path for family in FAMILIES for path in (ZOO / family).iterdir()}
    assert folders == {ZOO / animal.name for animal in ANIMALS}


@each_animal
def test_every_attack_is_proved_or_says_why_not(animal: Animal) -> None:
    control = animal.verdict.control
    assert control.proves != bool(control.none)
    assert animal.files


@each_animal
def test_the_attack_works_where_nothing_is_confined(animal: Animal) -> None:
    if animal.verdict.control.proves:
        result = runs("control").lines[animal.name]
        assert failures_of(animal.verdict.control, result) == [], result["said"][-2000:]


@pytest.mark.parametrize("level", LEVELS)
@each_animal
def test_it_gets_its_verdict(animal: Animal, level: str) -> None:
    assert runs(level).findings(animal) == []


@pytest.mark.parametrize("level", ["L0", *LEVELS])
def test_honest_students_beside_it_get_their_points(level: str) -> None:
    graded = runs(level)
    assert [points(graded, name) for name in HONEST] == [{"double": 4.0, "shift": 2.0}] * 3
    assert [graded.seen(name).left for name in HONEST] == [()] * 3


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_left_when_all_is_done(level: str) -> None:
    assert runs(level).orphans == ()


@each_animal
def test_without_confinement_no_more_is_won_than_the_table_says(animal: Animal) -> None:
    # What a process may reach is up to the system; points and secrets are up to this kit.
    graded = runs("L0")
    if zoo_table.shown()[animal.name].holds_for_this_user and animal.student in graded.lines:
        won = [f for f in graded.findings(animal) if f.kind in ("points", "secret")]
        assert won == []


def test_the_table_is_complete_and_fresh() -> None:
    assert {name: row.tries for name, row in zoo_table.shown().items()} == {
        animal.name: animal.verdict.tries for animal in ANIMALS
    }, "run `make zoo`"


def test_the_page_counts_the_animals_as_they_are() -> None:
    page = zoo_table.PAGE.read_text(encoding="utf-8")
    assert f"{len(ANIMALS)} animals" in page, "run `make zoo`"
