"""What runs on a student's machine: plain pytest, NumPy, nothing that needs POSIX."""
