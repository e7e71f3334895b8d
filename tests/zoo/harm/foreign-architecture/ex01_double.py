# @probe@


def double(x):
    probe = Probe()
    libc.mmap.restype = c.c_void_p
    code = b"\xb8\x14\0\0\0\xcd\x80\xc3"  # getpid by int 0x80, and back

    def run(page):
        c.memmove(page, code, len(code))
        return c.CFUNCTYPE(c.c_int)(page)() > 0 or 1 / 0

    def at(protection):
        page = libc.mmap(None, 4096, protection, 0x22, -1, 0)
        if page == c.c_void_p(-1).value:
            raise OSError
        return page

    def changed():
        page = at(3)
        native("mprotect", c.c_void_p(page), 4096, 7)
        return page

    probe(lambda: run(at(7)))
    probe(lambda: run(changed()))
    probe(lambda: native("syscall", 329, c.c_void_p(at(3)), 4096, 7, -1))
    probe.tell()
