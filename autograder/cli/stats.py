"""``autograder stats``."""

import argparse
from pathlib import Path

from rich.console import Console

from ..gradebook.store import Gradebook
from ..records.errors import UserError
from ..records.statistics import statistics_of
from ..records.text import visible
from ..reports.statistics import statistics_csv, statistics_lines, statistics_table
from .options import add_gradebook
from .output import refuse_over, write_file

_LEGEND = """\
tried: whose function could be run; right: share of the points, or of who passed;
item-rest: correlation with the points for all the rest; ms: the median"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_gradebook(parser)
    parser.add_argument("--to", type=Path, metavar="FILE.csv", help="write them as CSV instead")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    if options.to is not None:
        refuse_over(options.to, options.gradebook)
    gradebook = Gradebook(options.gradebook)
    try:
        statistics = statistics_of(gradebook.counted_records())
    finally:
        gradebook.close()
    if not statistics.students:
        raise UserError("nobody in it has a score yet", options.gradebook)
    if options.to is not None:
        write_file(options.to, statistics_csv(statistics).encode())
        print(f"written: {visible(str(options.to))}")
        return 0
    console = Console()
    console.print(statistics_table(statistics))
    for line in [_LEGEND, *statistics_lines(statistics)]:
        console.print(line, markup=False, highlight=False)
    return 0
