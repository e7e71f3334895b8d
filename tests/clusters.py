"""A real Dask cluster on this machine: a scheduler and two workers, each a process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

QUIET = {"DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s"}


@contextmanager
def started(program: str, *words: str, told: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a part of a cluster; give its process and the line in which it says that it is up."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{program}", *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=os.environ | QUIET,
    )
    assert process.stderr is not None
    try:
        yield process, next(line for line in process.stderr if told in line)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@contextmanager
def cluster_of_two(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and two workers; give its address and their processes."""
    with ExitStack() as stack:
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        _, line = stack.enter_context(started("scheduler", *words, told="tcp://127.0.0.1"))
        address = line.split()[-1]
        workers = []
        for number in range(2):
            words = [address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            words += ["--local-directory", str(folder / f"worker{number}")]
            workers.append(stack.enter_context(started("worker", *words, told="Registered to"))[0])
        yield address, workers
