"""From folders and files to named sources; nothing here runs or parses what it reads."""
