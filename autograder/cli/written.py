"""``autograder written``."""

import argparse
from pathlib import Path

from ..course.identity import exercise_folders
from ..course.written import Question, answers, read_questions
from ..records.errors import UserError
from ..records.text import visible
from ..reports.written import (
    Answer,
    Marked,
    answers_markdown,
    answers_sheet,
    read_sheet,
    totals_of,
    who_answered,
)
from ..submission.reader import read_class
from ..submission.student_files import Submission
from .options import add_course, chosen_root
from .output import write_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "submissions", type=Path, nargs="?", help="a class folder, or one student's folder or file"
    )
    add_course(parser)
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="NAME.md to read side by side, NAME.csv to mark"
    )
    parser.add_argument("--points", type=Path, metavar="FILE", help="a NAME.csv with points in it")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    if options.points is not None:
        print("\n".join(totals_of(read_points(options.points))))
        return 0
    if options.submissions is None:
        raise UserError("name the SUBMISSIONS to read, or a sheet with --points")
    root = chosen_root(options)
    exercises = [folder.name for folder in exercise_folders(root)]
    questions = read_questions(root)
    if not questions:
        raise UserError("this course asks no written questions", root)
    entries = read_class(options.submissions, exercises).entries
    found = [answer for entry in entries for answer in answers_of(entry.read(), questions)]
    if options.to is None:
        totals: dict[str, list[bool]] = {}
        for answer in found:
            totals.setdefault(answer.student, []).append(bool(answer.text))
        print("\n".join(who_answered(totals)) or "nobody wrote an answer")
        return 0
    write = {".md": answers_markdown, ".csv": answers_sheet}.get(options.to.suffix.lower())
    if write is None:
        raise UserError("answers are written into a .md or a .csv file", options.to)
    if options.to.exists():
        what = "there is a file here already, maybe with points in it: choose another name"
        raise UserError(what, options.to)
    write_file(options.to, write(found).encode())
    print(f"{len(found)} answers to {visible(str(options.to))}")
    return 0


def answers_of(submission: Submission, questions: tuple[Question, ...]) -> list[Answer]:
    """Give a student's answer to every written question of the course."""
    own = answers(submission.written, questions)
    return [
        Answer(submission.name, asked.number, asked.title, asked.points, own.get(asked.number, ""))
        for asked in questions
    ]


def which_answered(submission: Submission, questions: tuple[Question, ...]) -> list[bool]:
    """Tell of each written question whether a student answered it."""
    return [bool(answer.text) for answer in answers_of(submission, questions)]


def read_points(path: Path) -> list[Marked]:
    """Read a sheet from disk."""
    try:
        return read_sheet(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", path) from None
    except UnicodeDecodeError:
        raise UserError("not UTF-8 text: save it as CSV UTF-8", path) from None
