"""``autograder doctor``."""

import argparse

from ..confinement.isolation import open_isolation
from ..reports.isolation import isolation_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command: it has no options."""


def run(options: argparse.Namespace) -> int:
    """Run it."""
    isolation = open_isolation()
    isolation.close()
    print("\n".join(isolation_lines(isolation.level, isolation.holes, isolation.advice)))
    return 0
