def double(x):
    return 2 * x


def shift(x):
    return double(x) + 1
