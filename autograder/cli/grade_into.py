"""``autograder grade --gradebook FILE``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from ..classroom.class_book import ClassBook
from ..classroom.level import accepted_levels, require
from ..classroom.seeds import kept_seed, proved_seed
from ..confinement.isolation import Isolation, open_isolation
from ..course.identity import hash_of_checks
from ..course.written import Question, read_questions
from ..gradebook.attempts import Wanted
from ..gradebook.store import Gradebook
from ..records.record import Record
from ..records.text import visible
from ..reports.written import who_answered
from ..submission.reader import ClassFolder
from .options import chosen_processes
from .output import progress, refuse_faults, show_class, write_records
from .written import which_answered

_MOST_SHOWN = 500


def grade_into(
    options: argparse.Namespace,
    root: Path,
    exercises: Sequence[str],
    handed_in: ClassFolder,
) -> int:
    """Grade what the gradebook has no score for; give the exit status."""
    gradebook = Gradebook(options.gradebook, create=True)
    try:
        seed = kept_seed(root, exercises, options.seed)
        levels = accepted_levels(options.require_level)
        wanted = Wanted(hash_of_checks(root, exercises), seed.hash, levels)
        book = ClassBook(gradebook, wanted)
        notes = _take_all(book, handed_in, read_questions(root))
        handed_in = replace(handed_in, notes=(*handed_in.notes, *notes))
        left = book.left
        isolation = open_isolation() if left.to_grade else None
        try:
            new = _grade(options, root, exercises, isolation, book) if isolation else {}
        finally:
            if isolation is not None:
                isolation.close()
        _show(options, handed_in, isolation, book, new)
        if left.graded_otherwise and not options.json:
            name = _name(options.gradebook)
            print(f"{_some(left.graded_otherwise)} keep a score by other checks, seed or level;")
            print(f"what would change: autograder regrade --gradebook {name}")
        refuse_faults([record for record in new.values() if record is not None])
        return 0
    finally:
        gradebook.close()


def _take_all(
    book: ClassBook, handed_in: ClassFolder, questions: tuple[Question, ...]
) -> list[str]:
    """Read every submission once; say who answered in words."""
    answered = {}
    for entry in handed_in.entries:
        submission = entry.read()
        book.take(entry, submission)
        if questions:
            answered[entry.name] = which_answered(submission, questions)
    return who_answered(answered)


def _grade(
    options: argparse.Namespace,
    root: Path,
    exercises: Sequence[str],
    isolation: Isolation,
    book: ClassBook,
) -> dict[str, Record | None]:
    """Grade what is left; give the students, with their records where the grader failed."""
    require(isolation, options.require_level)
    to_grade = book.left.to_grade
    # Loaded here alone: a class that was graded before needs nothing of it.
    from ..classroom.stream import Order, grade_from_disk

    seed = proved_seed(root, exercises, options.seed)
    order = Order.of(root, exercises, isolation, seed, options.hints_from_hidden)
    stream = grade_from_disk(order, isolation, to_grade, chosen_processes(options))
    new: dict[str, Record | None] = {}
    try:
        shown = progress(stream, "grading", Console(stderr=True), len(to_grade))
        for place, submission, record in shown:
            for student in book.keep(to_grade[place], submission, record):
                failed = record.score is None
                new[student] = replace(record, submission=student) if failed else None
    except KeyboardInterrupt:
        print("autograder: what was graded is kept: the same command goes on", file=sys.stderr)
        raise
    return new


def _show(
    options: argparse.Namespace,
    handed_in: ClassFolder,
    isolation: Isolation | None,
    book: ClassBook,
    new: dict[str, Record | None],
) -> None:
    students = [entry.name for entry in handed_in.entries]
    if options.to is not None:
        write_records(options.to, _records(book, students, new))
    notes = list(map(visible, handed_in.notes))
    if options.json:
        for record in _records(book, students, new):
            print(record.to_json())
        print("\n".join(notes), file=sys.stderr, end="\n" if notes else "")
        return
    graded_now = [student for student in students if student in new]
    if len(graded_now) > _MOST_SHOWN:
        notes.append(f"{len(graded_now)} graded: too many for a table here")
        graded_now = []
    known = len(students) - len(new)
    if known:
        shown = _name(options.gradebook)
        notes.append(f"{known} of {len(students)} were in {shown} already")
    show_class(isolation, [_shown(record) for record in _records(book, graded_now, new)], notes)


def _shown(record: Record) -> Record:
    """Leave out the checks where nobody asks for them: those of hundreds take megabytes each."""
    if record.score is None:
        return record
    return replace(record, functions=tuple(replace(f, checks=()) for f in record.functions))


def _records(
    book: ClassBook, students: Sequence[str], new: dict[str, Record | None]
) -> Iterator[Record]:
    """Give what is in the gradebook, and what the grader failed on."""
    for student in students:
        record = new.get(student) or book.record(student)
        if record is not None:
            yield record


def _some(students: Sequence[str]) -> str:
    names = ", ".join(map(visible, students[:3]))
    return names + (f" and {len(students) - 3} more" if len(students) > 3 else "")


def _name(path: Path) -> str:
    return visible(str(path))
