"""Serves calls of one submission's functions, after giving up everything else."""

import base64
import json
import os
import signal
import struct
from collections.abc import Callable, Iterator
from typing import Any

from . import canary
from .calls import DidNotEnd, Outcome, StudentError, describe, run_call, seed_generators
from .limits import NotConfined, detach_streams, die_with_parent, drop_root, limit_resources
from .loader import Loaded, Loader
from .seccomp import Filter
from .values import MAX_REPLY, decode, dumps, encode

_HEADER = struct.Struct("!I")
_CHUNK = 1 << 16

_Answer = Callable[[dict[str, Any]], dict[str, Any]]


def serve(fd: int, memory: int, parent: int, seccomp: Filter | None) -> None:
    """Confine this process, then answer requests until the other side hangs up.

    Parameters
    ----------
    fd : int
        The worker's end of its socket pair.
    memory : int
        Address space, in bytes.
    parent : int
        Process id of the parent, with which the worker ends.
    seccomp : Filter or None
        The list of system calls; None where there is none on this machine.
    """
    detach_streams()
    try:
        drop_root()
        die_with_parent(parent)  # after the change of user, which would clear it
        limit_resources(memory)
        if seccomp is not None:
            seccomp.load()
    except (NotConfined, OSError) as problem:
        _send(fd, {"hello": False, "problem": str(problem)})
        return
    _send(fd, {"hello": True})
    desk = _Desk()
    while (request := _receive(fd)) is not None:
        for reply in desk.replies(request):
            _send(fd, {"nonce": request["nonce"], **reply})


class _Desk:
    """The requests that a worker answers."""

    def __init__(self) -> None:
        self.loader = Loader([])
        self.references: dict[str, Any] = {}

    def replies(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Give one reply, to a request for calls one for each, as soon as it is there."""
        if request["op"] == "call":
            for call in request["calls"]:
                yield self._reply(self._call, call | {"module": request["modules"][call["name"]]})
        else:
            yield self._reply(getattr(self, f"_{request['op']}"), request)

    def _reply(self, answer: _Answer, request: dict[str, Any]) -> dict[str, Any]:
        try:
            return answer(request)
        except KeyboardInterrupt as problem:
            return {"error": _flat(describe(problem, self.loader.files))}

    def _prepare(self, request: dict[str, Any]) -> dict[str, Any]:
        self.loader = Loader(request["graded"])
        exec(compile(request["reference"], "reference.py", "exec"), self.references)
        return {}

    def _load(self, request: dict[str, Any]) -> dict[str, Any]:
        standins = {
            name: self.references[name] if sentence is None else _refuse_with(sentence)
            for name, sentence in request["standins"].items()
        }
        with _Interrupted(request["interrupt"]):
            loaded = self.loader.load(
                request["module"],
                base64.b64decode(request["data"]),
                whole=request["whole"],
                libraries=request["libraries"],
                aliases=request["aliases"],
                at_once=request["at_once"],
                bind={
                    name: self.references[name] if sentence is None else _refuse_with(sentence)
                    for name, sentence in request["bind"].items()
                },
                standins=standins,
            )
        return {"loaded": _flat_loaded(loaded)}

    def _call(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["fresh"]:
            seed_generators()
        function = self.loader.function(request["module"], request["name"])
        args, kwargs = decode(request["args"]), decode(request["kwargs"])
        outcome = run_call(function, args, kwargs, self.loader.files)
        try:
            return _flat_outcome(outcome)
        except MemoryError:
            return {"error": _flat(StudentError("MemoryError", "the result is too large"))}

    def _canary(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"reached": canary.try_everything(request["bait"])}


class _Interrupted:
    """Raises in the running statement when it used up its share of CPU."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        if self.seconds:
            signal.signal(signal.SIGVTALRM, self._raise)
            signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds, self.seconds / 8)

    def __exit__(self, *exception: object) -> None:
        if self.seconds:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    @staticmethod
    def _raise(*_: object) -> None:
        raise DidNotEnd("code outside the functions did not end")


def _refuse_with(sentence: str) -> Any:
    def refuse(*args: object, **kwargs: object) -> None:
        raise DidNotEnd(sentence)

    return refuse


def _flat(error: StudentError | None) -> Any:
    if error is None:
        return None
    return {"kind": error.kind, "text": error.text, "where": error.where, "own": error.own}


def _flat_loaded(loaded: Loaded) -> dict[str, Any]:
    return {
        "defined": {n: [d.line, d.stub, d.parameters] for n, d in loaded.defined.items()},
        "broken": {name: _flat(error) for name, error in loaded.broken.items()},
        "twice": loaded.twice,
        "others": loaded.others[:100],
        "failure": _flat(loaded.failure),
        "note": loaded.note,
    }


def _flat_outcome(outcome: Outcome) -> dict[str, Any]:
    told = {
        "value": encode(outcome.value),
        "error": _flat(outcome.error),
        "printed": outcome.printed,
        "warned": list(outcome.warned),
        "changed": list(outcome.changed),
    }
    return {key: value for key, value in told.items() if value or key == "value"}


def _send(fd: int, message: dict[str, Any]) -> None:
    data = dumps(message)
    if len(data) > MAX_REPLY:
        data = dumps({"nonce": message["nonce"], "oversize": len(data)})
    data = _HEADER.pack(len(data)) + data
    while data:
        data = data[os.write(fd, data) :]


def _receive(fd: int) -> dict[str, Any] | None:
    """Read one request: the grader sends no other before it has the replies."""
    data = b""
    size = _HEADER.size
    while len(data) < size:
        part = os.read(fd, _CHUNK)
        if not part:
            return None
        data += part
        if size == _HEADER.size <= len(data):
            size += _HEADER.unpack_from(data)[0]
    return json.loads(data[_HEADER.size :].decode("ascii"))  # type: ignore[no-any-return]
