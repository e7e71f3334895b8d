"""The list of system calls that a worker may make; everything else is refused by the kernel.

Everything that a beginner's file imports is loaded before the list comes into
force, so no file has to be opened afterwards: open() is refused altogether.
libseccomp brings the numbers of the calls for every architecture.
"""

import ctypes
import errno
import mmap
import os

from .limits import libc

_ALLOWED = """
    read write close brk munmap mremap madvise getrandom exit exit_group restart_syscall
    rt_sigreturn rt_sigaction rt_sigprocmask sigaltstack sched_yield rseq
    gettimeofday time times getrusage setitimer getitimer
    getpid getppid gettid getuid geteuid getgid getegid getcwd uname
""".split()
# A sleeping function must neither cost wall time nor fail: these report success at once.
_SKIPPED = """
    nanosleep clock_nanosleep select pselect6 poll ppoll epoll_wait epoll_pwait pause
""".split()
# The C library falls back to an older call on ENOSYS, but gives up on EPERM.
_UNKNOWN = ["clone3", "openat2", "faccessat2", "statx"]

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # of prctl
_INSTRUCTION = 8  # bytes
_ALLOW = 0x7FFF0000
_KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000
_BAD_ARCHITECTURE = 2
_MASKED_EQUAL = 7
_EQUAL = 4
_CLOCK_BITS = 0xFFFFFFF0
_FUTEX_COMMAND = 0x7F
_FUTEX_WAKES = (1, 10)
_FUTEX_WAITS = (0, 9)


class _Comparison(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    ]


class _Program(ctypes.Structure):
    """What the kernel takes: ``struct sock_fprog``."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


class LibraryMissing(Exception):
    """libseccomp is not installed."""


class Filter:
    """A filter that is built once and put on after every fork.

    Raises
    ------
    LibraryMissing
        Where libseccomp cannot be found.
    OSError
        Where it cannot build the filter, as where the kernel refuses filters.
    """

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
        except OSError as problem:
            raise LibraryMissing from problem
        self._library.seccomp_init.restype = ctypes.c_void_p
        address = self._library.seccomp_init(_ERRNO | errno.EPERM)
        if address is None:
            raise OSError("libseccomp could not start a filter")
        self._context = ctypes.c_void_p(address)
        self._check(self._library.seccomp_attr_set(self._context, _BAD_ARCHITECTURE, _KILL_PROCESS))
        for name in _ALLOWED:
            self._rule(_ALLOW, name)
        for name in _SKIPPED:
            self._rule(_ERRNO | 0, name)
        for name in _UNKNOWN:
            self._rule(_ERRNO | errno.ENOSYS, name)
        self._rule(_ERRNO | errno.ENOTTY, "ioctl")
        for name in ("mmap", "mprotect"):
            no_new_code = _Comparison(2, _MASKED_EQUAL, mmap.PROT_EXEC, 0)
            self._rule(_ALLOW, name, no_new_code)
        for name in ("clock_gettime", "clock_getres"):
            # Larger numbers are the CPU clocks of other processes: what a worker that sees hidden
            # inputs spends must not be read by one whose text the student sees.
            self._rule(_ALLOW, name, _Comparison(0, _MASKED_EQUAL, _CLOCK_BITS, 0))
        for command in _FUTEX_WAKES:
            self._rule(_ALLOW, "futex", _Comparison(1, _MASKED_EQUAL, _FUTEX_COMMAND, command))
        for command in _FUTEX_WAITS:
            # There is no other thread to wait for: it looks again at once, until its CPU is spent.
            self._rule(_ERRNO | 0, "futex", _Comparison(1, _MASKED_EQUAL, _FUTEX_COMMAND, command))
        self._rule(_ALLOW, "sched_getaffinity", _Comparison(0, _EQUAL, 0, 0))
        self._instructions, self._prctl = self._exported(), libc().prctl

    def _exported(self) -> bytes:
        """Give the filter as the kernel takes it: libseccomp would write it anew each time."""
        reading, writing = os.pipe()  # and no file, which a limit on their size would refuse
        with open(reading, "rb") as file:
            try:
                self._check(self._library.seccomp_export_bpf(self._context, writing))
            finally:
                os.close(writing)
            return file.read()

    def load(self) -> None:
        """Put the filter on this process, for good.

        Raises
        ------
        OSError
            Where the kernel refuses.
        """
        program = _Program(len(self._instructions) // _INSTRUCTION, self._instructions)
        for words in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SECCOMP, _FILTER, ctypes.byref(program))):
            if self._prctl(*words):
                raise OSError(ctypes.get_errno(), "the kernel refused the list of system calls")

    def _rule(self, action: int, name: str, *conditions: _Comparison) -> None:
        number = self._library.seccomp_syscall_resolve_name(name.encode())
        if number == -1:
            return  # a call that this libseccomp does not know is refused anyway
        array = (_Comparison * len(conditions))(*conditions)
        self._check(
            self._library.seccomp_rule_add_array(
                self._context, ctypes.c_uint32(action), number, len(conditions), array
            )
        )

    @staticmethod
    def _check(result: int) -> None:
        if result < 0:
            raise OSError(-result, "libseccomp refused")
