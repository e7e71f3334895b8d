"""The files of a folder or a zip archive, alike, each read only when it is wanted.

An archive is never unpacked: its names are looked at first, and refused as a
whole where they cannot be trusted.
"""

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_SOURCE = 1 << 20
MAX_MEMBERS = 2000
MAX_ARCHIVE = 100 << 20
IGNORED_FOLDERS = frozenset(["__pycache__", "__MACOSX", ".git", ".venv", ".ipynb_checkpoints"])
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
)


class Refused(Exception):
    """A file or archive that is not read, with the sentence why."""


@dataclass(frozen=True)
class Member:
    """One file.

    Attributes
    ----------
    parts : tuple of str
        Its path below the folder or archive; the last one is its name.
    read : callable
        Gives the bytes, at most `MAX_SOURCE`; raises `Refused`.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.parts[-1]

    @property
    def shown(self) -> str:
        """The path, for a person."""
        return "/".join(self.parts)


def is_ignored(name: str) -> bool:
    """Tell folders and files that are no part of a submission."""
    return name.startswith(".") or name in IGNORED_FOLDERS


def members_of_folder(folder: Path, notes: list[str]) -> list[Member]:
    """List the files below a folder; links are never followed."""
    found: list[Member] = []

    def unreadable(problem: OSError) -> None:
        notes.append(f"{Path(problem.filename).name} cannot be read ({problem.strerror})")

    for root, folders, files in os.walk(folder, onerror=unreadable):
        notes += [f"{n} is a folder, not a Python file" for n in folders if n.lower()[-3:] == ".py"]
        folders[:] = sorted(name for name in folders if not is_ignored(name))
        for name in sorted(files):
            if not is_ignored(name):
                path = Path(root) / name
                found.append(member_of_file(path, path.relative_to(folder).parts))
        if len(found) > MAX_MEMBERS:
            notes.append(f"more than {MAX_MEMBERS} files: the rest was not looked at")
            break
    return found


def member_of_file(path: Path, parts: Iterable[str]) -> Member:
    """Give one file of the disk."""
    return Member(tuple(parts), lambda: _read_file(path))


def _read_file(path: Path) -> bytes:
    try:
        details = path.lstat()
        if stat.S_ISLNK(details.st_mode):
            raise Refused("is a link: hand in the file itself")
        if not stat.S_ISREG(details.st_mode):
            raise Refused("is not a regular file")
        _check_size(details.st_size)
        return path.read_bytes()
    except OSError as problem:
        raise Refused(f"cannot be read ({problem.strerror})") from None


def _check_size(size: int) -> None:
    if size > MAX_SOURCE:
        raise Refused(f"is too large to be an exercise ({size / (1 << 20):.0f} MB): not graded")


def members_of_zip(path: Path) -> list[Member]:
    """List the files of a zip archive.

    Raises
    ------
    Refused
        For an archive that is broken, encrypted, enormous, or holds names that
        lead out of it or stand twice.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused("is not a regular file")
        if path.lstat().st_size > MAX_ARCHIVE:
            raise Refused("is too large for a submission: not opened")
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _BROKEN:
        raise Refused("is no zip archive, or a broken one: pack it again") from None
    except OSError as problem:
        raise Refused(f"cannot be read ({problem.strerror})") from None
    if len(infos) > MAX_MEMBERS:
        raise Refused(f"holds more than {MAX_MEMBERS} files: hand in the exercises alone")
    if sum(info.file_size for info in infos) > MAX_ARCHIVE:
        raise Refused("unpacks to more than 100 MB: hand in the exercises alone")
    members = [Member(_safe_parts(info.filename), _reader(path, info)) for info in infos]
    names = [member.parts for member in members]
    if len(set(names)) != len(names):
        twice = next(member.shown for member in members if names.count(member.parts) > 1)
        raise Refused(f"holds {twice} twice: pack it again")
    return [member for member in members if not any(map(is_ignored, member.parts))]


def _safe_parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        raise Refused("holds a path that leads out of it: not opened")
    return path.parts


def _reader(path: Path, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused("is a link: hand in the file itself")
        if info.flag_bits & _ENCRYPTED:
            raise Refused("is encrypted: pack it without a password")
        _check_size(info.file_size)
        try:
            with zipfile.ZipFile(path) as archive, archive.open(info) as file:
                data = file.read(MAX_SOURCE + 1)
        except (*_BROKEN, OSError):
            raise Refused("cannot be unpacked: pack the archive again") from None
        _check_size(len(data))
        return data

    return read
