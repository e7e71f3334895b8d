"""The chapter's troubleshooting, where a symptom can be told from what right code does.

A loss that rises is none: with the chapter's learning rates it rises in right
code as well, so nothing here speaks of it.
"""

from collections.abc import Sequence

import numpy as np

from ..evidence import Observation
from ..likeness import numbers

_ALONG = 0.98  # cosine of the angle between two ways that count as one
_SHORT = 0.9


def symptom_sentence(seen: Sequence[Observation]) -> str:
    """Say what kind of fit goes wrong, or how, empty for anything else."""
    wrong = [observation for observation in seen if observation.wrong]
    if not wrong or not all("epochs" in o.arguments for o in wrong):
        return ""
    if all(map(_penalised, wrong)) and _as_short_as_a_right_one(wrong, seen):
        return (
            "Without a penalty the checked fits are right, with one they go wrong: what is "
            "different in your steps where l2 is not 0, and what should be?"
        )
    if all(map(_stops_short, wrong)):
        return (
            "Your weights go the right way and stop too early: has each step its full length, "
            "and are there as many as asked for?"
        )
    return ""


def _penalised(observation: Observation) -> bool:
    return bool(observation.arguments.get("l2"))


def _as_short_as_a_right_one(wrong: Sequence[Observation], seen: Sequence[Observation]) -> bool:
    """Tell whether it is the penalty that is new, and not the length of the walk."""
    right = [o for o in seen if "epochs" in o.arguments and not o.failed and not _penalised(o)]
    longest = max((int(o.arguments["epochs"]) for o in right), default=0)
    return any(int(o.arguments["epochs"]) <= longest for o in wrong)


def _stops_short(observation: Observation) -> bool:
    came, wanted = numbers(observation.came.value), numbers(observation.wanted.value)
    if came is None or wanted is None or came.shape != wanted.shape or came.ndim != 1:
        return False
    if came.size == observation.arguments["epochs"]:
        return False  # a value for each step: no weights
    lengths = float(np.linalg.norm(came)), float(np.linalg.norm(wanted))
    if min(lengths) < 1e-9 or not np.isfinite(lengths).all():
        return False
    along = float(came @ wanted) / (lengths[0] * lengths[1]) > _ALONG
    return along and lengths[0] < _SHORT * lengths[1]
