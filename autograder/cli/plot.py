"""``autograder plot``."""

import argparse
from pathlib import Path

from ..records.errors import UserError
from ..selfcheck.folder import find_folder
from .extras import need


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help="of exercises (default: this one)"
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="for the PNG files (default: plots/ in there)"
    )
    parser.add_argument("--show", action="store_true", help="show them on screen, too")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    need("matplotlib", "the pictures are drawn with it")
    from ..selfcheck.plots import asking, drawing

    folder = find_folder(options.folder)
    to = options.to or options.folder / "plots"
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            f"cannot be written ({problem.strerror}): choose another --to", to
        ) from None
    answers = asking.ask(folder)
    for answer in answers:
        path = drawing.write(answer, to)
        print(f"{path}: no picture yet, {answer.problem}" if answer.problem else path)
    if options.show and not drawing.show(answers):
        print("there is no screen to show them on: open the files")
    return 0
