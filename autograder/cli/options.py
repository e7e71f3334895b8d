"""Options that several commands share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..confinement.isolation import LEVELS
from ..course.identity import find_course
from ..records.errors import UserError

if TYPE_CHECKING:
    from ..classroom.processes import Processes
    from ..course.course import Course


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


def chosen_root(options: argparse.Namespace) -> Path:
    """Find the folder of the course that the options name."""
    if options.course is not None and not options.course.is_dir():
        raise UserError("there is no such folder", options.course)
    return find_course(options.course or Path.cwd())


def chosen_course(options: argparse.Namespace) -> "Course":
    """Load the course that the options name."""
    from ..course.course import load_course  # brings pytest: not for what needs no checks

    return load_course(chosen_root(options))


def add_gradebook(parser: argparse.ArgumentParser) -> None:
    """Add ``--gradebook``."""
    parser.add_argument("--gradebook", type=Path, required=True, metavar="FILE")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs``, ``--backend`` and ``--scheduler``."""
    parser.add_argument(
        "--jobs", type=_count, default=1, metavar="N", help="grade in N processes (default: 1)"
    )
    parser.add_argument(
        "--backend",
        choices=("loky", "dask"),
        default="loky",
        help="processes of this machine (default), or of a Dask cluster",
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of the cluster: tls://host:8786")


def chosen_processes(options: argparse.Namespace) -> "Processes":
    """Give the processes that the options name."""
    from ..classroom.processes import Processes  # brings joblib: not where nothing is graded

    if (options.backend == "dask") != (options.scheduler is not None):
        raise UserError("--backend dask and --scheduler ADDRESS go together")
    return Processes(options.jobs, options.scheduler or "")


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes, such as 2")
    return number
