"""Archives as they arrive: read like folders, never unpacked, harmful to nobody but their own."""

import json
import random
import re
import stat
import subprocess
import sys
import tempfile
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.confinement.isolation import Isolation
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.errors import UserError
from autograder.submission.members import MAX_MEMBERS, MAX_SOURCE
from autograder.submission.reader import ClassFolder, read_class
from autograder.submission.student_files import Submission
from tests.tiny import FILES, make_course

EXERCISES = ("ex01_double", "ex02_shift")
DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"]
Files = dict[str, str | bytes]
WORK: Files = {"ex01_double.py": DOUBLE, "ex02_shift.py": SHIFT}
ALL_IN_ONE = f"{DOUBLE}\n\n{SHIFT}".replace("from ex01_double import double\n", "")
ZERO = "def double(x):\n    return 0.0\n"

Pairs = list[tuple[str | zipfile.ZipInfo, str | bytes]]
Entries = Mapping[str, str | bytes] | Pairs


def pack(path: Path, entries: Entries, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip archive as a student's computer does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pairs: Pairs = [*entries.items()] if isinstance(entries, Mapping) else entries
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", compression) as archive:
        warnings.simplefilter("ignore")  # of one name that stands twice
        for name, data in pairs:
            archive.writestr(name, data)
    return path


# Where a field stands in the header before each file, and how long it is; in the table at the end
# of the archive it stands two bytes further.
FIELDS = {"flags": (6, 2), "method": (8, 2), "checksum": (14, 4), "size": (22, 4)}


def tamper(path: Path, **values: int) -> Path:
    """Overwrite fields of an archive's headers, in both places, for every file in it."""
    data = bytearray(path.read_bytes())
    for mark, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        begin = data.find(mark)
        while begin >= 0:
            for field, value in values.items():
                offset, length = FIELDS[field]
                place = begin + offset + shift
                data[place : place + length] = value.to_bytes(length, "little")
            begin = data.find(mark, begin + 4)
    path.write_bytes(data)
    return path


def zeros(megabytes: int) -> bytes:
    """Give a deflated stream of that many zeros, which is a thousandth as long."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflate.compress(bytes(1 << 20))
    first = deflate.compress(bytes(1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = again.compress(bytes(1 << 20)) + again.flush(zlib.Z_FULL_FLUSH)
    assert len(first) > len(block) > 100
    return block * megabytes + again.flush()


def link(name: str) -> zipfile.ZipInfo:
    """Give the entry of a symbolic link; its data is where it leads to."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def under(folder: str, files: Files = WORK) -> Files:
    return {f"{folder}/{name}": data for name, data in files.items()}


def tree(root: Path) -> dict[str, bytes | None]:
    """Give everything that lies on a disk, with its content."""
    return {str(p): p.read_bytes() if is_small(p) else None for p in sorted(root.rglob("*"))}


def is_small(path: Path) -> bool:
    return path.is_file() and path.stat().st_size < 1 << 30


class Desk:
    """Reads what students hand in, and sees to it that reading writes nothing anywhere."""

    def __init__(self, disk: Path) -> None:
        self.disk = disk
        self.root = disk / "a/b/class"
        for student in ("ada", "zoe"):
            for name, text in WORK.items():
                path = self.root / student / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(str(text), encoding="utf-8")

    def read(self, path: Path) -> ClassFolder:
        before = tree(self.disk)
        try:
            return read_class(path, EXERCISES)
        finally:
            assert tree(self.disk) == before

    def refusal(self, path: Path) -> str:
        """Read what cannot be read at all, and give the sentence."""
        with pytest.raises(UserError) as caught:
            self.read(path)
        said = str(caught.value)
        assert said.startswith(f"{path}: ")
        assert "\n" not in said
        return said.removeprefix(f"{path}: ")

    def of(self, student: str) -> Submission:
        """Read the class and give one student; ada and zoe have lost nothing."""
        found = {s.name: s for s in self.read(self.root).submissions}
        for name in ("ada", "zoe"):
            assert (texts(found[name]), found[name].notes) == (WORK, ())
        return found[student]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path / "disk")
    (desk.disk / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(desk.disk / "tmp"))
    monkeypatch.chdir(desk.disk)
    return desk


@pytest.fixture(scope="module")
def grader(isolation: Isolation, tmp_path_factory: pytest.TempPathFactory) -> Grader:
    course = make_course(tmp_path_factory.mktemp("course")).load()
    return Grader(course, isolation, Seed("tests"))


def texts(submission: Submission) -> dict[str, str]:
    """Give what would be graded."""
    return {f"{source.module}.py": source.data.decode() for source in submission.sources}


def scores(grader: Grader, submission: Submission) -> dict[str, float | None]:
    return {f.name: f.score for f in grader.grade(submission).functions}


# --- archives that are all right --------------------------------------------------------------

MAC: Files = {
    "__MACOSX/._ex01_double.py": b"\x00\x05\x16\x07",
    "__MACOSX/kim/._ex02_shift.py": b"\x00\x05\x16\x07",
    ".DS_Store": b"\x00\x00\x00\x01",
    "kim/.DS_Store": b"\x00\x00\x00\x01",
    "kim/._ex01_double.py": b"\x00\x05\x16\x07",
    "kim/.ipynb_checkpoints/ex01_double.py": ZERO,
    "kim/__pycache__/ex01_double.py": ZERO,
    "kim/.git/ex01_double.py": ZERO,
}
BESIDE: Files = {
    "README.md": "hello",
    "pytest.ini": "[pytest]",
    "data/tickets.csv": "1,2",
    "notes.txt": "",
}
LAYOUTS: dict[str, Entries] = {
    "flat": WORK,
    "in one folder": under("kim"),
    "in a folder within a folder": under("kim/my work"),
    "in three folders": under("a/b/c"),
    "with what a Mac adds": under("kim") | MAC,
    "with the rest of the release": under("kim", WORK | BESIDE),
    "flat, with the rest of the release": WORK | BESIDE,
    "with folders as entries of their own": {"kim/": "", "kim/data/": ""} | under("kim"),
    "from Windows, with backslashes": {n.replace("/", "\\"): d for n, d in under("a/b").items()},
    "with dots before the names": under("./kim"),
    "with tests and settings that are never run": WORK
    | dict.fromkeys(["conftest.py", "test_ex01_double.py", "setup.py"], "raise SystemExit"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_archive_is_read_like_a_folder_however_it_was_packed(desk: Desk, layout: str) -> None:
    path = pack(desk.root / "kim.zip", LAYOUTS[layout])
    for submission in (desk.of("kim"), *desk.read(path).submissions):
        assert (submission.name, texts(submission), submission.notes) == ("kim", WORK, ())
        assert submission.content_hash == desk.of("ada").content_hash


@pytest.mark.parametrize("name", ["kim.ZIP", "kim.Zip"])
def test_the_ending_of_an_archive_may_be_in_capitals(desk: Desk, name: str) -> None:
    path = pack(desk.root / name, WORK)
    assert texts(desk.of("kim")) == WORK
    (submission,) = desk.read(path).submissions
    assert (submission.name, texts(submission)) == ("kim", WORK)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_an_archive_says_is_what_is_graded(desk: Desk, grader: Grader, method: int) -> None:
    pack(desk.root / "kim.zip", under("kim"), method)
    pack(desk.root / "lou.zip", under("lou", WORK | {"ex01_double.py": ZERO}), method)
    assert scores(grader, desk.of("kim")) == {"double": 4.0, "shift": 2.0}
    assert scores(grader, desk.of("lou")) == {"double": 0.0, "shift": 2.0}


def test_one_file_with_all_functions_may_be_packed(desk: Desk, grader: Grader) -> None:
    for number, name in enumerate(["homework.py", "kim/my work-3.py", "a/b/final version.py"]):
        path = pack(desk.root / f"kim{number}.zip", {name: ALL_IN_ONE} | MAC)
        submission = desk.of(f"kim{number}")
        assert scores(grader, submission) == {"double": 4.0, "shift": 2.0}
        assert submission.notes == (f"{name} was searched for all functions",)
        (alone,) = desk.read(path).submissions
        assert alone.content_hash == submission.content_hash


def test_downloads_within_an_archive_are_taken_by_their_number(desk: Desk) -> None:
    pack(desk.root / "kim.zip", {"ex01_double.py": ZERO, "ex01_double (2).py": DOUBLE})
    submission = desk.of("kim")
    assert texts(submission) == {"ex01_double.py": DOUBLE}
    assert "ex01_double (2).py was taken for ex01_double.py" in submission.notes
    assert "ex01_double.py is a second ex01_double.py: not graded" in submission.notes


def test_files_of_other_names_in_an_archive_are_named(desk: Desk) -> None:
    pack(desk.root / "kim.zip", under("kim", WORK | {"helpers.py": "", "my_double.py": DOUBLE}))
    (note,) = desk.of("kim").notes
    assert note.startswith("not the name of an exercise, so not loaded: ")
    assert "kim/helpers.py" in note
    assert "kim/my_double.py" in note


def test_an_archive_of_a_whole_folder_with_its_environment_is_graded(desk: Desk) -> None:
    # What the release's README leads to: .venv in the folder, and the folder packed as it is.
    library = "kim/.venv/lib/python3.12/site-packages/numpy"
    names = [f"{library}/part_{number}.py" for number in range(MAX_MEMBERS + 1)]
    path = desk.root / "kim.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in under("kim").items():
            archive.writestr(name, data)
        for name in names:
            archive.writestr(name, "")
        for number in range(4):
            with archive.open(f"{library}/core_{number}.so", "w") as file:
                for _ in range(32):
                    file.write(bytes(1 << 20))
    submission = desk.of("kim")
    assert (texts(submission), submission.notes) == (WORK, ())


@pytest.mark.parametrize("name", ["venv", "env", "my env"])
def test_an_environment_by_any_name_hides_no_exercise(desk: Desk, name: str) -> None:
    library = f"kim/{name}/lib/python3.12/site-packages/numpy"
    entries: Files = {f"kim/{name}/pyvenv.cfg": "home = /usr/bin"}
    entries |= {f"{library}/part_{number}.py": "" for number in range(MAX_MEMBERS + 1)}
    pack(desk.root / "kim.zip", entries | under("kim"), zipfile.ZIP_STORED)
    assert texts(desk.of("kim")) == WORK
    pack(desk.root / "lou.zip", entries | {"kim/homework.py": ALL_IN_ONE}, zipfile.ZIP_STORED)
    assert [source.exercises for source in desk.of("lou").sources] == [EXERCISES]


# --- archives of a class ----------------------------------------------------------------------


@pytest.mark.parametrize("top", ["", "class/", "download/class 3b/"])
def test_an_archive_of_folders_is_a_class(desk: Desk, top: str) -> None:
    entries = under(f"{top}anna") | under(f"{top}ben/week 1") | under(f"{top}cem", MAC | BESIDE)
    found = desk.read(pack(desk.disk / "3b.zip", entries | {f"{top}.DS_Store": b""})).submissions
    assert [submission.name for submission in found] == ["anna", "ben", "cem"]
    assert [texts(submission) for submission in found] == [WORK, WORK, {}]
    assert [submission.notes for submission in found] == [(), (), ("no exercise file was found",)]


def test_a_folder_of_archives_is_a_class(desk: Desk) -> None:
    names = ["anna.zip", "Ben Ö. (2).zip", "cem.v1.zip"]
    for number, name in enumerate(names):
        pack(desk.root / name, list(LAYOUTS.values())[number])
    found = desk.read(desk.root).submissions
    assert {s.name for s in found} == {"ada", "zoe", "anna", "Ben Ö. (2)", "cem.v1"}
    assert [(texts(submission), submission.notes) for submission in found] == [(WORK, ())] * 5


def test_a_class_is_the_same_packed_or_not(desk: Desk) -> None:
    right = pack(desk.disk / "right.zip", under("my work")).read_bytes()
    wrong = pack(desk.disk / "wrong.zip", {"ex01_double.py": ZERO}).read_bytes()
    entries = under("anna") | under("ben/week 1") | {"cem/notes.txt": "", "cem.v2/x.zip": wrong}
    entries |= {"anna.zip": wrong, "anna.py": DOUBLE, "dan.py": ALL_IN_ONE, "eve.ZIP": right}
    entries |= {"fay/my work.zip": right, "gil/work.zip": b"PK", "gus/a.py": "", "gus/b.zip": right}
    entries |= {"README.txt": "hello", "grades.csv": "1,2"}
    for name, data in entries.items():
        place = desk.disk / "3b" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode())
    folder, archive = desk.read(desk.disk / "3b"), desk.read(pack(desk.disk / "3b.zip", entries))
    students = {s.name: (texts(s), s.notes) for s in folder.submissions}
    assert {s.name: (texts(s), s.notes) for s in archive.submissions} == students
    assert sorted(archive.notes) == sorted(folder.notes)
    assert students["anna"] == students["eve"] == students["fay"] == (WORK, ())
    assert students["anna.zip"][0] == {"ex01_double.py": ZERO}
    for name in ("cem", "gil", "gus"):
        assert students[name][1], name
    assert len(students) == len(archive.submissions) == 11


def test_an_archive_of_a_large_class_is_read_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside: Files = {f"data/table{number}.csv": "1" for number in range(12)}
    entries: Files = {}
    for number in range(160):
        entries |= under(f"s{number:03}", WORK | beside)
    assert len(entries) > MAX_MEMBERS
    path = pack(desk.disk / "3b.zip", entries, zipfile.ZIP_STORED)
    opened = []
    begin = zipfile.ZipFile.__init__

    def count(self: zipfile.ZipFile, *args: Any, **more: Any) -> None:
        opened.append(args)
        begin(self, *args, **more)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", count)
    found = desk.read(path).submissions
    assert [submission.name for submission in found] == [f"s{n:03}" for n in range(160)]
    assert all(texts(submission) == WORK for submission in found)
    # Each time it is opened, its whole table is read: once a file would never end.
    assert len(opened) < 10


def test_one_student_of_an_archived_class_harms_no_other(desk: Desk) -> None:
    bad = under("kim", {"ex01_double.py": bytes(MAX_SOURCE + 1), "ex02_shift.py": SHIFT})
    many = under("lou", WORK | {f"mine/{n}.txt": "" for n in range(MAX_MEMBERS + 1)})
    entries = under("ada") | bad | many | under("zoe")
    found = {s.name: s for s in desk.read(pack(desk.disk / "3b.zip", entries)).submissions}
    assert list(found) == ["ada", "kim", "lou", "zoe"]
    for name in ("ada", "zoe"):
        assert (texts(found[name]), found[name].notes) == (WORK, ())
    assert texts(found["kim"]) == {"ex02_shift.py": SHIFT}
    assert "ex01_double.py is too large to be an exercise" in " ".join(found["kim"].notes)
    assert found["lou"].notes, "a refusal, or a word on the files that were not looked at"


def test_a_bomb_of_one_student_of_an_archived_class_harms_no_other(desk: Desk) -> None:
    bomb = tamper(
        pack(desk.disk / "bomb.zip", {"kim/film.mp4": zeros(1024)}, zipfile.ZIP_STORED),
        method=zipfile.ZIP_DEFLATED,
        size=1 << 30,
    )
    with zipfile.ZipFile(bomb, "a") as archive:
        for name, data in (under("ada") | under("kim") | under("zoe")).items():
            archive.writestr(name, data)
    found = {s.name: s for s in desk.read(bomb).submissions}
    assert list(found) == ["ada", "kim", "zoe"]
    for name in ("ada", "zoe"):
        assert (texts(found[name]), found[name].notes) == (WORK, ())


# --- archives that are refused as a whole -----------------------------------------------------


def damaged(path: Path) -> None:
    pack(path, WORK)
    data = bytearray(path.read_bytes())
    begin = data.find(b"PK\x01\x02")
    data[begin : begin + 4] = b"\x00" * 4
    path.write_bytes(data)


def truncated(path: Path) -> None:
    pack(path, WORK)
    path.write_bytes(path.read_bytes()[:-30])


def half(path: Path) -> None:
    pack(path, WORK)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 << 30)


def holding(*names: str) -> Callable[[Path], None]:
    return lambda path: (pack(path, [*WORK.items(), *((name, ZERO) for name in names)]), None)[1]


BROKEN = r"is no zip archive, or a broken one: pack it again"
OUTSIDE = r"holds a path that leads out of it: not opened"
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty file": (lambda path: path.write_bytes(b""), BROKEN),
    "text": (lambda path: path.write_text("I had no time"), BROKEN),
    "the first bytes alone": (lambda path: path.write_bytes(b"PK\x03\x04"), BROKEN),
    "another kind of archive": (lambda path: path.write_bytes(b"Rar!\x1a\x07" * 99), BROKEN),
    "a damaged table": (damaged, BROKEN),
    "a truncated one": (truncated, BROKEN),
    "one half of it": (half, BROKEN),
    "200 GB of nothing": (huge, BROKEN),
    "..": (holding("../evil.py"), OUTSIDE),
    ".. further in": (holding("a/../../../evil.py"), OUTSIDE),
    ".. that comes back": (holding("a/../ex01_double (1).py"), OUTSIDE),
    ".. by backslash": (holding("a\\..\\..\\evil.py"), OUTSIDE),
    "an absolute path": (holding("/evil.py"), OUTSIDE),
    "an absolute path by backslash": (holding("\\evil.py"), OUTSIDE),
    "a server": (holding("\\\\server\\share\\evil.py"), OUTSIDE),
    "a drive": (holding("C:\\evil.py"), OUTSIDE),
    "a drive with slashes": (holding("c:/evil.py"), OUTSIDE),
    "a drive's own folder": (holding("C:evil.py"), OUTSIDE),
    "an endless name": (holding(f"ex01_double-{'9' * 5000}.py"), "holds a name that no disk"),
    "one name twice": (holding("ex01_double.py"), "holds ex01_double.py twice: pack it again"),
    "one name twice, by backslash": (holding("a/x.py", "a\\x.py"), "holds a/x.py twice"),
    "one name twice, by a dot": (holding("./ex02_shift.py"), "holds ex02_shift.py twice"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_an_archive_that_cannot_be_trusted_costs_its_student_alone(desk: Desk, kind: str) -> None:
    write, sentence = REFUSED[kind]
    write(desk.root / "kim.zip")
    submission = desk.of("kim")
    assert submission.sources == ()
    assert submission.notes[0].startswith("kim.zip ")
    assert re.search(sentence, submission.notes[0])


@pytest.mark.parametrize("kind", REFUSED)
def test_an_archive_that_cannot_be_trusted_is_an_error_where_it_comes_alone(
    tmp_path: Path, kind: str
) -> None:
    write, sentence = REFUSED[kind]
    path = tmp_path / "kim.zip"
    write(path)
    with pytest.raises(UserError, match=sentence) as caught:
        read_class(path, EXERCISES)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [path]


def test_an_absolute_path_into_a_folder_that_is_there_writes_nothing(desk: Desk) -> None:
    goal = desk.disk / "goal"
    goal.mkdir()
    pack(desk.root / "kim.zip", {str(goal / "evil.py"): ZERO, "../../../goal/evil.py": ZERO})
    assert desk.of("kim").notes == (f"kim.zip {OUTSIDE}",)
    assert list(goal.iterdir()) == []


def test_an_archive_without_files_is_an_empty_submission(desk: Desk) -> None:
    empty: list[Files] = [{}, {"kim/": ""}, MAC]
    for number, entries in enumerate(empty):
        path = pack(desk.root / f"kim{number}.zip", entries)
        for submission in (desk.of(f"kim{number}"), *desk.read(path).submissions):
            assert submission.sources == ()
            assert submission.notes == ("no exercise file was found",)


def test_a_link_to_an_archive_is_a_sentence(desk: Desk) -> None:
    outside = pack(desk.disk / "outside.zip", WORK)
    (desk.root / "kim.zip").symlink_to(outside)
    (desk.root / "lou.zip").symlink_to("lou.zip")
    for name in ("kim", "lou"):
        submission = desk.of(name)
        assert submission.sources == ()
        assert re.fullmatch(rf"{name}\.zip is (a link|not a regular file).*", submission.notes[0])


def test_an_instructor_may_give_a_link_to_an_archive(desk: Desk) -> None:
    pack(desk.disk / "2024-05-03.zip", under("anna") | under("ben"))
    (desk.disk / "latest.zip").symlink_to("2024-05-03.zip")
    found = desk.read(desk.disk / "latest.zip").submissions
    assert [(s.name, texts(s)) for s in found] == [("anna", WORK), ("ben", WORK)]


# --- files within that are refused ------------------------------------------------------------


def bomb(path: Path) -> None:
    pack(path, {"ex01_double.py": zeros(1024), "ex02_shift.py": SHIFT}, zipfile.ZIP_STORED)
    tamper(path, method=zipfile.ZIP_DEFLATED, size=1 << 30)


def encrypted(path: Path) -> None:
    tamper(pack(path, WORK), flags=1)


def lying(path: Path) -> None:
    pack(path, {"ex01_double.py": zeros(256), "ex02_shift.py": zeros(256)}, zipfile.ZIP_STORED)
    tamper(path, method=zipfile.ZIP_DEFLATED, size=100)


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "encrypted": (encrypted, r"is encrypted: pack it without a password"),
    "of another length than it says": (lying, r"cannot be unpacked"),
    "of another content than it says": (
        lambda path: tamper(pack(path, WORK), checksum=12345),
        r"cannot be unpacked",
    ),
    "packed in an unknown way": (lambda path: tamper(pack(path, WORK), method=93), r"pack"),
    "packed as nonsense": (
        lambda path: tamper(pack(path, WORK, zipfile.ZIP_STORED), method=zipfile.ZIP_DEFLATED),
        r"cannot be unpacked",
    ),
    "1 GB of zeros": (bomb, r"is too large to be an exercise \(1024 MB\)"),
    "too large": (
        lambda path: pack(path, dict.fromkeys(WORK, bytes(MAX_SOURCE + 1))),
        r"is too large to be an exercise \(1 MB\)",
    ),
    "no text": (lambda path: pack(path, dict.fromkeys(WORK, bytes(99))), r"is not a text file"),
    "links": (
        lambda path: pack(path, [(link(name), "/etc/passwd") for name in WORK]),
        r"is a link: hand in the file itself",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_files_that_cannot_be_read_are_each_named(desk: Desk, kind: str) -> None:
    write, sentence = UNREADABLE[kind]
    path = desk.root / "kim.zip"
    write(path)
    for submission in (desk.of("kim"), *desk.read(path).submissions):
        assert submission.sources == ()
        for name in WORK:
            assert re.search(rf"{re.escape(name)} .*{sentence}", "\n".join(submission.notes))


def test_a_file_that_cannot_be_read_costs_its_exercise_alone(desk: Desk, grader: Grader) -> None:
    passwd = desk.disk / "secret.py"
    passwd.write_text(DOUBLE)
    path = desk.root / "kim.zip"
    pack(path, [(link("kim/ex01_double.py"), str(passwd)), ("kim/ex02_shift.py", SHIFT)])
    submission = desk.of("kim")
    assert submission.notes == ("kim/ex01_double.py is a link: hand in the file itself",)
    assert scores(grader, submission) == {"double": 0.0, "shift": 2.0}


@pytest.mark.parametrize("name", ["kim", "ex01_double.py", "a"])
def test_a_name_that_is_a_file_and_a_folder_is_no_traceback(desk: Desk, name: str) -> None:
    inside = under(name).items()
    orders: list[Pairs] = [
        [(link(name), str(desk.disk)), *inside],
        [*inside, (link(name), str(desk.disk))],
        [*inside, (name, "text")],
        [(name, "text"), *inside, ("other/notes.txt", "")],
    ]
    for number, entries in enumerate(orders):
        path = pack(desk.root / f"kim{number}.zip", entries)
        assert desk.of(f"kim{number}").notes or texts(desk.of(f"kim{number}")) == WORK
        assert any(texts(s) == WORK or s.notes for s in desk.read(path).submissions)


# --- bombs ------------------------------------------------------------------------------------

METHODS = {
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


@pytest.mark.parametrize("says", ["the truth", "a small number"])
@pytest.mark.parametrize("method", METHODS)
def test_a_bomb_is_never_unpacked_into_memory(desk: Desk, method: str, says: str) -> None:
    data = bytes(24 << 20)
    path = pack(desk.root / "kim.zip", dict.fromkeys(WORK, data), METHODS[method])
    assert path.stat().st_size < 200_000
    if says == "a small number":
        tamper(path, size=100)
    del data
    tracemalloc.start()
    try:
        found = {s.name: s for s in read_class(desk.root, EXERCISES).submissions}
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found["kim"].sources == ()
    assert "ex01_double.py" in " ".join(found["kim"].notes)
    assert texts(found["ada"]) == WORK
    assert peak < 8 << 20


def test_a_file_that_unpacks_to_just_what_is_allowed_is_read(desk: Desk) -> None:
    filled = DOUBLE + "#" * (MAX_SOURCE - len(DOUBLE))
    pack(desk.root / "kim.zip", {"ex01_double.py": filled, "ex02_shift.py": SHIFT})
    submission = desk.of("kim")
    assert (texts(submission)["ex01_double.py"], submission.notes) == (filled, ())


def test_thousands_of_files_are_said_not_to_have_been_looked_at(desk: Desk) -> None:
    entries: Files = {f"{number}.txt": "" for number in range(5000)}
    path = pack(desk.root / "kim.zip", entries | WORK, zipfile.ZIP_STORED)
    for submission in (desk.of("kim"), *desk.read(path).submissions):
        said = " ".join(submission.notes)
        assert texts(submission) == WORK or f"more than {MAX_MEMBERS} files" in said


def test_thousands_of_copies_are_told_in_a_few_words(desk: Desk) -> None:
    copies: Files = {f"{number}/ex01_double.py": f"x = {number}" for number in range(1500)}
    path = pack(desk.root / "kim.zip", copies | {"ex02_shift.py": SHIFT}, zipfile.ZIP_STORED)
    for submission in (desk.of("kim"), *desk.read(path).submissions):
        assert texts(submission) == {"ex02_shift.py": SHIFT}
        assert "ex01_double.py" in " ".join(submission.notes)
        assert len(" ".join(submission.notes)) < 2000


def test_an_archive_among_other_files_is_named_and_not_opened(desk: Desk) -> None:
    inner = pack(desk.disk / "inner.zip", {"deep/ex01_double.py": ZERO}).read_bytes()
    pack(desk.root / "kim.zip", WORK | {"old.zip": inner})
    pack(desk.root / "lou.zip", {"lou/Work 1.ZIP": inner, "lou/notes.txt": ""})
    for name, sources, said in (("kim", WORK, "old.zip"), ("lou", {}, "Work 1.ZIP")):
        submission = desk.of(name)
        assert texts(submission) == sources
        assert said in submission.notes[0]


def test_archives_within_archives_come_to_an_end(desk: Desk) -> None:
    data = pack(desk.disk / "inner.zip", WORK).read_bytes()
    for _ in range(50):
        data = pack(desk.disk / "inner.zip", {"kim/work.zip": data}).read_bytes()
    (desk.root / "kim.zip").write_bytes(data)
    assert "work.zip" in " ".join(desk.of("kim").notes)
    found = desk.read(pack(desk.disk / "3b.zip", {"anna/work.zip": data} | under("ben")))
    anna, ben = found.submissions
    assert (texts(anna), texts(ben)) == ({}, WORK)
    assert "work.zip" in " ".join(anna.notes)


def test_noise_in_an_archive_is_never_a_traceback(desk: Desk) -> None:
    chance = random.Random(4)
    path = desk.root / "kim.zip"
    whole = pack(path, under("kim") | {"kim/notes.txt": "a" * 50}).read_bytes()
    table = whole.find(b"PK\x01\x02")
    good = desk.of("kim").content_hash
    kinds = set()
    for number in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 2, 8])):
            first = 0 if number % 2 else table
            data[chance.randrange(first, len(data))] = chance.randrange(256)
        if number % 10 == 0:
            data = data[: chance.randrange(len(data))]
        path.write_bytes(data)
        (submission,) = (s for s in read_class(desk.root, EXERCISES).submissions if s.name == "kim")
        assert submission.notes or submission.content_hash == good or len(submission.sources) < 2
        kinds.add(len(submission.sources))
    assert kinds == {0, 1, 2}


# --- who handed it in -------------------------------------------------------------------------


def test_of_several_entries_of_one_student_none_is_lost(desk: Desk, grader: Grader) -> None:
    for name, text in WORK.items():
        (desk.root / "anna").mkdir(exist_ok=True)
        (desk.root / "anna" / name).write_text(str(text), encoding="utf-8")
    pack(desk.root / "anna.zip", {"ex01_double.py": ZERO, "ex02_shift.py": SHIFT})
    (desk.root / "anna.py").write_text(DOUBLE, encoding="utf-8")
    found = desk.read(desk.root)
    names = [submission.name for submission in found.submissions]
    assert sorted(names) == ["ada", "anna", "anna.py", "anna.zip", "zoe"]
    assert found.notes == ("anna was handed in more than once: each is graded",)
    records = {s.name: scores(grader, s) for s in found.submissions}
    assert records["anna"] == {"double": 4.0, "shift": 2.0}
    assert records["anna.zip"] == {"double": 0.0, "shift": 2.0}
    assert records["anna.py"] == {"double": 4.0, "shift": 0.0}


def test_names_stay_different_whatever_their_endings(desk: Desk) -> None:
    (desk.root / "anna").mkdir()
    pack(desk.root / "anna.zip", WORK)
    pack(desk.root / "anna.zip.zip", WORK)
    pack(desk.root / "Anna.zip", WORK)
    found = desk.read(desk.root).submissions
    assert len({submission.name for submission in found}) == len(found) == 6


# --- two copies of one exercise ---------------------------------------------------------------


@pytest.mark.parametrize("kind", ["archive", "folder"])
def test_of_two_different_copies_at_one_depth_neither_is_graded(
    desk: Desk, grader: Grader, kind: str
) -> None:
    entries = {"a/ex01_double.py": ZERO, "b/ex01_double.py": DOUBLE, "b/ex02_shift.py": SHIFT}
    hand_in(desk.root / "kim", entries, kind)
    submission = desk.of("kim")
    (note,) = submission.notes
    assert "a/ex01_double.py" in note
    assert "b/ex01_double.py" in note
    assert "neither is graded" in note
    assert scores(grader, submission) == {"double": 0.0, "shift": 2.0}


@pytest.mark.parametrize("kind", ["archive", "folder"])
def test_two_equal_copies_at_one_depth_are_graded_as_one(
    desk: Desk, grader: Grader, kind: str
) -> None:
    hand_in(desk.root / "kim", under("a") | under("b"), kind)
    submission = desk.of("kim")
    assert scores(grader, submission) == {"double": 4.0, "shift": 2.0}
    assert len(submission.notes) == 2
    for name in WORK:
        assert re.search(rf"[ab]/{name} is a second {name}: not graded", str(submission.notes))


@pytest.mark.parametrize("kind", ["archive", "folder"])
def test_the_copy_nearest_the_top_counts(desk: Desk, kind: str) -> None:
    old = {"old/ex01_double.py": ZERO, "older/ex01_double.py": "x = 1"}
    hand_in(desk.root / "kim", WORK | old, kind)
    submission = desk.of("kim")
    assert texts(submission) == WORK
    for name in old:
        assert f"{name} is a second ex01_double.py: not graded" in submission.notes


def hand_in(place: Path, entries: Mapping[str, str | bytes], kind: str) -> None:
    """Hand in files as an archive, or as a folder."""
    pack(place.with_name(f"{place.name}.zip"), entries)
    if kind == "folder":
        with zipfile.ZipFile(place.with_name(f"{place.name}.zip")) as archive:
            archive.extractall(place)
        place.with_name(f"{place.name}.zip").unlink()


# --- the command ------------------------------------------------------------------------------


def grade(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    course = make_course(place.parent / "course").root
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", str(place), "--course", str(course), *words],
        cwd=place.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_command_grades_a_class_of_archives_whatever_some_of_them_are(desk: Desk) -> None:
    pack(desk.root / "ben.zip", under("ben"))
    pack(desk.root / "cem.zip", {"all.py": ALL_IN_ONE})
    wrong = {"bomb": bomb, "half": half, "locked": encrypted, "lying": lying}
    for name, write in wrong.items():
        write(desk.root / f"{name}.zip")
    pack(desk.root / "out.zip", {"../../evil.py": ZERO})
    pack(desk.root / "an\x1b[2Jna.zip", {"\x1b[2J.py": "", "\u202e.py": ""})
    before = tree(desk.root)
    done = grade(desk.root, "--seed", "s", "--to", str(desk.disk / "results"))
    assert done.returncode == 0, done.stderr
    records = [json.loads(p.read_text()) for p in (desk.disk / "results/instructor").iterdir()]
    points = {record["submission"]: record["score"] for record in records}
    assert points.pop("an\x1b[2Jna") == 0.0
    assert points == {"ada": 6, "ben": 6, "cem": 6, "zoe": 6} | dict.fromkeys([*wrong, "out"], 0.0)
    for name in [*wrong, "out"]:
        assert re.search(rf"^{name}: \S*(zip|py) \w+", done.stdout, re.MULTILINE), name
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert tree(desk.root) == before
    assert not (desk.root / "../../evil.py").exists()


def test_the_command_grades_an_archived_class(desk: Desk) -> None:
    entries = under("3b/anna") | {"3b/ben/ex02_shift.py": SHIFT} | MAC
    path = pack(desk.disk / "3b.zip", {f"3b/{n}": d for n, d in MAC.items()} | entries)
    done = grade(path, "--json", "--seed", "s")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    found = {record["submission"]: record["score"] for record in records}
    assert found == {"anna": 6.0, "ben": 2.0}


@pytest.mark.parametrize("kind", ["text", "..", "one name twice"])
def test_the_command_refuses_a_lone_archive_with_one_sentence(desk: Desk, kind: str) -> None:
    write, sentence = REFUSED[kind]
    write(desk.disk / "kim.zip")
    done = grade(desk.disk / "kim.zip", "--to", str(desk.disk / "results"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf"autograder: \S*kim\.zip: .*({sentence}).*\n", done.stderr)
    assert not (desk.disk / "results").exists()


DOWNLOADS: dict[str, Files] = {
    "canvas": {
        "doejane_811_501_ex01_double.py": DOUBLE,
        "doejane_811_502_ex02_shift-1.py": SHIFT,
        "roe_LATE_812_503_ex01_double.py": ZERO,
        "anon_x7Yz2_504_ex01_double.py": DOUBLE,
    },
    "moodle folders": {
        "Jane Doe_77_assignsubmission_file_/ex01_double.py": DOUBLE,
        "Jane Doe_77_assignsubmission_file_/ex02_shift.py": SHIFT,
        "Jane Doe_77_assignsubmission_onlinetext_/onlinetext.html": "<p>see the files</p>",
        "Jane Doe_78_assignsubmission_file_/ex01_double.py": ZERO,
    },
    "moodle files": {
        "Jane Doe_77_assignsubmission_file_ex01_double.py": DOUBLE,
        "Jane Doe_77_assignsubmission_file_ex02_shift.py": SHIFT,
        "Jane Doe_78_assignsubmission_file_ex01_double.py": ZERO,
    },
}
WANTED = {
    "canvas": {"doejane_811": ["ex01_double", "ex02_shift"], "roe_812": ["ex01_double"]}
    | {"anon_x7Yz2": ["ex01_double"]},
    "moodle folders": {
        "Jane Doe_77": ["ex01_double", "ex02_shift"],
        "Jane Doe_78": ["ex01_double"],
    },
    "moodle files": {"Jane Doe_77": ["ex01_double", "ex02_shift"], "Jane Doe_78": ["ex01_double"]},
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lms", DOWNLOADS)
def test_what_an_lms_downloads_is_put_together_by_the_students_number(
    tmp_path: Path, lms: str, packed: bool
) -> None:
    path = tmp_path / "download"
    if packed:
        path = pack(tmp_path / "download.zip", DOWNLOADS[lms])
    else:
        for name, text in DOWNLOADS[lms].items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_text(str(text))
    found = {s.name: s for s in read_class(path, EXERCISES).submissions}
    modules = {name: [source.module for source in s.sources] for name, s in found.items()}
    assert modules == {name: list(wanted) for name, wanted in WANTED[lms].items()}
    late = [name for name, s in found.items() if any("late" in note for note in s.notes)]
    assert late == (["roe_812"] if lms == "canvas" else [])


def test_an_archive_that_a_student_gave_to_an_lms_is_entered(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", WORK).read_bytes()
    path = pack(
        tmp_path / "all.zip", {"doe_1_2_homework.zip": inner, "roe_3_4_ex01_double.py": DOUBLE}
    )
    found = {s.name: len(s.sources) for s in read_class(path, EXERCISES).submissions}
    assert found == {"doe_1": 2, "roe_3": 1}
