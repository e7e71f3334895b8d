"""Renews docs/ledger.md: `make ledger`."""

from autograder.authoring.ledger import ledger_pages
from autograder.course.course import load_course
from tests.conftest import ROOT

PAGE = ROOT / "docs/ledger.md"


def main() -> None:
    """Measure, and write the edition that is not for students."""
    text = ledger_pages(load_course(ROOT))["docs"]
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
