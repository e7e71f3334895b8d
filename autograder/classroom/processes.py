"""Processes that grade for this one: of this machine, or of a Dask cluster."""

import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import joblib
from joblib.externals.loky import get_reusable_executor
from joblib.externals.loky.process_executor import BrokenProcessPool

from ..inside.limits import die_with_parent
from ..records.errors import UserError
from ..records.text import visible

Results = Generator[Any, None, None]
Run = Callable[[Iterable[Any]], Iterator[Any]]  # of joblib.delayed tasks
_CONNECT_SECONDS = 20
_QUIET = "ignore:resource_tracker:UserWarning"


@dataclass(frozen=True)
class Processes:
    """Where to grade.

    Attributes
    ----------
    jobs : int
        How many processes of this machine; with one, it is this one.
    scheduler : str
        The address of a Dask scheduler whose workers are used instead.
    """

    jobs: int = 1
    scheduler: str = ""


class ProcessesEnded(Exception):
    """Processes were ended from outside; what they had not given back is to be done again."""


@contextmanager
def parallel(processes: Processes) -> Iterator[Run]:
    """Give what runs tasks in processes, and gives back each result as soon as it is there.

    Raises
    ------
    ProcessesEnded
    UserError
        Where a cluster cannot be used.
    """
    if processes.scheduler:
        with _of_a_cluster(processes.scheduler) as run:
            yield run
    else:
        with _of_this_machine(processes.jobs) as run:
            yield run


def _clean_up_in_silence() -> None:
    """Let the process that loky starts beside clean up after an interrupt without a word."""
    if _QUIET not in sys.warnoptions:
        sys.warnoptions.append(_QUIET)


def end_processes() -> None:
    """End the processes of this machine, which would wait for more to do for minutes."""
    # Not any other executor than that of the tasks, which it would make and end.
    executor = get_reusable_executor(reuse=True, kill_workers=True)
    executor.shutdown(wait=True, kill_workers=True)


@contextmanager
def _of_this_machine(jobs: int) -> Iterator[Run]:
    finished = False
    _clean_up_in_silence()
    try:
        spread = joblib.Parallel(
            n_jobs=jobs,
            return_as="generator_unordered",
            batch_size=1,  # a batch would come back, and be kept, only as a whole
            max_nbytes=None,
            initializer=_begin,
            initargs=(os.getpid(),),
        )
        yield lambda tasks: _given_up_in_silence(_begun_without_ctrl_c(spread, tasks))
        finished = True
    except BrokenProcessPool:
        raise ProcessesEnded from None
    finally:
        if not finished:
            end_processes()


def _begun_without_ctrl_c(spread: joblib.Parallel, tasks: Iterable[Any]) -> Results:
    """Start the processes so that a Ctrl-C reaches this one alone, which then ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # they inherit it
    try:
        return cast("Results", spread(tasks))
    finally:
        signal.signal(signal.SIGINT, before)


def _given_up_in_silence(results: Results) -> Iterator[Any]:
    """Give results without joblib's advice on the code, where an interrupt leaves some over."""
    try:
        for result in results:  # noqa: UP028  a "yield from" would close them, with the advice
            yield result
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            results.close()


def _begin(parent: int) -> None:
    """End with the parent; hear a Ctrl-C without a word, but let own processes hear it again."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, lambda number, frame: None)


@contextmanager
def _of_a_cluster(scheduler: str) -> Iterator[Run]:
    try:
        from distributed import Client, KilledWorker, Security
    except ImportError:
        raise UserError("Dask is not installed here: pip install 'eight-tickets[dask]'") from None
    address = visible(scheduler)
    _let_workers_be_lost_in_silence()
    if scheduler.startswith("tls://"):
        _require_certificate(address, Security())
    try:
        client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as problem:  # two of them are of TLS
        told = visible(str(problem))
        raise UserError(f"no Dask scheduler answers at {address}: {told}") from None
    try:
        try:
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except TimeoutError:
            raise UserError(f"the Dask scheduler at {address} has no workers") from None
        if max(client.nthreads().values()) > 1:
            raise UserError("a Dask worker grades one at a time: start workers with --nthreads 1")
        with joblib.parallel_config(backend="dask", client=client):
            spread = joblib.Parallel(n_jobs=-1, return_as="generator_unordered", batch_size=1)
        yield lambda tasks: _given_up_in_silence(spread(tasks))
    except KilledWorker:
        raise ProcessesEnded from None
    finally:
        client.close()


def _let_workers_be_lost_in_silence() -> None:
    """Keep Dask from warning of results that went with a worker: they are made once more."""
    logging.getLogger("distributed.client").setLevel(logging.ERROR)


def _require_certificate(address: str, security: Any) -> None:
    """See that Dask has one to show: without, it would wait for long, and end badly."""
    settings = "Dask's settings distributed.comm.tls.ca-file and client.cert (docs/instructor.md)"
    try:
        context = security.get_connection_args("client")["ssl_context"]
    except OSError as problem:
        what = problem.strerror or problem
        raise UserError(f"{settings} name what cannot be read: {what}") from None
    if context is None:
        raise UserError(f"{address} wants a certificate: name it in {settings}")
