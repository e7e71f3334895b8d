"""``autograder feedback``."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..records.errors import UserError
from ..records.record import FORMAT
from ..records.text import visible
from ..reports.feedback import Feedback, feedback_of
from ..reports.markdown import feedback_markdown
from ..reports.page import feedback_page
from ..reports.written import Marked, marks_by_student
from .written import read_points


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("records", type=Path, help="the folder that `grade --to` wrote")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="write a page a student there"
    )
    parser.add_argument(
        "--written", type=Path, metavar="FILE", help="a sheet of `written` with points in it"
    )


def run(options: argparse.Namespace) -> int:
    """Run it."""
    marked = marks_by_student([] if options.written is None else read_points(options.written))
    found = {path.stem: _read(path, marked) for path in _files(options.records)}
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        for name, feedback in found.items():
            _write(options.to / f"{name}.html", feedback_page(feedback))
            _write(options.to / f"{name}.md", feedback_markdown(feedback))
    except OSError as problem:
        path = problem.filename or options.to
        raise UserError(f"cannot be written ({problem.strerror})", path) from None
    where = visible(str(options.to))
    who = "1 student" if len(found) == 1 else f"{len(found)} students"
    print(f"feedback for {who} in {where}: a page (.html) and a text (.md) each")
    return 0


def _files(records: Path) -> list[Path]:
    # The instructor's records beside them hold what no student may read.
    files = sorted((records / "students").glob("*.json"))
    if not files:
        what = "no students/ with records in it: give the folder that `grade --to` wrote"
        raise UserError(what, records)
    return files


def _read(path: Path, marked: Mapping[str, Sequence[Marked]]) -> Feedback:
    try:
        view = json.loads(path.read_text(encoding="utf-8"))
        if view["format"] != FORMAT:
            raise UserError(f"a record of format {view['format']}, wanted {FORMAT}", path)
        return feedback_of(view, marked.get(visible(str(view["submission"])), ()))
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", path) from None
    except (ValueError, KeyError, TypeError):
        raise UserError("not a student's record: grade again with --to", path) from None


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
