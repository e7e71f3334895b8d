"""Gives the seed of a class, and proves it where that was not done yet."""

from collections.abc import Sequence
from pathlib import Path

from ..course.identity import hash_of_proof
from ..course.seed import Seed, SeedFile


def proved_seed(root: Path, exercises: Sequence[str], given: str | None) -> Seed:
    """Give the seed to grade with, as `proof.seed_for_class` does.

    A kept one that was proved is read without loading the course.
    """
    if given is None:
        kept, proved = SeedFile(root).read()
        if kept is not None and hash_of_proof(root, exercises) in proved:
            return kept
    from ..course.course import load_course
    from .proof import seed_for_class

    return seed_for_class(load_course(root), given)
