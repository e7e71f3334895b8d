"""An hour of a student with `autograder watch`, shortened: the captures in docs/student.md.

`make captures` writes them; a test plays the same hour and compares.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.terminal import Terminal, terminal

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/student.md"
BLOCK = re.compile(r"(<!-- watch: (\w+) -->\n)(.*?)(<!-- end of watch -->)", re.DOTALL)
WATCH = [sys.executable, "-m", "autograder", "watch"]
RIGHT = "1 / (1 + np.exp(-np.clip(z, -500, 500)))"


def write_sigmoid(folder: Path, body: str) -> None:
    """Replace what a student has for sigmoid."""
    path = folder / "ex01_sigmoid.py"
    text = path.read_text(encoding="utf-8").partition("\n\n# mine\n")[0]
    path.write_text(f"{text}\n\n# mine\ndef sigmoid(z):\n    {body}\n", encoding="utf-8")


def new_folder(place: Path) -> Path:
    """Copy the exercises as a student gets them."""
    unwanted = shutil.ignore_patterns("__pycache__", "plots", ".watch.json")
    return shutil.copytree(ROOT / "exercises", place, ignore=unwanted)


def play(folder: Path, screen: Terminal) -> Iterator[tuple[str, str]]:
    """Go through the hour and give what is on screen, by the name of the capture."""
    yield "start", screen.wait("Next: sigmoid_by_hand")
    write_sigmoid(folder, "return np.tanh(z)")
    screen.wait("came    0", "begin with this one")
    screen.type("h")
    yield "hint", screen.wait("Still stuck?")
    write_sigmoid(folder, "while True: z = z")
    yield "loop", screen.wait("did not end within 2 seconds")
    write_sigmoid(folder, f"return {RIGHT}")
    screen.wait("6 of 6 checks")
    screen.type("n")
    screen.wait("ex02_design_matrix.py", "Next: add_intercept")
    screen.type("l")
    yield "list", screen.wait("> ex02_design_matrix")
    screen.type("q")


def captures() -> dict[str, str]:
    """Play the hour in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as place:
        folder = new_folder(Path(place) / "exercises")
        with terminal(WATCH, folder) as screen:
            return dict(play(folder, screen))


def fenced(text: str) -> str:
    """Put a capture into a block of text, its empty middle cut short."""
    short = re.sub(r"\n{4,}", "\n\n\n", text)
    return f"```text\n{short}\n```\n"


def main() -> None:
    """Write the captures into the page."""
    shown = captures()
    text = PAGE.read_text(encoding="utf-8")
    text = BLOCK.sub(lambda m: m[1] + fenced(shown[m[2]]) + m[4], text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
