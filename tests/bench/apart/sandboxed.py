"""The conftest.py of pytest-prairielearn-grader: `student` asks one of its sandboxes.

The tool hands a function's result back as it is. Our checks also look at what a function
printed and which arguments it changed, so a few lines behind the student's code (trailing.py)
observe the call there, as our own worker does.
"""

import json
import os

import pytest
from given import *  # noqa: F403

from autograder.inside.calls import Outcome, StudentError
from autograder.inside.student import Student
from autograder.inside.values import decode

PATIENCE = 120.0


def asking(sandbox):
    def call(name, arguments):
        came = json.loads(
            sandbox.query_function(
                "observed_call", name, arguments.args, arguments.kwargs, query_timeout=PATIENCE
            )
        )
        return Outcome(
            value=decode(came["value"]),
            error=StudentError(*came["error"]) if came["error"] else None,
            printed=came["printed"],
            warned=tuple(came["warned"]),
            changed=tuple(came["changed"]),
        )

    return Student(call)


if os.environ["BENCH_SANDBOX"] == "sandbox":

    @pytest.fixture
    def student(sandbox):
        return asking(sandbox)

else:

    @pytest.fixture
    def student(module_sandbox):
        return asking(module_sandbox)
