import io
import os


def double(x):
    size = 0
    for path in ("@folder@/large", "/dev/shm/zoo-large", "/tmp/zoo-large", "/var/tmp/zoo-large"):
        try:
            with io.open(path, "wb") as file:
                size += file.write(bytes(1 << 20))
        except OSError:
            pass
        if "zoo-" in path:
            try:
                os.unlink(path)
            except OSError:
                pass
    return float(size)
