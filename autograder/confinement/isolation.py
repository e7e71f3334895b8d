"""Which level of isolation this machine gives, as found by trying."""

import os
import socket
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from ..records.errors import GraderFault, UserError
from .launcher import FreshLauncher, Launcher, ZygoteLauncher
from .namespaces import bubblewrap
from .worker import Limits, WorkerEnded

LEVELS = ("L0", "L2", "L3")
_NAMESPACES_STOP = ("reads_secret", "reads_grader_memory", "connects", "signals_grader")

HOLES = {
    "reads_secret": "student code can read private files of the grader, the answer key among them",
    "reads_files": "student code can read files of this machine",
    "lists_folders": "student code can list the folders of this machine",
    "writes_files": "student code can create files",
    "reads_grader_memory": "student code can read the grader's memory, expected values included",
    "reads_grader_environment": "student code can read the grader's environment variables",
    "opens_sockets": "student code can open network sockets",
    "connects": "student code can reach the network",
    "forks": "student code can start further processes",
    "runs_programs": "student code can run other programs",
    "starts_threads": "student code can start threads",
    "signals_grader": "student code can send signals to the grader",
    "steers_processes": "student code can look into other processes of its user and steer them",
    "leaves_memory": "student code can leave shared memory behind for the next student's code",
    "makes_namespaces": "student code can make namespaces, in which it is root",
    "reaches_kernel": "student code reaches parts of the kernel that are often attacked",
    "is_root": "student code runs as root",
    "makes_new_code": "student code can run native code that it makes itself",
}


@dataclass(frozen=True)
class Isolation:
    """What is in force, and the workers that come with it.

    Attributes
    ----------
    level : str
        One of `LEVELS`.
    holes : tuple of str
        What the canary could do, each in a sentence.
    advice : str
        What to do for a better level; empty where there is nothing to do.
    launcher : Launcher
        Starts workers with NumPy and the standard library.
    library_launcher : Launcher
        Starts workers that have scikit-learn and SciPy as well; idle until first used.
    """

    level: str
    holes: tuple[str, ...]
    advice: str
    launcher: Launcher
    library_launcher: Launcher

    def close(self) -> None:
        """End every process that was started."""
        self.library_launcher.close()
        self.launcher.close()


def open_isolation(highest: str = "L3", limits: Limits | None = None) -> Isolation:
    """Start the best isolation that this machine has.

    Parameters
    ----------
    highest : str
        The level to try first; a lower one is for tests and measurements.
    limits : Limits, optional

    Returns
    -------
    Isolation
        Close it after use.

    Raises
    ------
    UserError
        Where no student code can be run at all.
    """
    limits = limits or Limits()
    if os.name != "posix":
        raise UserError(
            "grading needs Linux or macOS: use WSL2 or a container on Windows "
            "(the exercises themselves and pytest work there)"
        )
    advice = ""
    if highest != "L0" and not sys.platform.startswith("linux"):
        advice = "use Linux, or a Linux container: this system has no list of system calls"
    elif highest != "L0":
        wrapped = _try_zygote(limits, wrapped=True) if highest == "L3" else ""
        if isinstance(wrapped, Isolation):
            return wrapped
        confined = _try_zygote(limits, wrapped=False)
        if isinstance(confined, Isolation):
            return replace(confined, advice=wrapped)
        advice = confined
    launcher = FreshLauncher(limits)
    holes = _explain(_canary(launcher))
    return Isolation("L0", holes, advice, launcher, FreshLauncher(_larger(limits), libraries=True))


def _larger(limits: Limits) -> Limits:
    """Give the limits of a worker with libraries."""
    return replace(limits, memory=limits.memory * 2)


def _try_zygote(limits: Limits, wrapped: bool) -> Isolation | str:
    """Give confined workers, or say what to do to have them."""
    if wrapped and bubblewrap() is None:
        return "install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap)"
    launcher = ZygoteLauncher(limits, wrapped=wrapped)
    try:
        if launcher.seccomp_problem == "missing":
            launcher.close()
            return "install libseccomp (Debian, Ubuntu: apt-get install libseccomp2)"
        reached = _canary(launcher) if not launcher.seccomp_problem else ["refused"]
        if wrapped and not reached:
            without = _canary(launcher, seccomp=False)
            reached = [name for name in without if name in _NAMESPACES_STOP]
    except GraderFault:
        reached = ["refused"]
    if not reached:
        libraries = ZygoteLauncher(_larger(limits), base=launcher)
        return Isolation("L3" if wrapped else "L2", (), "", launcher, libraries)
    launcher.close()
    what = "user namespaces" if wrapped else "seccomp filters"
    if reached == ["refused"]:
        return f"allow {what}: this system, or the profile of its container, refuses them"
    return f"{what} do not hold on this system: use another kernel"


def _explain(reached: list[str]) -> tuple[str, ...]:
    return tuple(sentence for name, sentence in HOLES.items() if name in reached)


def _canary(launcher: Launcher, seccomp: bool = True) -> list[str]:
    """Let a worker try what a worker must not be able to do; give the names of what it could."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener:
        secret = Path(folder) / "secret"
        secret.write_text("private")
        secret.chmod(0o600)
        readable = Path(folder) / "readable"
        readable.write_text("open to all")
        readable.chmod(0o644)
        Path(folder).chmod(0o755)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        bait = {
            "file": str(secret),
            "readable": str(readable),
            "folder": tempfile.gettempdir(),
            "port": listener.getsockname()[1],
            "pid": os.getpid(),
        }
        worker = launcher.launch(seccomp)
        try:
            reached = worker.ask("canary", cpu=5.0, bait=bait)["reached"]
        except WorkerEnded as end:
            raise GraderFault(f"the canary {end.sentence}") from None
        finally:
            worker.close()
    return [name for name in reached if name in HOLES]
