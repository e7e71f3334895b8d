calls = []


def double(x):
    calls.append(1)
    return 2 * x if len(calls) == 1 else 7.0
