"""``autograder audit``."""

import argparse
import sys
import time

from ..authoring.audit import audit
from ..confinement.isolation import open_isolation
from .options import add_course, chosen_course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    add_course(parser)


def run(options: argparse.Namespace) -> int:
    """Run it."""
    begin = time.monotonic()
    course = chosen_course(options)
    isolation = open_isolation()
    isolation.close()
    result = audit(course, isolation.level, lambda line: print(f"... {line}", flush=True))
    print("misconceptions, and the checks that notice some of them alone:")
    for function, noticed in result.noticed.items():
        alone = [f"{check} {many}" for check, many in noticed.alone.items()]
        print(f"  {noticed.misconceptions:3} {function}: {', '.join(alone) or '-'}")
    for version in result.hidden_only:
        print(
            f"only hidden checks notice {version.name}: {version.hidden_only or 'no reason given'}"
        )
    for problem in result.problems:
        print(problem, file=sys.stderr)
    counts = ", ".join(f"{number} {what}" for what, number in result.counts.items())
    found = f"{len(result.problems)} problems" if result.problems else "no problem"
    print(f"audit: {counts}: {found} ({time.monotonic() - begin:.0f} s)")
    return 1 if result.problems else 0
