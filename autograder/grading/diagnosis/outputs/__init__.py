"""What the answers alone show of a mistake, whatever the code may be."""
