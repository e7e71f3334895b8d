import warnings


def double(x):
    for number in range(1000):
        warnings.warn(f"{number} " * 1000, stacklevel=2)
    return 2 * x
