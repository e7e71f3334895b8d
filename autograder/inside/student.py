"""The `student` that checks call, whatever stands behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .calls import Outcome
from .values import decode, encode

Caller = Callable[[str, Sequence[Any], Mapping[str, Any]], Outcome]


@dataclass
class Call:
    """A call as it was made, and what came of it (nothing yet while it runs)."""

    name: str
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    outcome: Outcome


class Student:
    """Calls a student's functions by name: ``student.sigmoid(z)``.

    Arguments are fresh copies and a result is a plain value. An exception of
    the student's code arrives as a `StudentError`. After a call `changed` names
    the arguments that it changed, `printed` is what it printed and `warned`
    are the warnings that it caused.

    Parameters
    ----------
    caller : callable
        Takes name, arguments and keyword arguments; gives an `Outcome`.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            made = Call(name, copy_value(args), copy_value(kwargs), Outcome())
            self.calls.append(made)
            made.outcome = self._caller(name, copy_value(args), copy_value(kwargs))
            if made.outcome.error is not None:
                raise made.outcome.error
            return copy_value(made.outcome.value)

        return call

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the arguments that the last call changed by more than 1e-12."""
        return self.calls[-1].outcome.changed

    @property
    def printed(self) -> str:
        """What the last call printed."""
        return self.calls[-1].outcome.printed

    @property
    def warned(self) -> tuple[str, ...]:
        """The warnings of the last call."""
        return self.calls[-1].outcome.warned


def copy_value(value: Any) -> Any:
    """Copy a value the way it would cross to another process: plain types alone."""
    return decode(encode(value))
