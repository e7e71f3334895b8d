"""``autograder explain``."""

import argparse
import inspect
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

from ..course.course import Course
from ..records.errors import UserError
from ..records.record import FORMAT
from ..reports.explain import explain_lines
from ..submission.reader import Submission, read_class
from .options import add_course, chosen_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("record", type=Path, help="a file of RESULTS/instructor/")
    parser.add_argument("function", help="the function to explain")
    parser.add_argument("--submission", type=Path, required=True, help="what the student handed in")
    add_course(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    record = _read_record(options.record)
    functions = {function["name"]: function for function in record["functions"]}
    if options.function not in functions:
        known = ", ".join(functions)
        raise UserError(f"no function {options.function} in it: {known}", options.record)
    submission = _find(course, options.submission, record)
    if record["checks_hash"] != course.checks_hash:
        print("the checks have changed since: what follows is what the old ones said\n")
    sources = {
        check.name: inspect.getsource(check.call) for check in course.checks_of(options.function)
    }
    width = max(40, shutil.get_terminal_size().columns)
    print("\n".join(explain_lines(functions[options.function], sources, width)))
    command = ["autograder", "grade", str(options.submission), "--course", str(course.root)]
    print(f"\nto grade {submission.name} again: {shlex.join([*command, '--json'])}")
    return 0


def _read_record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise UserError(f"a record of format {record['format']}, wanted {FORMAT}", path)
        if "content_hash" not in record:
            raise UserError("this is a student's view: give the file of instructor/", path)
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", path) from None
    except (ValueError, KeyError, TypeError):
        raise UserError("not a record: give a file of RESULTS/instructor/", path) from None
    return dict(record)


def _find(course: Course, path: Path, record: dict[str, Any]) -> Submission:
    found = read_class(path, course.exercises).submissions
    for submission in found:
        if submission.content_hash == record["content_hash"]:
            return submission
    raise UserError(
        f"this is not what was graded for {record['submission']}: its content differs", path
    )
