"""A record in the form that somebody reads: pure functions, no files, no processes."""
