"""Grades out of the gradebook: as CSV, and into sheets downloaded from Canvas and Moodle."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.cli.main import main
from autograder.gradebook.store import Gradebook
from autograder.records.grades import Grade, Override, counting, grade_of
from autograder.records.record import CheckRecord, FunctionRecord, Record, Status
from autograder.reports.delimited import read_sheet
from autograder.reports.grades import grades_csv

PASSED = Status.PASSED


def record(student: str, *scores: float) -> Record:
    functions = tuple(
        FunctionRecord(f"f{n}", "ex", score, 5.0, PASSED) for n, score in enumerate(scores, 1)
    )
    return Record(
        student,
        sum(scores),
        5.0 * len(scores),
        functions,
        isolation={"level": "L3"},
        checks_hash="checks",
        content_hash=f"content of {student}",
        seed_hash="seed",
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Four students with a score, and one on whom the grader failed."""
    path = tmp_path / "book.db"
    gradebook = Gradebook(path, create=True)
    try:
        for student, *scores in (
            ("doejane_901", 5.0, 2.5),
            ("ben", 3.0, 0.0),
            ("l3", 1.25, 5.0),
            ("Ölçer, Ümit", 0.0, 0.0),
        ):
            made = record(str(student), *map(float, scores))
            with gradebook.writing():
                gradebook.add_content(made.content_hash, b"")
                attempt = gradebook.add_attempt(str(student), made.content_hash, ())
                gradebook.add_grading(attempt, gradebook.add_result(made, ()), "handed in")
        with gradebook.writing():
            gradebook.add_content("x", b"")
            gradebook.set_fault(gradebook.add_attempt("fay", "x", ()), "fell over")
    finally:
        gradebook.close()
    return path


@pytest.fixture
def export(book: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*words: str, status: int = 0) -> str:
        to = str(book.with_name("out.csv"))
        assert main(["export", "--gradebook", str(book), "--to", to, *words]) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def written(book: Path) -> bytes:
    return book.with_name("out.csv").read_bytes()


# --- CSV -----------------------------------------------------------------------------------------


def test_a_row_a_student_blank_where_there_is_no_grade(
    export: Callable[..., str], book: Path
) -> None:
    assert "no grade, left blank: fay" in export()
    assert written(book).decode().splitlines() == [
        "student,f1,f2,total,attempt,level",
        "ben,3,0,3,1,L3",
        "doejane_901,5,2.5,7.5,1,L3",
        "fay,,,,1,",
        "l3,1.25,5,6.25,1,L3",
        '"Ölçer, Ümit",0,0,0,1,L3',
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("=1+1", "+1", "-cmd", "@x", " =1", "\t=1", "\r=1", "\uff1d1", "a;=1", 'a";=1', "a\n=1"),
        *("\x1b[2J", "\u202eevil", "a,b"),
    ],
)
def test_no_name_is_a_formula_or_alive_in_a_terminal(name: str) -> None:
    text = grades_csv([Grade(name, {"f": -1.5}, -1.5, 2.0, 1, "L3")])
    assert text.isprintable() is False
    assert text.replace("\n", "").isprintable()
    for delimiter in ",;":
        header, row = csv.reader(io.StringIO(text), delimiter=delimiter)
        assert not any(
            cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) and not is_number(cell)
            for cell in row
        )
    (_, row) = csv.reader(io.StringIO(text))
    assert row[1:] == ["-1.5", "-1.5", "1", "L3"]
    assert header


def is_number(text: str) -> bool:
    try:
        float(text.partition(",")[0])
    except ValueError:
        return False
    return True


def test_functions_of_all_gradings_have_their_columns() -> None:
    short = Grade("a", {"f1": 1.0}, 1.0, 5.0, 1, "L3")
    long = Grade("b", {"f1": 1.0, "f2": 2.0}, 3.0, 10.0, 1, "L3")
    other = Grade("c", {"f1": 1.0, "old": 2.0}, 3.0, 10.0, 1, "L3")
    assert grades_csv([short, long, other]).splitlines() == [
        "student,f1,f2,old,total,attempt,level",
        "a,1,,,1,1,L3",
        "b,1,2,,3,1,L3",
        "c,1,,2,3,1,L3",
    ]


def test_points_by_a_person_are_added_and_nothing_falls_below_zero() -> None:
    def override(function: str, points: float) -> Override:
        return Override("ada", function, points, "why", "who", "when")

    changes = [override("f1", 1.5), override("f1", -0.25), override("f2", -9), override("gone", 2)]
    grade = grade_of(record("ada", 3.0, 2.0), 1, changes)
    assert grade.functions == {"f1": 4.25, "f2": 0.0, "gone": 2.0}
    assert grade.total == 6.25


@pytest.mark.parametrize(
    ("count", "totals", "number"),
    [
        ("last", (5.0, 3.0, 4.0), 3),
        ("first", (5.0, 3.0, 4.0), 1),
        ("best", (3.0, 5.0, 5.0), 2),
        ("best", (0.0, None, None), 1),
        ("last", (5.0, None), 2),
    ],
)
def test_which_attempt_counts(count: str, totals: tuple[float | None, ...], number: int) -> None:
    grades = [Grade("ada", {}, total, 5.0, n) for n, total in enumerate(totals, 1)]
    assert counting(count, grades).attempt == number


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    export: Callable[..., str], book: Path
) -> None:
    before = sorted(book.parent.iterdir())
    assert "cannot be written" in export("--to", str(book.parent / "none/x.csv"), status=2)
    (book.parent / "taken").mkdir()
    assert "cannot be written" in export("--to", str(book.parent / "taken"), status=2)
    (book.parent / "taken").rmdir()
    assert sorted(book.parent.iterdir()) == before


# --- sheets --------------------------------------------------------------------------------------

CANVAS = '''\
Student,ID,SIS User ID,SIS Login ID,Section,"Ch. 4, by hand (77)",Old (76) (read only),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10,5.00,(read only)
"Doe, ""Jane""",901,x1,doej,"A, B",,3,4.5
Ben,902,ben,b2,A,7.00,3,4.5
Cem,903,,l3,A,EX,3,4.5
"Ölçer, Ümit",904,,ü4,A,,3,4.5
"Student, Test",905,,,A,,3,4.5
'''
FILLED = '''\
Student,ID,SIS User ID,SIS Login ID,Section,"Ch. 4, by hand (77)",Old (76) (read only),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10,5.00,(read only)
"Doe, ""Jane""",901,x1,doej,"A, B",7.5,3,4.5
Ben,902,ben,b2,A,3,3,4.5
Cem,903,,l3,A,EX,3,4.5
"Ölçer, Ümit",904,,ü4,A,0,3,4.5
"Student, Test",905,,,A,,3,4.5
'''
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Last modified (grade),Comments
Participant 901,Jane Doe,j@x,"Submitted, late",,10.00,-,"a ""note""
of two lines"
Participant 902,ben,b@x,-,1.00,10.00,-,
Participant 903,l3,c@x,-,,10.00,-,=1+1
Participant 904,"Ölçer, Ümit",d@x,-,,10.00,-,
"""
GERMAN = """\
"ID, Nr.","Vollständiger Name",E-Mail,Status,Bewertung,Bestwertung,"Zuletzt geändert (Bewertung)"
"Teilnehmer/in 901","Jane Doe",j@x,Abgegeben,,"10,00",-
"Teilnehmer/in 902",ben,b@x,Abgegeben,"1,00","10,00",-
"Teilnehmer/in 903",l3,c@x,Abgegeben,,"10,00",-
"Teilnehmer/in 904","Ölçer, Ümit",d@x,Abgegeben,-,"10,00",-
"""


def fill(
    export: Callable[..., str], book: Path, kind: str, data: bytes, *words: str, status: int = 0
) -> str:
    sheet = book.with_name("downloaded.csv")
    sheet.write_bytes(data)
    said = export("--format", kind, "--sheet", str(sheet), *words, status=status)
    assert sheet.read_bytes() == data
    return said


ENCODINGS = [
    *(("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r\n"), ("utf-8-sig", "\r")),
    *(("utf-16", "\r\n"), ("cp1252", "\r\n")),
]


@pytest.mark.parametrize(("encoding", "end"), ENCODINGS)
def test_a_canvas_sheet_comes_back_with_its_grades_and_no_other_byte_changed(
    export: Callable[..., str], book: Path, encoding: str, end: str
) -> None:
    data = CANVAS.replace("\n", end).encode(encoding, "replace")
    wanted = FILLED.replace("\n", end).encode(encoding, "replace")
    said = fill(export, book, "canvas", data)
    assert written(book) == wanted
    assert "3 students in Ch. 4, by hand (77)" in said
    assert "l3 is excused" in said
    assert "no grade, left blank: fay" in said
    assert "points possible" not in said


@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_semicolons_commas_in_numbers_and_odd_ends_are_kept(
    export: Callable[..., str], book: Path, last: str
) -> None:
    text = "Student;ID;SIS Login ID;Section;Hand (77)\n  Points Possible;;;;12,5\n"
    text += f'Jane;901;x;A;"1,5"\nBen;902;ben;A;\nCem;903;l3;A;2,0\nÜ;904;Ölçer, Ümit;A;{last}'
    said = fill(export, book, "canvas", text.encode())
    wanted = text.replace('"1,5"', '"7,5"').replace("ben;A;", "ben;A;3").replace("2,0", "6,25")
    assert written(book).decode() == wanted.replace("Ümit;A;", "Ümit;A;0")
    assert "12,5 points possible, the course 10" in said


@pytest.mark.parametrize("text", [MOODLE, GERMAN], ids=["english", "german"])
def test_a_moodle_sheet_of_any_language_comes_back_the_same_but_for_its_grades(
    export: Callable[..., str], book: Path, text: str
) -> None:
    fill(export, book, "moodle", text.encode("utf-8-sig"))
    before, after = (list(csv.reader(io.StringIO(t))) for t in (text, written(book).decode()[1:]))
    column = before[0].index("Grade" if text is MOODLE else "Bewertung")
    points = [row[column] for row in after[1:]]
    assert [p.replace(",", ".") for p in points] == ["7.5", "3", "6.25", "0"]
    assert ("7,5" in points) is (text is GERMAN)
    for row in (*before[1:], *after[1:]):
        row[column] = ""
    assert before == after
    assert written(book).decode("utf-8-sig").count('"') == text.count('"') + 4 * (text is GERMAN)


def test_students_without_a_row_are_named_and_the_status_says_so(
    export: Callable[..., str], book: Path
) -> None:
    text = CANVAS.replace("ben", "another").replace("Ben", "ben\x1b")
    said = fill(export, book, "canvas", text.encode(), status=1)
    assert "not in the sheet: ben\n" in said
    twice = CANVAS.replace('Test",905,,', 'Test",905,ben,')
    assert "not in the sheet: ben\n" in fill(export, book, "canvas", twice.encode(), status=1)


@pytest.mark.parametrize(
    ("kind", "text", "words", "sentence"),
    [
        ("canvas", CANVAS.replace("ID", "Id"), (), "no column ID"),
        ("canvas", CANVAS.replace(" (read only)", ""), (), "Say --column TITLE"),
        ("canvas", CANVAS, ("--column", "None (1)"), "there is Ch. 4, by hand (77)"),
        ("canvas", CANVAS, ("--column", "Old (76) (read only)"), "Say --column"),
        ("canvas", CANVAS.replace('Test"', "Test"), (), "never closed"),
        ("canvas", CANVAS.replace('"A, B"', '"A\x1b"x'), (), "in the middle of a cell"),
        ("canvas", "", (), "is empty"),
        ("moodle", CANVAS, (), "which column is the grade's"),
        ("moodle", MOODLE, ("--column", "Marks"), "which column is the grade's"),
        ("moodle", MOODLE.replace("Participant 902", "Ben"), (), "has no identifiers"),
        ("moodle", GERMAN.replace('"10,00"', "alle"), (), "Say --column"),
    ],
)
def test_a_sheet_that_cannot_be_filled_surely_is_refused(
    export: Callable[..., str],
    book: Path,
    kind: str,
    text: str,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    said = fill(export, book, kind, text.encode(), *words, status=2)
    assert sentence in said
    assert "downloaded.csv" in said
    assert not book.with_name("out.csv").exists()


def test_a_column_that_is_named_is_filled_whatever_it_looks_like(
    export: Callable[..., str], book: Path
) -> None:
    text = CANVAS.replace(" (read only)", "")
    fill(export, book, "canvas", text.encode(), "--column", "Old (76)")
    assert written(book).decode() == text.replace('"A, B",,3', '"A, B",,7.5').replace(
        "EX,3", "EX,6.25"
    ).replace("ü4,A,,3", "ü4,A,,0")


def test_two_students_of_one_row_are_refused(export: Callable[..., str], book: Path) -> None:
    text = CANVAS.replace("902,ben,b2", "902,ben,l3").replace("903,,l3", "903,,c3")
    assert "are one row of the sheet" in fill(export, book, "canvas", text.encode(), status=2)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--format", "canvas"), "go together"),
        (("--sheet", "x.csv"), "go together"),
        (("--column", "X"), "names a column of --sheet"),
        (("--format", "moodle", "--sheet", "none.csv"), "none.csv: cannot be read"),
    ],
)
def test_options_that_do_not_fit_are_told(
    export: Callable[..., str], words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in export(*words, status=2)


def test_the_downloaded_sheet_is_never_overwritten(export: Callable[..., str], book: Path) -> None:
    sheet = str(book.with_name("downloaded.csv"))
    said = fill(export, book, "canvas", CANVAS.encode(), "--to", sheet, status=2)
    assert "give --to another name" in said


def test_cells_stand_where_a_csv_reader_finds_them() -> None:
    chance = random.Random(5)
    pieces = ["a", "", '"', ",", ";", "\n", "\r\n", "ö", "1,5", " x "]
    for _ in range(300):
        rows = [
            ["".join(chance.choices(pieces, k=chance.randrange(4))) for _ in range(3)]
            for _ in range(chance.randrange(1, 5))
        ]
        text = io.StringIO()
        csv.writer(text, delimiter=",").writerows([["h", "i", "j"], *rows])
        data = text.getvalue().encode()
        sheet = read_sheet(data)
        assert [[cell.text for cell in row] for row in sheet.rows[1:]] == rows
        assert sheet.changed({}) == data
        row, column = chance.randrange(1, len(rows) + 1), chance.randrange(3)
        again = read_sheet(sheet.changed({(row, column): "7.5"}))
        rows[row - 1][column] = "7.5"
        assert [[cell.text for cell in row] for row in again.rows[1:]] == rows


def test_a_byte_order_mark_is_no_part_of_the_first_cell() -> None:
    data = '\ufeff"a, b",c\r\n1,2\r\n'.encode()
    sheet = read_sheet(data)
    assert [cell.text for cell in sheet.rows[0]] == ["a, b", "c"]
    assert sheet.changed({(0, 0): "x"}) == data.replace(b"a, b", b"x")


def test_a_check_record_keeps_its_type_through_the_gradebook(book: Path) -> None:
    check = CheckRecord("c", "t", "hidden", 1.0, 1.0, Status.TIMED_OUT, "m", {"call": "f(1)"})
    made = record("zoe", 1.0)
    made = replace(made, functions=(replace(made.functions[0], checks=(check,), hints=("h",)),))
    gradebook = Gradebook(book)
    try:
        with gradebook.writing():
            gradebook.add_content(made.content_hash, b"")
            attempt = gradebook.add_attempt("zoe", made.content_hash, ())
            gradebook.add_grading(attempt, gradebook.add_result(made, ()), "handed in")
        kept = gradebook.latest("zoe")
        assert kept is not None
        assert gradebook.record(kept) == made
    finally:
        gradebook.close()


@pytest.mark.parametrize("command", ["export", "stats"])
def test_a_gradebook_is_never_written_over(
    book: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = book.read_bytes()
    assert main([command, "--gradebook", str(book), "--to", str(book)]) == 2
    assert "this is the gradebook itself" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_a_short_row_of_possible_points_is_no_matter(
    export: Callable[..., str], book: Path
) -> None:
    sheet = book.with_name("short.csv")
    text = CANVAS.replace("    Points Possible,,,,,10,5.00,(read only)", "    Points Possible,,")
    sheet.write_text(text, encoding="utf-8")
    export("--format", "canvas", "--sheet", str(sheet))
    assert b"902,ben,b2,A,3,3,4.5" in written(book)
