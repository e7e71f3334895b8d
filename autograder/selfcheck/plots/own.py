"""A student's own functions, as the pictures call them: bounded, with results of a known form."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...course.expect import show
from ...inside.calls import StudentError
from ...inside.student import Arguments, call_here
from ..exercises import Exercises

CALL_SECONDS = 20.0


class Unusable(Exception):
    """A function did not give what a picture needs.

    Parameters
    ----------
    function : str
    why : str
        The end of a sentence that begins with the function's name.
    """

    def __init__(self, function: str, why: str) -> None:
        self.function, self.why = function, why
        super().__init__(f"{function} {why}")


class Own:
    """Calls the functions of loaded exercise files.

    Parameters
    ----------
    exercises : Exercises
    """

    def __init__(self, exercises: Exercises) -> None:
        self._exercises = exercises

    def __call__(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function with fresh copies and give its plain value.

        Raises
        ------
        Unusable
            Where it raises or does not end.
        """
        arguments = Arguments.of(args, kwargs)
        try:
            function = self._exercises.function(name)
            with self._exercises.cut_after(CALL_SECONDS, name):
                outcome = call_here(function, arguments, self._exercises.loader.files)
            if outcome.error is not None:
                raise outcome.error
        except StudentError as problem:
            raise Unusable(name, f"ended with {problem}") from None
        return outcome.value

    def array(self, shape: tuple[int, ...], name: str, *args: Any, **kwargs: Any) -> np.ndarray:
        """Call a function that gives finite numbers in a known shape; -1 stands for any length.

        Raises
        ------
        Unusable
        """
        value = self(name, *args, **kwargs)
        try:
            found = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            raise Unusable(name, f"gave {show(value)}, and numbers are wanted") from None
        fits = found.ndim == len(shape) and all(
            want in (-1, there) for want, there in zip(shape, found.shape, strict=True)
        )
        if not fits:
            wanted = str(shape).replace("-1", "k")
            raise Unusable(name, f"gave an array of shape {found.shape}, and {wanted} is wanted")
        if not np.all(np.isfinite(found)):
            raise Unusable(name, "gave a value that is no finite number")
        return found

    def number(self, name: str, *args: Any, **kwargs: Any) -> float:
        """Call a function that gives one finite number."""
        return float(self.array((), name, *args, **kwargs))

    def rows(self, name: str, columns: int, *args: Any) -> np.ndarray:
        """Call a function that gives rows with so many numbers each."""
        return self.array((-1, columns), name, *args)


Values = Mapping[str, Any]
"""What one picture is drawn from: arrays, numbers and texts by name."""
