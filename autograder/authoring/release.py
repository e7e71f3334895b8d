"""Packs what a student receives: stubs, visible checks, data, how to start. No answer is in it."""

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..course.course import Course
from ..course.written import ANSWERS, read_questions
from ..records.errors import UserError
from .build import CHAPTER_TESTS, generate
from .ledger import ledger_pages
from .proofs_of_files import SHORTEST_LEAK

_DATE = (2020, 1, 1, 0, 0, 0)
_SHORTEST_SENTENCE = 30
_WHEEL_README = "Eight Tickets: autograded logistic regression by hand.\n"

REQUIREMENTS = """\
# What the exercises need. Install with: python -m pip install -r requirements.txt
numpy>=2.1
pytest>=8.4
"""
LEDGER = "LEDGER.md"
LIBRARY = "scikit-learn>=1.6 # for {exercises}\n"


def release_files(course: Course) -> dict[str, bytes]:
    """Give every file of a release, by its path in it.

    Raises
    ------
    UserError
        Where a line of an answer, a hidden check or a misconception is in it.
    """
    texts = generate(course)
    requirements = REQUIREMENTS
    if course.library_exercises:
        requirements += LIBRARY.format(exercises=" and ".join(sorted(course.library_exercises)))
    texts["requirements.txt"] = requirements
    pages = ledger_pages(course)
    if pages:
        texts[LEDGER] = pages["students"]
    wheel = _wheel(course.root)
    texts["README.md"] = _readme(course, next(iter(wheel), ""), bool(pages))
    files = {name: text.encode() for name, text in texts.items()} | wheel
    refuse_leaks(course, files)
    return files


def write_release(course: Course, to: Path) -> None:
    """Write a release into a new folder, or into one zip file.

    Parameters
    ----------
    course : Course
        Audited before.
    to : Path
        A folder that is not there or empty, or a file name that ends in ``.zip``.
    """
    files = release_files(course)
    try:
        if to.suffix.lower() == ".zip":
            _write_zip(files, to)
        else:
            _write_folder(files, to)
    except OSError as problem:
        raise UserError(f"cannot be written ({problem.strerror})", to) from None


def refuse_target(to: Path) -> None:
    """Refuse a place that holds something already, before any work is done.

    Raises
    ------
    UserError
    """
    if to.suffix.lower() == ".zip":
        taken = to.exists()
    else:
        taken = to.exists() and (not to.is_dir() or any(to.iterdir()))
    if taken:
        raise UserError("there is something here already: choose another --to", to)


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as parts:
        draft = Path(parts) / folder.name
        for name, data in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        draft.replace(folder)


def _write_zip(files: Mapping[str, bytes], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(files.items()):
                # A fixed date and no owner: two releases of one course are the same file.
                info = zipfile.ZipInfo(f"{path.stem}/{name}", _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def refuse_leaks(course: Course, files: Mapping[str, bytes]) -> None:
    """Look for what students must not get in everything that they do get, packed or not.

    Raises
    ------
    UserError
        For the first line of an answer, name of a hidden check, or name or
        sentence of a misconception or variant.
    """
    secrets = dict(_secrets(course))
    for name, data in files.items():
        for shown, text in _texts(name, data):
            for secret, path in secrets.items():
                if secret in text:
                    raise UserError(f"{shown} would give this away: {secret}", path)


def _secrets(course: Course) -> Iterator[tuple[str, Path]]:
    for solution in course.solutions:
        folder = solution.path.parent
        for line in solution.cut:
            if len(line) >= SHORTEST_LEAK:
                yield line, solution.path
        mine = [check for check in course.checks if check.exercise == solution.exercise]
        public = {c.name.partition("[")[0] for c in mine if c.visibility == "visible"}
        hidden = folder / "test_hidden.py"
        for check in mine:
            name = check.name.partition("[")[0]
            if check.visibility == "hidden" and name not in public:
                yield name, hidden
        for line in hidden.read_text(encoding="utf-8").splitlines():
            if "rng." in line or "reference." in line:
                yield line.strip(), hidden
    for version in (*course.misconceptions(), *course.variants()):
        yield version.name, version.path
        if len(version.sentence) >= _SHORTEST_SENTENCE:
            yield version.sentence, version.path


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Give what can be read in a file: its name, its text, and the same of what it packs."""
    yield name, name
    if name.endswith(".whl"):
        with zipfile.ZipFile(io.BytesIO(data)) as wheel:
            for member in wheel.namelist():
                yield from _texts(f"{name}/{member}", wheel.read(member))
    else:
        yield name, " ".join(data.decode("utf-8", "replace").split())
        yield name, data.decode("utf-8", "replace")


def _wheel(root: Path) -> dict[str, bytes]:
    """Build the kit's wheel where the course is the kit's own checkout."""
    if not (root / "pyproject.toml").is_file() or not (root / "autograder").is_dir():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        # Built from a copy of what belongs into it, so that nothing else of the checkout can.
        source = Path(folder) / "kit"
        source.mkdir()
        shutil.copy(root / "pyproject.toml", source)
        (source / "README.md").write_text(_WHEEL_README, encoding="utf-8")
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / "autograder", source / "autograder", ignore=ignore)
        command = [sys.executable, "-m", "pip", "wheel", str(source), "--no-deps", "--quiet"]
        done = subprocess.run(
            [*command, "--wheel-dir", folder], capture_output=True, text=True, check=False
        )
        built = list(Path(folder).glob("*.whl"))
        if done.returncode or not built:
            last = done.stderr.strip().splitlines()[-1:] or ["no word from pip"]
            raise UserError(f"the kit's wheel could not be built: {last[0]}", root)
        return {path.name: path.read_bytes() for path in built}


def _readme(course: Course, wheel: str, ledger: bool) -> str:
    rows = "\n".join(
        f"- `{solution.exercise}.py`: {', '.join(f.name for f in solution.functions)}"
        for solution in course.solutions
    )
    answers = f" and `{ANSWERS}`, which a person reads" if read_questions(course.root) else ""
    more = _WITH_THE_KIT.format(wheel=wheel) if wheel else ""
    last = _LAST_PAGE if ledger else ""
    chapter = _CHAPTER if (course.root / "solutions" / CHAPTER_TESTS).is_file() else ""
    return _STUDENT_README.format(rows=rows, answers=answers, chapter=chapter, more=more, last=last)


_WITH_THE_KIT = """
## Watch and plot

The kit itself is the `.whl` file in this folder. With it installed,

    python -m pip install "./{wheel}[watch,plots]"

`autograder watch` checks an exercise whenever you save it and shows one thing to do next (`h` gives
a hint, `n` goes to the next exercise, `l` lists all, `r` checks all, `q` quits), and
`autograder plot` draws the chapter's pictures from your own functions into `plots/`.
"""
_CHAPTER = """
When you are through, `pytest test_logistic.py` runs the chapter's own tests on all your functions,
which `logistic_scratch.py` gathers under the chapter's names. Change neither.
"""
_LAST_PAGE = """
## The last page

`LEDGER.md` says which of the chapter's numbers hold when they are measured, and why the others do
not. Read it when you are through.
"""


_STUDENT_README = """\
# Eight tickets: logistic regression by hand

Will this support ticket be escalated? You answer that with NumPy alone, one small function after
the other.

## Start

You need Python 3.11 or newer. Open a terminal in this folder and type

on Windows:

    py -m venv .venv
    .venv\\Scripts\\activate
    python -m pip install -r requirements.txt

If PowerShell answers that running scripts is disabled, type `Set-ExecutionPolicy -Scope Process
RemoteSigned` and repeat the second line. If `py` is unknown, write `python`.

on macOS and Linux:

    python3 -m venv .venv
    source .venv/bin/activate
    python -m pip install -r requirements.txt

In a new terminal only the second line is needed again.

## Work

Go through the files in their order:

{rows}

The eight tickets are the table in `data/tickets.csv`: open it beside the lessons. Read the lesson
on top of a file. Replace each `raise NotImplementedError(...)` by your own lines; keep the names.
Then check yourself:

    pytest test_ex01_sigmoid.py
    pytest

The first checks one exercise, the second all. A failed check shows the call, what came, what was
wanted and something to think about. At the end stands a table of points. A function that you have
not written counts as "not attempted"; one that never ends is stopped after two seconds. Of numbers
that you work out by hand only the form is checked here; whether they are right is judged when you
hand in.

To try a call yourself, type it: `python -c "from ex01_sigmoid import *; print(sigmoid(0))"`.

You may use NumPy and Python's own modules. Keep helper functions in the same file. Data comes as
arguments; files are not read.
{chapter}{more}
## Hand in

Hand in your `ex..` files{answers}: as a zip of this folder (leave out `.venv`: it is large), as
loose files, or all functions in one file. Hidden checks run then, too: other numbers, extreme
values, other shapes. Each function is scored on its own: a mistake in an early one costs nothing in
those that build on it.
{last}"""
