"""``autograder regrade``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ..classroom.level import accepted_levels, require
from ..classroom.regrade import Change, Regrade
from ..classroom.seeds import proved_seed
from ..classroom.stream import Order
from ..confinement.isolation import Isolation, open_isolation
from ..course.identity import exercise_folders
from ..gradebook.attempts import Wanted
from ..gradebook.store import Gradebook
from ..records.errors import GraderFault
from ..records.text import visible
from ..reports.changes import change_lines, summary_lines
from ..reports.grades import shown_points
from .options import (
    add_course,
    add_gradebook,
    add_jobs,
    add_required_level,
    chosen_processes,
    chosen_root,
)
from .output import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_gradebook(parser)
    add_course(parser)
    parser.add_argument("--seed", help="where hidden inputs come from (default: the course's own)")
    parser.add_argument("--yes", action="store_true", help="write what changes without asking")
    parser.add_argument(
        "--if-better",
        action="store_true",
        help="leave each attempt that would lose points as it is",
    )
    add_jobs(parser)
    add_required_level(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    root = chosen_root(options)
    gradebook = Gradebook(options.gradebook)
    isolation = open_isolation()
    try:
        require(isolation, options.require_level)
        return _regrade(options, root, gradebook, isolation)
    finally:
        isolation.close()
        gradebook.close()


def _regrade(
    options: argparse.Namespace, root: Path, gradebook: Gradebook, isolation: Isolation
) -> int:
    exercises = [folder.name for folder in exercise_folders(root)]
    seed = proved_seed(root, exercises, options.seed)
    order = Order.of(root, exercises, isolation, seed)
    levels = accepted_levels(options.require_level)
    regrade = Regrade(gradebook, Wanted(order.checks, seed.hash, levels))
    if not regrade.attempts:
        print("everything was graded with today's checks and seed: nothing to do")
        return 0
    seeds = {attempt.terms.seed for attempt in regrade.attempts if attempt.terms}
    if seeds - {seed.hash}:
        print("another seed than before: hidden inputs change too (--seed gives the old one)")
    to_grade = regrade.to_grade()
    stream = regrade.grade(order, isolation, to_grade, chosen_processes(options))
    for _ in progress(stream, "grading", Console(stderr=True), len(to_grade)):
        pass
    changes = list(regrade.changes())
    kept = [change for change in changes if options.if_better and change.lowers]
    wanted = [change for change in changes if not (options.if_better and change.lowers)]
    _show(wanted, kept)
    if _agreed(options, wanted):
        regrade.write(wanted)
        print(f"written: {len(wanted)} attempts count as graded today")
    else:
        print("nothing was written")
    if regrade.faults:
        names = ", ".join(map(visible, regrade.faults.values()))
        raise GraderFault(f"not graded again: {names}; the old score stays: try again")
    return 0


def _show(wanted: Sequence[Change], kept: Sequence[Change]) -> None:
    for change in wanted:
        if change.functions:
            attempt = change.attempt
            print("\n".join(change_lines(attempt.student, attempt.number, change.functions)))
            print(f"  total {shown_points(change.before)} -> {shown_points(change.after)}")
        elif change.before is None:
            name = visible(change.attempt.student)
            print(
                f"{name} (attempt {change.attempt.number}) gets its first score: {change.after:g}"
            )
    if any(change.functions for change in wanted):
        print("\n" + "\n".join(summary_lines([change.functions for change in wanted])))
    for change in kept:
        before, after = shown_points(change.before), shown_points(change.after)
        print(f"{_name(change)} keeps {before}: today it would be {after}")
    differ = sum(bool(change.functions) for change in wanted)
    ups = sum((change.before or 0.0) < change.after for change in wanted)
    downs = sum(change.lowers for change in wanted)
    again = f"{len(wanted)} attempts graded again, {differ} differ"
    print(f"{again}; totals: {ups} up, {downs} down")


def _name(change: Change) -> str:
    return f"{visible(change.attempt.student)} (attempt {change.attempt.number})"


def _agreed(options: argparse.Namespace, wanted: Sequence[Change]) -> bool:
    if options.yes or not wanted:
        return bool(wanted)
    if not sys.stdin.isatty():
        print("to write it, run the same command with --yes")
        return False
    try:
        return input("Write this? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False
