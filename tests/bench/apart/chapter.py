"""All checks as one module, so that a sandbox of the module serves them all."""

import builtins
import importlib.util
import os
from pathlib import Path

from pytest_prairielearn_grader import ConfigObject

# By default a student's code has no sum() there, and one second to start.
autograder_config = ConfigObject(
    sandbox_timeout=120.0, builtin_whitelist=[n for n in dir(builtins) if n != "__import__"]
)

for _path in sorted(Path(os.environ["BENCH_KIT"]).glob("solutions/ex*/test_*.py"), reverse=True):
    _exercise = _path.parent.name
    _spec = importlib.util.spec_from_file_location(f"{_exercise}_{_path.stem}", _path)
    assert _spec is not None
    assert _spec.loader is not None
    _module = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_module)
    for _name, _check in vars(_module).items():
        if _name.startswith("test_"):
            globals()[f"test_{_exercise}__{_name}"] = _check
