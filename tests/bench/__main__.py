"""The command: ``python -m tests.bench``.

It writes docs/performance.md and renews what README.md quotes of it. Its options are for trying
the bench itself: tiny sizes, another course, fewer tools, another place to write to.
"""

import argparse
from pathlib import Path

from tests.bench.measure import adopt_orphans
from tests.bench.page import page, write
from tests.bench.run import TOOLS, Bench
from tests.bench.sizes import FULL, QUICK
from tests.conftest import ROOT
from tests.nbgrader_class import open_folder


def main() -> None:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: the numbers say nothing")
    parser.add_argument("--course", type=Path, default=ROOT)
    parser.add_argument("--only", nargs="*", choices=TOOLS, default=TOOLS, metavar="TOOL")
    parser.add_argument("--to", type=Path, default=ROOT, help="has README.md and gets docs/")
    options = parser.parse_args()
    adopt_orphans()
    with open_folder() as folder:
        sizes = QUICK if options.quick else FULL
        bench = Bench(options.course, sizes, frozenset(options.only), folder)
        text = page(bench.results())
    print(text)
    write(options.to, text)


if __name__ == "__main__":
    main()
