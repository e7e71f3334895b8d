"""Measures other tools on the same class: pytest, nbgrader, pytest-prairielearn-grader."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from autograder.course.course import Course
from tests.bench.classes import SEED, Files
from tests.bench.measure import Cost, Used, command, each_of, further_one, measured
from tests.conftest import ROOT
from tests.nbgrader_class import NATIVE, hand_in, make_class, tool
from tests.nbgrader_tables import one_run, right_notebook
from tests.notebook_attacks import read_release

PRAIRIELEARN = "pytest-prairielearn-grader==0.3.1"
# It imports the first three and does not name them.
_NEEDS = ("networkx", "pandas", "plot-serializer")
_SAME = ("numpy", "scikit-learn", "pytest")
_APART = Path(__file__).with_name("apart")
_OTHER_EXERCISE = re.compile(r"(?m)^from ex\d\d_\w+ import .*\n")
Prepare = Callable[[Path, Files], None]


def pytest_each(course: Course, submissions: Sequence[Files], folder: Path, repeats: int) -> Cost:
    """Measure plain pytest, a process a submission: the student's files beside the checks."""
    folder = folder / "pytest"
    shutil.copytree(course.root / "solutions", folder / "checks")
    for path in folder.glob("checks/conftest.py"):
        path.unlink()
    shutil.copy(_APART / "given.py", folder)
    shutil.copy(_APART / "plain.py", folder / "conftest.py")

    def prepare(place: Path, files: Files) -> None:
        shutil.rmtree(place / "student", ignore_errors=True)
        (place / "student").mkdir()
        for name, text in files.items():
            (place / "student" / f"{name}.py").write_text(text, encoding="utf-8")

    checks = sorted(map(str, folder.glob("checks/ex*/test_*.py")))
    words = [sys.executable, "-m", "pytest", "--import-mode=importlib", *checks]
    return _each(course, submissions, folder, words, prepare, repeats)


def prairielearn_python(folder: Path) -> Path:
    """Make an environment for pytest-prairielearn-grader, with our NumPy, pytest, scikit-learn.

    Raises
    ------
    LookupError
        Where it cannot be installed.
    """
    environment = folder / "prairielearn"
    command([sys.executable, "-m", "venv", str(environment)], folder)
    python = environment / "bin" / "python"
    same = [f"{name}=={version(name)}" for name in _SAME]
    words = [str(python), "-m", "pip", "install", "--quiet", PRAIRIELEARN, *_NEEDS, *same]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LookupError(f"{PRAIRIELEARN} could not be installed")
    return python


def prairielearn(
    course: Course,
    submissions: Sequence[Files],
    folder: Path,
    python: Path,
    fixture: str,
    repeats: int,
) -> Cost:
    """Measure one of its fixtures, a run of pytest a submission as it is meant."""
    folder = folder / fixture
    data = folder / "test_chapter"
    data.mkdir(parents=True)
    shutil.copy(_APART / "given.py", folder)
    shutil.copy(_APART / "sandboxed.py", folder / "conftest.py")
    shutil.copy(_APART / "chapter.py", folder / "test_chapter.py")
    shutil.copy(_APART / "trailing.py", data / "trailing_code.py")

    def prepare(place: Path, files: Files) -> None:
        texts = [_OTHER_EXERCISE.sub("", files[exercise]) for exercise in course.exercises]
        code = place / "test_chapter" / "student_code.py"
        code.write_text("\n\n".join(texts), encoding="utf-8")

    words = [str(python), "-m", "pytest", "test_chapter.py"]
    return _each(course, submissions, folder, words, prepare, repeats, fixture)


def _each(
    course: Course,
    submissions: Sequence[Files],
    folder: Path,
    words: Sequence[str],
    prepare: Prepare,
    repeats: int,
    fixture: str = "",
) -> Cost:
    settings = {
        "BENCH_KIT": str(course.root),
        "BENCH_SEED": SEED.text,
        "BENCH_SANDBOX": fixture,
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
        **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"),
    }
    given = [f"{name}={value}" for name, value in settings.items()]
    options = ["-q", "-c", os.devnull, "--rootdir", str(folder), "-p", "no:cacheprovider"]
    all_words = ["env", *given, *words, *options]
    runs, lost = [], 0
    for _ in range(repeats):
        used, lost = [], 0
        for number, files in enumerate(submissions):
            prepare(folder, files)
            said, spent = measured(lambda: command(all_words, folder, (0, 1)))
            used.append(spent)
            lost += _lost_some(said, len(course.checks), answer_key=number == 0)
        runs.append(Used(sum(u.cpu for u in used), sum(u.wall for u in used)))
    return each_of(runs, len(submissions), lost)


def _lost_some(said: str, checks: int, answer_key: bool) -> bool:
    """Count what passed, which has to be all for the answer key."""
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|error)", said)}
    if sum(counts.values()) != checks or (answer_key and set(counts) != {"passed"}):
        sys.exit(f"of {checks} checks, {counts}:\n{said[-3000:]}")
    return set(counts) != {"passed"}


def nbgrader_native(
    course: Course, submissions: Sequence[Files], folder: Path, repeats: int
) -> Cost:
    """Measure `nbgrader autograde` of one notebook and of all, without this kit."""
    (folder / "nbgrader").mkdir()
    command([tool("autograder"), "build"], course.root)
    made = make_class(folder / "nbgrader", course.root)
    release = read_release(made)
    classes = {}
    for count in (1, 1 + len(submissions)):
        classes[count] = folder / f"nbgrader-{count}" / made.name
        shutil.copytree(made.parent, classes[count].parent)
        # The first is only there to see what a start costs.
        for number, files in enumerate([submissions[0], *submissions][:count]):
            notebook = right_notebook(release, course, files)
            hand_in(classes[count], f"student-{number:02}", json.dumps(notebook))
    runs, lost = [], 0
    for _ in range(repeats):
        some = one_run(classes[1], folder / "run", NATIVE)
        many = one_run(classes[1 + len(submissions)], folder / "run", NATIVE)
        lost = many[2]
        runs.append((Used(*some[:2]), Used(*many[:2])))
    return further_one(runs, len(submissions), lost)
