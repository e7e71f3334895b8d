"""Attempts and what they were graded: kept for good, one transaction a submission."""

import itertools
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..records.errors import UserError
from ..records.grades import COUNTS, Grade, Override, counting, grade_of
from ..records.record import Record, read_record
from ..records.text import visible
from .attempts import Attempt, Terms, Wanted, terms_of
from .database import connect, make_private, told, transaction

_PAGE = 100
_ATTEMPTS = """
    SELECT a.id, a.student, a.number, a.content, a.notes, a.fault, r.id, r.checks, r.seed, r.level
    FROM attempt a
    LEFT JOIN grading g ON g.id = (SELECT max(id) FROM grading WHERE attempt = a.id)
    LEFT JOIN result r ON r.id = g.result
"""


class Gradebook:
    """One SQLite file. What was handed in and how it was graded is added, never changed.

    Parameters
    ----------
    path : Path
    create : bool
        Whether to make the file where there is none.

    Raises
    ------
    UserError
        Here and from every method, where the file cannot be used.
    """

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        self._connection = connect(path, create)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def latest(self, student: str) -> Attempt | None:
        """Give the last attempt of a student."""
        where = "WHERE a.student = CAST(? AS TEXT) ORDER BY a.number DESC LIMIT 1"
        return next(self._attempts(where, _bytes(student)), None)

    def attempts(self) -> list[Attempt]:
        """Give all attempts, by student and number."""
        return list(self._attempts("ORDER BY a.student, a.number"))

    def attempts_of(self, student: str) -> list[Attempt]:
        """Give the attempts of one student, by number."""
        where = "WHERE a.student = CAST(? AS TEXT) ORDER BY a.number"
        return list(self._attempts(where, _bytes(student)))

    def result(self, content: str, wanted: Wanted) -> int | None:
        """Find what a content was graded, whoever handed it in."""
        levels = ", ".join("?" * len(wanted.levels))
        row = self._one(
            "SELECT id FROM result WHERE content = ? AND checks = ? AND seed = ?"
            f" AND level IN ({levels}) ORDER BY id DESC LIMIT 1",
            *(content, wanted.checks, wanted.seed, *wanted.levels),
        )
        return row and int(row[0])

    def record(self, attempt: Attempt, result: int | None = None) -> Record:
        """Give an attempt's record.

        Parameters
        ----------
        attempt : Attempt
        result : int, optional
            Of another grading of the same content than the one that counts.
        """
        row = self._one("SELECT record FROM result WHERE id = ?", result or attempt.result)
        try:
            stored = read_record(zlib.decompress(row[0]))
        except (TypeError, ValueError, zlib.error):
            raise self._damaged("a record in it") from None
        return replace(stored, submission=attempt.student, notes=attempt.notes + stored.notes)

    def content(self, content: str) -> bytes:
        """Give what was handed in, as `add_content` got it."""
        row = self._one("SELECT data FROM content WHERE hash = ?", content)
        if row is None:
            raise self._damaged("what was handed in")
        return bytes(row[0])

    def _damaged(self, what: str) -> UserError:
        return UserError(f"{what} is damaged: restore a backup", self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let all that is added inside be written in one transaction."""
        with told(self.path), transaction(self._connection):
            yield

    def add_content(self, content: str, data: bytes) -> None:
        """Keep what was handed in, once."""
        self._write("INSERT OR IGNORE INTO content VALUES (?, ?)", content, data)

    def add_result(self, record: Record, notes: Sequence[str]) -> int:
        """Keep a record; where there is one of the same content and terms, that stays.

        Parameters
        ----------
        record : Record
        notes : sequence of str
            Those of its notes, the first ones, that are on the files handed in.
        """
        terms = terms_of(record)
        stored = replace(record, submission="", notes=record.notes[len(notes) :])
        self._write(
            "INSERT OR IGNORE INTO result (content, checks, seed, level, record, score, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(record.content_hash, terms.checks, terms.seed, terms.level),
            *(zlib.compress(stored.to_json().encode()), record.score, _now()),
        )
        wanted = Wanted(terms.checks, terms.seed, (terms.level,))
        found = self.result(record.content_hash, wanted)
        assert found is not None
        return found

    def add_attempt(self, student: str, content: str, notes: Sequence[str]) -> Attempt:
        """Keep that a student handed something in; the last attempt where it is the same."""
        last = self.latest(student)
        if last is None or last.content != content:
            number = last.number + 1 if last else 1
            self._write(
                "INSERT INTO attempt (student, number, content, notes, fault, at)"
                " VALUES (CAST(? AS TEXT), ?, ?, ?, '', ?)",
                *(_bytes(student), number, content, json.dumps(list(notes)), _now()),
            )
        elif last.notes != tuple(notes):
            told_now = json.dumps(list(notes))
            self._write("UPDATE attempt SET notes = ? WHERE id = ?", told_now, last.id)
        else:
            return last
        kept = self.latest(student)
        assert kept is not None
        return kept

    def add_grading(self, attempt: Attempt, result: int, why: str) -> None:
        """Let a result count for an attempt from now on."""
        self._write(
            "INSERT INTO grading (attempt, result, why, at) VALUES (?, ?, ?, ?)",
            *(attempt.id, result, why, _now()),
        )
        self.set_fault(attempt, "")

    def set_fault(self, attempt: Attempt, fault: str) -> None:
        """Note why the grader failed on an attempt, which has no score then."""
        self._write("UPDATE attempt SET fault = ? WHERE id = ?", fault, attempt.id)

    def add_override(
        self, student: str, function: str, points: float, reason: str, person: str
    ) -> None:
        """Keep that a person gives or takes points, whatever attempt counts and is graded again.

        Raises
        ------
        UserError
            Where there is no such student or function.
        """
        last = self.latest(student)
        if last is None:
            raise UserError(f"no student {visible(student)} in it", self.path)
        known = [a for a in self.attempts() if a.result is not None]
        own = [a for a in known if a.student == student] or known[-1:]
        functions = {f.name for attempt in own for f in self.record(attempt).functions}
        if function not in functions:
            raise UserError(f"no function {visible(function)} in it", self.path)
        self._write(
            "INSERT INTO override (student, function, points, reason, person, at)"
            " VALUES (CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)",
            *(_bytes(student), function, points, _bytes(reason), _bytes(person), _now()),
        )

    def overrides(self) -> list[Override]:
        """Give what persons changed, oldest first."""
        rows = self._all(
            "SELECT student, function, points, reason, person, at FROM override ORDER BY id"
        )
        return [Override(*row) for row in rows]

    @property
    def count(self) -> str:
        """Which attempt counts, one of `COUNTS`."""
        row = self._one("SELECT value FROM setting WHERE name = 'count'")
        return str(row[0]) if row else COUNTS[0]

    @count.setter
    def count(self, which: str) -> None:
        self._write("INSERT OR REPLACE INTO setting VALUES ('count', ?)", which)

    def grades(self) -> Iterator[Grade]:
        """Give what counts for each student, in the order of their names."""
        for _, grade in self._counting():
            yield grade

    def counted_records(self) -> Iterator[Record]:
        """Give the record of each attempt that counts and has a score, without overrides."""
        for attempt, grade in self._counting():
            if grade.total is not None:
                yield self.record(attempt)

    def _counting(self) -> Iterator[tuple[Attempt, Grade]]:
        overrides: dict[str, list[Override]] = {}
        for override in self.overrides():
            overrides.setdefault(override.student, []).append(override)
        count = self.count
        for student, group in itertools.groupby(self.attempts(), lambda a: a.student):
            attempts, changes = list(group), overrides.get(student, [])
            grades = [self._grade(attempt, changes) for attempt in attempts]
            grade = counting(count, grades)
            yield next((a, g) for a, g in zip(attempts, grades, strict=True) if g is grade)

    def _grade(self, attempt: Attempt, overrides: Sequence[Override]) -> Grade:
        if attempt.result is None:
            return Grade(attempt.student, attempt=attempt.number)
        return grade_of(self.record(attempt), attempt.number, overrides)

    def _attempts(self, where: str, *values: object) -> Iterator[Attempt]:
        for row in self._all(_ATTEMPTS + where, *values):
            number, student, count, content, notes, fault, result, *terms = row
            try:
                read_notes = _read_notes(notes)
            except (TypeError, ValueError):
                raise self._damaged("an attempt in it") from None
            yield Attempt(
                *(number, student, count, content, read_notes, fault, result),
                None if result is None else Terms(*terms),
            )

    def problems(self) -> Iterator[str]:
        """Look for damage: SQLite's own checks, then every record."""
        for (line,) in self._all("PRAGMA integrity_check"):
            if line != "ok":
                yield line
        for table, row, *_ in self._all("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to nothing"
        for number, record in self._each("result", "id, record"):
            try:
                read_record(zlib.decompress(record))
            except (TypeError, ValueError, zlib.error):
                yield f"result {number} is damaged"
        for number, notes in self._each("attempt", "id, notes"):
            try:
                _read_notes(notes)
            except (TypeError, ValueError):
                yield f"the notes of attempt {number} are damaged"

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Give all that was handed in, each with its hash."""
        yield from self._each("content", "hash, data")

    def back_up(self, path: Path) -> None:
        """Write a whole copy, while others may go on writing in this one."""
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            make_private(draft)
            with told(draft), closing(sqlite3.connect(draft)) as copy:
                self._connection.backup(copy)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _each(self, table: str, columns: str) -> Iterator[Any]:
        """Give rows page by page: who reads on and on keeps others from writing."""
        page = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_PAGE}"
        last = 0
        while rows := self._all(page, last):
            for _, *row in rows:
                yield row
            last = rows[-1][0]

    def _one(self, statement: str, *values: object) -> Any:
        with told(self.path):
            return self._connection.execute(statement, values).fetchone()

    def _all(self, statement: str, *values: object) -> list[Any]:
        with told(self.path):
            return self._connection.execute(statement, values).fetchall()

    def _write(self, statement: str, *values: object) -> sqlite3.Cursor:
        with told(self.path):
            return self._connection.execute(statement, values)


def _read_notes(text: str) -> tuple[str, ...]:
    """Read the notes of an attempt; a TypeError or ValueError says that they are none."""
    notes = json.loads(text)
    if type(notes) is not list or any(type(note) is not str for note in notes):
        raise TypeError
    return tuple(notes)


def _bytes(student: str) -> bytes:
    """Write a name as its file system has it, where that need not be UTF-8."""
    return student.encode("utf-8", "surrogateescape")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
