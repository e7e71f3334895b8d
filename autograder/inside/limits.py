"""What a worker gives up before it sees student code: resources, identity, its parent's death."""

import contextlib
import ctypes
import functools
import os
import resource
import signal
import sys
import threading
import time

ENDED_BY_US = 1 << 16  # beside a wait status: it was killed, and did not end by itself
_PR_SET_PDEATHSIG = 1
_FIRST_PRIVATE_UID = 0x7F000000
_CPU_BACKSTOP = 3600


@functools.cache
def libc() -> ctypes.CDLL:
    """Give the C library; a process that forks workers opens it once for all of them."""
    return ctypes.CDLL(None, use_errno=True)


class NotConfined(Exception):
    """A worker could not give up what it must; it ends before it sees student code."""


def detach_streams() -> None:
    """Point the standard streams at nothing, so that workers share no file."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def limit_resources(memory: int) -> None:
    """Take the resource limits.

    Parameters
    ----------
    memory : int
        Address space, in bytes.
    """
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_CPU": _CPU_BACKSTOP,
        "RLIMIT_AS": memory,
    }
    for name, most in wanted.items():
        number = getattr(resource, name, None)
        if number is not None:
            # Not every system has or enforces each; the canary tells what came of it.
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(number, (most, most))


def drop_root() -> None:
    """Become a user that owns nothing, one of its own for every worker.

    Raises
    ------
    NotConfined
        Where root cannot be given up.
    """
    if os.getuid() != 0 and os.geteuid() != 0:
        return
    for uid in (_FIRST_PRIVATE_UID + os.getpid() % 0x400000, 65534):
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
        except OSError:
            continue
        return
    raise NotConfined("the worker runs as root and cannot give it up")


def die_with_parent(parent: int) -> None:
    """Ask the kernel to end this process when its parent ends.

    Parameters
    ----------
    parent : int
        The parent's process id; a different one now means that it is gone already.
    """
    if sys.platform.startswith("linux"):
        libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os._exit(0)


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
