"""Checks an exercise whenever it is saved, and shows one thing to do next."""
