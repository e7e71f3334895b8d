"""Tries, inside a confined worker, what a worker must not be able to do.

A level of isolation is believed because these attempts failed, never because of
a version number. All of them are harmless where they succeed.
"""

import contextlib
import ctypes
import errno
import mmap
import os
import platform
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PTRACE_ATTACH, _IPC_RMID, _CLONE_NEWUSER = 16, 0, 0x10000000
_NOBODY = 0x7FFFFFFE
# io_uring_setup, userfaultfd, bpf, perf_event_open, add_key: where kernels have been broken into.
_RISKY_CALLS = {"x86_64": (425, 323, 321, 298, 248), "aarch64": (425, 282, 280, 241, 217)}


def try_everything(bait: dict[str, Any]) -> list[str]:
    """Make every attempt and name those that succeeded.

    Parameters
    ----------
    bait : dict
        ``file``: a private file; ``readable``: one that everybody may read;
        ``folder``: a folder; ``port``: a listening port on 127.0.0.1; ``pid``:
        the grader's process id.
    """
    return [name for name, attempt in _ATTEMPTS.items() if _succeeds(attempt, bait)]


def _succeeds(attempt: Callable[[dict[str, Any]], object], bait: dict[str, Any]) -> bool:
    try:
        return attempt(bait) is not False
    except (OSError, RuntimeError, ValueError):
        return False


def _reads_secret(bait: dict[str, Any]) -> object:
    return Path(bait["file"]).read_bytes()


def _reads_files(bait: dict[str, Any]) -> object:
    for path in (bait["readable"], "/etc/passwd", os.__file__):
        with contextlib.suppress(OSError):
            return Path(path).read_bytes()
    return False


def _lists_folders(bait: dict[str, Any]) -> object:
    return list(Path("/").iterdir())


def _writes_files(bait: dict[str, Any]) -> object:
    path = Path(bait["folder"]) / f"canary-{os.getpid()}"
    path.open("x").close()
    path.unlink()
    return True


def _reads_grader_memory(bait: dict[str, Any]) -> object:
    with open(f"/proc/{bait['pid']}/mem", "rb"):
        return True


def _reads_grader_environment(bait: dict[str, Any]) -> object:
    return Path(f"/proc/{bait['pid']}/environ").read_bytes()


def _opens_sockets(bait: dict[str, Any]) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        return True


def _connects(bait: dict[str, Any]) -> object:
    with socket.socket() as connection:
        connection.settimeout(1)
        connection.connect(("127.0.0.1", bait["port"]))
    return True


def _forks(bait: dict[str, Any]) -> object:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _runs_programs(bait: dict[str, Any]) -> object:
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    return True


def _starts_threads(bait: dict[str, Any]) -> object:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return True


def _signals_grader(bait: dict[str, Any]) -> object:
    os.kill(bait["pid"], 0)
    return True


def _steers_processes(bait: dict[str, Any]) -> object:
    # Nobody has this number: "no such process" comes from a kernel that was willing to look.
    return _libc().ptrace(_PTRACE_ATTACH, ctypes.c_long(_NOBODY), 0, 0) == -1 and _was_heard()


def _leaves_memory(bait: dict[str, Any]) -> object:
    libc = _libc()
    segment = libc.shmget(0, mmap.PAGESIZE, 0o600)
    return segment != -1 and libc.shmctl(segment, _IPC_RMID, None) == 0


def _makes_namespaces(bait: dict[str, Any]) -> object:
    return _libc().unshare(_CLONE_NEWUSER) == 0


def _reaches_kernel(bait: dict[str, Any]) -> object:
    numbers = _RISKY_CALLS.get(platform.machine(), ())
    senseless = ctypes.c_long(-1)
    for number in numbers:
        heard = _libc().syscall(ctypes.c_long(number), senseless, senseless, senseless) == -1
        if heard and _was_heard():
            return True
    return False


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _was_heard() -> bool:
    """Tell whether a senseless call failed for its arguments, and not because it is refused."""
    return ctypes.get_errno() not in (errno.EPERM, errno.EACCES, errno.ENOSYS)


def _is_root(bait: dict[str, Any]) -> object:
    return os.geteuid() == 0


def _makes_new_code(bait: dict[str, Any]) -> object:
    library = ctypes.CDLL(None, use_errno=True)
    library.mmap.restype = ctypes.c_void_p
    page = library.mmap(None, 4096, 7, 0x22, -1, 0)
    return page not in (None, ctypes.c_void_p(-1).value)


_ATTEMPTS = {
    "reads_secret": _reads_secret,
    "reads_files": _reads_files,
    "lists_folders": _lists_folders,
    "writes_files": _writes_files,
    "reads_grader_memory": _reads_grader_memory,
    "reads_grader_environment": _reads_grader_environment,
    "opens_sockets": _opens_sockets,
    "connects": _connects,
    "forks": _forks,
    "runs_programs": _runs_programs,
    "starts_threads": _starts_threads,
    "signals_grader": _signals_grader,
    "steers_processes": _steers_processes,
    "leaves_memory": _leaves_memory,
    "reaches_kernel": _reaches_kernel,
    "is_root": _is_root,
    "makes_new_code": _makes_new_code,
    "makes_namespaces": _makes_namespaces,  # the last: where it succeeds, what follows is elsewhere
}
