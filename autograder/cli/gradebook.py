"""``autograder gradebook``."""

import argparse
import getpass
import os
from pathlib import Path

from rich.console import Console

from ..gradebook.store import Gradebook
from ..records.errors import UserError
from ..records.grades import COUNTS
from ..records.text import visible
from ..reports.grades import grades_table, override_line

_MOST_POINTS = 1e6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = {
        "show": "what counts for each student, and what a person changed",
        "check": "look for damage",
        "backup": "write a copy, also while it is in use",
        "count": "say which attempt of a student counts",
        "override": "give or take points for a function, with a reason",
    }
    for action, sentence in told.items():
        subparser = actions.add_parser(action, help=sentence, description=sentence)
        subparser.add_argument("gradebook", type=Path, metavar="FILE")
        if action == "backup":
            subparser.add_argument("--to", type=Path, required=True, metavar="COPY")
        elif action == "count":
            subparser.add_argument("which", choices=COUNTS)
        elif action == "override":
            subparser.add_argument("student")
            subparser.add_argument("function")
            subparser.add_argument("points", type=_points, help="such as 2 or -1.5")
            subparser.add_argument("--reason", required=True)


def _points(text: str) -> float:
    """Read points; argparse says the rest."""
    try:
        points = round(float(text), 2)
    except ValueError:
        points = 0.0
    if not 0 < abs(points) < _MOST_POINTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of points, such as 2 or -1.5")
    return points


def run(options: argparse.Namespace) -> int:
    """Run it."""
    gradebook = Gradebook(options.gradebook)
    try:
        actions = {
            "show": _show,
            "check": _check,
            "backup": _back_up,
            "count": _count,
            "override": _override,
        }
        return actions[options.action](gradebook, options)
    finally:
        gradebook.close()


def _show(gradebook: Gradebook, options: argparse.Namespace) -> int:
    console = Console()
    grades = list(gradebook.grades())
    if not grades:
        raise UserError("nobody is in it yet", gradebook.path)
    console.print(grades_table(grades, console.width))
    for line in [*map(override_line, gradebook.overrides()), *_without_score(gradebook)]:
        console.print(line, markup=False, highlight=False)
    console.print(f"the {gradebook.count} attempt counts", markup=False, highlight=False)
    return 0


def _without_score(gradebook: Gradebook) -> list[str]:
    return [
        f"{visible(attempt.student)}: attempt {attempt.number} has no score, the grader failed: "
        + visible(attempt.fault)
        for attempt in gradebook.attempts()
        if attempt.result is None
    ]


def _check(gradebook: Gradebook, options: argparse.Namespace) -> int:
    from ..classroom.contents import damaged_contents

    problems = [*gradebook.problems(), *damaged_contents(gradebook)]
    if problems:
        raise UserError(
            "the gradebook is damaged: restore a backup\n" + "\n".join(map(visible, problems)),
            gradebook.path,
        )
    attempts = gradebook.attempts()
    students = {attempt.student for attempt in attempts}
    print(
        f"sound: {len(attempts)} attempts of {len(students)} students, "
        f"{len(gradebook.overrides())} overrides"
    )
    print("\n".join(lines) if (lines := _without_score(gradebook)) else "nobody lacks a score")
    return 0


def _back_up(gradebook: Gradebook, options: argparse.Namespace) -> int:
    if options.to.exists():
        raise UserError("there is a file already: choose another name", options.to)
    gradebook.back_up(options.to)
    print(f"written: {visible(str(options.to))}")
    return 0


def _count(gradebook: Gradebook, options: argparse.Namespace) -> int:
    gradebook.count = options.which
    print(f"the {options.which} attempt counts")
    return 0


def _override(gradebook: Gradebook, options: argparse.Namespace) -> int:
    try:
        person = getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        person = f"user {os.getuid()}"
    student, function = options.student, options.function
    gradebook.add_override(student, function, options.points, options.reason, person)
    print(override_line(gradebook.overrides()[-1]))
    return 0
