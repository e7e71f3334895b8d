"""Lets ``python -m autograder`` do what ``autograder`` does."""

import sys

from .cli.main import main

sys.exit(main())
