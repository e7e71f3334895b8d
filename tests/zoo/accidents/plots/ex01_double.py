import matplotlib.pyplot as plt
import pandas as pd


def double(x):
    return 2 * x


plt.plot([1, 2], [double(1), double(2)])
plt.show()
