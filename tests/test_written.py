"""Written answers: from the sheet or the notebook to a person, and the points back."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.build import generate
from autograder.authoring.release import release_files
from autograder.cli.main import main
from autograder.course.written import STUB, answer_sheet, answers, read_questions
from autograder.records.record import FunctionRecord, Record, Status, student_view
from autograder.submission.reader import read_class
from tests.tiny import TinyCourse, make_course

QUESTIONS = """\
# Written questions

## Twice (2 points)

Why is twice two four?

## A - B (1 point)

What is left?
"""


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    course = make_course(tmp_path / "course")
    course.write("solutions/written_questions.md", QUESTIONS)
    return course


def filled(course: TinyCourse, *texts: str) -> str:
    sheet = answer_sheet(read_questions(course.root))
    for text in texts:
        sheet = sheet.replace(STUB, text, 1)
    return sheet


def hand_in(course: TinyCourse, name: str, sheet: str, file: str = "written_answers.md") -> Path:
    course.write(f"class/{name}/ex01_double.py", "def double(x):\n    return 2 * x\n")
    course.write(f"class/{name}/{file}", sheet)
    return course.root / "class"


def written(course: TinyCourse, *words: str) -> int:
    return main(["written", *words, "--course", str(course.root)])


def test_the_real_course_asks_and_students_get_the_sheet(course):
    questions = read_questions(course.root)
    assert sum(question.points for question in questions) == 10
    sheet = generate(course)["written_answers.md"]
    assert sheet.count(STUB) == len(questions)
    for question in questions:
        assert question.asked in sheet
    assert answers(sheet, questions) == {}


def test_the_release_holds_the_sheet_and_says_so(tiny):
    files = release_files(tiny.load())
    assert b"twice two" in files["written_answers.md"]
    assert b"written_answers.md" in files["README.md"]


def test_a_course_without_questions_has_no_sheet(tmp_path):
    course = make_course(tmp_path / "course").load()
    assert "written_answers.md" not in generate(course)
    assert b"written_answers" not in release_files(course)["README.md"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda sheet: sheet, {1: "Because.\n\n- two\n- and two", 2: "# nothing"}),
        (lambda sheet: sheet.replace("\n", "\r\n"), {1: "Because.", 2: "# nothing"}),
        (lambda sheet: sheet.partition("## 2.")[0], {1: "Because."}),
        (lambda sheet: sheet.partition("## 1.")[0] + "## 2 \nlast", {2: "last"}),
        (lambda sheet: sheet.replace("Why is twice two four?", ""), {1: "Because."}),
        (lambda sheet: "no headings at all", {}),
        (lambda sheet: sheet + "\n## 99. more (1 point)\n\nmine", {1: "Because."}),
    ],
)
def test_answers_are_found_however_the_sheet_was_treated(tiny, change, expected):
    sheet = change(filled(tiny, "Because.\n\n- two\n- and two", "# nothing"))
    found = answers(sheet, read_questions(tiny.root))
    assert set(expected) <= set(found)
    for number, text in expected.items():
        assert found[number].startswith(text.partition("\n")[0])
        assert "twice two" not in found[number]


def test_a_file_without_a_question_asks_nothing(tiny):
    tiny.write("solutions/written_questions.md", "# Written questions\n\nNone yet.\n")
    assert read_questions(tiny.root) == ()
    assert "written_answers.md" not in generate(tiny.load())


def test_words_of_the_stub_inside_a_line_go_too(tiny):
    sheet = filled(tiny).replace(f"\n{STUB}\n", f"\n{STUB} Two and two.\n", 1)
    assert answers(sheet, read_questions(tiny.root)) == {1: "Two and two."}


def test_grading_reads_it_and_never_scores_it(tiny, capsys):
    folder = hand_in(tiny, "ada", filled(tiny, "Because."))
    hand_in(tiny, "bob", filled(tiny))
    before, after = (
        read_class(folder, ["ex01_double"]).submissions[0],
        read_class(hand_in(tiny, "ada", filled(tiny, "Why?")), ["ex01_double"]).submissions[0],
    )
    assert before.content_hash == after.content_hash
    assert before.written != after.written
    words = ["grade", str(folder), "--course", str(tiny.root), "--seed", "tests"]
    assert main([*words, "--require-level", "L0"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "for a person to read: ada 1 of 2" in said
    assert "no written answer: bob" in said


def test_zips_copies_and_folders_are_read(tiny):
    sheet = filled(tiny, "Because.")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("work/ex01_double.py", "x = 1")
        archive.writestr("work/written_answers (1).md", sheet)
    path = tiny.root / "class" / "zoe.zip"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(buffer.getvalue())
    (found,) = read_class(path, ["ex01_double"]).submissions
    assert found.written == sheet


def test_answers_in_a_notebook_are_read(tiny):
    marks = {"grade": True, "solution": True, "grade_id": "answer_2"}
    cells = [
        {"cell_type": "markdown", "source": ["# mine\n", "Left."], "metadata": {"nbgrader": marks}},
        {"cell_type": "code", "source": "def double(x): return 2 * x", "metadata": {}},
        "no cell",
    ]
    path = tiny.write("class/kim.ipynb", json.dumps({"cells": cells, "nbformat": 4}))
    (found,) = read_class(path, ["ex01_double"]).submissions
    assert answers(found.written, read_questions(tiny.root)) == {2: "# mine\nLeft."}


def test_a_link_in_the_place_of_the_sheet_is_not_followed(tiny, tmp_path):
    folder = hand_in(tiny, "ada", "")
    (tmp_path / "secret").write_text("## 1. x\n\nsecret")
    (folder / "ada" / "written_answers.md").unlink()
    (folder / "ada" / "written_answers.md").symlink_to(tmp_path / "secret")
    (found,) = read_class(folder, ["ex01_double"]).submissions
    assert found.written == ""
    assert any("link" in note for note in found.notes)


def test_side_by_side_by_question(tiny, tmp_path, capsys):
    evil = "<script>x</script>\n# no heading\x1b[31m"
    folder = hand_in(tiny, "ada", filled(tiny, "Because."))
    hand_in(tiny, "bob", filled(tiny, evil, "Left."))
    assert written(tiny, str(folder), "--to", str(tmp_path / "side.md")) == 0
    text = (tmp_path / "side.md").read_text(encoding="utf-8")
    first, _, second = text.partition("## 2.")
    assert first.index("Because.") < first.index("### bob")
    assert "> Left." in second
    assert "\n# no heading" not in text
    assert "<script>" not in text.replace("\\<", "")
    assert "\x1b" not in text


def test_points_come_back_by_the_sheet(tiny, tmp_path, capsys):
    folder = hand_in(tiny, "ada", filled(tiny, "=HYPERLINK(1)", "Left."))
    hand_in(tiny, "=bob", filled(tiny))
    sheet = tmp_path / "marks.csv"
    assert written(tiny, str(folder), "--to", str(sheet)) == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8"))))
    assert [row["student"] for row in rows] == ["'=bob", "'=bob", "ada", "ada"]
    assert rows[2]["answer"] == "'=HYPERLINK(1)"
    for row, points in zip(rows, ["", "1", "1,5", "0"], strict=True):
        row["points"] = points
    with sheet.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    capsys.readouterr()
    assert written(tiny, "--points", str(sheet)) == 0
    assert capsys.readouterr().out == "=bob: 1 of 2 not marked yet\nada: 1.5 of 3\n"
    view = student_view(Record("ada", 1.0, 1.0, (FunctionRecord("f", "e", 1, 1, Status.PASSED),)))
    (tmp_path / "records" / "students").mkdir(parents=True)
    (tmp_path / "records" / "students" / "ada.json").write_text(json.dumps(view))
    words = ["feedback", str(tmp_path / "records"), "--to", str(tmp_path / "out")]
    assert main([*words, "--written", str(sheet)]) == 0
    for name in ("ada.html", "ada.md"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "Written answers" in text
        assert "1.5 of 2" in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ada,1,Twice,x,2,3,", "points go from 0 to 2"),
        ("ada,1,Twice,x,2,nan,", "points go from 0 to 2"),
        ("ada,1,Twice,x,2,good,", "are numbers"),
        ("ada,one,Twice,x,2,1,", "are numbers"),
        ("ada,1,Twice,x,2,1,\nada,1,Twice,x,2,1,", "twice"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tiny, tmp_path, capsys, row, words):
    sheet = tmp_path / "marks.csv"
    sheet.write_text(f"student,question,title,answer,at most,points,remark\n{row}\n")
    assert written(tiny, "--points", str(sheet)) == 2
    said = capsys.readouterr().err
    assert words in said
    assert f"{sheet}:{1 + len(row.splitlines())}: " in said


def test_a_sheet_with_points_is_never_overwritten(tiny, tmp_path, capsys):
    folder = hand_in(tiny, "ada", filled(tiny, "Because."))
    sheet = tmp_path / "marks.csv"
    sheet.write_text("mine")
    assert written(tiny, str(folder), "--to", str(sheet)) == 2
    assert sheet.read_text() == "mine"
    assert "another name" in capsys.readouterr().err


def test_misuse_is_told(tiny, tmp_path, capsys):
    folder = hand_in(tiny, "ada", filled(tiny, "Because."))
    for words, said in (
        ([], "SUBMISSIONS"),
        ([str(folder), "--to", str(tmp_path / "x.txt")], ".md or a .csv"),
        (["--points", str(tmp_path / "none.csv")], "cannot be read"),
        (["--points", str(folder / "ada" / "ex01_double.py")], "columns are missing"),
    ):
        assert written(tiny, *words) == 2
        assert said in capsys.readouterr().err


def test_a_very_long_answer_can_be_marked_and_no_answer_is_a_formula(tiny, tmp_path):
    hand_in(tiny, "ada", filled(tiny, "why " * 40_000, "see below;=HYPERLINK(1)"))
    hand_in(tiny, "ben", filled(tiny, "\uff1d1+1", "fine"))
    sheet = tmp_path / "marks.csv"
    assert written(tiny, str(tiny.root / "class"), "--to", str(sheet)) == 0
    assert written(tiny, "--points", str(sheet)) == 0
    for delimiter in ",;":
        for row in csv.reader(io.StringIO(sheet.read_text()), delimiter=delimiter):
            assert not any(cell.startswith(("=", "\uff1d")) for cell in row)
    assert "[cut here]" in sheet.read_text()


def test_a_sheet_that_no_reader_takes_is_told(tiny, tmp_path, capsys):
    sheet = tmp_path / "marks.csv"
    titles = "student,question,title,answer,at most,points,remark\n"
    sheet.write_text(f'{titles}ada,1,t,"{"x" * 200_000}",2,1,\n')
    assert written(tiny, "--points", str(sheet)) == 2
    assert "not a sheet that can be read" in capsys.readouterr().err
