"""Nothing of a hidden check but its title and verdict comes out where students read.

Hidden inputs, wanted values, the reference and what students make of them are marked, and every
text that any command writes, outside the instructor's folder, is searched for the marks. A new
command has to be put on one of the two lists below before these tests pass again.
"""

import base64
import json
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from autograder.authoring.proofs_of_grading import rounds, submission_of
from autograder.cli.main import COMMANDS, main
from autograder.confinement.isolation import Isolation
from autograder.course.course import Course
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.grading.local import with_versions
from autograder.records.record import Record, student_view
from tests.tiny import TinyCourse, make_course

READ_BY_STUDENTS = {"grade", "feedback", "export", "release", "build"}
READ_BY_AUTHORS_AND_INSTRUCTORS = {
    *("explain", "demo", "doctor", "audit", "nbgrader"),
    *("gradebook", "regrade", "stats", "written"),
}
RUN_BY_STUDENTS_THEMSELVES = {"watch", "plot"}

NUMBER, WANTED = 73910.17325, 73910.17325 * 2.0
MARKS = (
    *("73910.17325", "73910", "147820", "quietly_marked", "twice_as_much"),
    *(struct.pack("<d", number).hex() for number in (NUMBER, WANTED)),
    *(base64.b64encode(struct.pack("<d", number)).decode()[:10] for number in (NUMBER, WANTED)),
    *(str(number)[::-1] for number in (NUMBER, WANTED)),
)
HIDDEN = f'''

@pytest.mark.points("double", 2)
def test_double_marked(student, expect, reference):
    """double is right on one more number"""
    quietly_marked = reference.double({NUMBER})
    expect(student.double({NUMBER}), quietly_marked, hint="quietly_marked")
    assert student.double(np.array([{NUMBER}, 1.0]))[0] == quietly_marked, "quietly_marked"
'''
# Each tries another way to tell what it was called with; all are wrong, so that there is a text.
LEAKS = {
    "prints": "print(x)",
    "warns": "import warnings; warnings.warn(str(x))",
    "raises": "raise ValueError(str(x))",
    "raises a class of that name": "raise type(f'E{x}', (Exception,), {})",
    "raises from": "raise RuntimeError('no') from ValueError(str(x))",
    "raises with a note": "e = ValueError('no'); e.add_note(str(x)); raise e",
    "is in a file of that name": "exec(compile('1/0', f'{x}.py', 'exec'))",
    "imports": "__import__(f'm{x}'.replace('.', '_'))",
    "imports what is missing": "import importlib; importlib.import_module(str(x))",
    "returns": "return x",
    "returns text": "return str(x)",
    "returns bytes": "import struct; return struct.pack('<d', float(np.sum(x))).hex()",
    "returns reversed": "return str(x)[::-1]",
    "returns an object of a class of that name": "return type(f'T{x}', (), {})()",
    "returns what is deep": "return {str(x): [{'a': (x, [x])}]}",
    "returns too much": "return [x] * 100000",
    "exits": "import sys; sys.exit(str(x))",
    "asserts": "assert False, x",
    "recurses": "return double(x)",
    "ends Python": "import os; os._exit(int(np.sum(x)) % 256)",
    "changes": "x *= 2\n    return x",
    "tells its name": "double.__name__ = double.__qualname__ = f'd{x}'; raise ValueError(double)",
    "tells later": "np.seen = [*getattr(np, 'seen', []), str(x)]; return 2 * x",
    "tells where it is seen": "np.seen = s = [*getattr(np, 'seen', []), str(x)]; return s",
    "tells in the module": "globals()[f'x{x}'] = 1; __builtins__['print'](x); return 0",
    "hides it in the state": "np.random.seed(int(np.sum(x)) % 2**32); return 0",
    "names a parameter": "exec(f'def double(v{x}): 0'.replace('.', '_'), globals()); return 0",
}
SHIFT = "import numpy as np\n\ndef shift(x):\n    print(getattr(np, 'seen', ''))\n    {last}\n"


@pytest.fixture(scope="module")
def marked(tmp_path_factory) -> TinyCourse:
    tiny = make_course(tmp_path_factory.mktemp("marked"))
    tiny.add("solutions/ex01_double/test_hidden.py", HIDDEN)
    for number, body in enumerate(LEAKS.values()):
        text = f"import numpy as np\n\ndef double(x):\n    {body}\n"
        tiny.write(f"class/leak{number:02}/ex01_double.py", text)
        last = "return np.random.rand()" if number % 2 else "raise ValueError(vars(np).get('seen'))"
        tiny.write(f"class/leak{number:02}/ex02_shift.py", SHIFT.format(last=last))
    return tiny


def texts_below(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "instructor" not in path.relative_to(folder).parts:
            yield path, path.read_bytes().decode("utf-8", "replace")


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Run a command; give what it wrote to the terminal."""
    capsys.readouterr()
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    assert status == 0, said.err
    return said.out + said.err


def test_every_command_is_known_to_these_tests() -> None:
    lists = READ_BY_STUDENTS, READ_BY_AUTHORS_AND_INSTRUCTORS, RUN_BY_STUDENTS_THEMSELVES
    assert sorted(COMMANDS) == sorted(name for names in lists for name in names)


def test_no_mark_comes_out(marked: TinyCourse, tmp_path: Path, capsys) -> None:
    course, results = ("--course", marked.root), tmp_path / "results"
    run(capsys, "build", *course)
    gradebook, grades = tmp_path / "class.gradebook", tmp_path / "grades.csv"
    fresh = ("--seed", "s", *course)
    kept = ("--gradebook", gradebook, *fresh)
    said = run(capsys, "grade", marked.root / "class", "--to", results, *kept)
    said += run(capsys, "feedback", results, "--to", results / "pages")
    said += run(capsys, "export", "--gradebook", gradebook, "--to", grades)
    more = results / "more"
    said += run(capsys, "grade", marked.root / "class", "--to", more, "--hints-from-hidden", *fresh)
    assert marks_in(said + grades.read_text()) == []
    found = {str(path): marks_in(text) for path, text in texts_below(results)}
    assert len(found) == 4 * len(LEAKS)  # a record and two pages each, and a record
    assert {path: marks for path, marks in found.items() if marks} == {}
    for path, text in texts_below(marked.root / "exercises"):
        assert marks_in(text) == [], path


def test_the_marks_are_seen_where_they_may_be(marked: TinyCourse, tmp_path: Path, capsys) -> None:
    """The instructor's records hold what the leaks were called with: the search would find it."""
    results = tmp_path / "results"
    class_folder = marked.root / "class"
    run(capsys, "grade", class_folder, "--to", results, "--seed", "s", "--course", marked.root)
    records = [path.read_text() for path in (results / "instructor").iterdir()]
    seen = {mark for text in records for mark in marks_in(text)}
    assert {"73910.17325", "147820", "quietly_marked", str(NUMBER)[::-1]} <= seen
    told = [number for number, text in enumerate(records) if "73910" in text]
    assert len(told) > len(LEAKS) / 2


# --- the exercises themselves -------------------------------------------------------------------


def long_numbers(texts: Iterable[str]) -> set[str]:
    """Give the numbers with at least six digits in them: too many to be there by chance."""
    found = {number for text in texts for number in re.findall(r"\d+\.\d+", text)}
    return {number for number in found if len(number.strip("0.").replace(".", "")) >= 6}


def secrets_of(record: Record) -> set[str]:
    """Give the numbers of a record's hidden calls and wanted values."""
    checks = [c for f in record.functions for c in f.checks if c.visibility == "hidden"]
    return long_numbers(c.detail.get(key, "") for c in checks for key in ("call", "wanted"))


def test_no_number_of_a_hidden_check_comes_out(course: Course, isolation: Isolation) -> None:
    grader = Grader(course, isolation, Seed("taint"))
    public = long_numbers(
        [
            *(path.read_text(encoding="utf-8") for path in course.root.glob("exercises/*.py")),
            *(course.table_file(name).read_text(encoding="utf-8") for name in course.tables),
        ]
    )
    secrets: set[str] = set()
    for number, wrong in enumerate(list(rounds(course.misconceptions()))[:2]):
        record = grader.grade(submission_of(course, str(number), with_versions(course, wrong)))
        shown = student_view(record)
        visible = [c for f in record.functions for c in f.checks if c.visibility == "visible"]
        legible = public | long_numbers(text for c in visible for text in c.detail.values())
        hidden = secrets_of(record) - legible
        secrets |= hidden
        for function in shown["functions"]:
            for check in function["checks"]:
                if check["visibility"] == "hidden":
                    assert "detail" not in check
            rest = json.dumps(function)
            assert not {s for s in hidden if s in rest}, function["name"]
    assert len(secrets) > 300
