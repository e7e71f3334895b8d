def double(x):
    return 2 * x


while True:
    choice = 1
    if choice == 2:
        break
