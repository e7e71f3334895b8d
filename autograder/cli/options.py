"""Options that several commands share."""

import argparse
from pathlib import Path

from ..course.course import Course, find_course, load_course


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add ``--course``."""
    parser.add_argument(
        "--course", type=Path, help="the folder with solutions/ (default: found from here upwards)"
    )


def chosen_course(options: argparse.Namespace) -> Course:
    """Load the course that the options name."""
    return load_course(find_course(options.course or Path.cwd()))
