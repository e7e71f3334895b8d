# @probe@


def double(x):
    probe = Probe()
    ppid = o.getppid()
    probe(lambda: m["io"].open(f"/proc/{ppid}/cmdline", "rb").read())
    probe(lambda: m["io"].open("/proc/@pid@/cmdline", "rb").read())
    probe(lambda: o.listdir(f"/proc/{ppid}/fd"))
    probe(lambda: [n for n in o.listdir("/proc") if n.isdigit()][0])
    probe.tell()
