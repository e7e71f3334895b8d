"""``autograder grade``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from ..classroom.level import require
from ..classroom.seeds import proved_seed
from ..confinement.isolation import Isolation, open_isolation
from ..course.identity import exercise_folders
from ..course.written import read_questions
from ..records.record import Record
from ..records.text import visible
from ..reports.written import who_answered
from ..submission.reader import ClassFolder, read_class
from ..submission.student_files import Submission
from .options import (
    add_course,
    add_jobs,
    add_required_level,
    chosen_processes,
    chosen_root,
)
from .output import (
    check_folder,
    progress,
    refuse_among,
    refuse_faults,
    show_class,
    write_records,
)
from .written import which_answered


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
    parser.add_argument(
        "--gradebook", type=Path, metavar="FILE", help="keep all in it, and go on where it stopped"
    )
    parser.add_argument("--seed", help="where hidden inputs come from (default: the course's own)")
    add_jobs(parser)
    parser.add_argument(
        "--hints-from-hidden",
        action="store_true",
        help="let hints rest on hidden checks too; docs/security.md says what that gives away",
    )
    add_required_level(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    root = chosen_root(options)
    exercises = [folder.name for folder in exercise_folders(root)]
    handed_in = read_class(options.submissions, exercises)
    if options.to is not None:
        check_folder(options.to, options.submissions)
    if options.gradebook is not None:
        from .grade_into import grade_into  # knows SQLite

        refuse_among(options.gradebook, options.submissions)
        return grade_into(options, root, exercises, handed_in)
    isolation = open_isolation()
    try:
        require(isolation, options.require_level)
        return _grade(options, root, exercises, handed_in, isolation)
    finally:
        isolation.close()


def _grade(
    options: argparse.Namespace,
    root: Path,
    exercises: Sequence[str],
    handed_in: ClassFolder,
    isolation: Isolation,
) -> int:
    records = []
    submissions, questions = handed_in.submissions, read_questions(root)
    for record in _graded(options, root, exercises, submissions, isolation):
        records.append(record)
        if options.json:
            print(record.to_json(), flush=True)
    if options.to is not None:
        write_records(options.to, records)
    answered = {s.name: which_answered(s, questions) for s in submissions}
    notes = list(map(visible, (*handed_in.notes, *who_answered(answered))))
    if options.json:
        print("\n".join(notes), file=sys.stderr, end="\n" if notes else "")
    else:
        show_class(isolation, records, notes)
    refuse_faults(records)
    return 0


def _graded(
    options: argparse.Namespace,
    root: Path,
    exercises: Sequence[str],
    submissions: Sequence[Submission],
    isolation: Isolation,
) -> Iterator[Record]:
    # Loaded here alone: a class that was graded before needs nothing of it.
    from ..classroom.stream import Order, grade_each, in_order

    seed = proved_seed(root, exercises, options.seed)
    order = Order.of(root, exercises, isolation, seed, options.hints_from_hidden)
    stream = grade_each(order, isolation, submissions, chosen_processes(options))
    return in_order(progress(stream, "grading", Console(stderr=True), len(submissions)))
