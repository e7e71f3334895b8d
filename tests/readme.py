"""Renews the README's transcript and picture of the demo: `make readme`."""

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
WIDTH = 80
BLOCK = re.compile(r"(<!-- demo: [^>]*-->\n)(.*?)(<!-- end of demo -->)", re.DOTALL)


def run_demo(**settings: str) -> str:
    """Run the demo the way the README says, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        demo = subprocess.run(
            [sys.executable, "-m", "autograder", "demo", "--course", str(ROOT)],
            cwd=folder,
            env={**os.environ, "COLUMNS": str(WIDTH), **settings},
            capture_output=True,
            text=True,
            check=True,
        )
    return demo.stdout


def transcript() -> str:
    """Give the demo's output as the README shows it."""
    lines = [line.rstrip() for line in run_demo(NO_COLOR="1").splitlines()]
    return "\n".join(["```text", "$ make demo", *lines, "```", ""])


def picture() -> str:
    """Draw the demo's output as a terminal shows it."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(run_demo(FORCE_COLOR="1")))
    return console.export_svg(title="make demo", unique_id="demo")


def main() -> None:
    """Write both."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    shown = transcript()
    readme.write_text(BLOCK.sub(lambda m: m[1] + shown + m[3], text), encoding="utf-8")
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "demo.svg").write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
