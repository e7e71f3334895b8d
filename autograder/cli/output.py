"""What commands put on screen and on disk besides their tables."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ..confinement.isolation import Isolation
from ..records.errors import GraderFault, UserError
from ..records.record import Record, student_view
from ..records.text import visible
from ..reports.isolation import isolation_lines
from ..reports.teaching import teaching_lines
from ..reports.terminal import class_table, legend, note_lines

T = TypeVar("T")
_QUIET_SECONDS = 2.0
_LONGEST_NAME = 200


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


def progress(
    things: Iterable[T], title: str, console: Console, total: int | None = None
) -> Iterator[T]:
    """Give things one by one, with a progress bar in a terminal once it takes a while.

    Parameters
    ----------
    things : iterable
    title : str
    console : Console
    total : int, optional
        How many they are, where they do not know themselves.
    """
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True)
    begin = time.monotonic()
    task = bar.add_task(title, total=len(things) if isinstance(things, Sequence) else total)
    shown = False
    try:
        for thing in things:
            yield thing
            bar.advance(task)
            if not shown and console.is_terminal and time.monotonic() - begin > _QUIET_SECONDS:
                bar.start()
                shown = True
    finally:
        if shown:
            bar.stop()


def show_class(
    isolation: Isolation | None, records: Sequence[Record], notes: Sequence[str]
) -> None:
    """Print what was graded, and at which level if anything ran."""
    console = Console()
    if isolation is not None:
        for line in isolation_lines(isolation.level, isolation.holes, isolation.advice):
            console.print(line, markup=False, highlight=False)
    if records:
        console.print(class_table(records, console.width))
    told = [*filter(None, [legend(records)]), *note_lines(records), *notes]
    for line in [*told, *teaching_lines(records, console.width)]:
        console.print(line, markup=False, highlight=False)


def refuse_faults(records: Sequence[Record]) -> None:
    """Name the submissions that the grader itself failed on.

    Raises
    ------
    GraderFault
    """
    faults = [visible(record.submission) for record in records if record.score is None]
    if faults:
        raise GraderFault(f"no score for {', '.join(faults)}: grade again")


def refuse_among(path: Path, submissions: Path) -> None:
    """Refuse to write something where it would be graded next time.

    Raises
    ------
    UserError
    """
    inside = submissions.resolve() in [path.resolve(), *path.resolve().parents]
    if submissions.is_dir() and inside:
        raise UserError(
            "results would lie among the submissions and be graded next time: "
            "choose another folder",
            path,
        )


def refuse_over(path: Path, gradebook: Path) -> None:
    """Refuse to write something over the gradebook that it comes from.

    Raises
    ------
    UserError
    """
    if path.exists() and gradebook.exists() and path.samefile(gradebook):
        raise UserError("this is the gradebook itself: give --to another name", path)


def check_folder(folder: Path, submissions: Path) -> None:
    """Refuse a folder for results that cannot be one, before any work is done.

    Raises
    ------
    UserError
    """
    refuse_among(folder, submissions)
    try:
        for name in ("instructor", "students"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(f"cannot be written ({problem.strerror})", folder) from None


def write_records(folder: Path, records: Iterable[Record]) -> None:
    """Write each record for the instructor, and what of it the student may see.

    Raises
    ------
    UserError
        After everything else was written, for the first file that could not be.
    """
    problems = []
    for record in records:
        views = {"instructor": record.as_dict(), "students": student_view(record)}
        for audience, data in views.items():
            path = folder / audience / f"{_file_name(record.submission)}.json"
            text = json.dumps(data, indent=2, sort_keys=True) + "\n"
            try:
                write_file(path, text.encode())
            except UserError as problem:
                problems.append(problem)
    if problems:
        raise problems[0]


def _file_name(submission: str) -> str:
    """Give a name that a file may have; one that is too long keeps its beginning."""
    data = submission.encode("utf-8", "surrogateescape")
    if len(data) <= _LONGEST_NAME:
        return submission
    mark = hashlib.sha256(data).hexdigest()[:12]
    return data[: _LONGEST_NAME - 13].decode("utf-8", "ignore") + f"-{mark}"


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is there whole or as it was before, whatever happens meanwhile.

    Raises
    ------
    UserError
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as problem:
        raise UserError(f"cannot be written ({problem.strerror})", path) from None
    finally:
        draft.unlink(missing_ok=True)
