"""The chapter's troubleshooting, where a symptom can be told from what right code does.

A loss that rises is none: with the chapter's learning rates it rises in right
code as well, so nothing here speaks of it.
"""

from collections.abc import Sequence

import numpy as np

from .evidence import Observation
from .likeness import numbers

_ALONG = 0.98  # cosine of the angle between two ways that count as one
_SHORT = 0.9


def symptom_sentence(seen: Sequence[Observation]) -> str:
    """Say what kind of fit goes wrong, or how, empty for anything else."""
    wrong = [observation for observation in seen if observation.wrong]
    if not wrong or not all("epochs" in o.arguments for o in wrong):
        return ""
    if all(map(_penalised, wrong)) and any(_right_without_penalty(o) for o in seen):
        return (
            "Without a penalty your fit is right, with one it is not. Which weights does the "
            "penalty pull at, how strongly, and in which direction?"
        )
    if all(map(_stops_short, wrong)):
        return (
            "Your weights go the right way and stop too early: has each step its full length, "
            "and are there as many as asked for?"
        )
    return ""


def _penalised(observation: Observation) -> bool:
    return bool(observation.arguments.get("l2"))


def _right_without_penalty(observation: Observation) -> bool:
    fitted = "epochs" in observation.arguments
    return fitted and not observation.failed and not _penalised(observation)


def _stops_short(observation: Observation) -> bool:
    came, wanted = numbers(observation.came.value), numbers(observation.wanted.value)
    if came is None or wanted is None or came.shape != wanted.shape or came.ndim != 1:
        return False
    lengths = float(np.linalg.norm(came)), float(np.linalg.norm(wanted))
    if min(lengths) < 1e-9 or not np.isfinite(lengths).all():
        return False
    along = float(came @ wanted) / (lengths[0] * lengths[1]) > _ALONG
    return along and lengths[0] < _SHORT * lengths[1]
