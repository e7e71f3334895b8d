"""How a check's calls reach a worker, one by one or all ahead, and what comes back."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..confinement.worker import OutOfStep, Worker, WorkerEnded
from ..course.answers import key_of
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
    mark : int
        A hash, to recognise the call by in this process.
    """

    check: Check
    name: str
    data: bytes
    mark: int

    @classmethod
    def all_of(cls, check: Check, calls: Iterable[tuple[str, Arguments]]) -> "tuple[Asked, ...]":
        """Write all calls of a check."""
        return tuple(
            cls(check, name, _written(name, arguments, place == 0), mark_of(name, arguments))
            for place, (name, arguments) in enumerate(calls)
        )


def _written(name: str, arguments: Arguments, first: bool) -> bytes:
    """Write a call as it crosses; for a check's first one random generators start anew."""
    args, kwargs = arguments.args, arguments.kwargs
    return dumps({"name": name, "args": args, "kwargs": kwargs, "fresh": first})


def mark_of(name: str, arguments: Arguments) -> int:
    """Give a hash that tells a call from others."""
    return hash(key_of(name, arguments))


class Astray(WorkerEnded):
    """What was sent ahead is not what checks ask for: ask one by one, in another worker."""

    def __init__(self) -> None:
        super().__init__(Status.CRASHED, "was called otherwise than foreseen")


class Crossing:
    """Carries the calls of one function's checks to a worker, and back what comes of them.

    Those that were foreseen are sent before the checks make them: the worker goes from
    call to call, and neither side waits for the other each time. Nothing else may come
    of that: as soon as a check asks for less or for something else, all is astray.

    Parameters
    ----------
    worker : Worker
    modules : mapping of str to str
        Where the functions are.
    cpu : float
        Seconds of CPU for a call, where its check has no limit of its own.
    foreseen : iterable of sequence of Asked
        What to send together; the calls of checks that are in none are sent when they are made.
    """

    def __init__(
        self,
        worker: Worker,
        modules: Mapping[str, str],
        cpu: float,
        foreseen: Iterable[Sequence[Asked]],
    ) -> None:
        self._worker, self._modules, self._cpu = worker, modules, cpu
        self._foreseen = deque(foreseen)
        self._sent: deque[Asked] = deque()  # and not asked for yet
        self._begun: Check | None = None
        self._astray = False

    def call(self, check: Check, name: str, arguments: Arguments) -> Outcome:
        """Give what came of a call.

        Raises
        ------
        WorkerEnded
        Astray
        """
        first, self._begun = check is not self._begun, check
        if first and not self._sent and self._foreseen and self._foreseen[0][0].check is check:
            self._sent.extend(self._foreseen.popleft())
            self._send([one.name for one in self._sent], [one.data for one in self._sent])
        if self._sent or self._astray:
            self._find(check, mark_of(name, arguments))
        else:
            self._send([name], [_written(name, arguments, first)])
        try:
            return read_outcome(self._worker.reply(check.cpu or self._cpu))
        except OutOfStep:
            self._astray = True
            raise Astray from None

    def finish(self) -> bool:
        """Tell whether the worker can be asked for other things: nothing is left unasked.

        Raises
        ------
        Astray
            Also where a check kept that to itself.
        """
        if self._astray:
            raise Astray
        return not self._sent

    def _send(self, names: Iterable[str], calls: Sequence[bytes]) -> None:
        modules = {name: self._modules.get(name, "") for name in names}
        self._worker.ask_for_calls(modules, calls)

    def _find(self, check: Check, mark: int) -> None:
        """See that a call is the next of those that were sent."""
        sent = self._sent.popleft() if self._sent else None
        if self._astray or sent is None or sent.check is not check or sent.mark != mark:
            self._astray = True
            raise Astray


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
