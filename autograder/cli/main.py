"""Finds the command, and turns errors into sentences and exit statuses."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from .. import __version__
from ..records.errors import GraderFault, UserError

GRADED, FAULT, MISUSE = 0, 1, 2

COMMANDS = {
    "watch": "check a student's exercises whenever one is saved",
    "plot": "draw the chapter's pictures from a student's own functions",
    "grade": "grade a class folder, or one student's",
    "gradebook": "look into a gradebook, back it up, change points by hand",
    "regrade": "grade what is in a gradebook again, after showing what would change",
    "export": "write the grades of a gradebook as CSV, or into a sheet of Canvas or Moodle",
    "stats": "say which functions and checks are hard, and which mislead",
    "explain": "say why a function lost points, check by check",
    "feedback": "write a page a student: points, what failed, what to think about",
    "written": "collect written answers for a person to mark, and read the points back",
    "demo": "make a small class, grade it and show what became of each",
    "doctor": "say which level of isolation this machine gives",
    "build": "write exercises/ from solutions/",
    "audit": "prove the exercises before they are released",
    "release": "audit, then pack what a student receives",
    "nbgrader": "write a course for nbgrader, or grade into its gradebook",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 done, 1 the grader's own fault or something found, 2 misuse.
    """
    for stream in (sys.stdout, sys.stderr):
        # A student's name must not end the run where the terminal cannot write it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parse(list(sys.argv[1:] if arguments is None else arguments))
        return int(options.run(options))
    except UserError as problem:
        print(f"autograder: {problem}", file=sys.stderr)
        return MISUSE
    except GraderFault as problem:
        print(f"autograder: the grader failed, nobody lost a point: {problem}", file=sys.stderr)
        return FAULT
    except MemoryError:
        print("autograder: this machine ran out of memory, nobody lost a point", file=sys.stderr)
        return FAULT
    except SystemError:  # what Python says of itself where an import finds no memory
        print("autograder: Python failed, perhaps for memory; nobody lost a point", file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        print("autograder: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away; Python must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except OSError as problem:
        where, what = problem.filename or "output", problem.strerror or problem
        print(f"autograder: {where}: {what}", file=sys.stderr)
        return FAULT


def _parse(words: list[str]) -> argparse.Namespace:
    """Read the command line with the parser of the command that it names."""
    # A command brings its own imports, so only the one that is asked for is loaded.
    name = words[0] if words and words[0] in COMMANDS else None
    parser = argparse.ArgumentParser(
        prog="autograder", description="Eight Tickets: autograded logistic regression by hand."
    )
    parser.add_argument("--version", action="version", version=f"eight-tickets {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command, sentence in COMMANDS.items():
        subparser = subparsers.add_parser(command, help=sentence, description=sentence)
        if command == name:
            module = importlib.import_module(f"autograder.cli.{command}")
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser.parse_args(words)
