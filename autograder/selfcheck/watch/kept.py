"""What is kept between two starts: a small file in the folder, which may be damaged or deleted."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..checks import State
from ..folder import Folder
from .chapter import Chapter, content_of

FILE_NAME = ".watch.json"
_FORMAT = 1


def recall(folder: Folder, chapter: Chapter) -> str:
    """Fill in what is still true of what was kept, and give the exercise that was at hand."""
    kept = _read(folder.path / FILE_NAME)
    exercises = kept.get("exercises")
    for exercise, part in (exercises if isinstance(exercises, dict) else {}).items():
        if exercise in chapter.functions and isinstance(part, dict):
            _recall(folder, chapter, exercise, part)
    current = kept.get("current")
    return current if isinstance(current, str) and current in chapter.functions else ""


def _recall(folder: Folder, chapter: Chapter, exercise: str, part: Mapping[str, Any]) -> None:
    content, states = part.get("content"), part.get("states")
    # The file was changed, or was never read: what was known of it is not known any more.
    if not content or content != content_of(folder, exercise) or not isinstance(states, dict):
        return
    for name in chapter.functions[exercise]:
        with contextlib.suppress(ValueError):
            chapter.states[name] = State(states.get(name, State.OPEN))
    chapter.contents[exercise] = content


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) and kept.get("format") == _FORMAT else {}


def keep(folder: Folder, chapter: Chapter, current: str) -> None:
    """Write what is to be kept; a folder that cannot be written just keeps nothing."""
    exercises = {
        exercise: {
            "content": content,
            "states": {name: chapter.states.get(name) for name in chapter.functions[exercise]},
        }
        for exercise, content in chapter.contents.items()
    }
    text = json.dumps({"format": _FORMAT, "current": current, "exercises": exercises}, indent=1)
    path = folder.path / FILE_NAME
    draft = path.with_name(f"{FILE_NAME}.{os.getpid()}")
    try:
        draft.write_text(text + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
