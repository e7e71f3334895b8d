def shift(x):
    return 7.0
