"""A student's exercise files on the student's machine, and the end of loops in them."""

import _thread
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..course.advice import nearly_named, other_order
from ..inside.calls import StudentError, place_of
from ..inside.loader import Loaded, Loader
from .results import Graded

LOAD_SECONDS = 5.0
_LOOK_EVERY = 0.1
_GIVE_UP_AFTER = 10.0


@dataclass
class Exercises:
    """A student's exercise files, loaded the way grading loads them.

    Attributes
    ----------
    loader : Loader
    screen : int
        A file descriptor for last words.
    graded : mapping of str to Graded
        By function.
    loaded : dict of str to Loaded
        By exercise.
    problems : dict of str to str
        Why a file could not be loaded whole.
    """

    loader: Loader
    screen: int
    graded: Mapping[str, Graded]
    loaded: dict[str, Loaded] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def load(self, exercise: str, path: Path, libraries: bool) -> None:
        """Load one file, by its definitions alone where it cannot be loaded whole."""
        data = path.read_bytes()
        problem = ""
        try:
            with self.cut_after(LOAD_SECONDS, path.name):
                loaded = self.loader.load(exercise, data, libraries=libraries)
            problem = str(loaded.failure or "")
        except StudentError as slow:
            problem = str(slow)
        if problem:
            self.problems[exercise] = problem
            with self.cut_after(LOAD_SECONDS, path.name):
                loaded = self.loader.load(exercise, data, whole=False, libraries=libraries)
        self.loaded[exercise] = loaded

    def cut_after(self, seconds: float, what: str) -> AbstractContextManager[None]:
        """Interrupt the code inside when it used too much CPU time, and name the line."""
        return cut_after(seconds, what, self.screen, lambda end: place_of(end, self.loader.files))

    def function(self, name: str) -> Any:
        """Give a graded function.

        Raises
        ------
        StudentError
            Where there is none.
        """
        exercise = self.graded[name].exercise
        loaded = self.loaded.get(exercise)
        if loaded is None:
            raise StudentError("Missing", f"{exercise}.py is not in this folder")
        if name in loaded.broken and name not in loaded.defined:
            raise loaded.broken[name]
        if name not in loaded.defined:
            because = self.problems.get(exercise) or nearly_named(name, loaded.others)
            because = f" ({because})" if because else ""
            raise StudentError("Missing", f"{name} is not defined in {exercise}.py{because}")
        return self.loader.function(exercise, name)

    def advice(self, name: str) -> str:
        """Say what is wrong with how a function is defined, empty where nothing is."""
        loaded = self.loaded.get(self.graded[name].exercise)
        if loaded is None or name not in loaded.defined:
            return ""
        return other_order(loaded.defined[name].parameters, self.graded[name].parameters)

    def retire(self, function: Any, error: StudentError) -> None:
        """Let a function that did not end fail at once from now on, wherever it is called."""

        def refuse(*args: object, **kwargs: object) -> None:
            raise TimeLimit(str(error).partition(": ")[2])

        for module in self.loader.modules.values():
            for name, value in list(vars(module).items()):
                if value is function:
                    vars(module)[name] = refuse


class TimeLimit(RuntimeError):
    """A function that already failed to end is called again."""


@contextmanager
def cut_after(
    seconds: float, what: str, screen: int, place: Callable[[BaseException], str]
) -> Iterator[None]:
    """Interrupt the code inside when it used too much CPU time.

    Code that swallows every interrupt ends the whole run, with a sentence on
    the screen's file descriptor.

    Raises
    ------
    StudentError
        When it was interrupted.
    """
    done = threading.Event()
    fired = threading.Event()
    begin = time.process_time()

    def watch() -> None:
        while not done.wait(_LOOK_EVERY):
            used = time.process_time() - begin
            if used > seconds + _GIVE_UP_AFTER:
                sentence = (
                    f"\n{what} does not end and cannot be stopped: "
                    "look for a loop around a bare `except:`\n"
                )
                os.write(screen, sentence.encode())
                os._exit(1)
            if used > seconds:
                fired.set()
                _thread.interrupt_main()

    deaf = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if deaf:
        # Started in the background of a shell, Python would not hear its own interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except KeyboardInterrupt as end:
        if not fired.is_set():
            raise
        sentence = f"{what} did not end within {seconds:g} seconds of computing"
        raise StudentError("TimeLimit", sentence, place(end)) from None
    finally:
        done.set()
        _join_calmly(watcher)
        if deaf:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _join_calmly(watcher: threading.Thread) -> None:
    """Wait for the watcher; an interrupt that it sent at the last moment is spent here."""
    while watcher.is_alive():
        try:
            watcher.join()
        except KeyboardInterrupt:
            continue
