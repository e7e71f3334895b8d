"""What students hand in by mistake costs what it must, says why, and harms nobody else."""

import os
import random
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.confinement.isolation import Isolation
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.errors import UserError
from autograder.records.record import FunctionRecord, Record
from autograder.submission.members import MAX_SOURCE
from autograder.submission.reader import ClassFolder, read_class
from tests.tiny import FILES, make_course

EXERCISES = ("ex01_double", "ex02_shift")
DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
STUB = re.sub(r"    ### BEGIN(.*\n)*?    ### END.*", "    raise NotImplementedError('do')", DOUBLE)
PLAIN = "def double(x):\n    return 2 * x\n"


class Hand:
    """Writes what students hand in, below one class folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def in_(
        self, student: str, double: str | bytes | None = DOUBLE, shift: str | None = SHIFT
    ) -> Path:
        """Hand in both exercises of one student; None leaves one out."""
        folder = self.root / student
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("ex01_double.py", double), ("ex02_shift.py", shift)):
            if text is not None:
                self.write(f"{student}/{name}", text)
        return folder

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


@pytest.fixture(scope="module")
def grader(isolation: Isolation, tmp_path_factory: pytest.TempPathFactory) -> Grader:
    course = make_course(tmp_path_factory.mktemp("course")).load()
    return Grader(course, isolation, Seed("tests"))


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    """A class in which ada, at the beginning, and zoe, at the end, do everything right."""
    hand = Hand(tmp_path / "class")
    hand.in_("ada")
    hand.in_("zoe")
    return hand


@pytest.fixture
def graded(hand: Hand, grader: Grader) -> Callable[[], dict[str, Record]]:
    """Grade the whole class; whatever the others did, ada and zoe have full points."""

    def go() -> dict[str, Record]:
        found = read_class(hand.root, EXERCISES)
        records = {s.name: grader.grade(s) for s in found.submissions}
        for name in ("ada", "zoe"):
            assert (records[name].score, records[name].notes) == (6.0, ())
        return records

    return go


def function(record: Record, name: str) -> FunctionRecord:
    return next(f for f in record.functions if f.name == name)


def scores(record: Record) -> dict[str, float | None]:
    return {f.name: f.score for f in record.functions}


Graded = Callable[[], dict[str, Record]]


# --- text in odd forms ------------------------------------------------------------------------

READABLE = {
    "a byte order mark": (b"\xef\xbb\xbf" + DOUBLE.encode(), ""),
    "Windows line ends": (DOUBLE.replace("\n", "\r\n").encode(), ""),
    "old Mac line ends": (PLAIN.replace("\n", "\r").encode(), ""),
    "no line end at the end": (DOUBLE.rstrip().encode(), ""),
    "tabs": (PLAIN.replace("    ", "\t").encode(), ""),
    "Latin-1": (("# h\u00fcbsch\n" + DOUBLE).encode("latin-1"), "not UTF-8"),
    "Latin-1 that says so": (
        ("# -*- coding: latin-1 -*-\n# h\u00fcbsch\n" + DOUBLE).encode("latin-1"),
        "not UTF-8",
    ),
    "UTF-16 from Windows": (b"\xff\xfe" + DOUBLE.encode("utf-16-le"), "UTF-16"),
    "UTF-16 the other way round": (b"\xfe\xff" + DOUBLE.encode("utf-16-be"), "UTF-16"),
    "emoji": (("# \U0001f600 \u202e\n" + DOUBLE).encode(), ""),
}


@pytest.mark.parametrize("form", READABLE)
def test_a_right_answer_in_an_odd_form_keeps_every_point(
    hand: Hand, graded: Graded, form: str
) -> None:
    data, remark = READABLE[form]
    hand.in_("kim", data)
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    if remark:
        (note,) = record.notes
        assert note.startswith("ex01_double.py: the file is")
        assert remark in note
        assert "save it as UTF-8" in note
    else:
        assert record.notes == ()


UNREADABLE = {
    "an image": (bytes(range(256)) * 9, "is not a text file: not graded"),
    "UTF-16 without a mark": (DOUBLE.encode("utf-16-le"), "is not a text file: not graded"),
    "a program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 500, "is not a text file: not graded"),
    "too much text": (b"#" * (MAX_SOURCE + 1), "is too large to be an exercise (1 MB): not graded"),
}


@pytest.mark.parametrize("form", UNREADABLE)
def test_a_file_that_is_no_program_text_costs_its_exercise_alone(
    hand: Hand, graded: Graded, form: str
) -> None:
    data, remark = UNREADABLE[form]
    hand.in_("kim", data)
    record = graded()["kim"]
    assert function(record, "double").status == "missing"
    assert scores(record) == {"double": 0.0, "shift": 2.0}
    assert record.notes == (f"ex01_double.py {remark}",)


def test_a_huge_file_is_not_even_opened(hand: Hand, graded: Graded) -> None:
    path = hand.in_("kim") / "ex01_double.py"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    record = graded()["kim"]
    assert record.notes == ("ex01_double.py is too large to be an exercise (50 MB): not graded",)
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_noise_is_survived(hand: Hand, graded: Graded) -> None:
    chance = random.Random(1)
    for number in range(8):
        noise = bytes(chance.randrange(1, 256) for _ in range(3000))
        hand.in_(f"kim{number}", noise)
    records = graded()
    for number in range(8):
        assert scores(records[f"kim{number}"]) == {"double": 0.0, "shift": 2.0}


# --- text that is not Python ------------------------------------------------------------------

RETURN = "    return twice"
BROKEN = {
    "a bracket": DOUBLE.replace("def double(x):", "def double(x:"),
    "an indent": DOUBLE.replace(RETURN, "  return twice"),
    "tabs among spaces": DOUBLE.replace(RETURN, "\treturn twice"),
    "Python 2": DOUBLE.replace(RETURN, f"    print twice_as_much\n{RETURN}"),
}


def first_difference(text: str) -> int:
    """Give the line in which a text departs from the solution."""
    pairs = zip(DOUBLE.splitlines(), text.splitlines(), strict=False)
    return next(number for number, (old, new) in enumerate(pairs, 1) if old != new)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_syntax_error_is_told_with_its_line_and_costs_its_function_alone(
    hand: Hand, graded: Graded, kind: str
) -> None:
    hand.in_("kim", BROKEN[kind])
    line = first_difference(BROKEN[kind])
    record = graded()["kim"]
    double = function(record, "double")
    assert double.status == "syntax_error"
    assert scores(record) == {"double": 0.0, "shift": 2.0}
    said = " ".join(c.message for c in double.checks if c.visibility == "visible")
    assert re.search(rf"Error: .*\(ex01_double\.py:{line}\)", said), said
    assert f"(line {line})" in " ".join(record.notes)


def test_what_a_merge_left_behind_is_told_with_its_line(hand: Hand, graded: Graded) -> None:
    text = DOUBLE.replace(RETURN, f"<<<<<<< mine\n{RETURN}")
    hand.in_("kim", text)
    record = graded()["kim"]
    assert f"invalid syntax (line {first_difference(text)})" in record.notes[0]
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_a_syntax_error_below_leaves_the_function_above_alone(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", DOUBLE + "\n\ndef plot(:\n    pass\n")
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert "loaded by its definitions alone" in record.notes[0]


def test_code_outside_the_functions_that_fails_costs_nothing(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", DOUBLE + "\n\nprint(double(3))\nprint(1 / 0)\n")
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert "ZeroDivisionError" in record.notes[0]


# --- files by another name --------------------------------------------------------------------


def test_a_deleted_function_is_missing(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", "import numpy as np\n")
    record = graded()["kim"]
    double = function(record, "double")
    assert double.status == "missing"
    assert {c.message for c in double.checks} == {"not found in ex01_double.py"}
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_a_missing_file_is_said_to_be_missing(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", None)
    record = graded()["kim"]
    double = function(record, "double")
    assert double.status == "missing"
    assert {c.message for c in double.checks} == {"ex01_double.py is missing"}
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_of_a_function_defined_twice_the_last_counts(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", f"{PLAIN}\n\ndef double(x):\n    return 0.0\n")
    hand.in_("lou", f"def double(x):\n    return 0.0\n\n\n{PLAIN}")
    records = graded()
    assert function(records["kim"], "double").score == 0.0
    assert function(records["lou"], "double").score == 4.0
    for name in ("kim", "lou"):
        notes = function(records[name], "double").notes
        assert notes == ("defined more than once: the last definition counts",)


def test_a_renamed_file_is_searched_for_what_is_missing(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", None)
    hand.write("kim/my_double.py", DOUBLE)
    record = graded()["kim"]
    assert record.notes == ("my_double.py was searched for all functions",)
    assert scores(record) == {"double": 4.0, "shift": 2.0}


def test_one_of_two_further_files_is_not_guessed(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", None)
    hand.write("kim/my_double.py", DOUBLE)
    hand.write("kim/my_other.py", DOUBLE)
    record = graded()["kim"]
    assert record.notes == (
        "not the name of an exercise, so not loaded: my_double.py, my_other.py",
    )
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_stubs_left_beside_one_file_with_the_work_cost_nothing(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", STUB)
    hand.write("kim/my work.py", DOUBLE)
    hand.write("kim/logistic_scratch.py", "from ex01_double import double\n")
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert function(record, "double").notes == (
        "found in my_work.py; it belongs into ex01_double.py",
    )


def test_what_an_exercise_file_holds_counts_before_what_lies_beside_it(
    hand: Hand, graded: Graded
) -> None:
    hand.in_("kim", "def double(x):\n    return 0\n")
    hand.write("kim/draft.py", DOUBLE)
    assert scores(graded()["kim"]) == {"double": 0.0, "shift": 2.0}


def test_a_stray_indent_spares_the_import_above_it(hand: Hand, graded: Graded) -> None:
    text = "import numpy as np\n  def other(x):\n    return x\n\n"
    hand.in_("kim", text + "def double(x):\n    return np.multiply(2, x)\n")
    assert scores(graded()["kim"]) == {"double": 4.0, "shift": 2.0}


@pytest.mark.parametrize("name", ["kim/everything.py", "kim.py", "kim/deep/er/my work-3.py"])
def test_a_lone_file_is_searched_for_all_functions(hand: Hand, graded: Graded, name: str) -> None:
    text = f"{DOUBLE}\n\n{SHIFT}".replace("from ex01_double import double\n", "")
    hand.write(name, text)
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    if name != "kim.py":
        assert record.notes == (f"{name[4:]} was searched for all functions",)


def test_a_lone_file_with_the_name_of_an_exercise_is_a_student_of_that_name(
    hand: Hand, grader: Grader
) -> None:
    found = read_class(hand.root / "ada/ex01_double.py", EXERCISES)
    (submission,) = found.submissions
    assert submission.name == "ex01_double"
    assert scores(grader.grade(submission)) == {"double": 4.0, "shift": 0.0}


COPIES = {
    "ex01_double (1).py": ["ex01_double.py"],
    "ex01_double-1.py": ["ex01_double.py"],
    "ex01_double_2.py": ["ex01_double.py", "ex01_double (1).py"],
    "ex01_double (10).py": ["ex01_double (9).py", "ex01_double.py"],
    "EX01_Double.PY": [],
}


@pytest.mark.parametrize("name", COPIES)
def test_of_several_downloads_the_highest_number_counts(
    hand: Hand, graded: Graded, name: str
) -> None:
    hand.in_("kim", None)
    for other in COPIES[name]:
        hand.write(f"kim/{other}", "def double(x):\n    return 0.0\n")
    hand.write(f"kim/{name}", DOUBLE)
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert f"{name} was taken for ex01_double.py" in record.notes
    for other in COPIES[name]:
        assert f"{other} is a second ex01_double.py: not graded" in record.notes


def test_files_may_lie_in_a_folder_within(hand: Hand, graded: Graded) -> None:
    hand.in_("kim/my work/week 1", shift=None)
    hand.in_("kim/my work/week 2", double=None)
    record = graded()["kim"]
    assert (scores(record), record.notes) == ({"double": 4.0, "shift": 2.0}, ())


def test_of_two_copies_the_one_nearest_the_top_counts(hand: Hand, graded: Graded) -> None:
    hand.in_("kim")
    hand.write("kim/old/ex01_double.py", "def double(x):\n    return 0.0\n")
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert record.notes == ("old/ex01_double.py is a second ex01_double.py: not graded",)


def test_of_two_different_copies_side_by_side_neither_is_graded(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", None)
    hand.write("kim/a/ex01_double.py", "def double(x):\n    return 0.0\n")
    hand.write("kim/b/ex01_double.py", DOUBLE)
    record = graded()["kim"]
    assert function(record, "double").status == "missing"
    assert scores(record) == {"double": 0.0, "shift": 2.0}
    (note,) = record.notes
    assert "a/ex01_double.py" in note
    assert "b/ex01_double.py" in note


def test_two_equal_copies_side_by_side_are_one(hand: Hand, graded: Graded) -> None:
    hand.in_("kim/a")
    hand.in_("kim/b")
    assert scores(graded()["kim"]) == {"double": 4.0, "shift": 2.0}


def test_a_function_in_the_wrong_file_is_found(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", "import numpy as np\n", SHIFT.replace("from ex01_double import double", PLAIN))
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    notes = function(record, "double").notes
    assert notes == ("found in ex02_shift.py; it belongs into ex01_double.py",)


# --- files that are never run -----------------------------------------------------------------


def test_tests_settings_and_helpers_of_a_student_are_never_run(
    hand: Hand, graded: Graded, tmp_path: Path
) -> None:
    hand.in_("kim")
    trap = f"open({str(tmp_path / 'trapped')!r}, 'w').close()\n"
    names = ["conftest.py", "test_all.py", "double_test.py", "setup.py", "sitecustomize.py"]
    names += ["numpy.py", "helpers.py", "__pycache__/ex01_double.py", ".git/ex01_double.py"]
    names += ["__MACOSX/._ex01_double.py", "ex01_double/__init__.py"]
    for name in names:
        hand.write(f"kim/{name}", trap)
        hand.write(name, trap)
    hand.write("kim/pytest.ini", "[pytest]\naddopts = --nothing\n")
    record = graded()["kim"]
    assert scores(record) == {"double": 4.0, "shift": 2.0}
    assert not (tmp_path / "trapped").exists()


def test_a_helper_module_is_named_and_its_use_explained(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", "from helpers import twice\n\n\ndef double(x):\n    return twice(x)\n")
    hand.write("kim/helpers.py", "def twice(x):\n    return 2 * x\n")
    record = graded()["kim"]
    assert record.notes == (
        "helpers.py was searched for functions that the exercise files leave open",
    )
    double = function(record, "double")
    assert scores(record) == {"double": 0.0, "shift": 2.0}
    assert "keep helpers in the same file" in double.checks[0].message


def test_a_stub_is_not_attempted_and_costs_nobody_else(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", STUB)
    record = graded()["kim"]
    assert function(record, "double").status == "not_attempted"
    assert scores(record) == {"double": 0.0, "shift": 2.0}


# --- links, pipes, folders --------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_never_followed(
    hand: Hand, graded: Graded, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "ex01_double.py").write_text(DOUBLE)
    hand.in_("kim", None)
    (hand.root / "kim/ex01_double.py").symlink_to(outside / "ex01_double.py")
    hand.in_("lou", None)
    (hand.root / "lou/more").symlink_to(outside)
    (hand.root / "mia.py").symlink_to(outside / "ex01_double.py")
    records = graded()
    assert records["kim"].notes == ("ex01_double.py is a link: hand in the file itself",)
    assert records["mia"].notes == ("mia.py is a link: hand in the file itself",)
    for name in ("kim", "lou"):
        assert scores(records[name]) == {"double": 0.0, "shift": 2.0}
    assert records["mia"].score == 0.0


def test_a_link_to_nowhere_or_to_itself_is_a_sentence(hand: Hand, graded: Graded) -> None:
    hand.in_("kim", None)
    (hand.root / "kim/ex01_double.py").symlink_to("nowhere")
    hand.in_("lou", None)
    (hand.root / "lou/ex01_double.py").symlink_to("ex01_double.py")
    (hand.root / "lou/again").symlink_to(".")
    records = graded()
    for name in ("kim", "lou"):
        assert records[name].notes == ("ex01_double.py is a link: hand in the file itself",)
        assert scores(records[name]) == {"double": 0.0, "shift": 2.0}


def test_a_linked_student_is_said_to_be_a_link(hand: Hand, tmp_path: Path) -> None:
    (hand.root / "kim").symlink_to(hand.root / "ada")
    found = read_class(hand.root, EXERCISES)
    assert [submission.name for submission in found.submissions] == ["ada", "zoe"]
    (note,) = found.notes
    assert "kim is a link" in note


def test_the_class_folder_itself_may_be_a_link(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(hand.root)
    found = read_class(tmp_path / "link", EXERCISES)
    assert [submission.name for submission in found.submissions] == ["ada", "zoe"]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Interrupt a test that waits for what never comes."""

    def give_up(number: int, frame: object) -> None:
        raise AssertionError("waited for a pipe")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("impatient")
def test_a_pipe_by_the_name_of_an_exercise_is_not_waited_for(hand: Hand, graded: Graded) -> None:
    os.mkfifo(hand.in_("kim", None) / "ex01_double.py")
    os.mkfifo(hand.root / "lou.py")
    records = graded()
    assert records["kim"].notes == ("ex01_double.py is not a regular file",)
    assert scores(records["kim"]) == {"double": 0.0, "shift": 2.0}
    assert records["lou"].notes == ("lou.py is not a regular file",)


def test_a_folder_by_the_name_of_an_exercise_is_said_to_be_none(hand: Hand, graded: Graded) -> None:
    (hand.in_("kim", None) / "ex01_double.py").mkdir()
    record = graded()["kim"]
    assert scores(record) == {"double": 0.0, "shift": 2.0}
    assert record.notes == ("ex01_double.py is a folder, not a Python file",)


def test_a_file_that_may_not_be_read_is_a_sentence(
    hand: Hand, graded: Graded, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = hand.in_("kim") / "ex01_double.py"
    opened = open

    def refuse(path: Any, *args: Any, **kwargs: Any) -> Any:
        if str(path) == str(kim):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr("builtins.open", refuse)  # root may read everything
    record = graded()["kim"]
    assert record.notes == ("ex01_double.py cannot be read (Permission denied)",)
    assert scores(record) == {"double": 0.0, "shift": 2.0}


def test_a_folder_that_may_not_be_listed_is_a_sentence(
    hand: Hand, graded: Graded, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.in_("kim/locked", shift=None)
    hand.in_("kim", None)
    scan = os.scandir

    def refuse(path: str | Path = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    record = graded()["kim"]
    assert record.notes == ("locked cannot be read (Permission denied)",)
    assert scores(record) == {"double": 0.0, "shift": 2.0}


# --- the class folder -------------------------------------------------------------------------


def test_an_empty_student_folder_is_graded_as_missing(hand: Hand, graded: Graded) -> None:
    (hand.root / "kim").mkdir()
    record = graded()["kim"]
    assert record.notes == ("no exercise file was found",)
    assert record.score == 0.0
    assert {f.status for f in record.functions} == {"missing"}


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_class(path, EXERCISES)
    return str(caught.value)


def test_no_such_path_is_a_sentence(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x") == f"{tmp_path / 'x'}: there is no such file or folder"


@pytest.mark.parametrize("names", [[], ["notes.txt"], [".hidden/ex01_double.py"], ["conftest.py"]])
def test_a_folder_without_submissions_is_a_sentence(tmp_path: Path, names: list[str]) -> None:
    hand = Hand(tmp_path / "class")
    hand.root.mkdir()
    for name in names:
        hand.write(name, "")
    assert refusal(hand.root).startswith(f"{hand.root}: nothing to grade here")


@pytest.mark.parametrize("kind", ["text", "pipe", "loop"])
def test_what_is_neither_folder_nor_python_is_a_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing.txt"
    if kind == "text":
        path.write_text("")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    assert refusal(path).startswith(f"{path}: ")


def test_what_else_lies_in_a_class_folder_is_named(hand: Hand) -> None:
    hand.write("README.md", "")
    hand.write("marks.csv", "")
    hand.write(".DS_Store", "")
    hand.write("__MACOSX/ada/ex01_double.py", "")
    found: ClassFolder = read_class(hand.root, EXERCISES)
    assert [submission.name for submission in found.submissions] == ["ada", "zoe"]
    assert found.notes == (
        "README.md is no student's folder, archive, notebook or .py file: not graded",
        "marks.csv is no student's folder, archive, notebook or .py file: not graded",
    )


def test_one_student_is_known_by_the_files_that_lie_on_top(hand: Hand) -> None:
    (submission,) = read_class(hand.root / "ada", EXERCISES).submissions
    assert submission.name == "ada"
    assert [source.module for source in submission.sources] == list(EXERCISES)


def test_a_class_inside_a_single_folder_is_found(hand: Hand, tmp_path: Path) -> None:
    outer = tmp_path / "download"
    (outer / "__MACOSX").mkdir(parents=True)
    hand.root.rename(outer / "submitted")
    found = read_class(outer, EXERCISES)
    assert [submission.name for submission in found.submissions] == ["ada", "zoe"]
    assert found.notes == ("submitted was taken for a folder around the class, not for a student",)


def test_a_student_alone_in_the_class_keeps_the_name(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "class")
    hand.in_("ada")
    (submission,) = read_class(hand.root, EXERCISES).submissions
    assert submission.name == "ada"


def test_a_folder_and_a_file_of_one_name_are_two_students(hand: Hand, graded: Graded) -> None:
    hand.in_("kim")
    hand.write("kim.py", PLAIN)
    records = graded()
    assert scores(records["kim"]) == {"double": 4.0, "shift": 2.0}
    assert scores(records["kim.py"]) == {"double": 4.0, "shift": 0.0}


def test_equal_contents_have_one_hash_and_others_another(hand: Hand) -> None:
    hand.in_("kim", DOUBLE + "# kim\n")
    found = {s.name: s.content_hash for s in read_class(hand.root, EXERCISES).submissions}
    assert found["ada"] == found["zoe"] != found["kim"]
