"""The class seed: where hidden inputs come from, kept secret beside the course."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..records.errors import UserError

FILE_NAME = ".autograder-seed"


@dataclass(frozen=True)
class Seed:
    """A class seed.

    Attributes
    ----------
    text : str
        Any text; equal texts give equal hidden inputs.
    """

    text: str

    @property
    def hash(self) -> str:
        """What a record may tell of it."""
        return hashlib.sha256(f"eight-tickets {self.text}".encode()).hexdigest()[:16]

    def generator(self, exercise: str, check: str) -> np.random.Generator:
        """Give a check's own random generator: adding a check moves no other's input."""
        digest = hashlib.sha256(f"{self.text}\n{exercise}\n{check}".encode()).digest()
        return np.random.default_rng(np.frombuffer(digest, dtype=np.uint32))


@dataclass
class SeedFile:
    """The file that keeps a course's seed and which sets of checks were proved with it.

    Parameters
    ----------
    root : Path
        The course's folder.
    """

    root: Path

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.root / FILE_NAME

    def read(self) -> tuple[Seed | None, set[str]]:
        """Give the seed and the proofs, each the hash of a set of checks.

        Raises
        ------
        UserError
            For a file that is there and cannot be understood.
        """
        if not self.path.exists():
            return None, set()
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            seed, proved = content["seed"], content["proved"]
            if not isinstance(seed, str) or not seed or not isinstance(proved, list):
                raise TypeError
            return Seed(seed), set(map(str, proved))
        except (ValueError, KeyError, TypeError, OSError):
            raise UserError(
                "the seed file cannot be read: restore it from a backup; "
                "a new seed changes every hidden input",
                self.path,
            ) from None

    def create(self, seed: Seed, proved: set[str]) -> bool:
        """Write the first seed; False where another grader was faster."""
        try:
            self._write(seed, proved, self._publish_first)
        except FileExistsError:
            return False
        return True

    def _publish_first(self, draft: Path) -> None:
        try:
            os.link(draft, self.path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: claim the name, then put the file there.
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            draft.replace(self.path)

    def replace(self, seed: Seed, proved: set[str]) -> None:
        """Write a seed and its proofs in place of the old file."""
        self._write(seed, proved, lambda draft: draft.replace(self.path))

    def _write(self, seed: Seed, proved: set[str], publish: Callable[[Path], object]) -> None:
        """Write the file whole or not at all, readable by its owner alone."""
        content = json.dumps({"seed": seed.text, "proved": sorted(proved)})
        draft = self.path.with_name(f"{FILE_NAME}.{os.getpid()}")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(content)
            publish(draft)
        except FileExistsError:
            raise
        except OSError as problem:
            raise UserError(
                f"the seed cannot be kept ({problem.strerror}): "
                "make the course folder writable, or give --seed",
                self.path,
            ) from None
        finally:
            draft.unlink(missing_ok=True)


def new_seed() -> Seed:
    """Draw a seed that nobody can guess."""
    return Seed(secrets.token_hex(16))
