"""A term, played with the commands: the numbers at its end are reckoned by hand here.

`double` gives 4 points, `shift` 2. While the wrong hidden check stands, the weights of double's
checks are 1 (three), 2 (random), 1 and 1 (below zero) and 5 (the wrong one), 0.4 points each unit;
without it they add up to 5, 0.8 points each unit. Both checks of shift give 1 point each.

ada  all right                              4   + 2 = 6    unchanged when the check is mended
ben  x + x: right, the wrong check fails    2   + 2 = 4    mended 4 + 2 = 6, a late day -0.5: 5.5
cem  three times x                          0   + 2 = 2    second attempt right: 6
dua  abs: right but below zero              3.2 + 2 = 5.2  would be 2.4 + 2 = 4.4: nobody is lowered
eve  no shift                               4   + 0 = 4    then 0, then 2: the best is 4, and 1 for
                                                           shift by word of mouth: 5
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.cli.main import main
from tests.tiny import FILES, TinyCourse, make_course

DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
ANSWER = "np.multiply(x, 2.0)"
SUM, TRIPLE = DOUBLE.replace(ANSWER, "np.asarray(x) + x"), DOUBLE.replace(ANSWER, "3.0 * x")
ABSOLUTE = DOUBLE.replace(ANSWER, f"np.abs({ANSWER})")
SQUARE = DOUBLE.replace(ANSWER, "np.asarray(x) ** 2")
VARIANTS, HIDDEN = "solutions/ex01_double/variants.py", "solutions/ex01_double/test_hidden.py"
WRONG_CHECK = '''

@pytest.mark.points("double", 5)
def test_double_of_whole_numbers(student, expect):
    """double of whole numbers gives floats"""
    came = student.double(np.array([3, 4]))
    expect(came, np.array([6.0, 8.0]))
    assert came.dtype == float
'''


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """A course with a hidden check that fails right answers, and no variant to tell its author."""
    tiny = make_course(tmp_path / "course")
    tiny.add(HIDDEN, WRONG_CHECK)
    tiny.write(VARIANTS, '"""Nobody thought of other right answers yet."""\n')
    return tiny


@pytest.fixture
def autograder(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*words: object) -> str:
        assert main([str(word) for word in words]) == 0
        return capsys.readouterr().out

    return run


def hand_in(week: Path, **students: tuple[str, ...]) -> Path:
    for student, files in students.items():
        (week / student).mkdir(parents=True)
        for name, text in zip(("ex01_double.py", "ex02_shift.py"), files, strict=False):
            (week / student / name).write_text(text)
    return week


def test_a_term(tiny: TinyCourse, tmp_path: Path, autograder: Callable[..., str]) -> None:
    course, book = ("--course", tiny.root), tmp_path / "term.gradebook"
    kept = ("--gradebook", book)
    autograder("build", *course)
    autograder("release", "--to", tmp_path / "release", *course)
    assert (tmp_path / "release" / "ex02_shift.py").exists()

    first = hand_in(
        tmp_path / "first",
        ada=(DOUBLE, SHIFT), ben=(SUM, SHIFT), cem=(TRIPLE, SHIFT), dua=(ABSOLUTE, SHIFT),
        eve=(DOUBLE,),
    )  # fmt: skip
    autograder("grade", first, *kept, *course)
    assert totals(autograder, book) == {"ada": 6, "ben": 4, "cem": 2, "dua": 5.2, "eve": 4}

    tiny.change(HIDDEN, WRONG_CHECK, "")
    tiny.write(VARIANTS, FILES[VARIANTS])
    read_before = autograder("regrade", *kept, *course)
    assert "ben (attempt 1)\n  double 2 -> 4" in read_before
    assert "dua (attempt 1)\n  double 3.2 -> 2.4" in read_before
    assert "5 attempts graded again, 2 differ; totals: 1 up, 1 down" in read_before
    assert "nothing was written" in read_before
    written = autograder("regrade", *kept, *course, "--if-better", "--yes")
    assert "dua (attempt 1) keeps 5.2: today it would be 4.4" in written

    late = hand_in(tmp_path / "late", cem=(DOUBLE, SHIFT), eve=(TRIPLE,))
    autograder("grade", late, *kept, *course)
    last = hand_in(tmp_path / "last", eve=(SQUARE, SHIFT))
    autograder("grade", last, *kept, *course)
    day_late, told = ("--reason", "a day late"), ("--reason", "explained it to me")
    autograder("gradebook", "override", book, "ben", "double", "-0.5", *day_late)
    autograder("gradebook", "override", book, "eve", "shift", "1", *told)
    autograder("gradebook", "count", book, "last")
    assert totals(autograder, book) == {"ada": 6, "ben": 5.5, "cem": 6, "dua": 5.2, "eve": 3}
    autograder("gradebook", "count", book, "best")

    sheet = tmp_path / "grades.csv"
    autograder("export", *kept, "--to", sheet)
    assert [line.rpartition(",")[0] for line in sheet.read_text().splitlines()] == [
        "student,double,shift,total,attempt",
        "ada,4,2,6,1",
        "ben,3.5,2,5.5,1",
        "cem,4,2,6,2",
        "dua,3.2,2,5.2,1",
        "eve,4,1,5,1",
    ]
    assert "8 attempts of 5 students, 2 overrides" in autograder("gradebook", "check", book)


def totals(autograder: Callable[..., str], book: Path) -> dict[str, float]:
    to = book.with_suffix(".csv")
    autograder("export", "--gradebook", book, "--to", to)
    rows = [line.split(",") for line in to.read_text().splitlines()[1:]]
    return {student: float(total) for student, _, _, total, _, _ in rows}
