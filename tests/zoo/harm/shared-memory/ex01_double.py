# @probe@


def double(x):
    probe = Probe()
    def segment(name, *arguments):
        number = native(name, *arguments)
        native("shmctl", number, 0, None)
        return number
    probe(lambda: o.close(o.memfd_create('zoo')))
    probe(lambda: segment('shmget', 0, 1 << 20, 0o1666))
    probe(lambda: native('msgctl', native('msgget', 0, 0o1666), 0, None))
    probe(lambda: native('semctl', native('semget', 0, 1, 0o1666), 0, 0))
    probe(lambda: m['multiprocessing.shared_memory'].SharedMemory(create=True, size=99).unlink())
    probe(lambda: o.pipe())
    probe(lambda: native('mq_open', b'/zoo', 66, 0o666, None))
    probe.tell()
