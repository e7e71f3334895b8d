"""What commands put on screen and on disk besides their tables."""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

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


def progress(things: Sequence[T], title: str, console: Console) -> Iterator[T]:
    """Give things one by one, with a progress bar in a terminal once it takes a while."""
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True)
    begin = time.monotonic()
    task = bar.add_task(title, total=len(things))
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


def show_class(isolation: Isolation, records: Sequence[Record], notes: Sequence[str]) -> None:
    """Print what was graded, and at which level."""
    console = Console()
    for line in isolation_lines(isolation.level, isolation.holes, isolation.advice):
        console.print(line, markup=False, highlight=False)
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


def check_folder(folder: Path, submissions: Path) -> None:
    """Refuse a folder for results that cannot be one, before any work is done.

    Raises
    ------
    UserError
    """
    inside = submissions.resolve() in [folder.resolve(), *folder.resolve().parents]
    if submissions.is_dir() and inside:
        raise UserError(
            "results would lie among the submissions and be graded next time: "
            "choose another folder",
            folder,
        )
    try:
        for name in ("instructor", "students"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(f"cannot be written ({problem.strerror})", folder) from None


def write_records(folder: Path, records: Sequence[Record]) -> None:
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
            try:
                path.write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            except OSError as problem:
                problems.append(UserError(f"cannot be written ({problem.strerror})", path))
    if problems:
        raise problems[0]


def _file_name(submission: str) -> str:
    """Give a name that a file may have; one that is too long keeps its beginning."""
    data = submission.encode("utf-8", "surrogateescape")
    if len(data) <= _LONGEST_NAME:
        return submission
    mark = hashlib.sha256(data).hexdigest()[:12]
    return data[: _LONGEST_NAME - 13].decode("utf-8", "ignore") + f"-{mark}"
