"""A real Dask cluster on this machine: a scheduler and two workers, each a process."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

QUIET = {"DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s"}


@contextmanager
def started(
    program: str, *words: str, told: str, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a part of a cluster; give its process and the line in which it says that it is up."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{program}", *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **QUIET, **(settings or {})},
    )
    assert process.stderr is not None
    try:
        yield process, next(line for line in process.stderr if told in line)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def certificates(folder: Path) -> dict[str, str]:
    """Write a certificate for all parts of a cluster; give Dask's settings, as docs tell them."""
    folder.mkdir()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "own.pem"))
    settings = {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(folder / "ca.pem")}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings[f"DASK_DISTRIBUTED__COMM__TLS__{role}__CERT"] = str(folder / "own.pem")
    return settings | {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True"}


@contextmanager
def cluster_of_two(
    folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and two workers; give its address and their processes."""
    protocol = "tls" if settings else "tcp"
    with ExitStack() as stack:
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--protocol", protocol]
        told = f"{protocol}://127.0.0.1"
        begun = started("scheduler", *words, told=told, settings=settings)
        _, line = stack.enter_context(begun)
        address = line.split()[-1]
        workers = []
        for number in range(2):
            words = [address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            words += ["--local-directory", str(folder / f"worker{number}")]
            begun = started("worker", *words, told="Registered to", settings=settings)
            workers.append(stack.enter_context(begun)[0])
        yield address, workers
