"""How a check's calls reach a worker, one by one or all ahead, and what comes back."""

import marshal
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from ..confinement.worker import Worker, WorkerEnded
from ..course.checks import Check
from ..inside.calls import Outcome, StudentError
from ..inside.student import Arguments
from ..inside.values import decode, dumps
from ..records.record import Status


@dataclass(frozen=True, eq=False)
class Asked:
    """One call of a check, to be sent before it is made.

    Attributes
    ----------
    check : Check
    name : str
        The function's.
    data : bytes
        The whole call, as it crosses.
    mark : bytes
        A hash, to recognise the call by.
    """

    check: Check
    name: str
    data: bytes
    mark: bytes

    @classmethod
    def all_of(cls, check: Check, calls: Iterable[tuple[str, Arguments]]) -> "tuple[Asked, ...]":
        """Write all calls of a check."""
        return tuple(
            cls(check, name, _written(name, arguments, place == 0), _mark(name, arguments))
            for place, (name, arguments) in enumerate(calls)
        )


def _written(name: str, arguments: Arguments, first: bool) -> bytes:
    """Write a call as it crosses; for a check's first one random generators start anew."""
    args, kwargs = arguments.args, arguments.kwargs
    return dumps({"name": name, "args": args, "kwargs": kwargs, "fresh": first})


def _mark(name: str, arguments: Arguments) -> bytes:
    # Much faster than JSON; before version 3, equal things are written alike.
    written = marshal.dumps((name, arguments.args, arguments.kwargs), 2)
    return blake2b(written, digest_size=16).digest()


class Crossing:
    """Carries the calls of one function's checks to a worker, and back what comes of them.

    Those that were foreseen are sent before the checks make them: the worker goes from
    call to call, and neither side waits for the other each time. What a check does not ask
    for any more, because it has failed, is passed over.

    Parameters
    ----------
    worker : Worker
    modules : mapping of str to str
        Where the functions are.
    cpu : float
        Seconds of CPU for a call, where its check has no limit of its own.
    foreseen : sequence of Asked
        All calls, in the order in which they will be made; empty sends each when it is made.

    Attributes
    ----------
    astray : bool
        True where what came of the calls may not be what would have come one by one.
    """

    def __init__(
        self, worker: Worker, modules: Mapping[str, str], cpu: float, foreseen: Sequence[Asked]
    ) -> None:
        self._worker, self._modules, self._cpu = worker, modules, cpu
        self._begun: Check | None = None
        self._ahead, self._passed_over = deque(foreseen), False
        self._one_by_one = not foreseen
        self.astray = False
        if foreseen:
            self._send([one.name for one in foreseen], [one.data for one in foreseen])

    def call(self, check: Check, name: str, arguments: Arguments) -> Outcome:
        """Give what came of a call.

        Raises
        ------
        WorkerEnded
            Also where others were foreseen, but not this one.
        """
        first, self._begun = check is not self._begun, check
        try:
            if self._one_by_one:
                self._send([name], [_written(name, arguments, first)])
            else:
                self._expect(check, _mark(name, arguments))
            return self._outcome(check)
        except WorkerEnded:
            # A call that would not have been made may have brought that about.
            self.astray = self.astray or self._passed_over
            raise

    def finish(self) -> None:
        """Read what no check asked for, so that the worker can be asked for other things.

        Raises
        ------
        WorkerEnded
        """
        while self._ahead:
            self._pass_over()

    def _send(self, names: Iterable[str], calls: Sequence[bytes]) -> None:
        modules = {name: self._modules.get(name, "") for name in names}
        self._worker.ask_for_calls(modules, calls, self._cpu)

    def _expect(self, check: Check, mark: bytes) -> None:
        """Pass over what earlier checks left, and see that a call is the next."""
        while self._ahead and self._ahead[0].check is not check:
            self._pass_over()
        if not self._ahead or self._ahead.popleft().mark != mark:
            self.astray = True
            raise WorkerEnded(Status.CRASHED, "was called otherwise than foreseen")

    def _pass_over(self) -> None:
        self._passed_over = True
        self._outcome(self._ahead.popleft().check)

    def _outcome(self, check: Check) -> Outcome:
        return read_outcome(self._worker.reply(check.cpu or self._cpu))


def read_error(data: Any) -> StudentError | None:
    """Read an error as a worker tells it; malformed fields become empty ones."""
    if type(data) is not dict:
        return None
    texts = [data.get(key) for key in ("kind", "text", "where")]
    kind, text, where = (value[:400] if type(value) is str else "" for value in texts)
    return StudentError(kind, text, where, data.get("own") is True)


def read_outcome(reply: Mapping[str, Any]) -> Outcome:
    """Rebuild a call's outcome from a reply, trusting nothing in it.

    Raises
    ------
    WorkerEnded
        For a value that is none.
    """
    error = read_error(reply.get("error"))
    if error is not None:
        return Outcome(error=error)
    try:
        value = decode(reply.get("value"))
    except ValueError:
        raise WorkerEnded(Status.CRASHED, "answered with something that is no value") from None
    printed = reply.get("printed")
    return Outcome(
        value=value,
        printed=printed if type(printed) is str else "",
        warned=_texts(reply.get("warned")),
        changed=_texts(reply.get("changed")),
    )


def _texts(data: Any) -> tuple[str, ...]:
    if type(data) is not list:
        return ()
    return tuple(item[:400] for item in data[:20] if type(item) is str)
