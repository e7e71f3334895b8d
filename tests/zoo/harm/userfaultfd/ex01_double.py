# @probe@


def double(x):
    probe = Probe()
    probe(lambda: native('syscall', 323, 0x80800))
    probe(lambda: native('syscall', 323, 1))
    probe(lambda: native('syscall', 282, -1, c.create_string_buffer(8), 8))
    probe(lambda: native('syscall', 290, 0, 0))
    probe.tell()
