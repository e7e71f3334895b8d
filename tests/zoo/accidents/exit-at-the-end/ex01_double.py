import sys


def double(x):
    return 2 * x


def main():
    print(double(3.0))


main()
sys.exit()
