"""A clean interpreter that has everything imported and forks workers on request.

It never runs student code and never saw a secret: it is started afresh, reads
nothing of the course, and ends when its control socket closes.
"""

import codecs
import contextlib
import gc
import importlib
import os
import signal
import socket
import time
import traceback
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from . import worker
from .limits import ENDED_BY_US
from .policy import ALLOWED
from .seccomp import Filter, LibraryMissing
from .values import dumps, loads

_NUMPY_PARTS = "random linalg fft polynomial ma testing char rec strings typing lib exceptions"
_LIBRARY_PARTS = """
    sklearn sklearn.calibration sklearn.datasets sklearn.isotonic sklearn.linear_model
    sklearn.metrics sklearn.model_selection sklearn.pipeline sklearn.preprocessing sklearn.svm
    sklearn.tree
    scipy scipy.linalg scipy.optimize scipy.special scipy.stats
"""
_ENCODINGS = "utf_8 utf_8_sig utf_16 latin_1 cp1252 ascii idna unicode_escape raw_unicode_escape"


def preload(libraries: bool) -> None:
    """Import and warm up all that a worker may need once it can open no file.

    Parameters
    ----------
    libraries : bool
        Whether scikit-learn and SciPy belong to it.
    """
    for name in sorted(ALLOWED):
        importlib.import_module(name)
    for part in _NUMPY_PARTS.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(f"numpy.{part}")
    for encoding in _ENCODINGS.split():
        codecs.lookup(encoding)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec("from numpy import *", {})
    np.linalg.solve(np.eye(2), np.ones(2))
    np.polyfit(np.arange(3.0), np.arange(3.0), 1)
    np.random.default_rng(0).normal(size=2)
    repr(np.array([1.5, np.nan]))
    try:
        raise ValueError
    except ValueError:
        traceback.format_exc()
    if libraries:
        _preload_libraries()


def _preload_libraries() -> None:
    """Import scikit-learn and SciPy, and use once what loads its parts late."""
    for name in _LIBRARY_PARTS.split():
        importlib.import_module(name)
    linear_model = importlib.import_module("sklearn.linear_model")
    X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 0, 1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for solver in ("lbfgs", "liblinear", "newton-cg", "newton-cholesky", "sag", "saga"):
            linear_model.LogisticRegression(solver=solver).fit(X, y).predict_proba(X)
        optimize = importlib.import_module("scipy.optimize")
        with _one_processor():
            for method in ("highs", "highs-ds", "highs-ipm"):
                optimize.linprog([1.0], A_ub=[[-1.0]], b_ub=[-1.0], method=method)
        for method in ("BFGS", "L-BFGS-B", "Nelder-Mead", "Newton-CG", "SLSQP", "Powell"):
            optimize.minimize(lambda x: (x**2).sum(), [1.0], jac=lambda x: 2 * x, method=method)


@contextlib.contextmanager
def _one_processor() -> Iterator[None]:
    """Hide the other processors: a solver that saw several would start threads in workers."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def build_filter() -> tuple[Filter | None, str]:
    """Build the list of system calls, or say why this machine cannot."""
    try:
        return Filter(), ""
    except LibraryMissing:
        return None, "missing"
    except (OSError, AttributeError):
        return None, "refused"


def run(control_fd: int) -> None:
    """Fork workers on request until the grader hangs up.

    Parameters
    ----------
    control_fd : int
        The zygote's end of the control socket.
    """
    preload(libraries=False)
    _serve(socket.socket(fileno=control_fd))


def _serve(control: socket.socket) -> None:
    seccomp, problem = build_filter()
    gc.collect()
    gc.freeze()
    control.send(dumps({"seccomp_problem": problem}))
    children: set[int] = set()
    while True:
        data, fds, _, _ = socket.recv_fds(control, 65536, 1)
        if not data:
            break
        request = loads(data)
        if request["op"] == "end":
            reply = {"status": _end(children, request["pid"], request["patience"])}
        else:
            if request["op"] == "fork":
                pid = _fork(control, fds[0], request, seccomp if request["seccomp"] else None)
            else:
                pid = _branch(control, fds[0])
            children.add(pid)
            reply = {"pid": pid}
        control.send(dumps(reply))
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    os._exit(0)


def _branch(control: socket.socket, fd: int) -> int:
    """Fork a zygote with the libraries, which shares all that it did not have to import."""
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            os.dup2(1, 2)  # who started its base reads that one's stderr to the end
            _preload_libraries()
            _serve(socket.socket(fileno=fd))
        finally:
            os._exit(1)
    os.close(fd)
    return pid


def _fork(control: socket.socket, fd: int, request: dict[str, Any], seccomp: Filter | None) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            worker.serve(fd, request["memory"], parent, seccomp)
        finally:
            os._exit(0)
    os.close(fd)
    return pid


def _end(children: set[int], pid: int, patience: float) -> int:
    """Give a worker's wait status, killing it if it still runs after some seconds of patience."""
    if pid not in children:
        return -1
    deadline = time.monotonic() + patience
    done, status = os.waitpid(pid, os.WNOHANG)
    while not done and time.monotonic() < deadline:
        time.sleep(0.005)
        done, status = os.waitpid(pid, os.WNOHANG)
    if not done:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        status |= ENDED_BY_US
    children.discard(pid)
    return status
