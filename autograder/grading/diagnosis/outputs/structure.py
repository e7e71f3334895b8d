"""What the outputs alone show of a mistake: a sign, a factor, a form, a missing return.

Each sentence is true of every call that went wrong, or it is not said.
"""

from collections.abc import Callable, Sequence

import numpy as np

from ....course.advice import error_sentence
from ....inside.calls import Outcome
from ..evidence import Observation
from ..likeness import alike, is_truth, numbers, same_value
from .factors import factor_sentence
from .forms import form_sentence
from .kinds import kind_sentence
from .places import place_sentence
from .symptoms import symptom_sentence
from .transforms import transform_sentence

Rule = Callable[[Sequence[Observation]], str]


def basic_sentence(seen: Sequence[Observation]) -> str:
    """Say what has to be mended before anything else, empty where nothing is that basic."""
    return _first(_BASIC, _wrong(seen))


def structural_sentence(seen: Sequence[Observation]) -> str:
    """Say what turns all right values into those that came, empty for nothing simple."""
    return _first(_RULES, _wrong(seen))


def rough_sentence(seen: Sequence[Observation]) -> str:
    """Say where, or in what, the answers go wrong, empty where they have nothing in common.

    Parameters
    ----------
    seen : sequence of Observation
        Calls that went right as well.
    """
    kind = _first((kind_sentence,), _wrong(seen))
    return kind or _first(_OVER_ALL, seen) or symptom_sentence(seen) or place_sentence(seen)


def _wrong(seen: Sequence[Observation]) -> list[Observation]:
    return [observation for observation in seen if observation.wrong]


def _first(rules: Sequence[Rule], seen: Sequence[Observation]) -> str:
    return next(filter(None, (rule(seen) for rule in rules)), "") if seen else ""


def _nothing_returned(wrong: Sequence[Observation]) -> str:
    first = wrong[0].came
    if first.error is not None or first.value is not None:
        return ""
    if first.printed:
        return (
            "Your function prints its result but gives nothing back: print shows a value to "
            "you, only return hands it to the caller."
        )
    return (
        "Nothing came back. Follow your function to its last line: on which way through it "
        "does it end without a return?"
    )


def _raised(wrong: Sequence[Observation]) -> str:
    error = wrong[0].came.error
    return "" if error is None else error_sentence(error)


def _side_effect(wrong: Sequence[Observation]) -> str:
    """Tell of right values with a trace that the check minds."""
    if not all(alike(_bare(o.came), _bare(o.wanted), o.slack) for o in wrong):
        return ""
    if all(o.came.changed for o in wrong):
        return (
            "The answer is right, but your function changes an array that it was given: the "
            "caller's data are gone. Which line writes into an argument?"
        )
    if all(o.came.printed and not o.wanted.printed for o in wrong):
        return "The answer is right, but your function prints although nobody asked it to."
    if all(o.wanted.printed and not o.came.printed for o in wrong):
        return "The answer is right, but nothing was printed although the caller asked for it."
    return ""


def _bare(outcome: Outcome) -> Outcome:
    return Outcome(outcome.value, outcome.error)


def _not_finite(wrong: Sequence[Observation]) -> str:
    """Tell where nan and inf come from, by the warnings that came with them."""
    if not all(_spoilt(o) for o in wrong):
        return ""
    warned = " ".join(text for o in wrong for text in o.came.warned)
    if "encountered in log" in warned:
        return (
            "Your formula meets log(0): that is minus infinity, and 0 times infinity is nan. "
            "Which values can reach exactly 0 before the logarithm is taken?"
        )
    if "overflow encountered in exp" in warned:
        return (
            "e to a large power becomes inf, and what you compute with it is lost. For which sign "
            "of z does the exponent grow, and how can z be kept from going that far?"
        )
    if "divide" in warned:
        return (
            "Your formula divides by 0 here, which gives nan or inf. When is the denominator 0, "
            "and what does the task want then?"
        )
    return "nan or inf came back. Print the steps of your formula: where does it appear first?"


def _spoilt(observation: Observation) -> bool:
    came, wanted = numbers(observation.came.value), numbers(observation.wanted.value)
    if came is None or wanted is None or observation.came.error is not None:
        return False
    return bool(np.isfinite(wanted).all() and not np.isfinite(came).all())


def _same_everywhere(seen: Sequence[Observation]) -> str:
    values = [o.came.value for o in seen if o.came.error is None]
    if len(values) < max(3, len(seen)) or sum(o.wrong for o in seen) < 2:
        return ""
    wanted = [o.wanted.value for o in seen]
    if all(same_value(v, values[0]) for v in values) and not all(
        same_value(w, wanted[0]) for w in wanted
    ):
        return (
            "Your function gives the same answer in all these calls, whatever it is given. What "
            "in it should change with the arguments, and does it?"
        )
    return ""


def _argument_returned(wrong: Sequence[Observation]) -> str:
    def returned(observation: Observation) -> bool:
        given = [value for value in observation.arguments.values() if np.size(value) > 1]
        came = observation.came.value
        return observation.came.error is None and any(same_value(came, value) for value in given)

    if all(map(returned, wrong)):
        return "What came back is one of the arguments as it was: the work on it is still missing."
    return ""


def _answer_turned_round(seen: Sequence[Observation]) -> str:
    def turned(observation: Observation) -> bool:
        came, wanted = observation.came.value, observation.wanted.value
        return is_truth(wanted) and is_truth(came) and bool(came) != bool(wanted)

    if len({str(o.wanted.value) for o in seen}) > 1 and all(map(turned, seen)):
        return "Yes and no have changed places: your answer is the opposite of the right one."
    return ""


_OVER_ALL: Sequence[Rule] = (_same_everywhere, _answer_turned_round)
_BASIC: Sequence[Rule] = (_nothing_returned,)
_RULES: Sequence[Rule] = (
    _raised,
    _side_effect,
    _not_finite,
    _argument_returned,
    form_sentence,
    factor_sentence,
    transform_sentence,
)
