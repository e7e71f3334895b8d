"""Pictures drawn from a student's own functions."""
