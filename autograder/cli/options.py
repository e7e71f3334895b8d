"""Options that several commands share."""

import argparse
from pathlib import Path

from ..confinement.isolation import LEVELS
from ..course.course import Course, find_course, load_course
from ..records.errors import UserError


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add ``--course``."""
    parser.add_argument(
        "--course", type=Path, help="the folder with solutions/ (default: found from here upwards)"
    )


def add_required_level(parser: argparse.ArgumentParser) -> None:
    """Add ``--require-level``."""
    parser.add_argument(
        "--require-level",
        choices=LEVELS,
        default="L2",
        help="the lowest isolation to accept (default: L2)",
    )


def chosen_course(options: argparse.Namespace) -> Course:
    """Load the course that the options name."""
    if options.course is not None and not options.course.is_dir():
        raise UserError("there is no such folder", options.course)
    return load_course(find_course(options.course or Path.cwd()))
