"""Many submissions: spreads them over the machine's cores."""
