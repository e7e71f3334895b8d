"""What is imported where, the promises of pyproject.toml, and the quiet of a graded class."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.records.record import FORMAT
from tests.conftest import ROOT, Bench

PACKAGE = ROOT / "autograder"
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
POSIX = ["fcntl", "grp", "pwd", "resource", "termios", "pty", "syslog", "posix_ipc"]


def python(code: str, **more: Any) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, *more.pop("options", []), "-c", code]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, **more)


def modules_after(code: str, cwd: Path = ROOT) -> set[str]:
    """Give the top-level names of all modules that some code brings in, but for the stdlib's."""
    done = python(f"{code}\nimport sys\nprint(*sys.modules)", cwd=cwd)
    assert done.returncode == 0, done.stderr
    tops = {name.partition(".")[0] for name in done.stdout.split()}
    idle = python("import sys\nprint(*sys.modules)", cwd=cwd).stdout.split()
    return tops - set(sys.stdlib_module_names) - {name.partition(".")[0] for name in idle}


def test_what_runs_beside_student_code_imports_numpy_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE / "inside", tmp_path / "inside")
    names = sorted(path.stem for path in (tmp_path / "inside").glob("[!_]*.py"))
    assert len(names) > 5
    code = f"import importlib\nfor name in {names}: importlib.import_module('inside.' + name)"
    assert modules_after(code, cwd=tmp_path) == {"inside", "numpy"}


def test_what_students_run_imports_nothing_that_windows_lacks() -> None:
    block = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name in {POSIX}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"for name in {POSIX}: sys.modules.pop(name, None)\n"
    )
    paths = [*(PACKAGE / "selfcheck").rglob("[!_]*.py"), *(PACKAGE / "reports").glob("*.py")]
    paths += (PACKAGE / "records").glob("*.py")
    paths += [PACKAGE / "course" / name for name in ("data.py", "expect.py", "markers.py")]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    names += [
        f"autograder.inside.{name}" for name in ("policy", "calls", "values", "loader", "student")
    ]
    code = f"import importlib\nfor name in {names}: importlib.import_module(name)"
    done = python(block + code, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert python(block + "import fcntl", cwd=ROOT).returncode == 1


def test_the_commands_help_needs_none_of_the_heavy_modules() -> None:
    heavy = modules_after(
        "import contextlib\nfrom autograder.cli.main import main\n"
        "with contextlib.redirect_stdout(None), contextlib.suppress(SystemExit): main(['--help'])"
    )
    assert heavy.isdisjoint({"numpy", "sklearn", "scipy", "rich", "pytest"})


def third_party_imports(folder: Path) -> dict[str, str]:
    """Give imported packages that are neither Python's nor ours, each with a file."""
    found = {}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != "autograder":
                    found[top] = str(path)
    return found


def test_every_package_that_is_imported_is_declared_in_a_range() -> None:
    declared = {}
    extras = SETTINGS["project"]["optional-dependencies"]
    for line in [
        *SETTINGS["project"]["dependencies"],
        *(x for each in extras.values() for x in each),
    ]:
        name, rest = re.fullmatch(r"([\w-]+)(.*)", line).groups()  # type: ignore[union-attr]
        declared[name.replace("scikit-learn", "sklearn")] = rest
    found = third_party_imports(PACKAGE)
    assert {name: path for name, path in found.items() if name not in declared} == {}
    # Whoever does not ask for an extra gets a kit that does not miss it.
    assert Path(found["matplotlib"]).parent.name == "plots"
    assert Path(found["watchfiles"]).parent.name == "watch"
    for name in ("nbgrader", "nbformat", "traitlets"):
        assert Path(found[name]).parent.name == "nbgrader"
    for name, rest in declared.items():
        assert re.fullmatch(r">=[\d.]+,<[\d.]+", rest), f"{name} needs a tested range"


def lint_imports(cwd: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys\nsys.argv += ['--no-cache']\n"
        "from importlinter.cli import lint_imports_command as lint\nlint()"
    )
    env = os.environ | {"PYTHONPATH": str(cwd)}
    return python(code, cwd=cwd, env=env)


def test_imports_go_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("inside/values.py", "from ..records import errors"),
        ("records/text.py", "from ..course import course"),
        ("course/data.py", "from ..submission import reader"),
        ("reports/story.py", "from ..grading import grader"),
        ("grading/local.py", "from ..authoring import build"),
        ("submission/reader.py", "from ..confinement import worker"),
        ("selfcheck/plugin.py", "from ..authoring import build"),
        ("selfcheck/plugin.py", "from ..confinement import worker"),
        ("confinement/worker.py", "from ..selfcheck import plugin"),
        ("cli/plot.py", "import matplotlib"),
    ],
)
def test_an_import_the_wrong_way_is_noticed(tmp_path: Path, file: str, line: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "autograder" / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


def test_every_room_has_its_place_in_the_order_of_imports() -> None:
    contracts = SETTINGS["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = set(re.findall(r"autograder\.(\w+)", " ".join(layers)))
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= placed


def test_the_wheel_holds_the_package_alone_and_one_command() -> None:
    assert SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["autograder"]
    assert SETTINGS["project"]["scripts"] == {"autograder": "autograder.cli.main:main"}
    assert SETTINGS["project"]["name"] == "eight-tickets"
    for path in PACKAGE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.suffix == ".py", f"{path} would be in the wheel"


def test_pyproject_is_the_only_configuration_file() -> None:
    others = ["setup.py", "setup.cfg", "tox.ini", "pytest.ini", "ruff.toml", ".ruff.toml"]
    others += ["mypy.ini", ".mypy.ini", ".importlinter", "conftest.py", "requirements.txt"]
    assert [name for name in others if (ROOT / name).exists()] == []


def test_a_record_says_which_format_it_has(bench: Bench) -> None:
    data = json.loads(bench.grade().record.to_json())
    assert data["format"] == FORMAT == 1
    wanted = "submission score max_score notes isolation versions checks_hash content_hash"
    assert set(data) == {*wanted.split(), "format", "seed_hash", "timing", "functions"}
    assert set(data["isolation"]) == {"level", "holes"}
    assert {"numpy", "python", "eight-tickets"} <= set(data["versions"])
    for function in data["functions"]:
        parts = "name exercise score max_score status notes checks hints"
        assert set(function) == set(parts.split())
        for check in function["checks"]:
            parts = "name title visibility points max_points status message detail"
            assert set(check) == set(parts.split())


def test_grading_the_answer_key_warns_of_nothing_at_all(course: Course) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from autograder.confinement.isolation import open_isolation\n"
        "from autograder.course.course import load_course\n"
        "from autograder.course.seed import Seed\n"
        "from autograder.grading.grader import Grader\n"
        "from autograder.submission.student_files import Source, Submission\n"
        "course = load_course(Path(sys.argv[1]))\n"
        "texts = [(s.exercise, s.source.encode()) for s in course.solutions]\n"
        "sources = tuple(Source(name, (name,), text) for name, text in texts)\n"
        "isolation = open_isolation()\n"
        "grader = Grader(course, isolation, Seed('tests'))\n"
        "print(grader.grade(Submission('key', sources)).to_json())\n"
        "isolation.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(course.root)],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record["score"] == record["max_score"]
    assert [note for function in record["functions"] for note in function["notes"]] == []
    assert "Warning" not in done.stdout


def test_every_module_of_the_package_loads_without_a_warning() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in PACKAGE.rglob("*.py")
        if path.name != "__main__.py"
    ]
    code = f"import importlib\nfor name in {names}: importlib.import_module(name)"
    done = python(code, cwd=ROOT, options=["-W", "error"])
    assert (done.returncode, done.stderr) == (0, "")
