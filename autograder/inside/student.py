"""The `student` that checks call, whatever stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .calls import NOTHING, Outcome, run_call
from .values import decode, encode

Caller = Callable[[str, "Arguments"], Outcome]


@dataclass(frozen=True)
class Arguments:
    """A call's arguments in the form that crosses to another process: nobody shares them.

    Attributes
    ----------
    args, kwargs : object
        As `encode` gives them.
    """

    args: Any
    kwargs: Any

    def fresh(self) -> tuple[list[Any], dict[str, Any]]:
        """Rebuild them, anew each time."""
        return decode(self.args), decode(self.kwargs)


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
            made = Call(name, Arguments(encode(list(args)), encode(kwargs)))
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
