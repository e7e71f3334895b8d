"""The trusted end of a worker: requests, and replies to them within limits."""

import contextlib
import os
import secrets
import select
import signal
import socket
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..inside import values
from ..inside.limits import ENDED_BY_US
from ..inside.values import MAX_REPLY
from ..records.errors import GraderFault
from ..records.record import Status

HELLO_SECONDS = 60.0
_TAKING_SECONDS = 25.0
_HEADER = struct.Struct("!I")
_CREDENTIALS = struct.Struct("3i")
_SHORTEST_WAIT = 0.01
_CHUNK = 1 << 16
_DYING_SECONDS = 0.5


@dataclass(frozen=True)
class Limits:
    """What student code may use, in seconds of CPU and bytes of address space."""

    call_cpu: float = 2.0
    load_cpu: float = 5.0
    memory: int = 1 << 30


def wall_limit(cpu: float) -> float:
    """Give the wall clock's backstop for a CPU limit; on a busy machine CPU comes slowly."""
    return 10 * cpu + 5


class WorkerEnded(Exception):
    """The worker is gone; the function that it served has to answer for that.

    Parameters
    ----------
    status : Status
    sentence : str
        What happened, said of the function: ``"did not end within 2 s"``.
    """

    def __init__(self, status: Status, sentence: str) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(sentence)


class OutOfStep(WorkerEnded):
    """Several calls took more CPU than one may, while nobody looked: which one cannot be told."""


class Process(Protocol):
    """A worker's process, as its launcher knows it."""

    pid: int

    def end(self, patience: float) -> int:
        """Give its wait status; kill it if it still runs after `patience` seconds.

        The status has `ENDED_BY_US` set where it had to be killed.
        """
        ...


def connected() -> tuple[socket.socket, socket.socket]:
    """Give the grader's and the worker's end of what they will talk through."""
    ours, theirs = socket.socketpair()
    if hasattr(socket, "SO_PASSCRED"):
        # Before the worker can send: a hello that came first would carry no process id.
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


class Worker:
    """One confined process that holds one submission.

    Parameters
    ----------
    connection : socket
        The grader's end, from `connected`.
    process : Process
    """

    def __init__(self, connection: socket.socket, process: Process) -> None:
        self._socket, self._process = connection, process
        self._open = True
        self._pid = process.pid
        self._nonce, self._due = "", 1  # the hello
        self._read_ahead = bytearray()
        self._readable = select.poll()
        self._readable.register(connection, select.POLLIN)
        try:
            self._learn_pid()
            connection.setblocking(False)
            self._cpu_before = cpu_used(self._pid)
            hello = self._receive(HELLO_SECONDS)
        except WorkerEnded as end:
            raise GraderFault(f"a worker did not start: it {end.sentence}") from None
        if hello.get("hello") is not True:
            self.close()
            raise GraderFault(f"a worker could not be confined: {hello.get('problem')}")

    def ask(self, op: str, cpu: float, **fields: Any) -> dict[str, Any]:
        """Send one request and wait for its reply.

        Parameters
        ----------
        op : str
            Which of the worker's services.
        cpu : float
            Seconds of CPU after which the worker is ended.

        Returns
        -------
        dict
            The reply, checked in form alone: its content is the student's word.

        Raises
        ------
        WorkerEnded
            When no proper reply came; the worker is gone then.
        """
        self._request({"op": op, **fields}, b"", replies=1)
        return self.reply(cpu)

    def ask_for_calls(self, modules: Mapping[str, str], calls: Sequence[bytes]) -> None:
        """Send one request for calls; `reply` gives what came of them, one after the other.

        Parameters
        ----------
        modules : mapping of str to str
            Where the functions are.
        calls : sequence of bytes
            As JSON: ``name``, ``args``, ``kwargs``, and ``fresh`` where a check begins.

        Raises
        ------
        WorkerEnded
        """
        listed = b',"calls":[' + b",".join(calls) + b"]"
        self._request({"op": "call", "modules": modules}, listed, replies=len(calls))

    def reply(self, cpu: float) -> dict[str, Any]:
        """Wait for the next reply that is due.

        Parameters
        ----------
        cpu : float
            Seconds of CPU, from the reply before it on, after which the worker is ended.

        Returns
        -------
        dict
            As from `ask`.

        Raises
        ------
        WorkerEnded
            When no proper reply came; the worker is gone then.
        OutOfStep
        """
        reply = self._receive(cpu)
        if reply.get("nonce") != self._nonce:
            raise self._end(Status.CRASHED, "wrote to the grader's channel by itself")
        if "oversize" in reply:
            raise self._end(Status.OUTPUT_LIMIT, "returned more than 256 KiB")
        return reply

    def close(self) -> None:
        """End the process."""
        if self._open:
            self._open = False
            self._socket.close()
            with contextlib.suppress(GraderFault):
                self._process.end(0)

    @property
    def cpu_used(self) -> float:
        """Seconds of CPU that it used so far, 0 where the system does not tell."""
        return cpu_used(self._pid) or 0.0

    @property
    def alive(self) -> bool:
        """False once the worker was closed or ended."""
        return self._open

    def _end(self, status: Status, sentence: str) -> WorkerEnded:
        self.close()
        return WorkerEnded(status, sentence)

    def _learn_pid(self) -> None:
        """Ask the kernel for the worker's process id as it is out here, not in its namespace."""
        if not hasattr(socket, "SO_PASSCRED"):
            return
        self._socket.settimeout(HELLO_SECONDS)
        with contextlib.suppress(OSError):
            room = socket.CMSG_SPACE(_CREDENTIALS.size)
            _, ancillary, _, _ = self._socket.recvmsg(1, room, socket.MSG_PEEK)
            for _, kind, data in ancillary:
                if kind == socket.SCM_CREDENTIALS:
                    self._pid = _CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]

    def _request(self, fields: dict[str, Any], more: bytes, replies: int) -> None:
        """Send a request; `more` are fields that are JSON already."""
        self._nonce, self._due = secrets.token_hex(16), replies
        data = values.dumps({"nonce": self._nonce, **fields})[:-1] + more + b"}"
        try:
            self._socket.settimeout(_TAKING_SECONDS)
            self._socket.sendall(_HEADER.pack(len(data)) + data)
            self._socket.setblocking(False)
        except TimeoutError:
            raise self._end(Status.TIMED_OUT, "did not take its arguments") from None
        except OSError:
            raise self._explain_death() from None

    def _receive(self, cpu: float) -> dict[str, Any]:
        end = self._announced()
        if end is None:
            end = self._read_on(_Clock(self._pid, cpu, self._cpu_before))
        self._due -= 1
        # Whatever follows the last reply was not asked for, and does not parse.
        end = end if self._due else len(self._read_ahead)
        reply = bytes(self._read_ahead[_HEADER.size : end])
        del self._read_ahead[:end]
        try:
            return values.loads(reply)
        except ValueError:
            raise self._end(Status.CRASHED, "wrote to the grader's channel by itself") from None

    def _announced(self) -> int | None:
        """Give where the next reply ends, None while it is not there in full."""
        data = self._read_ahead
        if len(data) < _HEADER.size:
            return None
        end = _HEADER.size + int(_HEADER.unpack_from(data)[0])
        if end > MAX_REPLY:
            raise self._end(Status.OUTPUT_LIMIT, "returned more than 256 KiB")
        return end if end <= len(data) else None

    def _read_on(self, clock: "_Clock") -> int:
        """Read until a reply is there, and give its end."""
        while True:
            self._read_ahead += self._read(clock)
            self._cpu_before = cpu_used(self._pid)
            if not clock.allows(self._cpu_before):
                ended = self._end(Status.TIMED_OUT, clock.sentence)
                raise OutOfStep(ended.status, ended.sentence) if self._due > 1 else ended
            end = self._announced()
            if end is not None:
                return end

    def _read(self, clock: "_Clock") -> bytes:
        """Give what the worker sent next, at least one byte."""
        while True:
            try:
                # First what is there already: that it was not read yet is not the worker's fault.
                part = self._socket.recv(_CHUNK)
            except BlockingIOError:
                wait = clock.next_wait()
                if wait is None:
                    raise self._end(Status.TIMED_OUT, clock.sentence) from None
                self._readable.poll(1000 * wait)
                continue
            except OSError:
                part = b""
            if not part:
                raise self._explain_death()
            return part

    def _explain_death(self) -> WorkerEnded:
        self._open = False
        self._socket.close()
        status = self._process.end(_DYING_SECONDS)
        if status & ENDED_BY_US:
            return WorkerEnded(Status.CRASHED, "closed the grader's channel")
        if os.WIFSIGNALED(status):
            return _died_of(os.WTERMSIG(status))
        return WorkerEnded(Status.CRASHED, "ended Python (an exit, or a crash in native code)")


def _died_of(number: int) -> WorkerEnded:
    if number == signal.SIGKILL:
        return WorkerEnded(Status.MEMORY, "was ended by the system, probably for its memory")
    if number in (signal.SIGXCPU, signal.SIGVTALRM):
        return WorkerEnded(Status.TIMED_OUT, "did not end in time")
    if number == signal.SIGSYS:
        return WorkerEnded(Status.CRASHED, "made a forbidden system call")
    known = number in set(signal.Signals)
    name = signal.Signals(number).name if known else f"signal {number}"
    return WorkerEnded(Status.CRASHED, f"crashed Python ({name})")


class _Clock:
    """Watches one reply: CPU that the worker used for it, wall time as a backstop."""

    def __init__(self, pid: int, cpu: float, before: float | None) -> None:
        self._pid, self._cpu, self._before = pid, cpu, before
        self._wall_end = time.monotonic() + wall_limit(cpu)

    @property
    def sentence(self) -> str:
        """What happened where it ran out."""
        return f"did not end within {self._cpu:g} s"

    def allows(self, used: float | None) -> bool:
        """Tell whether a worker's CPU clock is within the limit, or there is none."""
        return used is None or self._before is None or used - self._before < self._cpu

    def next_wait(self) -> float | None:
        """Give the seconds until a limit can be reached, None when one has been."""
        wall = self._wall_end - time.monotonic()
        used = cpu_used(self._pid)
        if wall <= 0 or not self.allows(used):
            return None
        if used is None or self._before is None:
            return wall
        return min(wall, max(self._cpu - (used - self._before), _SHORTEST_WAIT))


def cpu_used(pid: int) -> float | None:
    """Read the CPU clock of another process, in seconds; None where the system has none."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except (OSError, AttributeError, OverflowError):
        return None
