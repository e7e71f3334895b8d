def double(x):
    return 2 * x


<<<<<<< HEAD
scale = 1
=======
scale = 2
>>>>>>> main
