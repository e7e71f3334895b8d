"""The whole chapter, handed in: a mistake costs its function alone, and every form counts alike."""

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.authoring import release
from autograder.authoring.release import write_release
from autograder.course.course import Course
from autograder.course.markers import read_solution
from autograder.course.wrong import Version
from autograder.grading.grader import Grader
from autograder.grading.local import with_version
from autograder.records.record import Record, Status
from autograder.submission.reader import read_class
from tests.conftest import ROOT, Bench

FUNCTIONS = [
    function.name
    for path in sorted(ROOT.glob("solutions/ex*/solution.py"))
    for function in read_solution(path).functions
]

Scores = Mapping[str, float | None]


def scores(record: Record) -> dict[str, float | None]:
    return {function.name: function.score for function in record.functions}


# --- one wrong function -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def right(bench: Bench) -> Scores:
    """What each function of a right submission earns."""
    return scores(bench.grade().record)


@pytest.fixture(scope="module")
def wrong(course: Course) -> Mapping[str, Version]:
    """The first wrong version of each function."""
    return {version.function: version for version in reversed(course.misconceptions())}


def test_all_functions_have_a_wrong_version(course: Course, wrong: Mapping[str, Version]) -> None:
    assert list(course.functions) == FUNCTIONS
    assert wrong.keys() == {*FUNCTIONS}


def test_a_file_that_ends_python_costs_its_own_functions_alone(bench: Bench, right: Scores) -> None:
    name = "ex02_design_matrix"
    (source,) = [s.source for s in bench.course.solutions if s.exercise == name]
    ends = 'import warnings\n\ngone = warnings.sys.modules["os"]._exit(3)\n'
    earned = scores(bench.grade(**{name: f"{source}\n\n{ends}"}).record)
    lost = {function for function in earned if earned[function] != right[function]}
    assert lost == {f.name for f in bench.course.functions.values() if f.exercise == name}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_function_costs_its_own_points_alone(
    bench: Bench, right: Scores, wrong: Mapping[str, Version], name: str
) -> None:
    earned = scores(bench.grade(**with_version(bench.course, wrong[name])).record)
    own, most = earned[name], bench.course.functions[name].points
    assert right[name] == most
    assert own is not None
    assert 0 <= own < most
    assert earned == {**right, name: own}


# --- the release, solved and handed in --------------------------------------------------------

# A lone file imports nothing from other exercises, and has the libraries on top.
IMPORTS = ("from ex", "from sklearn", "from scipy")
LIBRARIES = (
    "from scipy.optimize import linprog\nfrom sklearn.linear_model import LogisticRegression\n"
)


@pytest.fixture(scope="module")
def untouched(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release as a student unpacks it."""
    place = tmp_path_factory.mktemp("chapter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "_wheel", lambda _: {})  # slow to build, and not needed here
        write_release(course, place / "exercises.zip")
    with zipfile.ZipFile(place / "exercises.zip") as archive:
        archive.extractall(place)
    return place / "exercises"


@pytest.fixture(scope="module")
def handed_in(course: Course, untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that solved the release; each hands it in otherwise, and one left it untouched."""
    root = tmp_path_factory.mktemp("class")
    folder, loose, lone = root / "folder", root / "loose", root / "lone.py"
    shutil.copytree(untouched, root / "untouched")
    shutil.copytree(untouched, folder)
    loose.mkdir()
    together = [LIBRARIES]
    for solution in course.solutions:
        lines = solution.source.splitlines(keepends=True)
        own = [line for line in lines if not line.strip().startswith("### ")]
        name = f"{solution.exercise}.py"
        assert (folder / name).is_file()
        (folder / name).write_text("".join(own), encoding="utf-8")
        shutil.copy(folder / name, loose)
        together += [line for line in own if not line.startswith(IMPORTS)]
    lone.write_text("".join(together), encoding="utf-8")
    shutil.make_archive(str(root / "packed"), "zip", root, folder.name)
    return root


@pytest.fixture(scope="module")
def records(handed_in: Path, course: Course, grader: Grader) -> Mapping[str, Record]:
    found = read_class(handed_in, course.exercises)
    assert found.notes == ()
    return {submission.name: grader.grade(submission) for submission in found.submissions}


@pytest.mark.parametrize("form", ["folder", "loose", "lone", "packed"])
def test_the_solved_release_earns_every_point_in_any_form(
    records: Mapping[str, Record], course: Course, form: str
) -> None:
    record = records[form]
    assert scores(record) == {f.name: f.points for f in course.functions.values()}
    assert (record.score, record.max_score) == (100, 100)
    assert {check.status for f in record.functions for check in f.checks} == {Status.PASSED}
    assert [f.notes for f in record.functions if f.notes] == []


@pytest.mark.parametrize("form", ["loose", "lone"])
def test_exercise_files_alone_are_graded_without_a_remark(
    records: Mapping[str, Record], form: str
) -> None:
    assert records[form].notes == ()


def test_the_release_as_it_was_is_not_attempted(
    records: Mapping[str, Record], course: Course
) -> None:
    record = records["untouched"]
    assert scores(record) == dict.fromkeys(course.functions, 0)
    assert (record.score, record.max_score) == (0, 100)
    assert {f.status for f in record.functions} == {Status.NOT_ATTEMPTED}


@pytest.mark.parametrize("entry", ["folder", "loose", "lone.py", "packed.zip", "untouched"])
def test_what_one_student_handed_in_is_read_alone_as_in_the_class(
    handed_in: Path, course: Course, entry: str
) -> None:
    (alone,) = read_class(handed_in / entry, course.exercises).submissions
    among = {s.name: s for s in read_class(handed_in, course.exercises).submissions}
    assert alone.name == Path(entry).stem
    assert alone.content_hash == among[alone.name].content_hash
