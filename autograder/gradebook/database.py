"""The SQLite file of a gradebook: opened, brought to today's format, its failures told."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ..records.errors import UserError

APPLICATION = 0x38544B54
_WAIT_SECONDS = 20.0

# Each entry brings a file from the format of its place to the next; only ever add one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE content (hash TEXT PRIMARY KEY, data BLOB NOT NULL)",
        """CREATE TABLE result (
            id INTEGER PRIMARY KEY,
            content TEXT NOT NULL REFERENCES content (hash),
            checks TEXT NOT NULL,
            seed TEXT NOT NULL,
            level TEXT NOT NULL,
            record BLOB NOT NULL,
            score REAL NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (content, checks, seed, level)
        )""",
        """CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            student TEXT NOT NULL,
            number INTEGER NOT NULL,
            content TEXT NOT NULL REFERENCES content (hash),
            notes TEXT NOT NULL,
            fault TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (student, number)
        )""",
        """CREATE TABLE grading (
            id INTEGER PRIMARY KEY,
            attempt INTEGER NOT NULL REFERENCES attempt (id),
            result INTEGER NOT NULL REFERENCES result (id),
            why TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
        "CREATE INDEX grading_of_attempt ON grading (attempt)",
        """CREATE TABLE override (
            id INTEGER PRIMARY KEY,
            student TEXT NOT NULL,
            function TEXT NOT NULL,
            points REAL NOT NULL,
            reason TEXT NOT NULL,
            person TEXT NOT NULL,
            at TEXT NOT NULL
        )""",
    ),
)

_BUSY = "another program is writing in it: wait until that has ended, try again"
_UNWRITABLE = "cannot be written: look at the permissions of the file and its folder"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: "this file system cannot lock it: try again, or use a local disk",
    sqlite3.SQLITE_FULL: "the disk is full; what was written before is kept: make room, try again",
    sqlite3.SQLITE_NOTADB: "this is no gradebook",
    sqlite3.SQLITE_CORRUPT: "the gradebook is damaged: restore a backup",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: look at the folder and its permissions",
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_IOERR: "the disk failed or is full; what was written before is kept: try again",
}


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a sentence.

    Raises
    ------
    UserError
    """
    try:
        yield
    except sqlite3.Error as problem:
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        raise UserError(_SENTENCES.get(code, f"cannot be used ({problem})"), path) from None


def connect(path: Path, create: bool) -> sqlite3.Connection:
    """Open a gradebook.

    Parameters
    ----------
    path : Path
    create : bool
        Whether to make one where there is none.

    Raises
    ------
    UserError
    """
    if not path.exists():
        if not create:
            raise UserError("there is no such gradebook: grade with --gradebook makes one", path)
        make_private(path)
    with told(path):
        # Strict URIs escape every odd character of a path; mode=rw never makes a file.
        uri = f"{path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, timeout=_WAIT_SECONDS, isolation_level=None, uri=True)
    try:
        with told(path):
            connection.text_factory = _text
            connection.execute("PRAGMA journal_mode = DELETE")  # network disks have no WAL
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def make_private(path: Path) -> None:
    """Make an empty file for the instructor alone: it will hold hidden checks and scores."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as problem:
        raise UserError(f"cannot be made ({problem.strerror})", path) from None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to today's format, wholly or not at all."""
    if _format(connection, path) == len(MIGRATIONS):
        return
    with transaction(connection):
        for number in range(_format(connection, path), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _format(connection: sqlite3.Connection, path: Path) -> int:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (tables or found):
        raise UserError("this is no gradebook", path)
    if found > len(MIGRATIONS):
        raise UserError("a newer autograder made this gradebook: install that one", path)
    return int(found)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that follows, or nothing of it, whatever ends this process."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
