"""Measures what grading costs, beside what others cost on the same class: `make bench`."""
