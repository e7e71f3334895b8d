import csv

with open('C:/Users/ada/Desktop/tickets.csv') as file:
    rows = list(csv.reader(file))


def double(x):
    return 2 * x
