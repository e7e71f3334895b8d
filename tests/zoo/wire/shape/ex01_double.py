# @channel@


def double(x):
    write(forged(value={'a': ['int8', [0] + [2**31 - 1] * 7, '']}))
    os._exit(1)
    return 7.0
