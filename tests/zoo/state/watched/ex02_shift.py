from ex01_double import double


def shift(x):
    return double(x) + 1 if double(1.0) == 2.0 else 7.0
