"""Which exercises were saved."""

import threading
from collections.abc import Callable
from pathlib import Path

import watchfiles

from ..folder import Folder

# An editor writes a file in several steps that belong together; watchfiles' own default is longer.
_TOGETHER_MS = 60
_LOOK_EVERY_MS = 20


def tell_saves(folder: Folder, tell: Callable[[str], None], stop: threading.Event) -> None:
    """Tell the name of each exercise that is saved, until `stop` is set."""
    names = {folder.file(exercise).name: exercise for exercise in folder.exercises}

    def ours(change: watchfiles.Change, path: str) -> bool:
        return change is not watchfiles.Change.deleted and Path(path).name in names

    changes = watchfiles.watch(
        folder.path,
        watch_filter=ours,
        debounce=_TOGETHER_MS,
        step=_LOOK_EVERY_MS,
        stop_event=stop,
        rust_timeout=500,
        raise_interrupt=False,
        recursive=False,
    )
    for several in changes:
        for name in sorted({Path(path).name for _, path in several}):
            tell(names[name])
