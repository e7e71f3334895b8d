calls = []


def double(x):
    calls.append(x)
    if len(calls) % 3 == 0:
        raise RuntimeError("tired")
    return 2 * x
