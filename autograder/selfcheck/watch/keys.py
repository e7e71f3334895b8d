"""Single keys from the terminal, on every system."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator

GONE = ""
"""Told instead of a key when the terminal is gone."""

CTRL_C = "\x03"
"""A key like any other on Windows; elsewhere it interrupts."""


@contextlib.contextmanager
def keys(tell: Callable[[str], None]) -> Iterator[None]:
    """Tell every key that is pressed, in a thread of its own, until the end of the block."""
    read = _windows if os.name == "nt" else _elsewhere
    with read() as one_key:
        threading.Thread(target=_read_all, args=(one_key, tell), daemon=True).start()
        yield


def _read_all(one_key: Callable[[], str], tell: Callable[[str], None]) -> None:
    while True:
        key = one_key()
        tell(key)
        if key == GONE:
            return


@contextlib.contextmanager
def _windows() -> Iterator[Callable[[], str]]:
    import msvcrt  # only Windows has it

    def one_key() -> str:
        key: str = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        if key in "\x00\xe0":  # an arrow or a function key is two
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
            return "?"
        return key

    yield one_key


@contextlib.contextmanager
def _elsewhere() -> Iterator[Callable[[], str]]:
    import termios  # Windows has neither
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def one_key() -> str:
        try:
            return os.read(terminal, 1).decode("latin-1")
        except OSError:
            return GONE

    try:
        # Each key at once, unseen; Ctrl-C stays what it is.
        tty.setcbreak(terminal)
        yield one_key
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
