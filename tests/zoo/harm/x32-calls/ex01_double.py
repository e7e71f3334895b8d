# @probe@


def double(x):
    for number in (0, 1, 2, 257, 41, 57, 59, 62, 101, 512, 520, 545):
        libc.syscall(0x40000000 + number, -1, 0, 0)
    raise RuntimeError("went through the table")
