"""What `solutions/` means: exercises, functions, points, checks, misconceptions, data, seed."""
