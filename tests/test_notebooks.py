"""Notebooks as students hand them in: their functions are graded like those of files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.confinement.isolation import Isolation
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.record import Record, Status
from autograder.submission.reader import read_class
from tests.tiny import FILES, make_course

EXERCISES = ("ex01_double", "ex02_shift")
DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
Cell = dict[str, Any]


def code(text: str, **marks: Any) -> Cell:
    metadata = {"nbgrader": marks} if marks else {}
    lines = text.splitlines(keepends=True)
    return {"cell_type": "code", "metadata": metadata, "source": lines, "outputs": []}


def words(text: str, **marks: Any) -> Cell:
    return {**code(text, **marks), "cell_type": "markdown"}


@pytest.fixture(scope="module")
def grader(isolation: Isolation, tmp_path_factory: pytest.TempPathFactory) -> Grader:
    course = make_course(tmp_path_factory.mktemp("course")).load()
    return Grader(course, isolation, Seed("tests"))


@pytest.fixture
def graded(grader: Grader, tmp_path: Path) -> Callable[..., Record]:
    """Grade one student's files: a list of cells is written as a notebook."""

    def go(**files: list[Cell] | str) -> Record:
        folder = tmp_path / "class" / "ada"
        folder.mkdir(parents=True)
        for name, content in files.items():
            if isinstance(content, str):
                (folder / f"{name}.py").write_text(content)
            else:
                notebook = {"cells": content, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
                (folder / f"{name}.ipynb").write_text(json.dumps(notebook))
        (tmp_path / "class" / "bob.py").write_text(DOUBLE)
        return grader.grade(read_class(tmp_path / "class", EXERCISES).submissions[0])

    return go


def scores(record: Record) -> dict[str, float | None]:
    return {function.name: function.score for function in record.functions}


RIGHT = {"double": 4.0, "shift": 2.0}


def test_a_notebook_with_all_functions_counts_like_files(graded: Callable[..., Record]) -> None:
    record = graded(work=[words("# Mine"), code(DOUBLE), code(SHIFT)])
    assert scores(record) == RIGHT
    assert record.notes == ("work.ipynb was searched for all functions",)


def test_a_notebook_may_stand_for_one_exercise_or_for_what_files_leave_open(
    graded: Callable[..., Record],
) -> None:
    record = graded(ex01_double=DOUBLE, rest=[code(SHIFT)])
    assert scores(record) == RIGHT


def test_a_notebook_named_after_an_exercise_needs_no_note(graded: Callable[..., Record]) -> None:
    record = graded(ex01_double=[code(DOUBLE)], ex02_shift=SHIFT)
    assert (scores(record), record.notes) == (RIGHT, ())


def test_what_speaks_to_jupyter_does_no_harm(graded: Callable[..., Record]) -> None:
    record = graded(
        work=[
            code("%matplotlib inline\n!pip install numpy\nimport numpy as np\nnp.add?"),
            code("%%bash\nrm -rf never_run"),
            code("%%time\n" + DOUBLE),
            code(SHIFT),
        ]
    )
    assert scores(record) == RIGHT
    assert record.notes == ("work.ipynb was searched for all functions",)


@pytest.mark.parametrize(
    "cell",
    [
        "def broken(:\n",
        "print(shift(3))\ninput('how much? ')",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
        "display(double(3))",
        "'''never closed",
        "while True: pass",
    ],
)
def test_other_cells_cost_nothing(graded: Callable[..., Record], cell: str) -> None:
    record = graded(work=[code(cell), code(SHIFT), code(DOUBLE), code(cell)])
    assert scores(record) == RIGHT
    assert len(record.notes) >= 2


def test_a_syntax_error_costs_its_function_and_names_the_cell(
    graded: Callable[..., Record],
) -> None:
    broken = "def shift(x):\n    return (double(x) + 1\n"
    record = graded(work=[words("a title"), code(DOUBLE), code(broken)])
    assert scores(record) == {"double": 4.0, "shift": 0.0}
    shift = record.functions[1]
    assert shift.status is Status.SYNTAX_ERROR
    assert "work.ipynb, cell 3, line 2" in shift.checks[0].message


def test_an_error_in_a_function_is_told_by_cell_and_line(graded: Callable[..., Record]) -> None:
    record = graded(
        work=[code(DOUBLE), words("text\nmore text"), code("\ndef shift(x):\n    return 1 / 0\n")]
    )
    assert "work.ipynb, cell 3, line 3" in record.functions[1].checks[0].message
    assert "work.py" not in json.dumps(record.as_dict())


def test_cells_of_nbgrader_are_read_by_their_marks(graded: Callable[..., Record]) -> None:
    record = graded(
        work=[
            words(DOUBLE, solution=True, grade=False, grade_id="double"),
            code(SHIFT, solution=True, grade=False, grade_id="shift"),
            code("def double(x):\n    return 0", solution=False, grade=True, grade_id="test"),
            words("def shift(x):\n    return 'in an essay'", solution=True, grade=True),
        ]
    )
    assert scores(record) == RIGHT
    assert any("cell 1 is no code cell any more" in note for note in record.notes)


def test_the_last_of_two_cells_counts(graded: Callable[..., Record]) -> None:
    record = graded(work=[code("def double(x):\n    return 0\n"), code(SHIFT), code(DOUBLE)])
    assert scores(record) == RIGHT
    assert record.functions[0].notes == ("defined more than once: the last definition counts",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "is broken: a notebook is JSON text"),
        (b"\xff\xfe\x00", "is broken"),
        (b"[" * 100_000, "is broken"),
        (b"[1, 2]", "is no notebook"),
        (b'{"cells": 3}', "is no notebook"),
        (b'{"cells": [' + b"[]," * 2_000_001 + b"1]}", "has too many parts"),
    ],
)
def test_what_is_no_notebook_gets_a_sentence(
    grader: Grader, tmp_path: Path, content: bytes, sentence: str
) -> None:
    for name in ("ada", "bob"):
        (tmp_path / name).mkdir()
    (tmp_path / "ada" / "work.ipynb").write_bytes(content)
    cells = [code(DOUBLE), code(SHIFT)]
    (tmp_path / "bob" / "work.ipynb").write_text(json.dumps({"cells": cells}))
    ada, bob = map(grader.grade, read_class(tmp_path, EXERCISES).submissions)
    assert sentence in ada.notes[0]
    assert (ada.score, bob.score) == (0.0, 6.0)


@pytest.mark.parametrize(
    "cells",
    [
        [None, 3, [], {"cell_type": "code"}, {"cell_type": "code", "source": 4}],
        [{"cell_type": "code", "source": ["x = 1", None], "metadata": []}],
        [{"cell_type": "code", "source": "\ud800 = 1", "metadata": {"nbgrader": "no"}}],
    ],
)
def test_odd_cells_are_passed_over(graded: Callable[..., Record], cells: list[Any]) -> None:
    assert scores(graded(work=[*cells, code(DOUBLE), code(SHIFT)])) == RIGHT


def test_a_notebook_of_the_third_format_is_read(grader: Grader, tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "input": text} for text in (DOUBLE, SHIFT)]
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}))
    assert grader.grade(read_class(path, EXERCISES).submissions[0]).score == 6.0
