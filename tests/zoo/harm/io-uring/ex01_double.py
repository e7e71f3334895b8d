# @probe@


def double(x):
    probe = Probe()
    probe(lambda: native('syscall', 425, 4, c.create_string_buffer(120)))
    probe(lambda: native('syscall', 206, 4, c.byref(c.c_ulong())))
    probe.tell()
