"""``autograder export``."""

import argparse
import sys
from pathlib import Path

from ..gradebook.store import Gradebook
from ..records.errors import UserError
from ..records.grades import Grade
from ..records.text import visible
from ..reports.delimited import read_sheet
from ..reports.grades import grades_csv
from ..reports.lms_sheets import Filled, fill_canvas, fill_moodle
from .options import add_gradebook
from .output import refuse_over, write_file

_FILLERS = {"canvas": fill_canvas, "moodle": fill_moodle}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_gradebook(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.csv")
    parser.add_argument(
        "--format", choices=tuple(_FILLERS), help="fill a sheet that was downloaded there"
    )
    parser.add_argument("--sheet", type=Path, metavar="DOWNLOADED.csv", help="that sheet")
    parser.add_argument("--column", metavar="TITLE", help="the column to fill, if it must be said")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    if (options.format is None) != (options.sheet is None):
        raise UserError("--format and --sheet go together: the sheet that was downloaded there")
    if options.column is not None and options.sheet is None:
        raise UserError("--column names a column of --sheet")
    refuse_over(options.to, options.gradebook)
    gradebook = Gradebook(options.gradebook)
    try:
        grades, count = list(gradebook.grades()), gradebook.count
    finally:
        gradebook.close()
    without = [visible(grade.student) for grade in grades if grade.total is None]
    if without:
        print(f"no grade, left blank: {', '.join(without)}", file=sys.stderr)
    if options.sheet is None:
        write_file(options.to, grades_csv(grades).encode())
        print(f"written: {visible(str(options.to))}, {len(grades)} students, the {count} attempt")
        return 0
    filled = _filled(options, grades)
    write_file(options.to, filled.data)
    print(
        f"written: {visible(str(options.to))}, {filled.count} students in {filled.column}, "
        f"the {count} attempt"
    )
    for line in filled.notes:
        print(line, file=sys.stderr)
    if filled.not_found:
        names = ", ".join(map(visible, filled.not_found))
        print(f"not in the sheet: {names}", file=sys.stderr)
    return 1 if filled.not_found else 0


def _filled(options: argparse.Namespace, grades: list[Grade]) -> Filled:
    if options.to.exists() and options.to.samefile(options.sheet):
        raise UserError("this is the sheet that was downloaded: give --to another name", options.to)
    totals = {grade.student: grade.total for grade in grades if grade.total is not None}
    most = max((grade.max_total for grade in grades), default=0.0)
    try:
        sheet = read_sheet(options.sheet.read_bytes())
        return _FILLERS[options.format](sheet, totals, most, options.column)
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", options.sheet) from None
    except (ValueError, UserError) as problem:
        raise UserError(str(problem), options.sheet) from None
