"""The durable store: every attempt with its content, what it was graded, what a person changed."""
