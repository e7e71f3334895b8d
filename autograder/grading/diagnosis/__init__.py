"""From what the calls of a lost function gave back to the mistake behind them."""
