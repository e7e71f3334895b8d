"""The bridge to nbgrader, with the real one: from `init` to `export`, by both doors."""

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.authoring.build import build
from autograder.course.course import load_course
from autograder.nbgrader.course_folder import ASSIGNMENT, config_lines, init
from autograder.nbgrader.gradebook import NbgraderCourse
from autograder.nbgrader.harness import Checks
from autograder.records.errors import UserError
from tests.conftest import ROOT
from tests.tiny import make_course

BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
RIGHT = {"double": "return 2 * np.asarray(x)", "shift": "return double(x) + 1"}


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment; what it writes is kept."""
    words = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(
        words, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False
    )


def done(*command: str, cwd: Path) -> str:
    """Run a command that must succeed."""
    result = run(*command, cwd=cwd)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def cell_of(notebook: NotebookNode, name: str) -> Any:
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def code(text: str) -> Any:
    return nbformat.v4.new_code_cell(text)


def solved(notebook: NotebookNode, **bodies: str) -> NotebookNode:
    """Fill in functions, as a student does in the released notebook."""
    for name, body in (RIGHT | bodies).items():
        cell = cell_of(notebook, name)
        head = cell.source.partition("    # to do:")[0]
        cell.source = head + "\n".join("    " + line for line in body.splitlines())
    return notebook


def syntax_error(notebook: NotebookNode) -> NotebookNode:
    return solved(notebook, shift="return double(x) + ")


def out_of_order(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    notebook.cells.reverse()
    return notebook


def jupyter_talk(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    notebook.cells.insert(1, code("%matplotlib inline\n!ls\nimport numpy as np"))
    notebook.cells.append(code("%%bash\necho hello"))
    return notebook


def exploring(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    notebook.cells.insert(1, code("name = input('who are you?')\nprint(name)"))
    notebook.cells.append(code("import matplotlib.pyplot as plt\nplt.plot([double(1)])"))
    return notebook


def deleted_check(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    notebook.cells.remove(cell_of(notebook, "test_double"))
    return notebook


def pasted_twice(notebook: NotebookNode) -> NotebookNode:
    solved(notebook, double="return 0")
    again = cell_of(notebook, "double").copy()
    again.id = "again"
    notebook.cells.insert(2, again)
    return solved_last(notebook)


def solved_last(notebook: NotebookNode) -> NotebookNode:
    last = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "double"]
    last[-1].source = last[-1].source.replace("return 0", RIGHT["double"])
    return notebook


def retyped(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    for name in ("double", "test_shift"):
        cell = cell_of(notebook, name)
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]
    return notebook


def of_format_4_4(notebook: NotebookNode) -> NotebookNode:
    solved(notebook)
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]
    return notebook


def old_marks(notebook: NotebookNode) -> NotebookNode:
    """A cell pasted from another course, with marks of an older nbgrader."""
    solved(notebook)
    pasted = code("x = 3")
    pasted.metadata["nbgrader"] = {"grade_id": "elsewhere", "grade": True, "points": 5}
    notebook.cells.append(pasted)
    return notebook


def endless(notebook: NotebookNode) -> NotebookNode:
    return solved(notebook, shift="while True:\n    pass")


def untouched(notebook: NotebookNode) -> NotebookNode:
    return notebook


def half_right(notebook: NotebookNode) -> NotebookNode:
    return solved(notebook, double="return abs(2 * np.asarray(x))")


KINDS: dict[str, tuple[Callable[[NotebookNode], NotebookNode], dict[str, float]]] = {
    "right": (solved, {"double": 4, "shift": 2}),
    "untouched": (untouched, {"double": 0, "shift": 0}),
    "half": (half_right, {"double": 2.4, "shift": 2}),
    "syntax": (syntax_error, {"double": 4, "shift": 0}),
    "reversed": (out_of_order, {"double": 4, "shift": 2}),
    "magics": (jupyter_talk, {"double": 4, "shift": 2}),
    "exploring": (exploring, {"double": 4, "shift": 2}),
    "deleted": (deleted_check, {"double": 4, "shift": 2}),
    "pasted": (pasted_twice, {"double": 4, "shift": 2}),
    "retyped": (retyped, {"double": 4, "shift": 2}),
    "format44": (of_format_4_4, {"double": 4, "shift": 2}),
    "oldmarks": (old_marks, {"double": 4, "shift": 2}),
    "endless": (endless, {"double": 4, "shift": 0}),
}
BY_HAND = {
    "renamed": {"double": 4, "shift": 2},
    "broken": {"double": 0, "shift": 0},
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny course of the kit, with a written question."""
    root = tmp_path_factory.mktemp("kit")
    make_course(root)
    questions = "# Questions\n\n## Why? (3 points)\n\nSay why.\n"
    (root / "solutions" / "written_questions.md").write_text(questions)
    build(load_course(root))
    return root


@pytest.fixture(scope="module")
def made(kit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An nbgrader course with a class that handed in, not graded yet."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    done("autograder", "nbgrader", "init", str(folder), cwd=kit)
    done("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
    release = folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student, (change, _) in KINDS.items():
        notebook = change(nbformat.read(release, as_version=4))
        (path := folder / "submitted" / student / ASSIGNMENT).mkdir(parents=True)
        (path / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook))
        (path / "timestamp.txt").write_text("2026-11-24 12:00:00 UTC")
    return folder


@pytest.fixture(scope="module")
def by_plugin(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class, graded by `nbgrader autograde`."""
    folder = tmp_path_factory.mktemp("plugin") / "course"
    shutil.copytree(made, folder)
    done("nbgrader", "autograde", ASSIGNMENT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def by_writer(kit: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class and two broken hand-ins, graded by `autograder nbgrader grade`."""
    folder = tmp_path_factory.mktemp("writer") / "course"
    shutil.copytree(made, folder)
    right = made / "submitted" / "right" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for student, name, text in (
        ("renamed", "my homework (2).ipynb", right.read_text()),
        ("broken", f"{ASSIGNMENT}.ipynb", "{"),
    ):
        (path := folder / "submitted" / student / ASSIGNMENT).mkdir(parents=True)
        (path / name).write_text(text)
    said = done("autograder", "nbgrader", "grade", str(folder), cwd=kit)
    assert "is broken: a notebook is JSON text" in " ".join(said.split())
    return folder


def points(folder: Path) -> dict[str, dict[str, float]]:
    """Read the machine's points of every student out of the gradebook."""
    with sqlite3.connect(folder / "gradebook.db") as database:
        rows = database.execute(
            "select student.id, base_cell.name, grade.auto_score from grade "
            "join submitted_notebook as notebook on grade.notebook_id = notebook.id "
            "join submitted_assignment as work on notebook.assignment_id = work.id "
            "join student on work.student_id = student.id "
            "join base_cell on grade.cell_id = base_cell.id"
        ).fetchall()
    database.close()
    found: dict[str, dict[str, float]] = {}
    for student, cell, score in rows:
        if cell.startswith("test_"):
            found.setdefault(student, {})[cell.removeprefix("test_")] = score
    return found


WANTED = {student: wanted for student, (_, wanted) in KINDS.items()}


def test_both_doors_give_every_kind_of_notebook_its_points(
    by_plugin: Path, by_writer: Path
) -> None:
    assert points(by_plugin) == WANTED
    assert points(by_writer) == WANTED | BY_HAND


def test_the_points_are_those_of_grading_the_same_notebooks_without_nbgrader(
    kit: Path, made: Path
) -> None:
    said = run("autograder", "grade", str(made / "submitted"), "--json", cwd=kit)
    records = [json.loads(line) for line in said.stdout.splitlines()]
    found = {r["submission"]: {f["name"]: f["score"] for f in r["functions"]} for r in records}
    assert found == WANTED


def test_without_the_mending_step_a_cell_without_points_is_an_error(
    made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    config = folder / "nbgrader_config.py"
    text = config.read_text()
    lines = [line for line in text.splitlines() if "MendNotebook" not in line]
    assert len(lines) < len(text.splitlines())
    config.write_text("\n".join(lines))
    said = run("nbgrader", "autograde", ASSIGNMENT, "--student", "deleted", cwd=folder)
    assert said.returncode != 0
    assert "has no cell test_double: name MendNotebook first" in said.stdout + said.stderr
    assert set(points(folder).get("deleted", {}).values()) <= {None}


def test_export_has_everybody(by_writer: Path) -> None:
    done("nbgrader", "export", cwd=by_writer)
    with (by_writer / "grades.csv").open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        name: sum(wanted.values()) for name, wanted in (WANTED | BY_HAND).items()
    }


def test_autograde_leaves_alone_what_the_writer_graded(by_writer: Path) -> None:
    result = run("nbgrader", "autograde", ASSIGNMENT, "--student", "half", cwd=by_writer)
    assert "Skipping existing assignment" in result.stderr
    assert points(by_writer)["half"] == WANTED["half"]


@pytest.mark.parametrize("door", ["by_plugin", "by_writer"])
def test_feedback_shows_what_a_student_may_see_and_no_hidden_check(
    request: pytest.FixtureRequest, door: str
) -> None:
    folder = request.getfixturevalue(door)
    done("nbgrader", "generate_feedback", ASSIGNMENT, "--student", "half", cwd=folder)
    page = (folder / "feedback" / "half" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "double is right below zero" in page
    assert "HIDDEN TESTS" not in page
    assert "twice_as_much" not in page  # a name of the answer key
    assert "checks.hidden" not in page
    assert "uniform(1, 9" not in page


def manual(folder: Path, student: str, cell: str, score: float, comment: str) -> None:
    """Give points by hand, the way the formgrader stores them."""
    found = NbgraderCourse(folder, ASSIGNMENT)
    book = found._gradebook
    book.find_grade(cell, ASSIGNMENT, ASSIGNMENT, student).manual_score = score
    book.find_comment("answer_1", ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
    book.db.commit()
    found.close()


def test_a_person_s_points_and_comments_survive_a_regrade(
    kit: Path, by_writer: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(by_writer, folder)
    manual(folder, "half", "answer_1", 2.5, "nicely said")
    manual(folder, "right", "test_double", 1.0, "copied")
    done("autograder", "nbgrader", "grade", str(folder), "--student", "half", cwd=kit)
    done("autograder", "nbgrader", "grade", str(folder), "--student", "right", cwd=kit)
    done("nbgrader", "export", cwd=folder)
    with (folder / "grades.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["half"] == pytest.approx(4.4 + 2.5)
    assert scores["right"] == 3.0
    found = NbgraderCourse(folder, ASSIGNMENT)
    comment = found._gradebook.find_comment("answer_1", ASSIGNMENT, ASSIGNMENT, "half")
    assert comment.manual_comment == "nicely said"
    found.close()


def test_late_work_is_penalised_by_the_course_s_own_rule(
    kit: Path, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    with sqlite3.connect(folder / "gradebook.db") as database:
        database.execute("update assignment set duedate = '2026-11-23 12:00:00.000000'")
    database.close()
    done("autograder", "nbgrader", "grade", str(folder), "--student", "right", cwd=kit)
    done("nbgrader", "export", cwd=folder)
    with (folder / "grades.csv").open(newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["raw_score"], row["late_submission_penalty"], row["score"]) == ("6.0", "6.0", "0.0")


def test_a_kill_at_any_moment_leaves_no_zero(kit: Path, made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    command = [str(BIN / "autograder"), "nbgrader", "grade", str(folder)]
    wanted = {student: WANTED[student] for student in ("half", "pasted", "right", "untouched")}
    for student in set(WANTED) - set(wanted):
        shutil.rmtree(folder / "submitted" / student)
    for graded_before in range(len(wanted)):
        process = subprocess.Popen(
            command, cwd=kit, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for_students(folder, graded_before, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        there = points(folder)
        assert there.items() <= wanted.items()
    done("autograder", "nbgrader", "grade", str(folder), cwd=kit)
    assert points(folder) == wanted


def wait_for_students(folder: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            if len(points(folder)) >= number:
                return
        except sqlite3.OperationalError:
            continue  # the other process holds the lock at this very moment


def test_the_notebook_checks_itself_with_nbgrader_alone(
    kit: Path, made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made, folder)
    config = (folder / "nbgrader_config.py").read_text()
    ours = config.index("# `nbgrader autograde` and")
    (folder / "nbgrader_config.py").write_text(config[:ours])
    source = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    shutil.rmtree(folder / "submitted")
    for student, path in (
        ("key", source),
        ("stub", folder / "release" / ASSIGNMENT / source.name),
        ("half", made / "submitted" / "half" / ASSIGNMENT / source.name),
    ):
        (to := folder / "submitted" / student / ASSIGNMENT).mkdir(parents=True)
        shutil.copy(path, to / source.name)
    done("nbgrader", "autograde", ASSIGNMENT, cwd=folder)
    found = points(folder)
    assert found["key"] == WANTED["right"]
    assert found["stub"] == WANTED["untouched"]
    assert found["half"] == WANTED["half"]
    page = done("nbgrader", "validate", str(source), cwd=folder)
    assert "Your notebook passes all the tests" in page
    failing = folder / "submitted" / "stub" / ASSIGNMENT / source.name
    assert "FAILED" in run("nbgrader", "validate", str(failing), cwd=folder).stdout


def test_the_whole_chapter_gets_full_marks_and_its_release_none(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    done("autograder", "nbgrader", "init", str(folder), cwd=ROOT)
    done("nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
    for student, step in (("key", "source"), ("stub", "release")):
        shutil.copytree(folder / step / ASSIGNMENT, folder / "submitted" / student / ASSIGNMENT)
    config = folder / "nbgrader_config.py"
    config.write_text(config.read_text().partition("# `nbgrader autograde` and")[0])
    done("nbgrader", "autograde", ASSIGNMENT, cwd=folder)
    native = points(folder)
    done("autograder", "nbgrader", "grade", str(folder), cwd=ROOT)
    for found in (native, points(folder)):
        assert sum(found["key"].values()) == 100
        assert set(found["stub"].values()) == {0.0}


def test_init_again_changes_nothing_and_keeps_what_an_instructor_added(
    kit: Path, tmp_path: Path
) -> None:
    course = load_course(kit)
    written = init(course, tmp_path)
    path = written.notebook
    assert init(course, tmp_path).changed == []
    notebook = nbformat.read(path, as_version=4)
    mine = nbformat.v4.new_markdown_cell("Office hours on Friday.")
    mine.id = "office"
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == "et-double")
    notebook.cells.insert(place + 1, mine)
    nbformat.write(notebook, path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "nbgrader_config.py").write_text(config_lines(course) + "# mine\n")
    again = init(course, tmp_path)
    after = nbformat.read(path, as_version=4)
    ids = [cell.id for cell in after.cells]
    assert ids.index("office") == ids.index("et-double") + 1
    assert after.metadata.eight_tickets.seed == notebook.metadata.eight_tickets.seed
    assert (tmp_path / "nbgrader_config.py").read_text().endswith("# mine\n")
    assert again.kept == ["1 cells of your own stand where they stood"]


def test_an_edited_cell_of_ours_is_kept_aside(kit: Path, tmp_path: Path) -> None:
    course = load_course(kit)
    path = init(course, tmp_path).notebook
    notebook = nbformat.read(path, as_version=4)
    cell_of(notebook, "double").source += "\n# another task"
    nbformat.write(notebook, path)
    said = init(course, tmp_path).kept
    assert "1 cells of ours had been edited (et-double)" in said[0]
    aside = nbformat.read(tmp_path / f"{ASSIGNMENT}.edited-1.ipynb", as_version=4)
    assert "# another task" in cell_of(aside, "double").source
    assert "# another task" not in path.read_text()


def test_a_foreign_notebook_in_the_way_is_left_alone(kit: Path, tmp_path: Path) -> None:
    path = tmp_path / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    with pytest.raises(UserError, match="is in the way"):
        init(load_course(kit), tmp_path)
    assert path.read_text() == "{}"


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: folder, "run `autograder nbgrader init` with this folder first"),
        (
            lambda folder: (folder / "nbgrader_config.py").write_text("c = get_config()\n"),
            "run `nbgrader generate_assignment logistic_regression` in this folder first",
        ),
    ],
)
def test_what_is_missing_is_said(
    kit: Path, tmp_path: Path, prepare: Callable[[Path], Any], sentence: str
) -> None:
    prepare(tmp_path)
    result = run("autograder", "nbgrader", "grade", str(tmp_path), cwd=kit)
    assert (result.returncode, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def checks() -> Checks:
    """The object that a notebook's test cells use, with a right function."""
    return Checks({"double": lambda x: 2 * x}, {"tickets": "length,frustration,escalated\n1,2,0\n"})


def test_points_in_a_notebook_are_the_share_of_the_weights(
    checks: Checks, capsys: pytest.CaptureFixture[str]
) -> None:
    @checks.visible
    def _(points: Any, cases: Any) -> None:
        @points("double", 1)
        @cases(("x", "wanted"), [(1, 2), (3, 7)])
        def test_double(student: Any, expect: Any, x: float, wanted: float) -> None:
            """double is right"""
            expect(student.double(x), wanted, hint="Twice.")

    @checks.hidden(answers="def double(x):\n    return x + x\n", seed=5)
    def _(points: Any, cases: Any) -> None:
        @points("double", 2)
        def test_more(student: Any, expect: Any, reference: Any, rng: Any, tickets: Any) -> None:
            """double is right for more"""
            x = rng.uniform(size=3)
            expect(student.double(x), reference.double(x) + tickets.y[0])
            assert not student.changed

    assert checks.earned(4) == 3.0
    said = capsys.readouterr().out
    assert "call    double(3)" in said
    assert "wanted  7" in said
    assert checks.earned(4) == 0.0  # every cell counts its own checks


def test_a_hidden_failure_in_a_notebook_tells_its_title_alone(
    checks: Checks, capsys: pytest.CaptureFixture[str]
) -> None:
    @checks.hidden(answers="", seed=5)
    def _(points: Any, cases: Any) -> None:
        @points("triple", 1)
        def test_triple(student: Any, expect: Any) -> None:
            """triple is right"""
            expect(student.triple(41.5), 124.5)

    assert checks.earned(2) == 0.0
    assert capsys.readouterr().out == "not yet: triple is right\n"


def test_the_page_for_instructors_shows_the_lines_that_init_writes(kit: Path) -> None:
    lines = config_lines(load_course(kit)).splitlines()
    page = (ROOT / "docs" / "nbgrader.md").read_text(encoding="utf-8")
    wanted = [line for line in lines[lines.index("") + 1 :] if "course" not in line]
    assert all(line in page for line in wanted)
