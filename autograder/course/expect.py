"""Compares what came with what was wanted, by value, and says it in words."""

from collections.abc import Sized
from dataclasses import dataclass, field
from typing import Any

import numpy as np

RELATIVE = 1e-9
_SHOWN = 160
_ITEMS = 20
_FLOATS = frozenset([float, np.float64])


class CheckFailed(AssertionError):
    """A value is not what was wanted.

    Parameters
    ----------
    came, wanted : str
        Both values, written for a person.
    hint : str
        A sentence to think about.
    why : str
        What is wrong with the form of the value, where it is the form.
    """

    def __init__(self, came: str, wanted: str, hint: str = "", why: str = "") -> None:
        self.came, self.wanted, self.hint, self.why = came, wanted, hint, why
        super().__init__(f"came {came}, wanted {wanted}{f' ({why})' if why else ''}")


@dataclass
class Expect:
    """The `expect` fixture: compares by value and takes notes of harmless differences.

    Attributes
    ----------
    notes : list of str
        What was accepted and is worth a word.
    """

    notes: list[str] = field(default_factory=list)

    def __call__(self, came: Any, wanted: Any, atol: float = 1e-6, hint: str = "") -> None:
        """Compare.

        Parameters
        ----------
        came : object
            What the student's function returned.
        wanted : number, str, ndarray, tuple or list
            Numbers compare within ``atol + 1e-9 * abs(wanted)``.
        atol : float
        hint : str
            The sentence shown when the comparison fails.

        Raises
        ------
        CheckFailed
        """
        why = self._difference(came, wanted, atol)
        if why is not None:
            raise CheckFailed(*_told_apart(came, wanted), hint, why)

    def _difference(self, came: Any, wanted: Any, atol: float) -> str | None:
        """Give None for a match, else what is wrong ("" where it is just the value)."""
        if came is None:
            return "nothing came back: does the function end with return?"
        if isinstance(wanted, str):
            return _text_difference(came, wanted)
        if isinstance(wanted, np.ndarray) and wanted.ndim:
            return self._array_difference(came, wanted, atol)
        if isinstance(wanted, tuple | list):
            return self._sequence_difference(came, wanted, atol)
        return self._number_difference(came, wanted, atol)

    def _sequence_difference(self, came: Any, wanted: Any, atol: float) -> str | None:
        if not _has_length(came):
            return f"{len(wanted)} values are wanted"
        if len(came) != len(wanted):
            return f"{len(wanted)} values are wanted, not {len(came)}"
        for part, aim in zip(came, wanted, strict=True):
            why = self._difference(part, aim, atol)
            if why is not None:
                return why
        return None

    def _array_difference(self, came: Any, wanted: np.ndarray, atol: float) -> str | None:
        array: Any = came
        note = ""
        if isinstance(came, tuple | list):
            try:
                array = np.asarray(came)
            except ValueError:
                return "the rows have different lengths"
            note = f"a {type(came).__name__} passes; NumPy arrays are the custom here"
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf":
            return f"an array of shape {wanted.shape} is wanted"
        if array.shape != wanted.shape:
            return f"the shape is {array.shape}, wanted {wanted.shape}"
        if not _close(array, wanted, atol):
            return ""
        self._note(note)
        if wanted.dtype.kind in "iu" and array.dtype.kind in "bf":
            self._note("whole numbers are wanted; equal values of another type pass")
        return None

    def _number_difference(self, came: Any, wanted: Any, atol: float) -> str | None:
        if type(came) in _FLOATS and type(wanted) in _FLOATS and came == wanted:
            return None  # most right answers, and the rest takes ten times as long
        is_number = isinstance(came, bool | int | float | np.bool_ | np.integer | np.floating)
        if not is_number and not (isinstance(came, np.ndarray) and came.ndim == 0):
            return "one number is wanted"
        if np.asarray(came).dtype.kind not in "biuf":
            return "one number is wanted"
        if not _close(np.asarray(came), np.asarray(wanted), atol):
            return ""
        if isinstance(wanted, bool | np.bool_) and not isinstance(came, bool | np.bool_):
            self._note("True or False is wanted; an equal number passes")
        return None

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)


def _has_length(came: Any) -> bool:
    return isinstance(came, tuple | list) or (isinstance(came, np.ndarray) and came.ndim > 0)


def _text_difference(came: Any, wanted: str) -> str | None:
    if not isinstance(came, str):
        return "a text is wanted"
    return None if str(came) == wanted else ""


def _close(came: np.ndarray, wanted: np.ndarray, atol: float) -> bool:
    came, wanted = came.astype(float), wanted.astype(float)
    same = came == wanted
    if same.all():
        return True
    # As np.allclose with equal_nan does, in a fifth of its time.
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.abs(came - wanted) <= atol + RELATIVE * np.abs(wanted)
    same |= (near & np.isfinite(wanted)) | (np.isnan(came) & np.isnan(wanted))
    return bool(same.all())


def _told_apart(came: Any, wanted: Any) -> tuple[str, str]:
    """Write both values with as many digits as it takes to see the difference."""
    texts = show(came), show(wanted)
    if texts[0] == texts[1]:
        return show(came, digits=12), show(wanted, digits=12)
    return texts


def show(value: Any, digits: int = 6) -> str:
    """Write a value for a person: short, few digits, on one line."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value:.{digits}g}"
    if isinstance(value, np.ndarray):
        # Of many dimensions NumPy writes up to six numbers along each, which takes seconds.
        flat = value.ravel() if value.ndim > 2 else value
        text = np.array2string(flat, precision=digits, threshold=20, edgeitems=3, separator=", ")
        shape = f" of shape {value.shape}" if value.ndim > 1 or value.size > 20 else ""
        text = f"array{shape} {text}"
    elif isinstance(value, tuple | list):
        inner = ", ".join([show(item, digits) for item in value[:_ITEMS]] + _more(value))
        text = f"[{inner}]" if isinstance(value, list) else f"({inner})"
    elif isinstance(value, dict):
        pairs = list(value.items())[:_ITEMS]
        inner = ", ".join([f"{show(k)}: {show(v)}" for k, v in pairs] + _more(value))
        text = f"{{{inner}}}"
    else:
        text = repr(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def _more(items: Sized) -> list[str]:
    return ["..."] if len(items) > _ITEMS else []
