"""What students get runs with NumPy and pytest alone, wherever Python does, and speaks plainly."""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder.course.course import Course
from autograder.inside.loader import Loader
from tests.conftest import ROOT, Bench

# Runs before anything else in the student's Python. The kit and what else a student may not have
# cannot be imported: the kit's import even ends the process, so that no fallback hides it. Neither
# can modules that Windows lacks, and functions that it lacks are gone.
SITE = """
import os
import signal
import sys

LACKING = {"fcntl", "grp", "pwd", "resource", "termios", "syslog", "nis", "pty"}
NOT_INSTALLED = {"sklearn", "scipy", "rich", "pandas", "matplotlib", "joblib", "nbgrader"}


class Finder:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top == "autograder":
            os.write(2, b"THE KIT WAS IMPORTED\\n")
            os._exit(97)
        if top in LACKING | NOT_INSTALLED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Finder())
for name in [*LACKING, *NOT_INSTALLED]:
    sys.modules.pop(name, None)
for module, names in {
    os: "fork forkpty posix_spawn posix_spawnp wait3 wait4 setuid getgroups killpg nice",
    signal: "SIGALRM alarm setitimer getitimer pthread_sigmask pthread_kill sigwait SIGKILL",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""

LOOP = "\n\ndef sigmoid(z):\n    while True:\n        z = z\n"


class Folder:
    """A student's copy of the exercises."""

    def __init__(self, path: Path, site: Path) -> None:
        self.path, self._site = path, site

    def add(self, exercise: str, text: str) -> None:
        with (self.path / f"{exercise}.py").open("a", encoding="utf-8") as file:
            file.write(text)

    def hasten(self) -> None:
        """Let limits be reached sooner, so that tests do not take long."""
        path = self.path / "conftest.py"
        text = path.read_text(encoding="utf-8")
        for old, new in (
            ("LOAD_SECONDS = 5.0", "LOAD_SECONDS = 0.5"),
            ("CALL_SECONDS = 2.0", "CALL_SECONDS = 0.5"),
            ("_GIVE_UP_AFTER = 10.0", "_GIVE_UP_AFTER = 0.5"),
        ):
            assert text.count(old) == 1
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def start(self, *words: str) -> subprocess.Popen[str]:
        env = {name: text for name, text in os.environ.items() if not name.startswith("PY")}
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", *words],
            cwd=self.path,
            env=env | {"PYTHONPATH": str(self._site), "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def check(self, *words: str) -> tuple[int, str]:
        """Run plain pytest here; give its exit status and what the student sees."""
        process = self.start(*words)
        text, _ = process.communicate(timeout=120)
        assert "THE KIT WAS IMPORTED" not in text
        assert "Traceback" not in text, text
        assert "INTERNALERROR" not in text, text
        return process.returncode, text


@pytest.fixture(scope="session")
def whole_course(course: Course) -> Course:
    return course


@pytest.fixture(scope="session")
def plain(course: Course) -> Course:
    """The exercises that need nothing but NumPy and pytest."""
    plain = [s for s in course.solutions if s.exercise not in course.library_exercises]
    names = {solution.exercise for solution in plain}
    checks = tuple(check for check in course.checks if check.exercise in names)
    return dataclasses.replace(course, solutions=tuple(plain), checks=checks)


@pytest.fixture
def whole_folder(tmp_path: Path) -> Folder:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITE)
    unwanted = shutil.ignore_patterns("__pycache__")
    return Folder(shutil.copytree(ROOT / "exercises", tmp_path / "work", ignore=unwanted), site)


@pytest.fixture
def folder(whole_folder: Folder, plain: Course) -> Folder:
    for path in whole_folder.path.glob("*.py"):
        exercise = path.stem.removeprefix("test_")
        if path.stem != "conftest" and exercise not in plain.exercises:
            path.unlink()
    return whole_folder


@pytest.fixture
def solved(folder: Folder, plain: Course) -> Folder:
    for solution in plain.solutions:
        (folder.path / f"{solution.exercise}.py").write_text(solution.source, encoding="utf-8")
    return folder


def table(text: str) -> dict[str, str]:
    """Give the rows of the table of points at the end, by function."""
    rows = text[text.rindex("\nfunction ") :].splitlines()[2:]
    return {row.split()[0]: " ".join(row.split()[1:]) for row in rows if row.strip()}


def of_all(row: str) -> bool:
    """Tell whether a row says that all checks passed and all their points are there."""
    found = re.fullmatch(r"(\d+)/(\d+) (?:([\d.]+) of ([\d.]+)|when graded)", row)
    return found is not None and found[1] == found[2] and found[3] == found[4]


def assert_all_but(text: str, plain: Course, names: Iterable[str]) -> None:
    """Want every function of the table to have all its points but these."""
    rows = table(text)
    for name in plain.functions:
        assert of_all(rows[name]) == (name not in names), (name, rows[name])


# --- the table --------------------------------------------------------------------------------


def test_without_scikit_learn_the_other_exercises_can_be_checked(
    whole_folder: Folder, whole_course: Course, plain: Course
) -> None:
    for solution in whole_course.solutions:
        path = whole_folder.path / f"{solution.exercise}.py"
        path.write_text(solution.source, encoding="utf-8")
    _, text = whole_folder.check()
    assert all(of_all(table(text)[name]) for name in plain.functions)
    assert not of_all(table(text)["sklearn_weights"])


def test_untouched_stubs_are_not_attempted_in_one_line_each(folder: Folder, plain: Course) -> None:
    status, text = folder.check()
    assert status == 1
    rows = table(text)
    for name in plain.functions:
        assert re.fullmatch(r"0/\d+ (0\.00 of [\d.]+|when graded) not attempted", rows[name]), text
    assert "NotImplementedError" not in text
    assert len(text.splitlines()) < len(plain.functions) + 12
    assert rows["visible"].startswith("checks; hidden ones give the other")
    assert "next: sigmoid_by_hand in ex01_sigmoid.py" in text


def test_solved_exercises_pass_with_a_full_table(solved: Folder, plain: Course) -> None:
    status, text = solved.check()
    assert status == 0, text
    assert_all_but(text, plain, [])
    visible = [plain.worth(c) for c in plain.checks if c.visibility == "visible"]
    assert table(text)["together"] == f"{sum(visible):.2f} of {sum(visible):.2f}"
    assert "points when graded\nall visible checks here pass" in text


def test_one_file_can_be_checked_alone(solved: Folder, plain: Course) -> None:
    status, text = solved.check("test_ex03_log_loss.py")
    assert status == 0, text
    names = [f.name for f in plain.functions.values() if f.exercise == "ex03_log_loss"]
    assert [name for name in table(text) if name in plain.functions] == names
    assert all(of_all(table(text)[name]) for name in names)


def test_a_file_of_functions_asked_for_by_itself_leads_to_its_checks(solved: Folder) -> None:
    status, text = solved.check("ex03_log_loss.py")
    assert status == pytest.ExitCode.NO_TESTS_COLLECTED
    assert "its checks: pytest test_ex03_log_loss.py" in text, text
    assert text.count("its checks: ") == 1


def test_the_folder_can_be_checked_from_outside(solved: Folder, plain: Course) -> None:
    (solved.path.parent / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    outside = Folder(solved.path.parent, solved.path.parent / "site")
    status, text = outside.check("work")
    assert status == 0, text
    assert_all_but(text, plain, [])


def test_a_check_leaves_no_files_but_what_python_caches(solved: Folder) -> None:
    before = sorted(solved.path.rglob("*"))
    solved.check("test_ex01_sigmoid.py")
    new = [p for p in sorted(solved.path.rglob("*")) if p not in before]
    assert [p for p in new if "__pycache__" not in p.parts] == []


# --- what a failure says ----------------------------------------------------------------------

INTERNALS = re.compile(
    r"^E  |AssertionError|conftest\.py|assert |<string>|CheckFailed", re.MULTILINE
)


def test_a_wrong_answer_is_told_as_call_came_and_wanted(solved: Folder, plain: Course) -> None:
    solved.add("ex01_sigmoid", "\n\ndef sigmoid(z):\n    return np.tanh(z)\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    assert not INTERNALS.search(text), text
    assert re.search(
        r"sigmoid is right for a single number\n"
        r"  call    sigmoid\(2\)\n  came    0\.964028\n  wanted  0\.880797\n  think   ",
        text,
    ), text
    assert not of_all(table(text)["sigmoid"])
    assert of_all(table(text)["sigmoid_by_hand"])


def test_an_error_is_told_with_the_students_own_line(solved: Folder) -> None:
    solved.add("ex01_sigmoid", "\n\ndef sigmoid(z):\n    return 1 / (1 + exp(-z))\n")
    line = len((solved.path / "ex01_sigmoid.py").read_text(encoding="utf-8").splitlines())
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    assert not INTERNALS.search(text), text
    told = f"  came    NameError: name 'exp' is not defined (ex01_sigmoid.py:{line})"
    assert text.count(told) == 1, text
    assert f"{told}\n  think   Python does not know one of your names: is it spelt" in text
    assert text.count("  came    the same as above") == 5


def test_an_error_in_a_helper_is_told_with_the_line_that_called_it(solved: Folder) -> None:
    text = "\n\ndef half(z):\n    return z / 0\n\n\ndef sigmoid(z):\n    return half(z)\n"
    solved.add("ex01_sigmoid", text)
    caller = len((solved.path / "ex01_sigmoid.py").read_text(encoding="utf-8").splitlines())
    _, text = solved.check("test_ex01_sigmoid.py")
    place = f"(ex01_sigmoid.py:{caller - 4}, called from ex01_sigmoid.py:{caller})"
    assert f"division by zero {place}" in text, text


def test_a_missing_return_is_told_as_such(solved: Folder) -> None:
    solved.add("ex01_sigmoid", "\n\ndef sigmoid(z):\n    p = 1 / (1 + np.exp(-z))\n")
    _, text = solved.check("test_ex01_sigmoid.py")
    assert not INTERNALS.search(text), text
    assert "  came    None\n" in text
    assert "does the function end with return?" in text


def test_a_result_of_another_form_is_told_without_internals(solved: Folder) -> None:
    solved.add("ex05_fit", "\n\ndef loss_history(*args, **kwargs):\n    return 'done'\n")
    _, text = solved.check("test_ex05_fit.py")
    assert not INTERNALS.search(text), text
    assert "  came    'done'" in text


def test_a_function_that_rests_on_a_wrong_one_says_which_to_mend_first(
    solved: Folder, plain: Course
) -> None:
    solved.add("ex01_sigmoid", "\n\ndef sigmoid(z):\n    return np.tanh(z)\n")
    _, text = solved.check()
    failures = text[: text.rindex("\nfunction ")]
    assert "first   mend sigmoid; grading judges predict_proba on its own" in failures
    assert "grading judges sigmoid on its own" not in failures
    assert of_all(table(text)["linear_score"])


# --- loops ------------------------------------------------------------------------------------


def test_a_loop_is_cut_and_its_callers_say_to_mend_it_first(solved: Folder, plain: Course) -> None:
    solved.add("ex01_sigmoid", LOOP)
    status, text = solved.check("test_ex01_sigmoid.py", "test_ex02_design_matrix.py")
    assert status == 1
    line = len((solved.path / "ex01_sigmoid.py").read_text(encoding="utf-8").splitlines()) - 1
    place = rf"\(ex01_sigmoid\.py:({line}|{line + 1})\)"
    assert re.search(rf"sigmoid did not end within 2 seconds of computing {place}", text), text
    assert "  think   Something in it goes on for ever" in text
    assert "predict_proba did not end" not in text
    assert "first   mend sigmoid; grading judges predict_proba on its own" in text
    assert not INTERNALS.search(text), text
    assert of_all(table(text)["sigmoid_by_hand"])
    assert of_all(table(text)["linear_score"])
    assert table(text)["sigmoid"].startswith("0/")


STUBBORN = """

def sigmoid(z):
    while True:
        try:
            while True:
                z = z
        except {caught}:
            z = z
"""


def test_a_loop_that_catches_every_exception_is_cut_too(solved: Folder) -> None:
    solved.hasten()
    solved.add("ex01_sigmoid", STUBBORN.format(caught="Exception"))
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    assert "sigmoid did not end within 0.5 seconds of computing" in text
    assert of_all(table(text)["sigmoid_by_hand"])


def test_a_loop_that_nothing_stops_ends_with_a_sentence(solved: Folder) -> None:
    solved.hasten()
    solved.add("ex01_sigmoid", STUBBORN.format(caught="BaseException"))
    status, text = solved.check("test_ex01_sigmoid.py", "-k", "test_sigmoid_of_an_array")
    assert status != 0
    assert re.search(r"sigmoid does not end and cannot be stopped: .*except:", text), text


def test_a_loop_at_the_top_of_a_file_costs_no_function(solved: Folder) -> None:
    solved.hasten()
    solved.add("ex01_sigmoid", "\n\nwhile True:\n    pass\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 0, text
    assert all(of_all(table(text)[name]) for name in ("sigmoid", "sigmoid_by_hand"))


# --- files in disorder ------------------------------------------------------------------------


def test_an_import_that_is_not_used_costs_nothing(solved: Folder, plain: Course) -> None:
    solved.add("ex01_sigmoid", "\n\nimport pandas as pd\nfrom scipy.special import expit\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 0, text


@pytest.mark.parametrize("body", ["pd.Series(z).abs()", "expit(z)", "1 / (1 + pd.np.exp(-z))"])
def test_a_module_that_is_not_to_be_had_is_told_where_it_is_used(solved: Folder, body: str) -> None:
    imports = "\n\nimport pandas as pd\nfrom scipy.special import expit\n"
    solved.add("ex01_sigmoid", f"{imports}\n\ndef sigmoid(z):\n    return {body}\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    what = "SciPy" if "expit" in body else "pandas"
    assert f"{what} is not available in this exercise: write it with NumPy" in text
    assert of_all(table(text)["sigmoid_by_hand"])


def test_a_missing_file_is_a_sentence_and_costs_its_functions_alone(
    solved: Folder, plain: Course
) -> None:
    (solved.path / "ex03_log_loss.py").unlink()
    status, text = solved.check()
    assert status == 1
    assert "ex03_log_loss.py is not in this folder" in text
    needing = {name for name in plain.functions if "log_loss" in plain.answers.needs(name)}
    lost = {f.name for f in plain.functions.values() if f.exercise == "ex03_log_loss"} | needing
    assert_all_but(text, plain, lost)


def test_a_syntax_error_costs_its_function_alone(solved: Folder, plain: Course) -> None:
    path = solved.path / "ex02_design_matrix.py"
    text = path.read_text(encoding="utf-8")
    assert text.count("def add_intercept(") == 1
    path.write_text(text.replace("def add_intercept(", "def add_intercept((", 1), encoding="utf-8")
    line = 1 + text[: text.index("def add_intercept(")].count("\n")
    status, shown = solved.check()
    assert status == 1
    assert re.search(rf"SyntaxError: .*\(ex02_design_matrix\.py:{line}\)", shown), shown
    needing = {name for name in plain.functions if "add_intercept" in plain.answers.needs(name)}
    assert_all_but(shown, plain, {"add_intercept"} | needing)


def test_a_function_that_was_deleted_is_a_sentence(solved: Folder, plain: Course) -> None:
    (solved.path / "ex01_sigmoid.py").write_text("import numpy as np\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    assert "sigmoid is not defined in ex01_sigmoid.py" in text


def test_a_name_that_is_nearly_right_is_told(solved: Folder) -> None:
    path = solved.path / "ex01_sigmoid.py"
    path.write_text(path.read_text(encoding="utf-8").replace("def sigmoid(", "def sigmiod("))
    _, text = solved.check("test_ex01_sigmoid.py")
    assert "(sigmiod is nearly its name: rename it to sigmoid)" in text


def test_arguments_in_another_order_are_told_before_what_came_of_it(solved: Folder) -> None:
    swapped = "\n\ndef linear_score(w, X):\n    return X @ w\n"
    solved.add("ex02_design_matrix", swapped)
    _, text = solved.check("test_ex02_design_matrix.py", "-k", "linear_score_on_the_tickets")
    thoughts = [line for line in text.splitlines() if line.startswith("  think ")]
    assert thoughts == ["  think   its arguments come in another order: X, w is wanted"]


def test_code_below_the_functions_that_fails_is_told_and_costs_nothing(solved: Folder) -> None:
    solved.add("ex01_sigmoid", "\n\nprint(sigmoid(unknown))\n")
    line = len((solved.path / "ex01_sigmoid.py").read_text(encoding="utf-8").splitlines())
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 0, text
    told = "ex01_sigmoid.py could not be run as a whole, its functions alone were taken: NameError"
    assert re.search(rf"{told}: name 'unknown' is not defined \(ex01_sigmoid\.py:{line}\)", text)


def test_a_file_in_another_encoding_is_read(solved: Folder) -> None:
    path = solved.path / "ex01_sigmoid.py"
    path.write_bytes(path.read_bytes() + "# hübsch\n".encode("latin-1"))
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 0, text


def test_sys_exit_in_a_function_ends_nothing_but_its_check(solved: Folder) -> None:
    solved.add("ex01_sigmoid", "\n\ndef sigmoid(z):\n    import sys\n    sys.exit('bye')\n")
    status, text = solved.check("test_ex01_sigmoid.py")
    assert status == 1
    assert "  came    SystemExit: bye" in text
    assert of_all(table(text)["sigmoid_by_hand"])


# --- self-check and grading agree -------------------------------------------------------------


def visible_verdicts(path: Path) -> dict[str, bool]:
    """Read which checks of sigmoid passed from pytest's own report."""
    cases = ElementTree.parse(path).getroot().iter("testcase")
    return {str(case.get("name")): len(case) == 0 for case in cases}


def test_a_third_of_sigmoids_misconceptions_is_judged_alike_here_and_in_grading(
    solved: Folder, plain: Course, bench: Bench, tmp_path: Path
) -> None:
    versions = [v for v in plain.misconceptions() if v.function == "sigmoid"][::3]
    assert len(versions) > 5
    key = plain.solutions[0].source
    names = {c.name for c in plain.checks_of("sigmoid") if c.visibility == "visible"}
    running: dict[str, subprocess.Popen[str]] = {}
    graded: dict[str, dict[str, bool]] = {}
    for number, version in enumerate(versions):
        name = f"{number} {version.name}"
        shutil.copytree(solved.path, tmp_path / name)
        student = Folder(tmp_path / name, tmp_path / "site")
        (student.path / "ex01_sigmoid.py").write_text(version.inserted_into(key), encoding="utf-8")
        words = ["test_ex01_sigmoid.py", "--junitxml=out.xml", "-k", "not by_hand"]
        running[name] = student.start(*words)
        record = bench.grade(ex01_sigmoid=version.inserted_into(key))["sigmoid"]
        checks = [check for check in record.checks if check.visibility == "visible"]
        graded[name] = {check.name: check.status == "passed" for check in checks}
        if number >= 3:  # a few at a time
            list(running.values())[number - 3].communicate(timeout=120)
    for process in running.values():
        process.communicate(timeout=120)
    checked = {name: visible_verdicts(tmp_path / name / "out.xml") for name in running}
    assert checked == graded
    assert all(set(verdicts) == names for verdicts in checked.values())


@pytest.mark.parametrize(
    "line", ["import sklearn.linear_model", "import helpers", "open('x')", "input()"]
)
def test_what_grading_refuses_is_refused_here_with_the_same_words(
    solved: Folder, bench: Bench, line: str
) -> None:
    (solved.path / "helpers.py").write_text("x = 1\n")
    use = {
        "import sklearn.linear_model": "sklearn.linear_model.fit()",
        "import helpers": "helpers.x()",
    }
    body = f"    {line}\n    {use.get(line, 'pass')}\n    return z\n"
    solved.add("ex01_sigmoid", f"\n\ndef sigmoid(z):\n{body}")
    _, text = solved.check("test_ex01_sigmoid.py")
    graded = bench.grade(f"def sigmoid(z):\n{body}").messages("sigmoid").splitlines()[0]
    sentence = graded.partition(" (ex01")[0]
    assert "not available" in sentence
    assert sentence in text


def test_the_conftest_that_ships_imports_nothing_of_the_kit() -> None:
    text = (ROOT / "exercises/conftest.py").read_text(encoding="utf-8")
    imports = re.findall(r"^\s*(?:from|import)\s+(\w+)", text, re.MULTILINE)
    allowed = set(sys.stdlib_module_names) | {"numpy", "pytest"}
    assert set(imports) <= allowed
    assert {"numpy", "pytest"} <= set(imports)


@pytest.mark.parametrize(
    ("module", "status"), [("autograder", 97), ("fcntl", 1), ("sklearn", 1), ("numpy, pytest", 0)]
)
def test_the_blockade_of_these_tests_holds(folder: Folder, module: str, status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env={"PYTHONPATH": str(folder.path.parent / "site")},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status


def test_the_stubs_load_without_the_kit(plain: Course) -> None:
    loader = Loader(plain.functions)
    for exercise in plain.exercises:
        data = (ROOT / f"exercises/{exercise}.py").read_bytes()
        assert loader.load(exercise, data).failure is None
