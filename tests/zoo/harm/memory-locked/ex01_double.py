# @probe@


def double(x):
    probe = Probe()
    block = c.create_string_buffer(1 << 20)
    probe(lambda: native("mlock", block, 1 << 20))
    probe(lambda: native("mlockall", 1) or native("munlockall"))
    probe(lambda: native("mmap", None, 1 << 21, 3, 0x40022, -1, 0) + 1)
    probe(lambda: native("syscall", 279, 0, 0, None, None, None, 0))
    probe.tell()
