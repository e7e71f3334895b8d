"""One call of a student's function, and everything that can be observed of it."""

import errno
import inspect
import io
import json
import random
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import numpy as np

MAX_PRINTED = 64 * 1024
MAX_TEXT = 400
MAX_WARNINGS = 5
RESTORED_WITHIN = 1e-12
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class StudentError(Exception):
    """What went wrong inside a student's function.

    Parameters
    ----------
    kind : str
        The exception's class, ``"ZeroDivisionError"`` for example.
    text : str
        Its message, shortened, without memory addresses.
    where : str
        ``"ex01_sigmoid.py:12"``, or empty where no line of the student's is known.
    own : bool
        True when the called function's own code raised it, not one that it calls.
    """

    def __init__(self, kind: str, text: str, where: str = "", own: bool = False) -> None:
        self.kind, self.text, self.where, self.own = kind, text, where, own
        place = f" ({where})" if where else ""
        super().__init__(f"{kind}: {text}{place}" if text else f"{kind}{place}")

    @property
    def not_written(self) -> bool:
        """True for a stub: the function itself says that it is not written yet."""
        return self.kind == "NotImplementedError" and self.own


class DidNotEnd(RuntimeError):
    """A function that already failed to end is called again by another one."""


@dataclass(frozen=True)
class Outcome:
    """What one call did: a value or an error, and its traces."""

    value: Any = None
    error: StudentError | None = None
    printed: str = ""
    warned: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


NOTHING = Outcome()


@dataclass
class Capped(io.TextIOBase):
    """A text stream that keeps the first `MAX_PRINTED` bytes, as JSON, and drops the rest."""

    parts: list[str] = field(default_factory=list)
    room: int = MAX_PRINTED

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if self.room > 0:
            size = len(json.dumps(str(text)))
            # One character takes up to twelve bytes.
            self.parts.append(str(text) if size <= self.room else str(text)[: self.room // 12])
            self.room -= size
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True


def blank_addresses(text: str) -> str:
    """Hide memory addresses, which differ from run to run."""
    return _ADDRESS.sub("0x...", text)


def seed_generators() -> None:
    """Start the global random generators alike before each check."""
    random.seed(0)
    np.random.seed(0)


def run_call(
    function: Callable[..., Any],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    files: frozenset[str],
) -> Outcome:
    """Call a student's function and observe it.

    Parameters
    ----------
    function : callable
    args, kwargs
        Its arguments, not shared with anybody.
    files : frozenset of str
        Names of the student's files, to find the line that an error points to.

    Returns
    -------
    Outcome
    """
    before = _snapshot(list(args)), _snapshot(dict(kwargs))
    printed = Capped()
    value, error = None, None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                value = function(*args, **kwargs)
            except KeyboardInterrupt:
                raise
            except BaseException as exception:
                error = describe(exception, files, getattr(function, "__code__", None))
    return Outcome(
        value=value,
        error=error,
        printed=blank_addresses("".join(printed.parts)),
        warned=tuple(
            shorten(f"{w.category.__name__}: {safe_text(w.message)}") for w in caught[:MAX_WARNINGS]
        ),
        changed=_changed(function, before, (args, kwargs)),
    )


def describe(exception: BaseException, files: frozenset[str], code: object = None) -> StudentError:
    """Turn an exception of the student's code into a `StudentError`."""
    frames = list(_frames(exception.__traceback__))
    where = place_of(exception, files)
    if isinstance(exception, SyntaxError) and exception.filename in files:
        where = f"{exception.filename}:{exception.lineno or 1}"
    text = exception.msg if isinstance(exception, SyntaxError) else safe_text(exception)
    if isinstance(exception, OSError) and exception.errno == errno.EPERM:
        text = "files, processes and the network are not available while checks run"
    own = bool(frames) and code is not None and frames[-1][2] is code
    return StudentError(type(exception).__name__[:60], shorten(text), where, own)


def place_of(exception: BaseException, files: frozenset[str]) -> str:
    """Find the last line of the student's that was running, and the one that called it.

    Returns
    -------
    str
        ``"ex01_sigmoid.py:12"``, ``"ex01_sigmoid.py:12, called from ex02_design_matrix.py:40"``,
        or empty.
    """
    frames = _frames(exception.__traceback__)
    mine = [f"{name}:{line}" for name, line, _ in frames if name in files]
    callers = [place for place in mine[:-1] if place != mine[-1]]
    return ", called from ".join(mine[-1:] + callers[-1:])


def _frames(traceback: TracebackType | None) -> Any:
    while traceback is not None:
        code = traceback.tb_frame.f_code
        yield code.co_filename, traceback.tb_lineno, code
        traceback = traceback.tb_next


def safe_text(thing: object) -> str:
    """Give `str(thing)`, or nothing where the student's own ``__str__`` fails."""
    try:
        return str(thing)
    except Exception:
        return ""


def shorten(text: str) -> str:
    """Keep a message readable: one paragraph, no addresses."""
    text = blank_addresses(" ".join(text.split()))
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 3] + "..."


def _changed(function: Callable[..., Any], before: Any, after: Any) -> tuple[str, ...]:
    pairs = zip(before[0], after[0], strict=True)
    places = [place for place, (old, new) in enumerate(pairs) if not _unchanged(old, new)]
    found = [name for name, old in before[1].items() if not _unchanged(old, after[1].get(name))]
    if places:
        names = dict(enumerate(_parameter_names(function)))
        found = [names.get(place, f"argument {place + 1}") for place in places] + found
    return tuple(found)


def _snapshot(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: _snapshot(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_snapshot(item) for item in value]
    return value


def _parameter_names(function: Callable[..., Any]) -> list[str]:
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _unchanged(old: Any, new: Any) -> bool:
    try:
        return _same(old, new)
    except Exception:  # something was put in that cannot be compared
        return False


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, np.ndarray):
        if not isinstance(new, np.ndarray) or old.shape != new.shape or old.dtype != new.dtype:
            return False
        # Hardly anything is changed, and bytes tell that in a fraction of the time.
        if old.tobytes() == new.tobytes():
            return True
        if old.dtype.kind in "fc":
            return bool(np.allclose(old, new, rtol=0, atol=RESTORED_WITHIN, equal_nan=True))
        return bool(np.array_equal(old, new))
    if isinstance(old, list):
        if not isinstance(new, list | tuple):
            return False
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)
