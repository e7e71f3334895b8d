"""Runs student code where it can do no harm; knows no exercise and no score."""
