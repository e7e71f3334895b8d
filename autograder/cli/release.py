"""``autograder release``."""

import argparse
import sys
from pathlib import Path

from ..authoring.audit import audit
from ..authoring.release import refuse_target, write_release
from ..confinement.isolation import open_isolation
from ..records.errors import UserError
from .options import add_course, chosen_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_course(parser)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="a new folder, or a file NAME.zip"
    )


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    refuse_target(options.to)
    isolation = open_isolation()
    isolation.close()
    result = audit(course, isolation.level, lambda line: print(f"... {line}", flush=True))
    if result.problems:
        for problem in result.problems:
            print(problem, file=sys.stderr)
        raise UserError("nothing was released: mend what the audit found, then try again")
    write_release(course, options.to)
    print(f"released to {options.to}")
    return 0
