"""The gradebook: every attempt kept, nothing graded twice, nothing lost whatever ends the run."""

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.classroom.class_book import ClassBook
from autograder.classroom.proof import seed_for_class
from autograder.cli.main import main
from autograder.course import checks
from autograder.gradebook import database
from autograder.gradebook.store import Gradebook
from autograder.grading.grader import Grader
from autograder.records.record import CheckRecord, Record, Status
from autograder.submission.notebooks import Cells
from autograder.submission.packing import pack, unpack
from autograder.submission.reader import Entry
from autograder.submission.student_files import Source, Submission
from tests.interrupted import (
    DOUBLE,
    Watched,
    children_of,
    finish,
    grade_into,
    kill_once,
    records,
    scores,
    sound,
    wait_for,
    write_class,
)
from tests.tiny import FILES, TinyCourse, make_course

Command = Callable[..., str]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
WRONG = DOUBLE.replace("2.0)", "3.0)")


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path / "course")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "class.gradebook"


@pytest.fixture
def grade(tiny: TinyCourse, book: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Grade the class folder; give what was printed."""

    def run(*words: str, status: int = 0, gradebook: bool = True) -> str:
        chosen = ["--gradebook", str(book)] if gradebook else []
        course = ["--course", str(tiny.root), "--seed", "s"]
        assert main(["grade", str(tiny / "class"), *course, *chosen, *words]) == status
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return printed.out + printed.err

    return run


def hand_in(tiny: TinyCourse, student: str, double: str = DOUBLE, shift: str = SHIFT) -> None:
    tiny.write(f"class/{student}/ex01_double.py", double)
    tiny.write(f"class/{student}/ex02_shift.py", shift)


def rows(book: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(book)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def export(book: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    to = book.with_suffix(".csv")
    assert main(["export", "--gradebook", str(book), "--to", str(to)]) == 0
    capsys.readouterr()
    return to.read_text().splitlines()


def test_a_gradebook_changes_no_record_and_gives_the_kept_ones_again(
    tiny: TinyCourse, grade: Command
) -> None:
    write_class(tiny, 12)
    plain = grade("--json", gradebook=False)
    first = grade("--json")
    assert records(first) == records(plain)
    assert len(records(first)) == 12
    assert grade("--json") == first  # timing too: nothing ran


def test_two_processes_give_the_records_of_one_in_the_same_order(
    tiny: TinyCourse, grade: Command
) -> None:
    write_class(tiny, 24)
    plain = records(grade("--json", gradebook=False))
    assert records(grade("--json", "--jobs", "2", gradebook=False)) == plain
    assert records(grade("--json", "--jobs", "2")) == plain


def test_a_process_that_lets_others_grade_does_not_load_the_course(
    tiny: TinyCourse, book: Path
) -> None:
    write_class(tiny, 12)
    seed_for_class(tiny.load(), None)
    words = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--gradebook", str(book)]
    told = "import sys\nfrom autograder.classroom import stream\n"
    told += "from autograder.cli.main import main\n"
    told += "stream._AT_ONCE = 11\n"  # one is left over, for the last batch
    told += "status = main(sys.argv[1:])\nprint(status, 'pytest' in sys.modules)"
    run = [sys.executable, "-c", told, *words, "--jobs", "2"]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "0 False"
    assert len(rows(book, "SELECT * FROM result")) == 12


def test_the_same_content_is_graded_once_whoever_hands_it_in(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "ben")
    hand_in(tiny, "cem", WRONG)
    asked = []
    real = Grader.grade

    def counted(self: Grader, submission: Submission) -> Record:
        asked.append(submission.name)
        return real(self, submission)

    monkeypatch.setattr(Grader, "grade", counted)
    grade()
    hand_in(tiny, "dan")
    found = records(grade("--json"))
    assert [(r["submission"], r["score"]) for r in found] == [
        *(("ada", 6.0), ("ben", 6.0), ("cem", 2.0), ("dan", 6.0))
    ]
    assert asked == ["ada", "cem"]
    assert len(rows(book, "SELECT * FROM content")) == 2
    assert "4 of 4 were in" in grade()


def test_notes_are_each_students_own_where_the_content_is_the_same(
    tiny: TinyCourse, grade: Command
) -> None:
    for student in ("ada", "ben"):
        hand_in(tiny, student)
    tiny.write("class/ben/notes_of_ben.zip", "no archive")
    ada, ben = records(grade("--json"))
    assert ada["content_hash"] == ben["content_hash"]
    assert "notes_of_ben" in str(ben["notes"])
    assert "notes_of_ben" not in str(ada["notes"])
    (tiny / "class/ben/notes_of_ben.zip").unlink()
    assert "notes_of_ben" not in grade("--json")


def test_every_attempt_is_kept_and_the_one_that_is_said_counts(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for double, shift in ((WRONG, SHIFT), (DOUBLE, SHIFT), (WRONG, SHIFT.replace("+ 1", "+ 2"))):
        hand_in(tiny, "ada", double, shift)
        grade()
    totals = {"first": "0,2,2,1,L3", "best": "4,2,6,2,L3", "last": "0,0,0,3,L3"}
    assert export(book, capsys)[1] == f"ada,{totals['last']}"
    for which, row in totals.items():
        assert main(["gradebook", "count", str(book), which]) == 0
        assert export(book, capsys) == ["student,double,shift,total,attempt,level", f"ada,{row}"]
    hand_in(tiny, "ada", WRONG, SHIFT)  # the first content again: a new attempt, graded before
    grade()
    assert rows(book, "SELECT count(*) FROM attempt") == [(4,)]
    assert rows(book, "SELECT count(*) FROM result") == [(3,)]


def test_a_points_given_by_a_person_count_whatever_the_attempt(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada", WRONG)
    grade()
    override = ["gradebook", "override", str(book), "ada"]
    assert main([*override, "double", "+1.5", "--reason", "told me \x1b[2J how"]) == 0
    assert main([*override, "shift", "-7", "--reason", "copied"]) == 0
    printed = capsys.readouterr().out
    assert "ada: double +1.5 by" in printed
    assert "told me \\x1b[2J how" in printed
    assert export(book, capsys)[1] == "ada,1.5,0,1.5,1,L3"
    hand_in(tiny, "ada")
    grade()
    assert export(book, capsys)[1] == "ada,5.5,0,5.5,2,L3"
    assert main(["gradebook", "show", str(book)]) == 0
    assert "copied" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("eve", "double", "1"), "no student eve"),
        (("ada", "treble", "1"), "no function treble"),
        (("ada", "double", "nan"), "no number of points"),
        (("ada", "double", "much"), "no number of points"),
    ],
)
def test_an_override_that_cannot_be_meant_is_refused(
    tiny: TinyCourse,
    grade: Command,
    book: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    hand_in(tiny, "ada")
    grade()
    command = ["gradebook", "override", str(book), *words, "--reason", "why"]
    try:
        status = main(command)
    except SystemExit as end:
        status = int(str(end.code))
    assert status == 2
    assert sentence in capsys.readouterr().err
    assert rows(book, "SELECT * FROM override") == []


def test_a_check_of_the_gradebook_holds_up_nobody_who_grades(
    tiny: TinyCourse, grade: Command, book: Path
) -> None:
    write_class(tiny, 12)
    grade()
    reading, writing = Gradebook(book), Gradebook(book)
    contents = reading.contents()
    next(contents)
    writing.count = "best"  # waits for a reader that has the file open
    assert len(list(contents)) == len(rows(book, "SELECT * FROM content")) - 1
    reading.close()
    writing.close()


def test_points_for_a_function_that_is_nowhere_are_refused_before_anything_is_graded(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "ada")
    monkeypatch.setattr(Grader, "grade", failing_on({"ada"}))
    grade(status=1)
    command = ["gradebook", "override", str(book), "ada"]
    assert main([*command, "treble", "1", "--reason", "why"]) == 2
    assert rows(book, "SELECT * FROM override") == []


def test_a_person_without_a_name_is_told_by_number(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "ada")
    grade()

    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert main(["gradebook", "override", str(book), "ada", "double", "1", "--reason", "why"]) == 0
    ((person,),) = rows(book, "SELECT person FROM override")
    assert person == f"user {os.getuid()}"


def failing_on(names: set[str]) -> Callable[[Grader, Submission], Record]:
    real = Grader.grade

    def grade(self: Grader, submission: Submission) -> Record:
        record = real(self, submission)
        if submission.name not in names:
            return record
        fault = Status.GRADER_FAULT
        check = CheckRecord("test_x", "", "visible", 0.0, 4.0, fault, "fell \x1b over")
        function = replace(record.functions[0], score=None, status=fault, checks=(check,))
        return replace(record, score=None, functions=(function, *record.functions[1:]))

    return grade


def test_a_graders_fault_is_no_score_and_is_tried_again(
    tiny: TinyCourse,
    grade: Command,
    book: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hand_in(tiny, "ada", WRONG)
    hand_in(tiny, "ben")
    hand_in(tiny, "cem")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Grader, "grade", failing_on({"ben"}))
        assert "no score for ben, cem" in grade(status=1)
    assert export(book, capsys)[1:] == ["ada,0,2,2,1,L3", "ben,,,,1,", "cem,,,,1,"]
    assert main(["gradebook", "check", str(book)]) == 0
    printed = capsys.readouterr().out
    assert "ben: attempt 1 has no score" in printed
    assert "fell \\x1b over" in printed
    assert "1 of 3 were in" in grade().replace("\n", " ")
    assert export(book, capsys)[2:] == ["ben,4,2,6,1,L3", "cem,4,2,6,1,L3"]
    assert main(["gradebook", "check", str(book)]) == 0
    assert "nobody lacks a score" in capsys.readouterr().out


def test_grade_changes_no_score_when_checks_change_and_says_what_does(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada", WRONG)
    grade()
    before = export(book, capsys)
    tiny.change("solutions/ex01_double/test_visible.py", '"double", 1', '"double", 5')
    hand_in(tiny, "ben")
    printed = grade()
    assert "ada keep a score by other checks" in printed
    assert f"autograder regrade --gradebook {book}" in printed
    assert export(book, capsys) == [*before, "ben,4,2,6,1,L3"]


def test_a_gradebook_is_for_its_owner_alone_and_lies_outside_the_class(
    tiny: TinyCourse, grade: Command, book: Path
) -> None:
    hand_in(tiny, "ada")
    grade()
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    inside = str(tiny / "class/book.db")
    assert "among the submissions" in grade("--gradebook", inside, status=2, gradebook=False)


def test_a_name_that_is_no_unicode_is_kept_as_it_is(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada")
    folder = os.fsencode(tiny / "class")
    with open(folder + b"/caf\xe9.py", "w") as file:
        file.write(WRONG)
    first = records(grade("--json"))
    assert [record["submission"] for record in first] == ["ada", "caf\udce9"]
    assert "2 of 2 were in" in grade()
    assert export(book, capsys)[2] == "caf\\udce9,0,0,0,1,L3"


def test_a_lost_point_is_explained_from_what_was_kept(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada", WRONG)
    grade()
    shutil.rmtree(tiny / "class")
    command = ["explain", "ada", "double", "--gradebook", str(book), "--course", str(tiny.root)]
    assert main(command) == 0
    printed = capsys.readouterr().out
    assert "ada, attempt 1" in printed
    assert "double: 0 of 4 (failed)" in printed
    assert "came    9\n" in printed
    for student, function, sentence in (
        ("eve", "double", "no student eve"),
        ("ada", "treble", "no function treble"),
    ):
        command[1:3] = student, function
        assert main(command) == 2
        assert sentence in capsys.readouterr().err


# --- what ends a run -----------------------------------------------------------------------------


@pytest.mark.parametrize(("jobs", "kills", "seed"), [(1, 3, 1), (2, 2, 2)])
def test_killed_at_any_moment_it_ends_in_the_same_scores(
    tiny: TinyCourse, tmp_path: Path, jobs: int, kills: int, seed: int
) -> None:
    write_class(tiny, 40)
    chance = random.Random(seed)
    undisturbed, book = tmp_path / "undisturbed.db", tmp_path / "killed.db"
    wanted = finish(tiny, undisturbed, 1)
    progress = [kill_once(tiny, book, jobs, chance) for _ in range(kills)]
    assert progress[0] < 40
    assert progress == sorted(progress)  # nothing that was kept went away
    assert finish(tiny, book, jobs) == wanted
    assert scores(book) == scores(undisturbed)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("course", "undisturbed.db", "undisturbed.csv", "killed.db", "killed.csv")
    }


def test_a_killed_helper_is_replaced_and_the_class_completed(
    tiny: TinyCourse, tmp_path: Path
) -> None:
    write_class(tiny, 40)
    book = tmp_path / "book.db"
    process = subprocess.Popen(
        grade_into(tiny, book, 2, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_for(book, 3, process)
    children = children_of(process.pid)
    helpers = [pid for pid in children if is_helper(pid)]
    assert len(helpers) == 2
    watched = Watched(children)
    os.kill(helpers[0], signal.SIGKILL)
    printed, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, b"")
    assert len(printed.splitlines()) == 40
    assert watched.all_end()
    assert not sound(book)


def is_helper(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False  # it ended meanwhile
    return b"loky" in command and b"resource_tracker" not in command


def test_what_is_changed_while_the_class_is_graded_is_told_and_graded_next_time(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tiny, "ada")
    hand_in(tiny, "bob", f"{DOUBLE}\n# bob's own\n")
    take = ClassBook.take

    def take_and_replace(self: ClassBook, entry: Entry, submission: Submission) -> None:
        take(self, entry, submission)
        if entry.name == "bob":
            hand_in(tiny, "bob", WRONG)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClassBook, "take", take_and_replace)
        printed = grade(status=2)
    told = "bob was changed while the class was graded: the same command goes on with what is there"
    assert told in printed
    grade()
    ada, bob = export(book, capsys)[1:]
    assert ada.startswith("ada,")
    assert bob.startswith("bob,")
    assert ada.split(",")[1] != bob.split(",")[1]


@pytest.mark.parametrize("moment", ["starting", "grading"])
def test_interrupted_it_says_so_in_a_sentence_and_keeps_what_is_done(
    tiny: TinyCourse, tmp_path: Path, moment: str
) -> None:
    students = 600 if moment == "starting" else 40  # enough for a second interrupt to find it
    write_class(tiny, students)
    book = tmp_path / "book.db"
    process = subprocess.Popen(
        grade_into(tiny, book, 2),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    if moment == "grading":
        wait_for(book, 3, process)
    else:
        while not [pid for pid in children_of(process.pid) if is_helper(pid)]:
            assert process.poll() is None
    started = Watched(children_of(process.pid))
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    try:
        printed, errors = process.communicate(timeout=3 if moment == "starting" else 60)
    except subprocess.TimeoutExpired:  # it came while processes were started, and was lost
        os.killpg(process.pid, signal.SIGINT)
        printed, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert printed == b""
    assert errors.decode().splitlines() == [
        "autograder: what was graded is kept: the same command goes on",
        "autograder: stopped",
    ]
    assert started.all_end()
    kept = rows(book, "SELECT count(*) FROM result")[0][0]
    assert kept >= 3 or moment == "starting"  # type: ignore[operator]
    assert len(finish(tiny, book, 2)) == students


_GIVEN_UP = """
import joblib
from autograder.classroom.processes import Processes, parallel

if __name__ == "__main__":
    with parallel(Processes(2)) as run:
        results = run(joblib.delayed(abs)(number) for number in range(500))
        next(results)
        results.close()
"""


def test_processes_given_up_early_do_not_advise_the_person_on_code(tmp_path: Path) -> None:
    script = tmp_path / "given_up.py"
    script.write_text(_GIVEN_UP)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert "You could benefit" not in done.stderr


_LEFT_BEHIND = """
import os
import joblib
from joblib.externals.loky.backend import resource_tracker
from autograder.classroom.processes import Processes, parallel

if __name__ == "__main__":
    with parallel(Processes(2)) as run:
        list(run(joblib.delayed(abs)(number) for number in range(4)))
    resource_tracker.register("/of-an-interrupted-start", "semlock")
    os._exit(0)
"""


def test_what_an_interrupted_start_leaves_is_cleaned_up_without_a_word(tmp_path: Path) -> None:
    script = tmp_path / "left.py"
    script.write_text(_LEFT_BEHIND)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_interrupted_while_checks_are_collected_it_is_stopped_too(
    tiny: TinyCourse, grade: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    hand_in(tiny, "ada")
    monkeypatch.setattr(checks._Collector, "pytest_collectreport", interrupt)
    assert grade(status=130) == "autograder: stopped\n"


def test_a_full_disk_ends_in_a_sentence_and_loses_nothing(tiny: TinyCourse, tmp_path: Path) -> None:
    write_class(tiny, 40)
    book = tmp_path / "book.db"

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (96 << 10, 96 << 10))

    done = subprocess.run(
        grade_into(tiny, book, 1),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 2
    assert "the disk failed or is full; what was written before is kept" in done.stderr
    assert "Traceback" not in done.stderr
    kept = rows(book, "SELECT count(*) FROM result")[0][0]
    assert 0 < kept < 40  # type: ignore[operator]
    assert not sound(book)
    assert len(finish(tiny, book, 1)) == 40


def test_a_database_without_room_for_another_page_is_a_full_disk(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_class(tiny, 12)
    real = database.connect

    def small(path: Path, create: bool) -> sqlite3.Connection:
        connection = real(path, create)
        connection.execute("PRAGMA max_page_count = 16")
        return connection

    monkeypatch.setattr("autograder.gradebook.store.connect", small)
    assert "the disk is full" in grade(status=2)


def test_a_gradebook_that_somebody_else_writes_in_is_told(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "ada")
    grade()
    hand_in(tiny, "ben", WRONG)
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.05)
    other = sqlite3.connect(book, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "another program is writing in it" in grade(status=2)
    other.execute("ROLLBACK")
    other.close()
    assert "1 of 2 were in" in grade().replace("\n", " ")


# --- the file ------------------------------------------------------------------------------------


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    Gradebook(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_text("a text, and a long enough one\n" * 99), "no gradebook"),
        (other_database, "no gradebook"),
        (newer, "a newer autograder made this"),
        (lambda path: path.mkdir(), "cannot be opened"),
        (lambda path: None, "there is no such gradebook"),
    ],
    ids=["text", "other database", "newer", "folder", "nothing"],
)
def test_what_is_no_gradebook_of_ours_is_told_and_left_alone(
    book: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], None],
    sentence: str,
) -> None:
    make(book)
    before = book.read_bytes() if book.is_file() else None
    assert main(["gradebook", "check", str(book)]) == 2
    assert sentence in capsys.readouterr().err
    assert (book.read_bytes() if book.is_file() else None) == before


def test_damage_is_found_wherever_it_is(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_class(tiny, 12)
    grade()
    whole = book.read_bytes()
    damages = {
        "UPDATE result SET record = x'00' WHERE id = 2": "result 2 is damaged",
        "UPDATE content SET data = x'00' WHERE rowid = 1": "is damaged",
        "DELETE FROM result WHERE id = 1": "points to nothing",
        "UPDATE attempt SET notes = '[' WHERE id = 3": "the notes of attempt 3 are damaged",
        "UPDATE attempt SET notes = '[7]' WHERE id = 3": "the notes of attempt 3 are damaged",
    }
    for statement, sentence in damages.items():
        connection = sqlite3.connect(book)
        connection.execute(statement)
        connection.commit()
        connection.close()
        assert main(["gradebook", "check", str(book)]) == 2
        said = capsys.readouterr().err
        assert sentence in said
        assert "restore a backup" in said
        book.write_bytes(whole)
    connection = sqlite3.connect(book)
    connection.execute("UPDATE attempt SET notes = '[' WHERE id = 3")
    connection.commit()
    connection.close()
    assert main(["gradebook", "show", str(book)]) == 2
    assert "an attempt in it is damaged: restore a backup" in capsys.readouterr().err
    book.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    assert main(["gradebook", "check", str(book)]) == 2
    assert "damaged" in capsys.readouterr().err


def test_a_backup_is_a_whole_gradebook_and_overwrites_nothing(
    tiny: TinyCourse, grade: Command, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_class(tiny, 12)
    grade()
    copy = book.with_name("copy.db")
    writer = sqlite3.connect(book, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")  # somebody is writing
    assert main(["gradebook", "backup", str(book), "--to", str(copy)]) == 0
    writer.execute("ROLLBACK")
    writer.close()
    assert export(copy, capsys) == export(book, capsys)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert main(["gradebook", "check", str(copy)]) == 0
    assert main(["gradebook", "backup", str(book), "--to", str(copy)]) == 2
    assert "there is a file already" in capsys.readouterr().err
    lost = book.parent / "nowhere/copy.db"
    assert main(["gradebook", "backup", str(book), "--to", str(lost)]) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_an_older_file_is_brought_to_todays_format_wholly_or_not_at_all(
    tiny: TinyCourse, grade: Command, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "ada")
    grade()
    added = ("CREATE TABLE later (x)", "INSERT INTO later VALUES (8)")
    today = database.MIGRATIONS
    monkeypatch.setattr(database, "MIGRATIONS", (*today, (*added, "nonsense")))
    assert "syntax error" in grade(status=2)
    assert rows(book, "PRAGMA user_version") == [(len(today),)]
    assert rows(book, "SELECT count(*) FROM sqlite_master WHERE name = 'later'") == [(0,)]
    monkeypatch.setattr(database, "MIGRATIONS", (*today, added))
    assert "1 of 1 were in" in grade()
    assert rows(book, "SELECT x FROM later") == [(8,)]
    assert rows(book, "PRAGMA user_version") == [(len(today) + 1,)]


def test_what_is_packed_comes_back_and_damage_does_not() -> None:
    cells = Cells("work\udce9.ipynb", "work", (1, 3), (1, 9))
    sources = (
        Source("ex01_double", ("ex01_double",), b"\xff\x00 no text"),
        Source("work", ("ex02_shift",), b"x = 1\n", cells),
    )
    submission = Submission("ada", sources, ("a note",))
    again = unpack(pack(submission), "ada", ("a note",))
    assert again == submission
    assert again.content_hash == submission.content_hash
    for damaged in (b"", b"no zlib", pack(submission)[:-9]):
        with pytest.raises(ValueError, match="not what was packed"):
            unpack(damaged, "ada")


def test_a_content_is_another_one_where_it_is_read_as_something_else() -> None:
    """A lone file for all exercises, or for some; a notebook of another name."""
    one = Submission("a", (Source("work", ("ex01", "ex02"), b"x"),))
    two = Submission("a", (Source("work", ("ex02",), b"x"),))
    three = Submission("a", (Source("work", ("ex02",), b"x", Cells("a.ipynb", "work", (), ())),))
    four = Submission("a", (Source("work", ("ex02",), b"x", Cells("b.ipynb", "work", (), ())),))
    assert len({s.content_hash for s in (one, two, three, four)}) == 4


def test_a_record_is_read_back_as_it_was(tiny: TinyCourse, grade: Command, book: Path) -> None:
    write_class(tiny, 12)
    printed = grade("--json").splitlines()
    gradebook = Gradebook(book)
    try:
        again = [gradebook.record(attempt).to_json() for attempt in gradebook.attempts()]
    finally:
        gradebook.close()
    assert again == printed
    assert json.loads(printed[10])["functions"][0]["status"] == "syntax_error"
