"""A release holds what a student needs and nothing else, and works where the kit is not."""

import importlib.metadata
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from autograder.authoring import build, release
from autograder.authoring.release import refuse_target, release_files, write_release
from autograder.cli import release as command
from autograder.cli.main import main
from autograder.course.course import Course
from autograder.course.seed import FILE_NAME, SeedFile
from autograder.records.errors import UserError
from tests.conftest import ROOT
from tests.tiny import TinyCourse, make_course

SOLUTION = "solutions/ex01_double/solution.py"
VISIBLE = "solutions/ex01_double/test_visible.py"
HIDDEN = "solutions/ex01_double/test_hidden.py"
WRONG = "solutions/ex01_double/misconceptions.py"
UNUSUAL = "solutions/ex01_double/variants.py"
LINE = "twice_as_much = np.multiply(x, 2.0)"

# Where the kit is not installed: whoever asks for it ends at once, so that no fallback hides it.
SITE = """
import os
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "autograder":
            os.write(2, b"THE KIT WAS IMPORTED\\n")
            os._exit(97)


sys.meta_path.insert(0, Finder())
"""


@pytest.fixture(scope="module")
def files(course: Course) -> dict[str, bytes]:
    return release_files(course)


@pytest.fixture(scope="module")
def pack(course: Course, files: dict[str, bytes]) -> Callable[[Path], Path]:
    """Write the release without building its wheel once more."""

    def go(to: Path) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(release, "release_files", lambda _: files)
            write_release(course, to)
        return to

    return go


@pytest.fixture(scope="module")
def archive(
    pack: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> zipfile.ZipFile:
    path = pack(tmp_path_factory.mktemp("release") / "eight-tickets.zip")
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path / "course")


def unpacked(archive: zipfile.ZipFile, place: str = "") -> Iterator[tuple[str, bytes]]:
    """Give all that can be read in an archive: names, comments, contents, archives within."""
    yield f"{place}(comment)", archive.comment
    for info in archive.infolist():
        name = f"{place}{info.filename}"
        data = archive.read(info)
        yield name, info.filename.encode() + info.comment + info.extra
        yield name, data
        yield name, " ".join(data.decode("utf-8", "replace").split()).encode()
        if zipfile.is_zipfile(io.BytesIO(data)):
            yield from unpacked(zipfile.ZipFile(io.BytesIO(data)), f"{name}/")


def wheel_of(files: dict[str, bytes]) -> tuple[str, zipfile.ZipFile]:
    (name,) = (name for name in files if name.endswith(".whl"))
    return name, zipfile.ZipFile(io.BytesIO(files[name]))


# --- what is not in it ------------------------------------------------------------------------


def answer_lines(course: Course) -> Iterator[str]:
    """Give the lines of the answer key, but for those too common to be anybody's."""
    return (line for solution in course.solutions for line in solution.cut if len(line) >= 12)


def hidden_checks(course: Course) -> Iterator[str]:
    names = {kind: {c.name.partition("[")[0] for c in course.checks if c.visibility == kind}
             for kind in ("visible", "hidden")}  # fmt: skip
    return iter(names["hidden"] - names["visible"])


def hidden_lines(course: Course) -> Iterator[str]:
    """Give the lines of hidden checks that no visible check can have."""
    for solution in course.solutions:
        text = (solution.path.parent / "test_hidden.py").read_text(encoding="utf-8")
        lines = map(str.strip, text.splitlines())
        yield from (line for line in lines if re.search(r"\b(rng|reference)\.", line))


def version_names(course: Course) -> Iterator[str]:
    return (version.name for version in (*course.misconceptions(), *course.variants()))


def sentences(course: Course) -> Iterator[str]:
    found = (version.sentence for version in (*course.misconceptions(), *course.variants()))
    return (sentence for sentence in found if len(sentence) >= 30)


SECRETS = [answer_lines, hidden_checks, hidden_lines, version_names, sentences]


@pytest.fixture(scope="module")
def readable(archive: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    return list(unpacked(archive))


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_is_anywhere_in_a_release(
    course: Course,
    readable: list[tuple[str, bytes]],
    kind: Callable[[Course], Iterator[str]],
) -> None:
    secrets = {secret.encode() for secret in kind(course)}
    assert secrets
    assert [(name, s) for name, data in readable for s in secrets if holds(data, s)] == []


def holds(data: bytes, secret: bytes) -> bool:
    """Tell whether something stands there as a word or words of its own."""
    return secret in data and bool(re.search(rb"(?<!\w)%b(?!\w)" % re.escape(secret), data))


def test_the_seed_of_the_class_stays_where_it_is(
    course: Course, readable: list[tuple[str, bytes]]
) -> None:
    seed, proofs = SeedFile(course.root).read()
    secrets = {text.encode() for text in ([seed.text, *proofs] if seed else [])}
    kit = [name for name, _ in readable if "/autograder/" in name]
    assert kit
    for name, data in readable:
        assert not any(secret in data for secret in secrets), name
        # The kit's own code names the file in which a seed is kept; nothing else has a word of it.
        assert FILE_NAME.encode() not in data or name in kit, name


def test_a_release_holds_these_files_and_no_other(
    course: Course, files: dict[str, bytes], archive: zipfile.ZipFile
) -> None:
    wanted = {"README.md", "LEDGER.md", "requirements.txt", *build.generate(course)}
    wheel, _ = wheel_of(files)
    assert {*files} >= {*wanted, wheel}
    allowed = r"[\w.-]+\.(py|whl)|data/\w+\.csv|(README|LEDGER|written_answers)\.md"
    allowed += r"|requirements\.txt|pytest\.ini"
    assert [name for name in files if not re.fullmatch(allowed, name)] == []
    assert sorted(archive.namelist()) == sorted(f"eight-tickets/{name}" for name in files)
    for solution in course.solutions:
        assert files[f"{solution.exercise}.py"].decode() == solution.stub
    for name in wanted & {"conftest.py", "pytest.ini"}:
        assert files[name] == (ROOT / "exercises" / name).read_bytes()


def test_the_wheel_holds_the_package_and_no_bytecode(files: dict[str, bytes]) -> None:
    name, wheel = wheel_of(files)
    top = {Path(member).parts[0] for member in wheel.namelist()}
    assert top == {"autograder", f"{'-'.join(name.split('-')[:2])}.dist-info"}
    code = [member for member in wheel.namelist() if member.startswith("autograder/")]
    assert all(member.endswith(".py") for member in code)
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "autograder").rglob("*.py")}
    assert set(code) == there


def test_the_archive_tells_nothing_of_who_made_it_and_when(archive: zipfile.ZipFile) -> None:
    assert archive.comment == b""
    for info in archive.infolist():
        assert (info.extra, info.comment) == (b"", b"")
        assert info.date_time == (2020, 1, 1, 0, 0, 0)
        assert info.external_attr >> 16 == 0o644


# --- what is in it ----------------------------------------------------------------------------


def test_the_readme_says_how_to_start_everywhere_and_names_what_is_there(
    course: Course, files: dict[str, bytes]
) -> None:
    text = files["README.md"].decode()
    for word in ("Windows", "macOS", "Linux", "pytest", "requirements.txt", "Hand in", "zip"):
        assert word in text
    for line in (r".venv\Scripts\activate", "source .venv/bin/activate", "py -m venv .venv"):
        assert re.search(rf"^    {re.escape(line)}$", text, re.MULTILINE)
    named = set(re.findall(r"[\w./-]+\.(?:py|txt|csv|ini|md)\b", text))
    assert named - set(files) == set()
    for function in course.functions.values():
        row = next(line for line in text.splitlines() if f"`{function.exercise}.py`" in line)
        assert re.search(rf"\b{function.name}\b", row)


def test_the_readme_installs_the_kit_that_is_there_with_the_extras_that_it_has(
    files: dict[str, bytes],
) -> None:
    text = files["README.md"].decode()
    name, wheel = wheel_of(files)
    (line,) = re.findall(r'pip install "\./(.+)\[(.+)\]"', text)
    assert line[0] == name
    (metadata,) = (n for n in wheel.namelist() if n.endswith("/METADATA"))
    extras = re.findall(r"^Provides-Extra: (.+)$", wheel.read(metadata).decode(), re.MULTILINE)
    assert set(line[1].split(",")) <= set(extras)
    assert text.index("## The last page") > text.index("## Hand in")
    assert files["LEDGER.md"].startswith(b"# The ledger")


def test_a_course_without_kit_and_ledger_has_neither_in_its_readme(tiny: TinyCourse) -> None:
    text = release_files(tiny.load())["README.md"].decode()
    assert "## Hand in" in text
    assert "autograder watch" not in text
    assert "LEDGER.md" not in text


def test_the_requirements_are_what_the_exercises_import(
    course: Course, files: dict[str, bytes]
) -> None:
    lines = files["requirements.txt"].decode().splitlines()
    names = {re.split(r"[^\w-]", line)[0] for line in lines if not line.startswith("#")}
    library = {"scikit-learn"} if course.library_exercises else set()
    assert names == {"numpy", "pytest"} | library


def test_two_releases_of_one_course_are_the_same_file(
    course: Course, archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere/eight-tickets.zip"
    mask = os.umask(0o077)
    try:
        write_release(course, path)
    finally:
        os.umask(mask)
    assert archive.fp is not None
    archive.fp.seek(0)
    assert path.read_bytes() == archive.fp.read()
    assert [p.name for p in path.parent.iterdir()] == ["eight-tickets.zip"]


def test_a_folder_holds_what_the_archive_holds(
    pack: Callable[[Path], Path], files: dict[str, bytes], tmp_path: Path
) -> None:
    folder = pack(tmp_path / "a/b")
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    assert {name: data for name, data in found.items() if name != "data"} == files


# --- a student works with it ------------------------------------------------------------------


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pytest as a student does who has no kit."""
    place = folder.parent / "site"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(SITE)
    env = {name: text for name, text in os.environ.items() if not name.startswith("PY")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=folder,
        env=env | {"PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "THE KIT WAS IMPORTED" not in done.stderr
    return done


def rows(text: str) -> dict[str, str]:
    """Give the lines of the table of points, by function."""
    table = text[text.index("function ") :].splitlines()[1:]
    return {line.split()[0]: line for line in table if line.strip()}


def test_a_student_begins_with_nothing_attempted_and_ends_with_every_point(
    course: Course, archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    archive.extractall(tmp_path)
    folder = tmp_path / "eight-tickets"
    begin = check(folder)
    table = rows(begin.stdout)
    for function in course.functions:
        assert table[function].endswith("not attempted")
    assert re.search(r"\b0\.00 of ", table["together"])
    first = course.solutions[0]
    for solution in course.solutions:
        lines = solution.source.splitlines(keepends=True)
        own = "".join(line for line in lines if not line.strip().startswith("### "))
        (folder / f"{solution.exercise}.py").write_text(own, encoding="utf-8")
        if solution is first:
            one = rows(check(folder, f"test_{first.exercise}.py").stdout)
            assert set(one) >= {function.name for function in first.functions}
            assert "not attempted" not in "".join(one.values())
    end = check(folder)
    assert end.returncode == 0, end.stdout
    assert "not attempted" not in end.stdout
    for line in rows(end.stdout).values():
        if points := re.search(r"([\d.]+) of ([\d.]+)", line):
            assert points[1] == points[2]
    assert points_of(rows(end.stdout)["together"]) > 0


def points_of(line: str) -> float:
    found = re.search(r"([\d.]+) of", line)
    assert found is not None
    return float(found[1])


# --- the kit from its wheel -------------------------------------------------------------------


def needed_by(*names: str) -> Iterator[Path]:
    """Give the installed files of some distributions and of what those require."""
    queue, seen = [*names], set()
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # required on another system
        wants = [text for text in found.requires or [] if "extra ==" not in text]
        queue += [re.split(r"[^\w.-]", text)[0] for text in wants]
        for file in found.files or []:
            if ".." not in file.parts:
                yield Path(str(found.locate_file(""))) / file


def fresh_environment(place: Path, wheel: Path) -> Path:
    """Make an environment that holds the wheel and what it needs, and give its programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=120)
    (packages,) = place.glob("lib/python3*/site-packages")
    python = place / "bin/python"
    words = ["-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([sys.executable, *words, str(wheel)], check=True, timeout=120)
    installed = Path(str(importlib.metadata.distribution("numpy").locate_file("")))
    for path in needed_by("numpy", "scikit-learn", "joblib", "pytest", "rich"):
        goal = packages / path.relative_to(installed)
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            goal.hardlink_to(path)  # quick; a copy where the two are on different disks
        except OSError:
            shutil.copy(path, goal)
    return python.parent


def test_the_wheel_alone_grades_in_a_fresh_environment(
    course: Course, files: dict[str, bytes], tmp_path: Path
) -> None:
    name, _ = wheel_of(files)
    wheel = tmp_path / name
    wheel.write_bytes(files[name])
    programs = fresh_environment(tmp_path / "env", wheel)
    env = {name: text for name, text in os.environ.items() if not name.startswith("PY")}

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(programs / words[0]), *words[1:]],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    told = run("python", "-c", "import autograder; print(autograder.__file__)")
    assert Path(told.strip()).is_relative_to(tmp_path / "env")
    usage = run("autograder", "--help")
    for word in ("grade", "explain", "demo", "doctor"):
        assert re.search(rf"^    {word} ", usage, re.MULTILINE)
    first = course.solutions[0]
    work = tmp_path / f"ada/{first.exercise}.py"
    work.parent.mkdir()
    work.write_text(first.source, encoding="utf-8")
    # A copy of the whole course, whose seed counts as proved: proving takes long.
    for name in ("solutions", "source_data"):
        shutil.copytree(course.root / name, tmp_path / "course" / name)
    proved = json.dumps({"seed": "tests", "proved": [course.checks_hash]})
    (tmp_path / "course" / FILE_NAME).write_text(proved)
    words = ["ada", "--course", "course", "--json"]
    record = json.loads(run("autograder", "grade", *words))
    scores = {f["name"]: f["score"] for f in record["functions"] if f["score"]}
    assert scores == {function.name: function.points for function in first.functions}
    assert [f["name"] for f in record["functions"]] == list(course.functions)
    assert record["checks_hash"] == course.checks_hash


# --- where it goes ----------------------------------------------------------------------------


def test_a_place_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/.hidden").touch()
    (tmp_path / "there.zip").touch()
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "file").touch()
    for name in ("full", "there.zip", "folder.zip", "file"):
        with pytest.raises(UserError, match="there is something here already") as caught:
            refuse_target(tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: ")
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new", "new/er", "new.zip", "new/new.zip"):
        refuse_target(tmp_path / name)
    assert not (tmp_path / "new").exists()


def test_a_taken_place_is_refused_before_the_long_audit(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError("audited for nothing")

    monkeypatch.setattr(command, "audit", never)
    taken = tiny.write("taken.zip", "precious")
    assert main(["release", "--course", str(tiny.root), "--to", str(taken)]) == 2
    assert "there is something here already" in capsys.readouterr().err
    assert taken.read_text() == "precious"


@pytest.mark.parametrize("to", ["file/new", "file/new.zip"])
def test_a_place_where_nothing_can_be_written_is_a_sentence(tiny: TinyCourse, to: str) -> None:
    tiny.write("file", "")
    with pytest.raises(UserError, match=r"cannot be written \(.+\)") as caught:
        write_release(tiny.load(), tiny / to)
    assert str(caught.value).startswith(f"{tiny / to}: ")


@pytest.mark.parametrize("to", ["new", "new.zip"])
def test_a_release_that_fails_half_way_leaves_nothing_behind(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    course, done = tiny.load(), []

    def refuse(self: object, *_: object) -> None:
        done.append(self)
        if len(done) > 3:
            raise OSError(28, "No space left on device")

    before = sorted(tiny.root.rglob("*"))
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "writestr", refuse)
        patch.setattr(Path, "write_bytes", refuse)
        with pytest.raises(UserError, match=r"cannot be written \(No space left on device\)"):
            write_release(course, tiny / to)
    assert sorted(tiny.root.rglob("*")) == before
    refuse_target(tiny / to)


# --- leaks ------------------------------------------------------------------------------------

Leak = tuple[str, str, str, str, str]
DOC = ('"""Give twice a number', '"""Give twice a number ({})')
LEAKS: dict[str, Leak] = {
    "a solution line in a docstring": (SOLUTION, *DOC, LINE, "ex01_double.py"),
    "a solution line in the lesson": (
        SOLUTION,
        '"""Exercise 1: twice a number.',
        '"""Exercise 1: twice a number. {}',
        LINE,
        "ex01_double.py",
    ),
    "a solution line within another": (
        VISIBLE,
        "    expect(",
        "    y = 1 # or {} or so\n    expect(",
        LINE,
        "test_ex01_double.py",
    ),
    "a solution line of another exercise": (
        "solutions/ex02_shift/test_visible.py",
        '"""shift(2) is 5"""',
        '"""shift(2) is 5, by {}"""',
        LINE,
        "test_ex02_shift.py",
    ),
    "a solution line in the data": (
        "source_data/tickets.csv",
        "A2",
        "{}",
        "return double(x) + 1",
        "data/tickets.csv",
    ),
    "a hidden check's line in a visible file": (
        VISIBLE,
        "    expect(",
        "    # {}\n    expect(",
        "x = rng.uniform(1, 9, size=5)",
        "test_ex01_double.py",
    ),
    "a hidden check's line in a docstring": (
        SOLUTION,
        *DOC,
        "expect(student.double(x), reference.double(x))",
        "ex01_double.py",
    ),
    "a hidden check's name": (
        VISIBLE,
        '"""Visible checks of ex01_double.',
        '"""Visible checks of ex01_double, like {}.',
        "test_double_of_random_numbers",
        "test_ex01_double.py",
    ),
    "a misconception's name": (SOLUTION, *DOC, "double__minus_four", "ex01_double.py"),
    "a misconception's hint": (
        VISIBLE,
        "Three and three.",
        "{}",
        "Every number is doubled, not the first alone.",
        "test_ex01_double.py",
    ),
    "a hint over two lines": (
        SOLUTION,
        "    Parameters\n",
        "    Every number is doubled,\n    not the first alone.\n\n    Parameters\n",
        "Every number is doubled, not the first alone.",
        "ex01_double.py",
    ),
    "a variant's name": (SOLUTION, *DOC, "double__sum", "ex01_double.py"),
}


@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_is_refused_with_what_leaks_and_where(
    tiny: TinyCourse, tmp_path: Path, kind: str
) -> None:
    file, old, new, secret, shown = LEAKS[kind]
    tiny.change(file, old, new.format(secret))
    with pytest.raises(UserError) as caught:
        write_release(tiny.load(), tmp_path / "release.zip")
    assert secret in str(caught.value)
    assert re.search(rf"(^|[\s/]){re.escape(shown)}\b", str(caught.value))
    assert not (tmp_path / "release.zip").exists()


def test_a_sound_course_is_released_whatever_its_checks_share(
    tiny: TinyCourse, tmp_path: Path
) -> None:
    # A visible check, too, may expect something, and a stub keeps its imports and docstring.
    tiny.add(VISIBLE, "\n\n@pytest.mark.points(\"double\", 1)\ndef test_double_of_a_negative_zero("
             "student, expect):\n    \"\"\"double(0) is 0\"\"\"\n    x = 0.0\n"
             "    expect(student.double(x), 2 * x)\n")  # fmt: skip
    seed = "5eed5eed5eed5eed5eed"
    tiny.write(FILE_NAME, json.dumps({"seed": seed, "proved": []}))
    write_release(tiny.load(), tmp_path / "release.zip")
    with zipfile.ZipFile(tmp_path / "release.zip") as archive:
        for name, data in unpacked(archive):
            assert seed.encode() not in data, name
            assert FILE_NAME.encode() not in data, name
        names = set(archive.namelist())
    assert {"release/ex01_double.py", "release/test_ex02_shift.py", "release/README.md"} <= names
    assert not any(name.endswith(".whl") for name in names)  # this course is no checkout of the kit


@pytest.mark.parametrize("name", ["cli/doctor.py", "notes.txt"])
def test_a_leak_in_the_kit_is_refused_too(tiny: TinyCourse, name: str) -> None:
    shutil.copytree(
        ROOT / "autograder", tiny / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    for file in ("pyproject.toml", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / file, tiny.root)
    with (tiny / f"autograder/{name}").open("a", encoding="utf-8") as source:
        source.write(f"\n# {LINE}\n")
    with pytest.raises(UserError) as caught:
        release_files(tiny.load())
    assert f"autograder/{name} " in str(caught.value)
    assert LINE in str(caught.value)


def test_a_wheel_that_cannot_be_built_is_a_sentence(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "first\npython: No module named pip\n")

    monkeypatch.setattr(release, "subprocess", SimpleNamespace(run=fail))
    with pytest.raises(UserError) as caught:
        release_files(course)
    assert str(caught.value) == (
        f"{ROOT}: the kit's wheel could not be built: python: No module named pip"
    )


# --- the command ------------------------------------------------------------------------------


def run(tiny: TinyCourse, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "release", *words],
        cwd=tiny.root,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_command_audits_and_then_releases(tiny: TinyCourse) -> None:
    build.build(tiny.load())
    done = run(tiny, "--to", "out/kit.zip")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "released to out/kit.zip"
    with zipfile.ZipFile(tiny / "out/kit.zip") as archive:
        assert "kit/ex01_double.py" in archive.namelist()
        assert archive.testzip() is None


PROBLEMS: dict[str, tuple[str, Any, str]] = {
    "a variant that loses": (UNUSUAL, ("x + x", "x + x + 1"), r"variants\.py:\d+: double__sum "),
    "stale exercises": (VISIBLE, ("Three and three.", "3 + 3"), "run `autograder build`"),
    "a leak in a stub": (SOLUTION, ("twice a number,", f"{LINE},"), re.escape(LINE)),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_nothing_is_released_while_the_audit_fails(tiny: TinyCourse, kind: str) -> None:
    build.build(tiny.load())
    file, (old, new), sentence = PROBLEMS[kind]
    tiny.change(file, old, new)
    if kind == "a leak in a stub":
        build.build(tiny.load())
    before = sorted(path for path in tiny.root.rglob("*") if path.name != FILE_NAME)
    done = run(tiny, "--to", "kit.zip")
    assert done.returncode == 2
    assert re.search(sentence, done.stderr)
    assert done.stderr.splitlines()[-1].startswith("autograder: nothing was released")
    assert sorted(path for path in tiny.root.rglob("*") if path.name != FILE_NAME) == before
