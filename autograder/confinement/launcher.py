"""Starts workers: forked from a zygote where that is safe, freshly executed elsewhere."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from ..inside import __file__ as inside_file
from ..inside import values
from ..inside.limits import ENDED_BY_US
from ..records.errors import GraderFault
from .namespaces import wrap
from .worker import Limits, Process, Worker, connected

_THREADS = ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")
_START_SECONDS = 60.0


def environment() -> dict[str, str]:
    """Give the whole environment of a process that may hold student code."""
    chosen = {"PYTHONHASHSEED": "0", **{f"{name}_NUM_THREADS": "1" for name in _THREADS}}
    if "OPENBLAS_CORETYPE" in os.environ:
        chosen["OPENBLAS_CORETYPE"] = os.environ["OPENBLAS_CORETYPE"]
    return chosen


def _start(
    arguments: list[str], fd: int, stderr: int | IO[bytes], wrapped: bool = False
) -> subprocess.Popen[bytes]:
    inside = Path(inside_file).resolve().parent
    command = [sys.executable, "-s", "-P", "-B", str(inside), *arguments]
    return subprocess.Popen(
        wrap(command, inside) if wrapped else command,
        cwd="/",
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        pass_fds=[fd],
        start_new_session=True,
    )


class ZygoteLauncher:
    """Forks workers from one clean, preloaded interpreter (Linux), started on first use.

    Parameters
    ----------
    limits : Limits
    wrapped : bool
        Whether the interpreter lives in namespaces of its own, by bubblewrap.
    base : ZygoteLauncher, optional
        One whose interpreter this one's is forked from, to import scikit-learn
        and SciPy on top: what both have is in memory once.
    """

    def __init__(
        self, limits: Limits, wrapped: bool = False, base: "ZygoteLauncher | None" = None
    ) -> None:
        self.limits, self._wrapped, self._base = limits, wrapped, base
        self._process: subprocess.Popen[bytes] | _Branch | None = None
        self._control: socket.socket | None = None
        self._seccomp_problem = ""

    @property
    def seccomp_problem(self) -> str:
        """Why there is no list of system calls: ``missing``, ``refused``, or nothing."""
        if self._control is None:
            self._begin()
        return self._seccomp_problem

    def launch(self, seccomp: bool = True) -> Worker:
        """Start a worker.

        Parameters
        ----------
        seccomp : bool
            False leaves the list of system calls out, to try the namespaces alone;
            never for student code.

        Raises
        ------
        GraderFault
            Where none can be had.
        """
        if self._control is None:
            self._begin()
        if seccomp and self._seccomp_problem:
            # It may have been there when the level was decided, and be gone since.
            raise GraderFault("the list of system calls, libseccomp's, cannot be had any more")
        ours, theirs = connected()
        with theirs:
            try:
                request = {"op": "fork", "memory": self.limits.memory, "seccomp": seccomp}
                reply = self._ask(request, theirs.fileno())
            except GraderFault:
                ours.close()
                raise
        return Worker(ours, _Forked(self, self._process, reply["pid"]))

    def end(self, owner: object, pid: int, patience: float) -> int:
        """End one worker of a zygote and give its wait status.

        Raises
        ------
        GraderFault
            Where that zygote is gone, and every worker with it.
        """
        if owner is not self._process:
            # Another one may have given the same number to another worker.
            raise GraderFault("the process that started this worker is gone")
        return int(self._ask({"op": "end", "pid": pid, "patience": patience})["status"])

    def branch(self, control: int) -> "_Branch":
        """Fork a zygote with libraries, which listens to a socket.

        Raises
        ------
        GraderFault
            Where this one cannot be had.
        """
        if self._control is None:
            self._begin()
        reply = self._ask({"op": "branch"}, control)
        return _Branch(self, self._process, reply["pid"])

    def close(self) -> None:
        """End the zygote and with it every worker."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None

    def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            fd = theirs.fileno()
            if self._base is None:
                self._process = _start(["zygote", str(fd)], fd, subprocess.PIPE, self._wrapped)
            else:
                self._process = self._base.branch(fd)
        self._control = ours
        ours.settimeout(_START_SECONDS)
        self._seccomp_problem = str(self._receive()["seccomp_problem"])

    def _ask(self, request: dict[str, Any], *fds: int) -> dict[str, Any]:
        if self._control is None:
            raise GraderFault("the process that starts workers is gone")
        try:
            socket.send_fds(self._control, [values.dumps(request)], list(fds))
        except OSError as problem:
            raise self._lost(problem) from None
        return self._receive()

    def _receive(self) -> dict[str, Any]:
        assert self._control is not None
        try:
            data = self._control.recv(65536)
        except OSError as problem:
            raise self._lost(problem) from None
        if not data:
            raise self._lost(None)
        return values.loads(data)

    def _lost(self, problem: OSError | None) -> GraderFault:
        process, said = self._process, b""
        if self._control is not None:
            self._control.close()
            self._control = None
        if process is not None and process.stderr is not None:
            process.kill()
            said = process.stderr.read()[-500:]
        self.close()
        last = said.decode(errors="replace").strip().splitlines()[-1:] or [str(problem or "")]
        return GraderFault(f"the process that starts workers ended: {last[0]}")


class _Branch:
    """A zygote with libraries, which its base owns."""

    stderr = None

    def __init__(self, base: ZygoteLauncher, owner: object, pid: int) -> None:
        self._base, self._owner, self._pid = base, owner, pid

    def wait(self, timeout: float = 0.0) -> None:
        """Wait for its end, and bring it about when the time is over."""
        with contextlib.suppress(GraderFault):  # the base is gone, and this one with it
            self._base.end(self._owner, self._pid, timeout)

    def kill(self) -> None:
        """Bring its end about."""
        self.wait()


class _Forked:
    """A worker that the zygote owns."""

    def __init__(self, launcher: ZygoteLauncher, owner: object, pid: int) -> None:
        self.pid, self._launcher, self._owner = pid, launcher, owner

    def end(self, patience: float) -> int:
        return self._launcher.end(self._owner, self.pid, patience)


class FreshLauncher:
    """Executes a new interpreter for every worker: slow, and the same on every POSIX system.

    Parameters
    ----------
    limits : Limits
    libraries : bool
        Whether its workers may use scikit-learn and SciPy.
    """

    def __init__(self, limits: Limits, libraries: bool = False) -> None:
        self.limits, self._libraries = limits, libraries

    def launch(self, seccomp: bool = True) -> Worker:
        """Start a worker; `seccomp` is there for the likeness alone, this level has none."""
        ours, theirs = connected()
        with theirs:
            libraries = int(self._libraries)
            arguments = [libraries, theirs.fileno(), self.limits.memory, os.getpid()]
            process = _start(["worker", *map(str, arguments)], theirs.fileno(), subprocess.DEVNULL)
        return Worker(ours, _Executed(process))

    def close(self) -> None:
        """Do nothing: every worker was ended by its user."""


class _Executed:
    """A worker that is our own child."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.pid, self._process = process.pid, process

    def end(self, patience: float) -> int:
        ended_by_us = False
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            ended_by_us = True
            self._process.kill()
        code = self._process.wait()
        status = -code if code < 0 else code << 8
        return status | ENDED_BY_US if ended_by_us else status


Launcher = ZygoteLauncher | FreshLauncher
__all__ = ["FreshLauncher", "Launcher", "Process", "ZygoteLauncher", "environment"]
