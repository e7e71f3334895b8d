"""The answer key with one step gone wrong, and what may be said of each such step."""
