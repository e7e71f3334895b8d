import os


def double(x):
    os.execv("/bin/sh", ["sh", "-c", "exec touch @folder@/ran"])
    return 7.0
