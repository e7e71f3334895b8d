"""``autograder nbgrader init`` and ``autograder nbgrader grade``."""

import argparse
import importlib.util
from pathlib import Path

from rich.console import Console

from ..classroom.level import require
from ..classroom.proof import seed_for_class
from ..confinement.isolation import open_isolation
from ..grading.grader import Grader
from ..records.errors import UserError
from ..records.text import visible
from .options import add_course, add_required_level, chosen_course
from .output import progress, refuse_faults, show_class


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    init = actions.add_parser("init", help="write an nbgrader course, or update one")
    grade = actions.add_parser("grade", help="grade what was submitted into nbgrader's gradebook")
    for action in (init, grade):
        action.add_argument("folder", type=Path, metavar="COURSE", help="the nbgrader course")
        add_course(action)
    grade.add_argument("--student", metavar="ID", help="this student alone")
    grade.add_argument(
        "--assignment", default="logistic_regression", help="default: logistic_regression"
    )
    add_required_level(grade)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    if importlib.util.find_spec("nbgrader") is None:
        raise UserError("nbgrader is not installed here: pip install 'eight-tickets[nbgrader]'")
    return _init(options) if options.action == "init" else _grade(options)


def _init(options: argparse.Namespace) -> int:
    from ..nbgrader.course_folder import ASSIGNMENT, init

    written = init(chosen_course(options), options.folder)
    for path in written.changed:
        print(f"written: {visible(str(path))}")
    for line in written.kept:
        print(visible(line))
    if not written.changed:
        print("everything is up to date")
    print(f"next, in {visible(str(options.folder))}: nbgrader generate_assignment {ASSIGNMENT}")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from ..nbgrader.gradebook import NbgraderCourse

    course = chosen_course(options)
    classroom = NbgraderCourse(options.folder, options.assignment)
    try:
        students = classroom.students()
        if options.student is not None:
            if options.student not in students:
                raise UserError(f"{options.student} submitted nothing here", options.folder)
            students = [options.student]
        if not students:
            raise UserError("nobody submitted anything yet: submitted/ is empty", options.folder)
        isolation = open_isolation()
        try:
            require(isolation, options.require_level)
            grader = Grader(course, isolation, seed_for_class(course, None))
            records = [
                classroom.grade(student, course, grader)
                for student in progress(students, "grading", Console(stderr=True))
            ]
        finally:
            isolation.close()
    finally:
        classroom.close()
    show_class(isolation, records, [])
    refuse_faults(records)
    return 0
