"""The `student` that checks call, whatever stands behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .calls import NOTHING, Outcome, run_call
from .values import decode, encode, is_plain_array

Caller = Callable[[str, "Arguments"], Outcome]


@dataclass(frozen=True, eq=False)
class Arguments:
    """A call's arguments, as they were when it was made: nobody shares them.

    Attributes
    ----------
    given : sequence of object
        Arrays, as encoding a long one takes longer than many a call; all else as `encode`
        gives it.
    kwargs : object
        As `encode` gives them.
    """

    given: Sequence[Any]
    kwargs: Any

    @classmethod
    def of(cls, args: Sequence[Any], kwargs: Mapping[str, Any]) -> "Arguments":
        """Keep what a call is made with."""
        return cls(
            [value.copy() if is_plain_array(value) else encode(value, 1) for value in args],
            encode(kwargs),
        )

    @cached_property
    def args(self) -> list[Any]:
        """All that was given by position, as `encode` gives it."""
        return [encode(v, 1) if isinstance(v, np.ndarray) else v for v in self.given]

    def fresh(self) -> tuple[list[Any], dict[str, Any]]:
        """Rebuild them, anew each time."""
        args = [v.copy() if isinstance(v, np.ndarray) else decode(v, 1) for v in self.given]
        return args, decode(self.kwargs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Arguments) and (self.args, self.kwargs) == (
            other.args,
            other.kwargs,
        )


@dataclass
class Call:
    """A call as it was made, and what came of it (nothing yet while it runs)."""

    name: str
    arguments: Arguments
    outcome: Outcome = NOTHING


class Student:
    """Calls a student's functions by name: ``student.sigmoid(z)``.

    Arguments are fresh copies and a result is a plain value. An exception of
    the student's code arrives as a `StudentError`. After a call `changed` names
    the arguments that it changed, `printed` is what it printed and `warned`
    are the warnings that it caused.

    Parameters
    ----------
    caller : callable
        Takes name and `Arguments`; gives an `Outcome` with a plain value.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            made = Call(name, Arguments.of(args, kwargs))
            self.calls.append(made)
            made.outcome = self._caller(name, made.arguments)
            if made.outcome.error is not None:
                raise made.outcome.error
            return made.outcome.value

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


def call_here(function: Callable[..., Any], arguments: Arguments, files: frozenset[str]) -> Outcome:
    """Call a function in this process; its value comes back as it would from another."""
    outcome = run_call(function, *arguments.fresh(), files)
    return Outcome(
        copy_value(outcome.value),
        outcome.error,
        outcome.printed,
        outcome.warned,
        outcome.changed,
    )


def copy_value(value: Any) -> Any:
    """Copy a value the way it would cross to another process: plain types alone."""
    return decode(encode(value))


def written(name: str, arguments: Arguments, show: Callable[[Any], str]) -> str:
    """Write a call the way a student would type it."""
    args, kwargs = arguments.fresh()
    given: Mapping[str, Any] = kwargs
    parts = [show(value) for value in args] + [f"{k}={show(v)}" for k, v in given.items()]
    return f"{name}({', '.join(parts)})"


def observed(outcome: Outcome, show: Callable[[Any], str]) -> str:
    """Tell what a call gave back, and what it left behind."""
    text = show(outcome.value)
    if outcome.changed:
        text += f", and {', '.join(outcome.changed)} was changed"
    if outcome.printed:
        text += f", and it printed {show(outcome.printed[:60])}"
    return text
