"""Regrade: what would change is said first, then asked, then written; old scores stay."""

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.cli.main import main
from autograder.grading.grader import Grader
from autograder.records.changes import CheckChange, changes_between
from autograder.records.record import CheckRecord, FunctionRecord, Record, Status
from autograder.reports.changes import change_lines
from tests.interrupted import COMMAND, kill
from tests.tiny import FILES, TinyCourse, make_course

DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
NEGATIVE_WRONG = DOUBLE.replace("np.multiply(x, 2.0)", "np.abs(np.multiply(x, 2.0))")
WRONG = DOUBLE.replace("2.0)", "3.0)")
VISIBLE, HIDDEN = "solutions/ex01_double/test_visible.py", "solutions/ex01_double/test_hidden.py"
Command = Callable[..., str]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that was graded, of which one student fails below zero alone."""
    folder = tmp_path_factory.mktemp("graded")
    tiny = make_course(folder / "course")
    for student, double in (("ada", DOUBLE), ("ben", NEGATIVE_WRONG), ("cem", WRONG)):
        tiny.write(f"class/{student}/ex01_double.py", double)
        tiny.write(f"class/{student}/ex02_shift.py", SHIFT)
    grade_class(tiny, folder / "class.gradebook")
    return folder


@pytest.fixture
def tiny(graded: Path, tmp_path: Path) -> TinyCourse:
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    return TinyCourse(tmp_path / "course")


@pytest.fixture
def book(tiny: TinyCourse) -> Path:
    return tiny.root.with_name("class.gradebook")


@pytest.fixture
def regrade(tiny: TinyCourse, book: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: str, status: int = 0) -> str:
        chosen = ["--gradebook", str(book), "--course", str(tiny.root), "--seed", "s"]
        assert main(["regrade", *chosen, *words]) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def grade_class(tiny: TinyCourse, book: Path) -> None:
    chosen = ["--gradebook", str(book), "--course", str(tiny.root), "--seed", "s"]
    assert main(["grade", str(tiny / "class"), *chosen]) == 0


def weigh(tiny: TinyCourse, positive: int = 2, negative: int = 1) -> None:
    """Let the hidden checks of double count something else."""
    text = FILES[HIDDEN]
    text = text.replace('"double", 1)\n@pytest', f'"double", {negative})\n@pytest')
    tiny.write(HIDDEN, text.replace('"double", 2)', f'"double", {positive})'))


def totals(book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    to = book.with_suffix(".csv")
    assert main(["export", "--gradebook", str(book), "--to", str(to)]) == 0
    capsys.readouterr()
    lines = [line.split(",") for line in to.read_text().splitlines()[1:]]
    return {student: total for student, *_, total, _, _ in lines}


def count(book: Path, table: str) -> int:
    connection = sqlite3.connect(book)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


BEFORE = {"ada": "6", "ben": "4.4", "cem": "2"}


def test_nothing_changes_while_the_checks_do_not(regrade: Command, book: Path) -> None:
    assert "nothing to do" in regrade()
    assert count(book, "grading") == 3


def test_what_would_change_is_said_with_its_reason_and_nothing_is_written_unasked(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert totals(book, capsys) == BEFORE
    tiny.change(VISIBLE, '"double", 1', '"double", 0')
    tiny.add(
        VISIBLE,
        '\n\n@pytest.mark.points("double", 1)\ndef test_double_of_four(student, expect):\n'
        '    """double(4) is 8"""\n    expect(student.double(4.0), 8.0)\n'
        '\n\n@pytest.mark.points("double", 5)\ndef test_double_is_a_number(student):\n'
        '    """double(4) is a number"""\n    assert student.double(4.0) > 0\n',
    )
    printed = regrade()
    assert "test_double_is_a_number: new, passed" in printed
    assert "test_double_of_four: new, failed" in printed
    assert "cem (attempt 1)\n  double 0 -> 2" in printed
    assert "ada" not in printed
    assert "double: 2 up, 0 down" in printed
    assert "3 attempts graded again, 2 differ; totals: 2 up, 0 down" in printed
    assert printed.endswith("run the same command with --yes\nnothing was written\n")
    assert totals(book, capsys) == BEFORE
    assert count(book, "grading") == 3


def test_it_is_written_on_yes_and_the_old_scores_stay(
    tiny: TinyCourse,
    regrade: Command,
    book: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh(tiny, negative=4)
    preview = regrade()
    monkeypatch.setattr(Grader, "grade", None)  # the preview has graded all of it
    printed = regrade("--yes")
    assert printed.splitlines()[:-1] == preview.splitlines()[:-2]
    assert "3 attempts count as graded today" in printed
    assert totals(book, capsys)["ben"] < BEFORE["ben"]
    assert count(book, "grading") == 6
    assert count(book, "result") == 6
    assert "nothing to do" in regrade("--yes")


@pytest.mark.parametrize(("answer", "gradings"), [("y", 6), ("", 3), ("n", 3)])
def test_a_person_is_asked_and_no_answer_is_no(
    tiny: TinyCourse,
    regrade: Command,
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    gradings: int,
) -> None:
    weigh(tiny, negative=4)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    asked = []

    def answered(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("builtins.input", answered)
    regrade()
    assert asked == ["Write this? [y/N] "]
    assert count(book, "grading") == gradings


def test_another_seed_is_said(regrade: Command) -> None:
    assert "another seed than before" not in regrade()
    assert "another seed than before" in regrade("--seed", "t")


def test_if_better_never_lowers_anybody(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weigh(tiny, negative=4)  # ben would lose
    printed = regrade("--if-better", "--yes")
    assert f"ben (attempt 1) keeps {BEFORE['ben']}: today it would be" in printed
    assert "2 attempts count as graded today" in printed
    assert totals(book, capsys) == BEFORE
    weigh(tiny, positive=30)  # ben wins
    regrade("--if-better", "--yes")
    assert float(totals(book, capsys)["ben"]) > float(BEFORE["ben"])


def test_what_a_person_changed_survives_and_counts_for_if_better(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    override = ["gradebook", "override", str(book), "cem", "double", "1.5", "--reason", "spoke"]
    assert main(override) == 0
    assert totals(book, capsys)["cem"] == "3.5"
    weigh(tiny, negative=4)
    regrade("--yes")
    assert totals(book, capsys)["cem"] == "3.5"
    assert count(book, "override") == 1


def test_if_better_compares_what_counts_with_what_a_person_changed(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ben has nothing left to lose in double."""
    override = ["gradebook", "override", str(book), "ben", "double", "-4", "--reason", "copied"]
    assert main(override) == 0
    weigh(tiny, negative=4)
    printed = regrade("--if-better", "--yes")
    assert "  total 2 -> 2\n" in printed
    assert "3 attempts count as graded today" in printed
    assert totals(book, capsys)["ben"] == "2"


def test_every_attempt_is_graded_again_and_the_best_may_be_another(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.write("class/ben/ex01_double.py", WRONG)
    grade_class(tiny, book)
    assert main(["gradebook", "count", str(book), "best"]) == 0
    first = totals(book, capsys)["ben"]
    weigh(tiny, negative=4)
    assert "ben (attempt 1)" in regrade("--yes")
    assert 2.0 < float(totals(book, capsys)["ben"]) < float(first)


def test_what_the_grader_fails_on_keeps_its_old_score(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weigh(tiny, negative=4)
    real = Grader.grade
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Grader, "grade", lambda self, s: Record(**vars(real(self, s)) | {"score": None})
        )
        assert "not graded again: ada, ben, cem" in regrade("--yes", status=1)
    assert totals(book, capsys) == BEFORE
    assert "ben (attempt 1)" in regrade("--yes")


def test_a_content_that_was_damaged_is_told_and_not_graded(
    tiny: TinyCourse, regrade: Command, book: Path
) -> None:
    connection = sqlite3.connect(book)
    connection.execute("UPDATE content SET data = (SELECT data FROM content LIMIT 1)")
    connection.commit()
    connection.close()
    weigh(tiny, negative=4)
    assert "what was handed in is damaged: restore a backup" in regrade("--yes", status=2)


def test_killed_while_it_grades_or_writes_all_or_nothing_counts(
    tiny: TinyCourse, regrade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weigh(tiny, negative=4)
    chosen = ["--gradebook", str(book), "--course", str(tiny.root), "--seed", "s", "--yes"]
    process = subprocess.Popen([*COMMAND, "regrade", *chosen], stdout=subprocess.DEVNULL)
    kill(process, book, 4, random.Random(3))
    assert count(book, "grading") in (3, 6)
    if count(book, "grading") == 3:
        assert totals(book, capsys) == BEFORE
        regrade("--yes")
    assert count(book, "grading") == 6


# --- differences of two records ------------------------------------------------------------------


def record(*functions: FunctionRecord) -> Record:
    return Record("ada", 1.0, 9.0, functions)


def function(name: str, score: float, *checks: tuple[str, float, Status]) -> FunctionRecord:
    made = tuple(
        CheckRecord(check, "", "hidden", 0.0, points, status) for check, points, status in checks
    )
    return FunctionRecord(name, "ex", score, 4.0, Status.PARTIAL, checks=made)


def test_differences_name_new_gone_weighed_and_turned_checks_and_no_others() -> None:
    passed, failed, slow = Status.PASSED, Status.FAILED, Status.TIMED_OUT
    before = record(
        function("f", 1.0, ("same", 1, passed), ("turned", 1, failed), ("gone", 2, passed)),
        function("left alone", 2.0, ("turned", 1, failed)),
        function("old", 3.0, ("one", 1, passed)),
    )
    after = record(
        function("f", 2.0, ("same", 1, passed), ("turned", 1, slow), ("new", 2, failed)),
        function("left alone", 2.0, ("turned", 1, passed)),
        function("new", 0.0, ("one", 3, passed)),
    )
    f, new, old = changes_between(before, after)
    assert f.checks == (
        CheckChange("turned", "failed", "timed_out"),
        CheckChange("new", "", "failed"),
        CheckChange("gone", "passed", ""),
    )
    assert (new.before, new.after, old.before, old.after) == (None, 0.0, 3.0, None)
    assert changes_between(before, before) == ()
    assert change_lines("a\x1bda", 2, [old]) == [
        "a\\x1bda (attempt 2)",
        "  old 3 of 4 -> - of -",
        "    one: passed, and is gone",
    ]
