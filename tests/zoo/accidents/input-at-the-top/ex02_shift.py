def shift(x):
    return 2 * x + 1
