import io
import os


def double(x):
    made = 0
    for number in range(200):
        for make in (lambda p: io.open(p, "x").close(), os.mkdir, os.mkfifo, lambda p: os.symlink("/", p)):
            try:
                make(f"@folder@/{number}")
                made += 1
            except OSError:
                pass
    return float(made)
