"""``autograder watch``."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from ..records.errors import UserError
from ..selfcheck.folder import find_folder
from .extras import need


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help="of exercises (default: this one)"
    )


def run(options: argparse.Namespace) -> int:
    """Run it."""
    need("watchfiles", "it notices that a file was saved")
    from ..selfcheck.watch.session import Session

    folder = find_folder(options.folder)
    console = Console()
    if not (sys.stdin.isatty() and console.is_terminal) or console.is_dumb_terminal:
        raise UserError("watch needs a terminal: type pytest to check once")
    session = Session(folder, console)
    session.work()
    chapter = session.chapter
    print(f"{chapter.done} of {chapter.total} functions done; watch goes on from here next time")
    return 0
