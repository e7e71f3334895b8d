"""The loop of watch: saves, keys and results come in, the screen goes out."""

import dataclasses
import queue
import threading
import time
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.live import Live

from ..checks import SILENCE, Process, Run, State, silent
from ..folder import Folder
from .chapter import content_of, definitions, read_chapter, stub_of, used_by
from .kept import keep, recall
from .keys import CTRL_C, GONE, keys
from .saves import tell_saves
from .view import Scene, draw

_TICK = 0.5


class Session:
    """One sitting in front of a folder of exercises.

    Parameters
    ----------
    folder : Folder
    console : Console
    """

    def __init__(self, folder: Folder, console: Console) -> None:
        self._folder, self._console = folder, console
        self._events: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.chapter = read_chapter(folder)
        kept = recall(folder, self.chapter)
        self.exercise = kept or self.chapter.after(None) or next(iter(self.chapter.functions))
        self._run: Run | None = None
        self._asked: dict[str, str] = {}  # exercises under way, and what their files held
        self._heard = 0.0
        self._listing = self._hint = False
        self._spare: Process | None = None
        self._process: Process | None = None

    def work(self) -> None:
        """Go on until somebody quits."""
        stop = threading.Event()
        saves = threading.Thread(target=tell_saves, args=(self._folder, self._saved, stop))
        with (
            keys(self._pressed),
            Live(console=self._console, screen=True, auto_refresh=False) as live,
        ):
            saves.start()
            try:
                self._check([self.exercise])
                self._loop(live)
            except KeyboardInterrupt:
                pass  # the same as q
            finally:
                stop.set()
                for process in filter(None, (self._process, self._spare)):
                    process.kill()
                keep(self._folder, self.chapter, self.exercise)
        saves.join()

    def _saved(self, exercise: str) -> None:
        self._events.put(("saved", exercise))

    def _pressed(self, key: str) -> None:
        self._events.put(("key", key))

    def _loop(self, live: Live) -> None:
        size = self._console.size
        live.update(draw(self.scene()), refresh=True)
        while True:
            try:
                kind, what = self._events.get(timeout=_TICK)
            except queue.Empty:
                if not self._is_silent() and self._console.size == size:
                    continue
                kind, what = "tick", None
            if kind == "key" and what in {"q", "Q", CTRL_C, GONE}:
                return
            self._take(kind, what)
            size = self._console.size
            if self._events.empty():
                live.update(draw(self.scene()), refresh=True)

    def _take(self, kind: str, what: Any) -> None:
        match kind:
            case "saved":
                self._turn_to(what)
                self._check([what])
            case "key":
                self._obey(what.lower())
            case "heard" if what[0] is self._process and self._run is not None:
                self._heard = time.monotonic()
                self._run.hear(what[1])
                if self._run.over:
                    self._learn()

    def _is_silent(self) -> bool:
        """Give up a run of which nothing was heard for long; True where that happened."""
        if self._run is None or self._run.over or time.monotonic() - self._heard < SILENCE:
            return False
        self._run.give_up(silent(SILENCE))
        self._learn()
        return True

    def _obey(self, key: str) -> None:
        match key:
            case "h":
                self._hint = not self._hint
                self._listing = False
            case "l":
                self._listing = not self._listing
            case "r":
                self._check(list(self.chapter.functions))
                self._listing = True
            case "n":
                following = self.chapter.after(self.exercise)
                if following is not None:
                    self._turn_to(following)
                    self._check([following])

    def _turn_to(self, exercise: str) -> None:
        self.exercise, self._listing, self._hint = exercise, False, False

    def _check(self, exercises: Sequence[str]) -> None:
        if self._process is not None:
            self._process.kill()
        spare, self._spare = self._spare, None
        self._process = spare if spare is not None and spare.waits else self._new_process()
        self._run, self._heard = Run({}), time.monotonic()
        self._asked = {name: content_of(self._folder, name) for name in exercises}
        self._process.check(exercises)

    def _new_process(self) -> Process:
        made: list[Process] = []  # known to itself only once it is made
        ready = threading.Event()

        def tell(message: dict[str, Any]) -> None:
            ready.wait()
            self._events.put(("heard", (made[0], message)))

        made.append(Process(self._folder, tell))
        ready.set()
        return made[0]

    def _learn(self) -> None:
        """Take in a run that is over, and get the next process ready to start at once."""
        assert self._run is not None
        if self._run.trouble:
            self._listing = False  # where it is told
        for exercise, content in self._asked.items() if self._run.checks else ():
            checks = [c for c in self._run.checks.values() if c.exercise == exercise]
            self.chapter.learn(exercise, content, checks)
        keep(self._folder, self.chapter, self.exercise)
        if self._process is not None:
            self._process.kill()
        self._process = None
        self._spare = self._new_process()

    def scene(self) -> Scene:
        """Give what is to be seen now."""
        run, names = self._run, self.chapter.functions[self.exercise]
        if run is not None and len(self._asked) > 1:
            mine = {k: c for k, c in run.checks.items() if c.exercise == self.exercise}
            run = dataclasses.replace(run, checks=mine)
        open_ones = (n for n in names if self.chapter.states.get(n) == State.NOT_ATTEMPTED)
        failed = (c.function for c in (run.checks if run else {}).values() if c.failed)
        defined = definitions(self._folder, self.exercise)
        return Scene(
            chapter=self.chapter,
            exercise=self.exercise,
            run=run,
            busy=self._busy(),
            listing=self._listing,
            hint=self._hint,
            stub=stub_of(next(open_ones, ""), defined),
            suspect=self.chapter.suspect(self.exercise, used_by(next(failed, ""), defined)),
        )

    def _busy(self) -> str:
        if self._run is None or self._run.over:
            return ""
        if len(self._asked) == 1:
            return f"{next(iter(self._asked))}.py"
        ended = sum(check.state != State.OPEN for check in self._run.checks.values())
        return f"everything: {ended} of {len(self._run.checks)} checks"
