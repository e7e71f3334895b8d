"""Grading on a real Dask cluster, of which a worker is killed in the middle."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from autograder.classroom.processes import Processes, parallel
from autograder.cli.main import main
from tests.clusters import certificates, cluster_of_two, started
from tests.interrupted import COMMAND, Watched, children_of, graded, records, wait_for, write_class
from tests.tiny import TinyCourse, make_course


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    with cluster_of_two(tmp_path) as found:
        yield found


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    tiny = make_course(tmp_path / "course")
    write_class(tiny, 40)
    return tiny


def test_a_class_is_complete_and_right_although_a_worker_is_killed(
    tiny: TinyCourse,
    tmp_path: Path,
    cluster: tuple[str, list[subprocess.Popen[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, workers = cluster
    book = tmp_path / "book.db"
    chosen = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--seed", "s", "--json"]
    process = subprocess.Popen(
        [*COMMAND, *chosen, "--gradebook", str(book), "--backend", "dask", "--scheduler", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(book, 4, process)
    assert graded(book) < 40
    of_the_worker = Watched(children_of(workers[0].pid))
    assert of_the_worker.descriptors, "the killed worker graded nothing"
    workers[0].send_signal(signal.SIGKILL)
    printed, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert of_the_worker.all_end()
    assert main(chosen) == 0
    assert records(printed) == records(capsys.readouterr().out)
    assert len(printed.splitlines()) == 40


def test_what_a_lost_worker_takes_along_is_no_news(
    cluster: tuple[str, list[subprocess.Popen[str]]],
) -> None:
    logger = logging.getLogger("distributed.client")
    with parallel(Processes(scheduler=cluster[0])):
        assert not logger.isEnabledFor(logging.WARNING)
        assert logger.isEnabledFor(logging.ERROR)


def test_a_cluster_that_speaks_tls_grades_for_who_has_a_certificate_alone(
    tiny: TinyCourse, tmp_path: Path
) -> None:
    mine, others = certificates(tmp_path / "mine"), certificates(tmp_path / "others")
    with cluster_of_two(tmp_path, mine) as (address, _):

        def grade(settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
            chosen = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--seed", "s"]
            words = [*COMMAND, *chosen, "--json", "--backend", "dask", "--scheduler", address]
            env = {**os.environ, **settings}
            return subprocess.run(words, capture_output=True, text=True, env=env, check=False)

        lost = {**mine, "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(tmp_path / "nowhere")}
        right, *wrong = (grade(settings) for settings in (mine, others, {}, lost))
    assert address.startswith("tls://")
    assert (right.returncode, len(right.stdout.splitlines())) == (0, 40)
    assert [done.returncode for done in wrong] == [2, 2, 2]
    said = ["certificate does not match", "wants a certificate", "cannot be read: No such file"]
    for done, sentence in zip(wrong, said, strict=True):
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


def test_a_worker_that_would_grade_two_at_once_is_refused(
    tiny: TinyCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    chosen = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--seed", "s"]
    with started("scheduler", *words, told="tcp://127.0.0.1") as (_, line):
        address = line.split()[-1]
        more = [address, "--nthreads", "2", "--no-nanny", "--no-dashboard"]
        with started("worker", *more, told="Registered to"):
            status = main([*chosen, "--backend", "dask", "--scheduler", address])
    assert status == 2
    assert "start workers with --nthreads 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--backend", "dask"), "go together"),
        (("--scheduler", "tcp://127.0.0.1:1"), "go together"),
        (("--backend", "dask", "--scheduler", "127.0.0.1:1"), "no Dask scheduler answers"),
        (("--backend", "dask", "--scheduler", "odd://x"), "no Dask scheduler answers"),
        (("--backend", "dask", "--scheduler", "tls://127.0.0.1:1"), "wants a certificate"),
    ],
)
def test_a_cluster_that_cannot_be_reached_is_told(
    tiny: TinyCourse,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.setattr("autograder.classroom.processes._CONNECT_SECONDS", 0.5)
    chosen = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--seed", "s"]
    assert main([*chosen, *words]) == 2
    assert sentence in capsys.readouterr().err


def test_without_dask_it_is_said_what_to_install(
    tiny: TinyCourse, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    chosen = ["grade", str(tiny / "class"), "--course", str(tiny.root), "--seed", "s"]
    assert main([*chosen, "--backend", "dask", "--scheduler", "127.0.0.1:1"]) == 2
    assert "pip install 'eight-tickets[dask]'" in capsys.readouterr().err


def test_other_checks_on_a_worker_are_noticed(tiny: TinyCourse) -> None:
    """A worker that sees another state of the course refuses."""
    from autograder.classroom.stream import Order, _grader
    from autograder.records.errors import UserError

    order = Order(tiny.root, "another hash", "L2", "s")
    with pytest.raises(UserError, match="the checks changed"):
        _grader(order)
