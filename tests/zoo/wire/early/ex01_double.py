# @channel@
write(forged(value=7.0, loaded={}) * 4)


def double(x):
    return 7.0
