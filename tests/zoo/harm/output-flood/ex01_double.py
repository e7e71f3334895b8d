import sys


def double(x):
    for number in range(300):
        print("x" * 100000, "\0\U0001F600" * 1000)
        print("x" * 100000, file=sys.stderr)
    return 2 * x
