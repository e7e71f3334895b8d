def double(x):
    return 7.0


x = 10 ** 10 ** 10
