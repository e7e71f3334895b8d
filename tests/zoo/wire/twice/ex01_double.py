# @channel@


def double(x):
    write(forged(value=7.0))
    return 7.0
