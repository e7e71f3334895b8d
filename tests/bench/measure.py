"""Measures CPU, wall-clock time and memory of an action, all of its processes included."""

import contextlib
import ctypes
import os
import platform
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tests.processes import Process

LOOK_EVERY = 0.5
Result = TypeVar("Result")


@dataclass(frozen=True)
class Used:
    """Seconds of CPU and of wall-clock time."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Cost:
    """What one submission costs.

    Attributes
    ----------
    cpu, wall : float
        Seconds, medians.
    lowest, highest : float
        Of the CPU.
    first : float or None
        Seconds of CPU of the smallest class, its start included; None where each has a start.
    lost : int
        How many right submissions lost points.
    """

    cpu: float
    wall: float
    lowest: float
    highest: float
    first: float | None = None
    lost: int = 0


def adopt_orphans() -> None:
    """Become the parent of processes whose own has ended, so that their CPU counts here."""
    set_child_subreaper = 36
    if ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0):
        sys.exit("this machine does not let a process adopt others")


def measured(action: Callable[[], Result]) -> tuple[Result, Used]:
    """Run what starts processes, to the end of the last; give its result and what they used."""
    _await_all()  # what an earlier one left behind is not this one's
    before, begin = _of_children(), time.perf_counter()
    result = action()
    wall = time.perf_counter() - begin
    _await_all()
    return result, Used(_of_children() - before, wall)


def _await_all() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(words: Sequence[str], folder: Path, allowed: Sequence[int] = (0,)) -> str:
    """Run a command, which has to end well; give what it said."""
    done = subprocess.run(
        list(words),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done.stdout


def each_of(runs: Sequence[Used], count: int, lost: int = 0) -> Cost:
    """Give what one of `count` submissions costs, the start of the command among it."""
    cpus = [run.cpu / count for run in runs]
    wall = statistics.median(run.wall / count for run in runs)
    return Cost(statistics.median(cpus), wall, min(cpus), max(cpus), lost=lost)


def further_one(runs: Sequence[tuple[Used, Used]], count: int, lost: int = 0) -> Cost:
    """Give what one of `count` submissions costs that were graded beside some others.

    Each run is what the others alone used, and what all used.
    """
    more = [Used(many.cpu - some.cpu, many.wall - some.wall) for some, many in runs]
    first = statistics.median(some.cpu for some, _ in runs)
    return replace(each_of(more, count, lost), first=first)


@dataclass
class Memory:
    """The proportional set size of a tree of processes, looked at now and then.

    Attributes
    ----------
    peak : int
        The largest sum seen, in bytes.
    unseen : bool
        True where a process did not let itself be looked at.
    """

    peak: int = 0
    unseen: bool = False

    def look(self, pid: int) -> None:
        """Look once."""
        sizes = [self._size(process) for process in _tree(pid)]
        self.peak = max(self.peak, sum(sizes))

    def _size(self, pid: int) -> int:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except PermissionError:
            self.unseen = True
            return 0
        except (FileNotFoundError, ProcessLookupError):
            return 0
        lines = [line for line in text.splitlines() if line.startswith("Pss:")]
        return int(lines[0].split()[1]) * 1024 if lines else 0


@contextlib.contextmanager
def memory_watched() -> Iterator[Memory]:
    """Look at the memory of all that this process starts meanwhile."""
    memory, done = Memory(), threading.Event()

    def watch() -> None:
        while not done.wait(LOOK_EVERY):
            memory.look(os.getpid())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def _tree(pid: int) -> list[int]:
    """Give all that a process started, directly or not, without itself."""
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    parents = {p.pid: p.parent for p in map(Process.read, numbers) if p is not None}
    found: list[int] = []
    below = [pid]
    while below:
        below = [child for child, parent in parents.items() if parent in below]
        found += below
    return found


def machine() -> str:
    """Name the processor and the system."""
    cpu_info = Path("/proc/cpuinfo")
    lines = cpu_info.read_text().splitlines() if cpu_info.exists() else []
    model = next((ln.partition(":")[2].strip() for ln in lines if ln.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
