"""Eight Tickets: an autograded exercise kit for logistic regression by hand."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("eight-tickets")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+uninstalled"
