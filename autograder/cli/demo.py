"""``autograder demo``."""

import argparse
from pathlib import Path

from rich.console import Console

from ..authoring.demo import make_class, write_class
from ..confinement.isolation import open_isolation
from ..course.seed import Seed
from ..grading.grader import Grader
from ..records.errors import UserError
from ..reports.isolation import isolation_lines
from ..reports.story import story_lines
from ..reports.terminal import class_table, legend
from ..submission.reader import read_class
from .options import add_course, chosen_course
from .output import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_course(parser)
    parser.add_argument("--students", type=int, default=12, metavar="N", help="(default: 12)")
    parser.add_argument("--seed", default="demo", help="another seed makes another class")
    parser.add_argument(
        "--to", type=Path, default=Path("demo"), metavar="FOLDER", help="(default: demo)"
    )


def run(options: argparse.Namespace) -> int:
    """Run it."""
    if options.students < 1:
        raise UserError("a class has at least one student: --students 12")
    course = chosen_course(options)
    students = make_class(course, options.students, options.seed)
    submitted = write_class(options.to, students)
    console = Console()
    isolation = open_isolation()
    try:
        for line in isolation_lines(isolation.level, isolation.holes, isolation.advice):
            console.print(line, markup=False, highlight=False)
        console.print(f"a class of {len(students)} in {submitted}", markup=False, highlight=False)
        grader = Grader(course, isolation, Seed(options.seed))
        handed_in = {s.name: s for s in read_class(submitted, course.exercises).submissions}
        records = [
            grader.grade(handed_in[student.name])
            for student in progress(students, "grading", Console(stderr=True))
        ]
    finally:
        isolation.close()
    console.print()
    console.print(class_table(records, console.width))
    console.print(legend(records), markup=False, highlight=False)
    console.print()
    for student, record in zip(students, records, strict=True):
        for line in story_lines(student.name, student.story, record, console.width):
            console.print(line, markup=False, highlight=False)
    return 0
