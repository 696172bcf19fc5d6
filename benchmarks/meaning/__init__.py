"""What the optional sentence model costs: the same figures with it and without."""
