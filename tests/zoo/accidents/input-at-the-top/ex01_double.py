def double(x):
    return 2 * x


number = float(input('a number: '))
print(double(number))
