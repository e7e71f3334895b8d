# @channel@


def double(x):
    os.closerange(3, 64)
    return 7.0
