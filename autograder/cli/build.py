"""``autograder build``."""

import argparse

from ..authoring.build import build, check
from .options import add_course, chosen_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_course(parser)
    parser.add_argument("--check", action="store_true", help="only tell whether it is up to date")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    if options.check:
        check(course)
        print("exercises/ is up to date")
        return 0
    changed = build(course)
    for path in changed:
        print(path.relative_to(course.root))
    print(f"exercises/: {len(changed)} files changed")
    return 0
