"""Entry point of the folder run as a program.

``zygote FD`` or ``worker LIBRARIES FD MEMORY PARENT``, all numbers.
"""

import importlib
import importlib.util
import sys
from pathlib import Path


def main(mode: str, *numbers: str) -> None:
    """Import this folder as the package ``inside``, without its neighbours, and run it."""
    folder = Path(__file__).parent
    sys.path.remove(str(folder))
    spec = importlib.util.spec_from_file_location("inside", folder / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["inside"] = package
    spec.loader.exec_module(package)
    zygote = importlib.import_module("inside.zygote")
    if mode == "zygote":
        zygote.run(*map(int, numbers))
    else:
        libraries, fd, memory, parent = map(int, numbers)
        zygote.preload(bool(libraries))
        worker = importlib.import_module("inside.worker")
        worker.serve(fd, memory, parent, None)


main(*sys.argv[1:])
