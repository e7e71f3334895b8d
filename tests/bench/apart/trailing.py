"""Stands behind the student's code in a sandbox of pytest-prairielearn-grader."""

import json

from autograder.inside.calls import run_call
from autograder.inside.values import decode, encode


def observed_call(name, args, kwargs):
    outcome = run_call(globals()[name], decode(args), decode(kwargs), frozenset())
    error = outcome.error
    return json.dumps(
        {
            "value": encode(outcome.value),
            "error": [error.kind, error.text] if error else None,
            "printed": outcome.printed,
            "warned": outcome.warned,
            "changed": outcome.changed,
        }
    )
