"""``autograder explain``."""

import argparse
import inspect
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

from ..course.course import Course
from ..course.seed import SeedFile
from ..gradebook.store import Gradebook
from ..records.errors import UserError
from ..records.record import FORMAT
from ..records.text import visible
from ..reports.explain import explain_lines
from ..submission.reader import read_class
from ..submission.student_files import Submission
from .options import add_course, chosen_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("record", help="a file of RESULTS/instructor/, or a student of --gradebook")
    parser.add_argument("function", help="the function to explain")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--submission", type=Path, help="what the student handed in")
    source.add_argument("--gradebook", type=Path, metavar="FILE", help="where that is kept")
    add_course(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    course = chosen_course(options)
    if options.gradebook is not None:
        _explain(options, course, _kept_record(options.gradebook, options.record))
        return 0
    record = _read_record(Path(options.record))
    submission = _find(course, options.submission, record)
    _explain(options, course, record)
    command = ["autograder", "grade", str(options.submission), "--course", str(course.root)]
    if not _same_seed(course, record):
        command += ["--seed", "THE-SEED-THAT-WAS-GIVEN"]
    again = visible(shlex.join([*command, "--json"]))
    print(f"\nto grade {visible(submission.name)} again: {again}")
    return 0


def _explain(options: argparse.Namespace, course: Course, record: dict[str, Any]) -> None:
    functions = {function["name"]: function for function in record["functions"]}
    if options.function not in functions:
        known = ", ".join(functions)
        raise UserError(f"no function {options.function} in it: {known}", options.record)
    if options.function not in course.functions:
        raise UserError(f"this course has no function {options.function} any more", course.root)
    if record["checks_hash"] != course.checks_hash:
        print("the checks have changed since: what follows is what the old ones said\n")
    sources = {
        check.name: inspect.getsource(check.call) for check in course.checks_of(options.function)
    }
    width = max(40, shutil.get_terminal_size().columns)
    print("\n".join(explain_lines(functions[options.function], sources, width)))


def _kept_record(path: Path, student: str) -> dict[str, Any]:
    """Give the record of a student's last attempt in a gradebook."""
    gradebook = Gradebook(path)
    try:
        attempt = gradebook.latest(student)
        if attempt is None:
            raise UserError(f"no student {visible(student)} in it", path)
        if attempt.result is None:
            raise UserError(f"the last attempt of {visible(student)} has no score yet", path)
        print(f"{visible(student)}, attempt {attempt.number}\n")
        return gradebook.record(attempt).as_dict()
    finally:
        gradebook.close()


def _same_seed(course: Course, record: dict[str, Any]) -> bool:
    kept, _ = SeedFile(course.root).read()
    return kept is not None and kept.hash == record["seed_hash"]


def _read_record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise UserError(f"a record of format {record['format']}, wanted {FORMAT}", path)
        if "content_hash" not in record and "functions" in record:
            raise UserError("this is a student's view: give the file of instructor/", path)
        return _read_fields(record)
    except OSError as problem:
        raise UserError(f"cannot be read ({problem.strerror})", path) from None
    except (ValueError, KeyError, TypeError):
        raise UserError("not a record: give a file of RESULTS/instructor/", path) from None


def _read_fields(record: dict[str, Any]) -> dict[str, Any]:
    """Take what is needed of a record; a KeyError or TypeError says that it is none."""
    for function in record["functions"]:
        _ = [function[key] for key in ("name", "score", "max_score", "status", "notes")]
        for check in function["checks"]:
            _ = [check[key] for key in ("name", "title", "visibility", "max_points", "status")]
            _ = check["message"], dict(check["detail"])
    keys = ("functions", "content_hash", "checks_hash", "seed_hash", "submission")
    return {key: record[key] for key in keys}


def _find(course: Course, path: Path, record: dict[str, Any]) -> Submission:
    found = read_class(path, course.exercises).submissions
    same = [s for s in found if s.content_hash == record["content_hash"]]
    if not same:
        name = visible(str(record["submission"]))
        raise UserError(f"this is not what was graded for {name}: its content differs", path)
    return next((s for s in same if s.name == record["submission"]), same[0])
