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


def run_demo(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the demo the way the README says, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "autograder", "demo", "--course", str(ROOT)],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(WIDTH), **settings},
        capture_output=True,
        text=True,
        check=True,
    )


def stories(text: str) -> dict[str, tuple[str, str]]:
    """Give what is told of each student: what was handed in, what became of it."""
    lines = text[text.rindex("\n\n") :].splitlines()[1:]
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if line.startswith("    "):
            found[name][-1] += " " + line.strip()
        elif line.strip():
            name, _, story = line.partition(": ")
            found[name] = [story, ""]
    return {name: (story, became.strip()) for name, (story, became) in found.items()}


def transcript(printed: str) -> str:
    """Give the demo's output as the README shows it."""
    lines = [line.rstrip() for line in printed.splitlines()]
    return "\n".join(["```text", "$ make demo", *lines, "```", ""])


def picture(printed: str) -> str:
    """Draw the demo's output as a terminal shows it."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(printed))
    return console.export_svg(title="make demo", unique_id="demo")


def main() -> None:
    """Write both."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as plain, tempfile.TemporaryDirectory() as coloured:
        shown = transcript(run_demo(Path(plain), NO_COLOR="1").stdout)
        drawn = picture(run_demo(Path(coloured), FORCE_COLOR="1").stdout)
    readme.write_text(BLOCK.sub(lambda m: m[1] + shown + m[3], text), encoding="utf-8")
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "demo.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
