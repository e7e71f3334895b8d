"""The files of a folder or a zip archive, alike, each read only when it is wanted.

An archive is never unpacked: its names are looked at first, and refused as a
whole where they cannot be trusted.
"""

import contextlib
import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

MAX_SOURCE = 1 << 20
MAX_MEMBERS = 2000
MAX_DIRECTORY = 32 << 20
_TAIL = (1 << 16) + 22
_LONGEST_NAME = 255
IGNORED_FOLDERS = frozenset(["__pycache__", "__MACOSX", "site-packages"])
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
        Gives the bytes, at most `MAX_SOURCE` or as many as its argument says;
        raises `Refused`.
    """

    parts: tuple[str, ...]
    read: Callable[..., bytes]

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
        above = Path(root).relative_to(folder).parts
        for name in sorted(files):
            if not is_ignored(name):
                path = os.path.join(root, name)  # noqa: PTH118  a Path costs as much as reading
                found.append(member_of_file(path, (*above, name)))
        if len(found) > MAX_MEMBERS:
            notes.append(f"more than {MAX_MEMBERS} files: the rest was not looked at")
            break
    return found


def member_of_file(path: str | Path, parts: Iterable[str]) -> Member:
    """Give one file of the disk."""
    return Member(tuple(parts), partial(_read_file, path))


def _read_file(path: str | Path, most: int = MAX_SOURCE) -> bytes:
    try:
        details = os.lstat(path)
        if stat.S_ISLNK(details.st_mode):
            raise Refused("is a link: hand in the file itself")
        if not stat.S_ISREG(details.st_mode):
            raise Refused("is not a regular file")
        _check_size(details.st_size, most)
        with open(path, "rb") as file:
            return file.read()
    except OSError as problem:
        raise Refused(f"cannot be read ({problem.strerror})") from None


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise Refused(f"is too large to be an exercise ({size / (1 << 20):.0f} MB): not graded")


def members_of_zip(source: Path | io.BytesIO) -> list[Member]:
    """List the files of a zip archive.

    Raises
    ------
    Refused
        For an archive that is broken or enormous, or holds names that lead out
        of it or stand twice.
    """
    try:
        if isinstance(source, Path) and not source.is_file():
            raise Refused("is not a regular file")
        _check_directory(source)
        archive = zipfile.ZipFile(source)
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except _BROKEN:
        raise Refused("is no zip archive, or a broken one: pack it again") from None
    except OSError as problem:
        raise Refused(f"cannot be read ({problem.strerror})") from None
    members = [Member(_safe_parts(info.filename), _reader(archive, info)) for info in infos]
    members = [member for member in members if not any(map(is_ignored, member.parts))]
    counts = Counter(member.parts for member in members)
    twice = [member.shown for member in members if counts[member.parts] > 1]
    if twice:
        raise Refused(f"holds {twice[0]} twice: pack it again")
    return members


def _check_directory(source: Path | io.BytesIO) -> None:
    """Look at the size of an archive's list of files before it is read."""
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise Refused("is no zip archive, or a broken one: pack it again")
    (listed,) = struct.unpack_from("<I", tail, at + 12)
    if listed > MAX_DIRECTORY or b"PK\x06\x07" in tail:
        raise Refused("lists too many files for a class: not opened")


def _safe_parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        raise Refused("holds a path that leads out of it: not opened")
    if any(len(part) > _LONGEST_NAME for part in path.parts):
        raise Refused("holds a name that no disk could hold: pack it again")
    return path.parts


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[..., bytes]:
    def read(most: int = MAX_SOURCE) -> bytes:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused("is a link: hand in the file itself")
        if info.flag_bits & _ENCRYPTED:
            raise Refused("is encrypted: pack it without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("is packed in an unusual way: make an ordinary zip archive")
        _check_size(info.file_size, most)
        try:
            with archive.open(info) as file:
                data = file.read(most + 1)
        except (*_BROKEN, OSError):
            raise Refused("cannot be unpacked: pack the archive again") from None
        _check_size(len(data), most)
        return data

    return read
