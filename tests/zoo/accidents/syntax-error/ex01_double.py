def double(x):
    return 2 * x


def helper(x):
    return (x
