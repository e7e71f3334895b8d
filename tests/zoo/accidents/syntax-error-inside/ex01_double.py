def helper(x):
    return x


def double(x)
    return 2 * x
