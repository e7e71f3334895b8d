"""``autograder grade``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ..classroom.level import require
from ..confinement.isolation import LEVELS, Isolation, open_isolation
from ..grading.grader import Grader
from ..grading.proof import seed_for_class
from ..records.errors import GraderFault
from ..records.record import Record
from ..records.text import visible
from ..reports.isolation import isolation_lines
from ..reports.terminal import class_table, legend, note_lines
from ..submission.reader import read_class
from .options import add_course, chosen_course
from .output import check_folder, progress, write_records


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "submissions", type=Path, help="a class folder, or one student's folder or file"
    )
    add_course(parser)
    parser.add_argument(
        "--json", action="store_true", help="write one record a line to standard output"
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="write instructor/ and students/ there"
    )
    parser.add_argument("--seed", help="where hidden inputs come from (default: the course's own)")
    parser.add_argument(
        "--require-level",
        choices=LEVELS,
        default="L2",
        help="the lowest isolation to accept (default: L2)",
    )


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    handed_in = read_class(options.submissions, course.exercises)
    if options.to is not None:
        check_folder(options.to, options.submissions)
    isolation = open_isolation()
    try:
        require(isolation, options.require_level)
        grader = Grader(course, isolation, seed_for_class(course, options.seed))
        records = []
        for submission in progress(handed_in.submissions, "grading", Console(stderr=True)):
            records.append(grader.grade(submission))
            if options.json:
                print(records[-1].to_json(), flush=True)
    finally:
        isolation.close()
    if options.to is not None:
        write_records(options.to, records)
    notes = list(map(visible, handed_in.notes))
    if options.json:
        print("\n".join(notes), file=sys.stderr, end="\n" if notes else "")
    else:
        _show(isolation, records, notes)
    faults = [visible(record.submission) for record in records if record.score is None]
    if faults:
        raise GraderFault(f"no score for {', '.join(faults)}: grade again")
    return 0


def _show(isolation: Isolation, records: Sequence[Record], notes: Sequence[str]) -> None:
    console = Console()
    for line in isolation_lines(isolation.level, isolation.holes, isolation.advice):
        console.print(line, markup=False, highlight=False)
    console.print(class_table(records, console.width))
    for line in [*filter(None, [legend(records)]), *note_lines(records), *notes]:
        console.print(line, markup=False, highlight=False)
