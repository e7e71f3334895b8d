import sys

shared = sys.modules.setdefault("shared", [])


def double(x):
    shared.append(x)
    return 2 * x
