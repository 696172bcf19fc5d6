"""How fast the assistant finds, beside search libraries that are asked the same in the same run."""
