"""What tests ask of the processes that the kit starts."""

import dataclasses
import os
import time
from pathlib import Path

from autograder.inside import __file__ as inside_file

INSIDE = str(Path(inside_file).resolve().parent)
PATIENCE = 60.0


@dataclasses.dataclass(frozen=True)
class Process:
    """A process as /proc shows it; its start tells it from a later one with the same number."""

    pid: int
    parent: int
    started: int
    cpu: float = dataclasses.field(compare=False)
    state: str = dataclasses.field(compare=False)

    @classmethod
    def read(cls, pid):
        try:
            text = Path(f"/proc/{pid}/stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return None
        fields = text.rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        cpu = ticks / os.sysconf("SC_CLK_TCK")
        return cls(pid, int(fields[1]), int(fields[19]), cpu, fields[0])

    @property
    def runs(self):
        now = Process.read(self.pid)
        return now is not None and now.started == self.started and now.state != "Z"


def descendants(pid):
    """All that a process started, directly or not, and that runs our `inside`."""
    everything = [Process.read(int(p.name)) for p in Path("/proc").iterdir() if p.name.isdigit()]
    found, parents = [], {pid}
    while parents:
        children = [p for p in everything if p is not None and p.parent in parents]
        found += children
        parents = {child.pid for child in children}
    return [process for process in found if runs_inside(process)]


def runs_inside(process):
    try:
        command = Path(f"/proc/{process.pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return INSIDE.encode() in command.split(b"\0")


def wait_until(condition):
    """Look again and again; a minute without success is a failure."""
    end = time.monotonic() + PATIENCE
    while not (result := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return result
