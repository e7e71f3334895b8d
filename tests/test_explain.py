"""`autograder explain` answers for each lost point, of just what was graded, in plain text."""

import dataclasses
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.cli.main import main
from autograder.records.text import visible
from autograder.reports.explain import explain_lines
from tests.tiny import FILES, TinyCourse, make_course

DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
STUB = re.sub(r"    ### BEGIN(.*\n)*?    ### END.*", "    raise NotImplementedError('do')", DOUBLE)
COLOUR, BACKWARDS = "\x1b[2J\x07\r", "\u202e\u200b"
ODD = f"""\
import numpy as np


def double(x):
    return {COLOUR!r} if np.all(x == 3) else int({BACKWARDS!r})
"""
CLASS = {
    "ada": (DOUBLE, SHIFT),
    "ben": (DOUBLE, SHIFT),
    "cem": (DOUBLE.replace("2.0)", "3.0)"), SHIFT),
    "dan": (STUB, SHIFT.replace("+ 1", "+ 2")),
    "eve": (ODD, None),
    "fay": ("def double(x):\n    while x:\n        pass\n", SHIFT),
    "gil": ("def double(x:\n", SHIFT),
    f"hu{COLOUR}go": (DOUBLE, SHIFT.replace("+ 1", "")),
    "ines o'neil": (DOUBLE.replace("2.0)", "4.0)"), SHIFT),
}
# How a text of the course stands in what is shown.
VISIBLE_CHECK = """\
    | @pytest.mark.points("double", 1)
    | def test_double_of_three(student, expect):
    |     \"\"\"double(3) is 6\"\"\"
    |     expect(student.double(3.0), 6.0, hint="Three and three.")
"""
NEGATIVE_CHECK = """\
    | @pytest.mark.points("double", 1)
    | @pytest.mark.parametrize("x", [-2.5, -7.0])
    | def test_double_of_a_negative_number(student, expect, x):
    |     \"\"\"double is right below zero\"\"\"
    |     expect(student.double(x), 2 * x)
"""


@dataclasses.dataclass(frozen=True)
class School:
    """A tiny course with a class, graded with the course's own seed."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def record(self, student: str, audience: str = "instructor") -> Path:
        return self.root / f"results/{audience}/{student}.json"

    def read(self, student: str) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self.record(student).read_text(encoding="utf-8"))
        return record

    def explain(
        self, record: Path | str, function: str = "double", submission: Path | str = "class"
    ) -> tuple[int, str, str]:
        """Run the command; whatever happens, it obeys nobody who handed something in."""
        path = self.record(record) if isinstance(record, str) else record
        words = ["explain", str(path), function, "--submission", str(self.root / submission)]
        status = main([*words, "--course", str(self.root / "course")])
        out, err = self.capsys.readouterr()
        for text in (out, err):
            assert not set(text) & set(COLOUR[0] + COLOUR[4:] + BACKWARDS), repr(text)
        return status, out, err

    def told(
        self, student: str, function: str = "double", submission: Path | str | None = None
    ) -> str:
        where = f"class/{student}" if submission is None else submission
        status, out, err = self.explain(student, function, where)
        assert (status, err) == (0, "")
        return out

    def refused(
        self, record: Path | str, function: str = "double", submission: Path | str = "class"
    ) -> str:
        """Explain what cannot be explained, and give the sentence."""
        status, out, err = self.explain(record, function, submission)
        assert (status, out) == (2, "")
        assert err.startswith("autograder: ")
        assert err.count("\n") == 1
        return err.removeprefix("autograder: ").rstrip()


def write_class(folder: Path) -> None:
    for student, texts in CLASS.items():
        (folder / student).mkdir(parents=True)
        for name, text in zip(("ex01_double.py", "ex02_shift.py"), texts, strict=True):
            if text is not None:
                (folder / student / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("school")
    make_course(root / "course")
    write_class(root / "class")
    words = ["grade", "class", "--course", "course", "--to", "results"]
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *words],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def school(graded: Path, capsys: pytest.CaptureFixture[str]) -> School:
    return School(graded, capsys)


@pytest.fixture
def other(graded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> School:
    """A copy that a test may change."""
    shutil.copytree(graded, tmp_path / "school")
    return School(tmp_path / "school", capsys)


def blocks(text: str) -> dict[str, str]:
    """Give what is told of each check, by its name."""
    parts = re.split(r"^(?=test_\S+ \()", text, flags=re.MULTILINE)[1:]
    return {part.split(" ")[0]: part for part in parts}


def said(block: str, key: str) -> str:
    """Give one field of a check as one line."""
    found = re.search(rf"^  {key} +(.*(?:\n {{10}}.*)*)", block, re.MULTILINE)
    assert found is not None, f"no {key} in\n{block}"
    return " ".join(found[1].split())


# --- what is told -----------------------------------------------------------------------------


def test_every_failed_check_is_told_with_its_call_what_came_and_what_was_wanted(
    school: School,
) -> None:
    told = school.told("cem")
    record = school.read("cem")["functions"][0]
    assert told.startswith(f"double: {record['score']:g} of 4 (failed)\n")
    failed = [check for check in record["checks"] if check["status"] != "passed"]
    found = blocks(told)
    assert list(found) == [check["name"] for check in failed]
    assert len(found) == 4
    for check in failed:
        block = found[check["name"]]
        worth = f"({check['visibility']}, {check['max_points']:g} points): failed"
        assert block.splitlines()[0] == f"{check['name']} {worth}"
        assert block.splitlines()[1] == f"  {check['title']}"
        for key in ("call", "came", "wanted"):
            assert said(block, key) == " ".join(check["detail"][key].split())
    first = found["test_double_of_three"]
    assert said(first, "call") == "double(3)"
    assert said(first, "came") == "9"
    assert said(first, "wanted") == "6"
    assert said(first, "think") == "Three and three."
    assert said(found["test_double_of_a_negative_number[-7.0]"], "came") == "-21"


def test_the_lines_of_a_check_stand_below_it_and_once(school: School) -> None:
    told = school.told("cem")
    for text in (VISIBLE_CHECK, NEGATIVE_CHECK):
        assert told.count(text) == 1
    found = blocks(told)
    assert VISIBLE_CHECK in found["test_double_of_three"]
    assert NEGATIVE_CHECK in found["test_double_of_a_negative_number[-2.5]"]
    assert found["test_double_of_a_negative_number[-7.0]"].count("    | ") == 0


def test_what_passed_is_not_told_of(school: School) -> None:
    told = school.told("ada")
    assert told.startswith("double: 4 of 4 (passed)\nevery check passed\n")
    assert blocks(told) == {}
    found = blocks(school.told("eve"))
    assert "test_double_of_random_numbers" in found


def test_a_function_lost_by_itself_ran_with_the_students_own_earlier_ones(school: School) -> None:
    hugo = next(name for name in CLASS if name.startswith("hu"))
    (first, *_) = blocks(school.told(hugo, "shift")).values()
    assert said(first, "ran") == "with the student's own earlier functions"
    assert said(first, "came") == "4"


def test_a_function_lost_beside_a_lost_earlier_one_says_which_of_them_ran(school: School) -> None:
    record = school.read("dan")["functions"][1]
    found = blocks(school.told("dan", "shift"))
    ran = {check["name"]: check["detail"]["ran"] for check in record["checks"]}
    assert "repaired" in ran.values()
    for name, which in ran.items():
        own = "with the student's own earlier functions"
        mended = "with lost earlier functions replaced by the answer key's"
        assert said(found[name], "ran") == {"own": own, "repaired": mended}[which]
    # What came with a right double: one too many.
    last = found["test_shift_of_a_random_number"]
    assert float(said(last, "came")) == pytest.approx(float(said(last, "wanted")) + 1, abs=1e-3)


@pytest.mark.parametrize(
    ("student", "status", "words"),
    [
        ("dan", "not_attempted", "do"),
        ("fay", "timed_out", "double did not end within 2 s"),
        ("gil", "syntax_error", "ex01_double.py:1"),
        ("eve", "failed", "ValueError: invalid literal"),
    ],
)
def test_a_function_that_gave_no_value_is_told_with_its_cause(
    school: School, student: str, status: str, words: str
) -> None:
    record = school.read(student)["functions"][0]
    found = blocks(school.told(student))
    failed = [check for check in record["checks"] if check["status"] != "passed"]
    assert status in {record["status"], *(check["status"] for check in failed)}
    assert list(found) == [check["name"] for check in failed]
    for check in failed:
        assert found[check["name"]].splitlines()[0].endswith(f": {check['status']}")
        assert f"{visible(check['message'])} " in " ".join(found[check["name"]].split())
    assert words in " ".join(school.told(student).split())


def test_a_function_that_never_ran_is_said_not_to_have_run(school: School) -> None:
    for block in blocks(school.told("gil")).values():
        assert said(block, "ran") == "not run"


def test_nothing_a_student_wrote_is_obeyed_by_the_terminal(school: School) -> None:
    told = school.told("eve")  # `explain` looks for the characters themselves
    found = blocks(told)
    assert said(found["test_double_of_three"], "came") == r"'\x1b[2J\x07\r'"
    assert r"\u202e\u200b" in found["test_double_of_a_negative_number[-2.5]"]
    hugo = next(name for name in CLASS if name.startswith("hu"))
    assert r"hu\x1b[2J\x07\rgo again: " in school.told(hugo, "shift")


def test_lines_fit_the_terminal(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    told = school.told("cem")
    above = told[: told.index("\nto grade ")].splitlines()
    free = [line for line in above if line.startswith(("  call", "  came", "  wanted", " " * 10))]
    assert len(free) > 12
    assert max(map(len, free)) <= 50
    random = blocks(told)["test_double_of_random_numbers"]
    record = school.read("cem")["functions"][0]["checks"]
    (call,) = (c["detail"]["call"] for c in record if c["name"] == "test_double_of_random_numbers")
    assert "".join(said(random, "call").split()) == "".join(call.split())


def test_a_record_of_a_grader_fault_is_told_without_a_score() -> None:
    check = {
        "name": "test_x",
        "title": "x",
        "visibility": "hidden",
        "max_points": 2.0,
        "status": "grader_fault",
        "message": "the\x1b[2J machine stopped",
        "detail": {},
    }
    function = {
        "name": "double",
        "score": None,
        "max_score": 4.0,
        "status": "grader_fault",
        "notes": ["found in \u202eother.py"],
        "checks": [check],
    }
    assert explain_lines(function, {}, 80) == [
        "double: no score of 4 (grader_fault)",
        r"note: found in \u202eother.py",
        "",
        "test_x (hidden, 2 points): grader_fault",
        "  x",
        "  ran     not run",
        r"  said    the\x1b[2J machine stopped",
    ]


def test_what_came_of_the_repaired_call_stands_apart_from_its_name() -> None:
    check = {
        "name": "test_x",
        "title": "x",
        "visibility": "visible",
        "max_points": 2.0,
        "status": "failed",
        "message": "",
        "detail": {"ran": "own", "came": "1", "repaired": "2"},
    }
    function = {"name": "f", "score": 0.0, "max_score": 2.0, "status": "failed", "notes": []}
    told = explain_lines(function | {"checks": [check]}, {}, 80)
    assert told[-2:] == ["  came    1", "  repaired 2"]


# --- to grade again ---------------------------------------------------------------------------


def again(told: str) -> list[str]:
    """Give the command that stands at the end."""
    line = told.splitlines()[-1]
    assert line.startswith("to grade ")
    words = shlex.split(line.partition(" again: ")[2])
    assert words[0] == "autograder"
    return words[1:]


def rerun(words: list[str], cwd: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [{key: value for key, value in r.items() if key != "timing"} for r in found]


@pytest.mark.parametrize("student", ["cem", "ines o'neil"])
def test_the_command_at_the_end_gives_the_same_record_again(
    school: School, tmp_path: Path, student: str
) -> None:
    (record,) = rerun(again(school.told(student)), tmp_path)
    kept = school.read(student)
    assert record == {key: value for key, value in kept.items() if key != "timing"}
    assert record["score"] < record["max_score"]


def test_with_a_seed_of_its_own_the_command_says_that_the_seed_is_needed(
    other: School, tmp_path: Path
) -> None:
    words = ["grade", "class/cem", "--course", "course", "--seed", "s", "--json"]
    (kept,) = rerun(words, other.root)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(kept))
    status, out, _ = other.explain(path, "double", "class/cem")
    assert status == 0
    command = again(out)
    place = command.index("--seed") + 1
    assert command[place] != "s", "a record does not tell its seed"
    command[place] = "s"
    assert rerun(command, other.root) == [kept]
    assert "--seed" not in again(other.told("cem"))


def test_of_two_students_with_one_content_the_records_own_is_named(school: School) -> None:
    for name in ("ada", "ben"):
        last = school.told(name, "double", "class").splitlines()[-1]
        assert last.startswith(f"to grade {name} again: ")


# --- what was handed in -----------------------------------------------------------------------


def test_the_same_content_is_found_however_it_comes(other: School, tmp_path: Path) -> None:
    own = other.told("cem")
    archive = tmp_path / "3b.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in (other.root / "class").rglob("*.py"):
            file.write(path, path.relative_to(other.root))
    for where in ("class", archive, shutil.copytree(other.root / "class/cem", tmp_path / "x")):
        told = other.told("cem", "double", where)
        assert told[: told.index("\nto grade ")] == own[: own.index("\nto grade ")]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a blank more": lambda path: path.write_text(path.read_text() + "\n"),
    "another line end": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "a mended mistake": lambda path: path.write_text(DOUBLE),
    "a file less": lambda path: path.unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_since_is_refused(other: School, change: str) -> None:
    path = other.root / "class/cem/ex01_double.py"
    before = path.stat()
    CHANGES[change](path)
    for where in ("class/cem", "class"):
        sentence = other.refused("cem", "double", where)
        assert sentence == (
            f"{other.root / where}: this is not what was graded for cem: its content differs"
        )
    if path.exists():
        path.write_text(CLASS["cem"][0])
        assert path.stat().st_ino == before.st_ino
        assert other.told("cem")


def test_what_another_student_handed_in_is_refused(school: School) -> None:
    sentence = school.refused("cem", "double", "class/ada")
    assert "not what was graded for cem" in sentence
    hugo = next(name for name in CLASS if name.startswith("hu"))
    assert r"hu\x1b[2J\x07\rgo" in school.refused(hugo, "shift", "class/ada")


def test_a_note_beside_the_exercises_changes_nothing(other: School) -> None:
    (other.root / "class/cem/notes.txt").write_text("I do not agree")
    assert "double: 0 of 4" in other.told("cem")


# --- the record -------------------------------------------------------------------------------


def test_a_students_view_is_no_record(school: School) -> None:
    path = school.record("cem", "students")
    sentence = school.refused(path)
    assert sentence == f"{path}: this is a student's view: give the file of instructor/"


def test_a_function_that_is_not_in_it_is_answered_with_those_that_are(school: School) -> None:
    for name in ("treble", "Double", "", "ex01_double"):
        sentence = school.refused("cem", name)
        assert sentence.startswith(f"{school.record('cem')}: no function {name} in it")
        assert sentence.endswith("double, shift")


NO_RECORDS = {
    "nothing": "",
    "half of one": '{"format": 1, "content_hash": "',
    "text": "score: 3",
    "a number": "3",
    "null": "null",
    "a list": "[]",
    "a list of records": '[{"format": 1}]',
    "two lines of --json": '{"format": 1}\n{"format": 1}\n',
    "something else": '{"format": 1}',
    "no functions": '{"format": 1, "content_hash": ""}',
    "functions that are none": '{"format": 1, "content_hash": "", "functions": 3}',
    "a function that is none": '{"format": 1, "content_hash": "", "functions": [3]}',
    "a function without a name": '{"format": 1, "content_hash": "", "functions": [{}]}',
}


@pytest.mark.parametrize("kind", NO_RECORDS)
def test_what_is_no_record_is_a_sentence(school: School, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(NO_RECORDS[kind])
    sentence = school.refused(path)
    assert sentence == f"{path}: not a record: give a file of RESULTS/instructor/"


@pytest.mark.parametrize("part", ["checks_hash", "content_hash", "seed_hash", "functions"])
def test_a_record_without_one_of_its_parts_is_a_sentence(
    school: School, tmp_path: Path, part: str
) -> None:
    record = school.read("cem")
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))
    assert school.explain(path, "double", "class/cem")[0] == 0
    del record[part]
    path.write_text(json.dumps(record))
    assert school.refused(path).startswith(f"{path}: ")


@pytest.mark.parametrize("part", ["checks", "score", "status", "notes"])
def test_a_function_without_one_of_its_parts_is_a_sentence(
    school: School, tmp_path: Path, part: str
) -> None:
    record = school.read("cem")
    del record["functions"][0][part]
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))
    assert school.refused(path).startswith(f"{path}: not a record")


def test_a_record_of_another_format_is_said_to_be_one(school: School, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(school.read("cem") | {"format": 99}))
    assert school.refused(path) == f"{path}: a record of format 99, wanted 1"


def test_a_record_that_cannot_be_read_is_a_sentence(school: School, tmp_path: Path) -> None:
    (tmp_path / "noise.json").write_bytes(bytes(range(256)))
    assert school.refused(tmp_path / "noise.json").startswith(f"{tmp_path / 'noise.json'}: ")
    assert re.search(r"No such file", school.refused(tmp_path / "nothing.json"))
    assert re.search(r"Is a directory", school.refused(tmp_path))


def test_a_submission_that_cannot_be_read_is_a_sentence(school: School, tmp_path: Path) -> None:
    sentence = school.refused("cem", "double", tmp_path / "nothing")
    assert sentence == f"{tmp_path / 'nothing'}: there is no such file or folder"
    (tmp_path / "cem.zip").write_bytes(b"PK")
    assert "is no zip archive" in school.refused("cem", "double", tmp_path / "cem.zip")


# --- the course has moved on ------------------------------------------------------------------


def test_changed_checks_are_told_before_anything_else(other: School) -> None:
    tiny = TinyCourse(other.root / "course")
    assert "the checks have changed" not in other.told("cem")
    tiny.change("solutions/ex01_double/test_visible.py", "Three and three.", "3 + 3.")
    told = other.told("cem")
    assert told.startswith("the checks have changed since: ")
    first = blocks(told)["test_double_of_three"]
    assert said(first, "think") == "Three and three."  # what the student was told then


def test_a_check_that_is_gone_is_told_without_its_lines(other: School) -> None:
    tiny = TinyCourse(other.root / "course")
    name = "test_double_of_a_negative_number"
    tiny.change("solutions/ex01_double/test_hidden.py", name, "test_double_below_zero")
    told = other.told("cem")
    assert told.startswith("the checks have changed since: ")
    block = blocks(told)[f"{name}[-2.5]"]
    assert said(block, "came") == "-7.5"
    assert "    | " not in block


def test_a_function_that_the_course_no_longer_has_is_a_sentence(other: School) -> None:
    for path in (other.root / "course/solutions/ex02_shift").glob("*.py"):
        path.write_text(re.sub(r"(?<!02_)\bshift(?=\(|__|\")", "move", path.read_text()))
    sentence = other.refused("cem", "shift")
    assert re.search(r"no function shift\b", sentence)
    assert "double: 0 of 4" in other.told("cem")
