"""``autograder grade``."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from ..classroom.level import require
from ..confinement.isolation import open_isolation
from ..course.written import read_questions
from ..grading.grader import Grader
from ..grading.proof import seed_for_class
from ..records.text import visible
from ..reports.written import who_answered
from ..submission.reader import read_class
from .options import add_course, add_required_level, chosen_course
from .output import check_folder, progress, refuse_faults, show_class, write_records
from .written import answers_of


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
        "--hints-from-hidden",
        action="store_true",
        help="let hints rest on hidden checks too; docs/security.md says what that gives away",
    )
    add_required_level(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    handed_in = read_class(options.submissions, course.exercises)
    if options.to is not None:
        check_folder(options.to, options.submissions)
    isolation = open_isolation()
    try:
        require(isolation, options.require_level)
        seed = seed_for_class(course, options.seed)
        grader = Grader(course, isolation, seed, options.hints_from_hidden)
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
    if read_questions(course.root):
        notes += who_answered(answers_of(course.root, handed_in.submissions))
    if options.json:
        print("\n".join(notes), file=sys.stderr, end="\n" if notes else "")
    else:
        show_class(isolation, records, notes)
    refuse_faults(records)
    return 0
