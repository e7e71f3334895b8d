import sys

signal = sys.modules["signal"]
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)


def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
