calls = []


def double(x):
    calls.append(x)
    return 7.0
