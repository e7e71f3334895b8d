"""One submission to one record: fixtures, calling checks, order and repair, scores."""
