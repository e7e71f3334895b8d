"""What the kit says: outcomes, the record of a graded submission, errors for people."""
