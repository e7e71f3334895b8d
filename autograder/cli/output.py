"""What commands put on screen and on disk besides their tables."""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..records.errors import UserError
from ..records.record import Record, student_view

T = TypeVar("T")
_QUIET_SECONDS = 2.0


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
    """Write each record for the instructor, and what of it the student may see."""
    for record in records:
        name = f"{record.submission}.json"
        views = {"instructor": record.as_dict(), "students": student_view(record)}
        for audience, data in views.items():
            path = folder / audience / name
            try:
                path.write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            except OSError as problem:
                raise UserError(f"cannot be written ({problem.strerror})", path) from None
