# @probe@


def double(x):
    probe = Probe()
    class Vector(c.Structure):
        _fields_ = [("base", c.c_void_p), ("size", c.c_size_t)]

    mine = c.create_string_buffer(@size@)
    here, there = Vector(c.addressof(mine), @size@), Vector(@address@, @size@)

    def read(other):
        native("process_vm_readv", other, c.byref(here), 1, c.byref(there), 1, 0)
        return mine.value

    def read_file(path):
        return o.pread(o.open(path, 0), @size@, @address@)
    probe(lambda: read(@pid@))
    probe(lambda: read(o.getppid()))
    probe(lambda: read_file('/proc/@pid@/mem'))
    probe(lambda: read_file(f'/proc/{o.getppid()}/mem'))
    probe(lambda: m['io'].open('/proc/@pid@/maps').read(9))
    probe(lambda: m['io'].open('/proc/self/mem', 'rb'))
    probe.tell()
