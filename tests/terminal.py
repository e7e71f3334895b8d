"""A real terminal for programs under test: a pseudo-terminal, and a screen in memory behind it."""

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte

PATIENCE = 90.0
COLUMNS, LINES = 80, 24


def own_terminal() -> None:
    """Make standard input the terminal whose Ctrl-C reaches this process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs one program, shows its screen and types for it."""

    def __init__(self, words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.program = subprocess.Popen(
            words,
            cwd=cwd,
            env=env,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=own_terminal,
        )
        os.close(slave)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, as far as something stands in them."""
        rows = [row.rstrip() for row in self._screen.display]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait(self, *words: str, without: str = "checking") -> str:
        """Wait until all words are on screen, and one is not; give the screen."""
        return self.wait_until(
            lambda text: all(word in text for word in words) and without not in text, str(words)
        )

    def wait_until(self, holds: Callable[[str], bool], what: str) -> str:
        end = time.monotonic() + PATIENCE
        while not holds(self.text):
            left = end - time.monotonic()
            assert left > 0, f"waited in vain for {what}; on screen:\n{self.text}"
            assert self._read(left), f"ended while waiting for {what}; on screen:\n{self.text}"
        return self.text

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        with contextlib.suppress(OSError):  # how a pseudo-terminal says that the program is gone
            data = os.read(self._master, 65536)
            self.raw += data
            self._stream.feed(data)
            return bool(data)
        return False

    def end(self) -> int:
        """Wait for the program's end and give its exit status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._read(end - time.monotonic()):
            pass
        return self.program.wait(timeout=PATIENCE)

    def settings(self) -> list[object]:
        """Give the settings of the terminal, to compare."""
        return termios.tcgetattr(self._master)[:4]

    def close(self) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._master)


@contextlib.contextmanager
def terminal(words: Sequence[str], cwd: Path, **env: str) -> Iterator[Terminal]:
    """Run a program in a terminal of 80 columns and 24 lines."""
    unset = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}
    inherited = {name: text for name, text in os.environ.items() if name not in unset}
    opened = Terminal(words, cwd, {**inherited, "TERM": "xterm-256color", **env})
    try:
        yield opened
    finally:
        opened.close()
