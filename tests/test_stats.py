"""Statistics: how hard, how telling, how long; and which check misleads."""

import csv
import random
from pathlib import Path

import numpy as np
import pytest

from autograder.cli.main import main
from autograder.records.record import CheckRecord, FunctionRecord, Record, Status
from autograder.records.statistics import Item, statistics_of
from autograder.reports.statistics import statistics_csv, statistics_lines
from tests.interrupted import write_class
from tests.tiny import make_course

PASSED, FAILED = Status.PASSED, Status.FAILED


def student(ability: float, chance: random.Random, misled: bool = False) -> Record:
    """One of a class in which the better pass more; but for the check that judges wrongly."""
    functions = []
    for number in range(4):
        checks = []
        for name in ("easy", "hard"):
            passed = ability + chance.gauss(0, 0.4) > (-0.5 if name == "easy" else 0.8)
            if misled and (number, name) == (2, "hard"):
                passed = ability < 0
            status = PASSED if passed else FAILED
            points = float(passed)
            checks.append(CheckRecord(f"{name}{number}", "", "hidden", points, 1.0, status))
        score = sum(check.points for check in checks)
        status = PASSED if score == 2 else FAILED if not score else Status.PARTIAL
        hints = ("no \x1b sign",) if not score else ()
        functions.append(
            FunctionRecord(f"f{number}", "ex", score, 2.0, status, (), tuple(checks), hints)
        )
    timing = {"seconds": 9.0, **{f"{n}{k}": 0.25 for n in ("easy", "hard") for k in range(4)}}
    total = sum(function.score or 0 for function in functions)
    return Record("s", total, 8.0, tuple(functions), timing=timing)


def a_class(students: int, seed: int, misled: bool = False) -> list[Record]:
    chance = random.Random(seed)
    return [student(chance.gauss(0, 1), chance, misled) for _ in range(students)]


def items(records: list[Record]) -> dict[str, Item]:
    return {item.check or item.function: item for item in statistics_of(records).items}


def test_difficulty_discrimination_and_time_are_what_a_direct_count_gives() -> None:
    records = a_class(60, 1)
    found = items(records)
    passed = [float(r.functions[1].checks[0].status is PASSED) for r in records]
    rest = [(r.score or 0) - r.functions[1].checks[0].points for r in records]
    easy = found["easy1"]
    assert easy.tried == 60
    assert easy.right == pytest.approx(np.mean(passed))
    assert easy.item_rest == pytest.approx(np.corrcoef(passed, rest)[0, 1])
    assert easy.seconds == 0.25
    assert found["f1"].right == pytest.approx(
        np.mean([(r.functions[1].score or 0) / 2 for r in records])
    )
    assert found["f1"].seconds == 0.5
    assert found["hard1"].right < easy.right
    assert list(found)[:3] == ["f0", "easy0", "hard0"]


@pytest.mark.parametrize("size", [30, 300])
def test_a_check_that_good_students_fail_is_flagged_and_no_other(size: int) -> None:
    for seed in range(5):
        assert not [name for name, item in items(a_class(size, seed)).items() if item.misleads]
        flagged = [
            n for n, item in items(a_class(size, seed, misled=True)).items() if item.misleads
        ]
        assert flagged in (["hard2"], ["f2", "hard2"])  # it is half of its function
    lines = statistics_lines(statistics_of(a_class(size, 1, misled=True)))
    assert any(
        line.startswith("hard2 of f2: good students fail it and weak ones pass (item-rest -0")
        for line in lines
    )


def test_chance_is_no_reason_to_flag_a_check() -> None:
    chance, flagged = random.Random(3), 0
    for _ in range(200):
        records = []
        for _ in range(25):
            luck = chance.random() < 0.5
            other = chance.randrange(9)
            check = CheckRecord("coin", "", "hidden", float(luck), 1.0, PASSED if luck else FAILED)
            one = FunctionRecord("f", "ex", float(luck), 1.0, PASSED, (), (check,))
            two = FunctionRecord("g", "ex", float(other), 8.0, PASSED)
            records.append(Record("s", luck + other, 9.0, (one, two)))
        flagged += items(records)["coin"].misleads
    assert flagged < 200 * 0.05


def test_who_did_not_try_counts_for_nothing_and_what_has_no_meaning_is_blank() -> None:
    records = a_class(10, 1)
    missing = FunctionRecord(
        *("f0", "ex", 0.0, 2.0, Status.MISSING),
        checks=(CheckRecord("easy0", "", "hidden", 0.0, 1.0, Status.MISSING),),
    )
    records += [Record("s", 0.0, 8.0, (missing,))] * 5
    found = items(records)
    assert found["easy0"].tried == 10
    alone = items(records[:1])
    assert alone["easy0"].item_rest is None
    none = items(records[-1:])["easy0"]
    assert (none.tried, none.item_rest, none.seconds) == (0, None, None)
    rows = list(csv.DictReader(statistics_csv(statistics_of(records[-1:])).splitlines()))
    assert [row["right"] for row in rows] == ["", ""]


def test_mistakes_are_counted_and_shown_harmlessly() -> None:
    statistics = statistics_of(a_class(40, 1))
    assert statistics.mistakes[0].students >= statistics.mistakes[-1].students > 0
    assert "\x1b" not in statistics_csv(statistics) + "".join(statistics_lines(statistics))
    assert any("no \\x1b sign" in line for line in statistics_lines(statistics))


def test_the_command_shows_a_graded_class_and_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny = make_course(tmp_path / "course")
    write_class(tiny, 24)
    book = tmp_path / "book.db"
    chosen = ["--course", str(tiny.root), "--gradebook", str(book), "--seed", "s"]
    assert main(["grade", str(tiny / "class"), *chosen]) == 0
    capsys.readouterr()
    assert main(["stats", "--gradebook", str(book)]) == 0
    printed = capsys.readouterr().out
    assert "test_double_of_random_numbers" in printed
    assert main(["stats", "--gradebook", str(book), "--to", str(tmp_path / "s.csv")]) == 0
    rows = list(csv.DictReader((tmp_path / "s.csv").read_text().splitlines()))
    shift = next(row for row in rows if row["function"] == "shift" and row["kind"] == "function")
    assert shift["tried"] == "22"  # two have a syntax error
    assert shift["right"] == "0.727"
    assert all(float(row["seconds"]) > 0 for row in rows if row["kind"] != "mistake")
    empty = tmp_path / "none.db"
    assert main(["stats", "--gradebook", str(empty)]) == 2
