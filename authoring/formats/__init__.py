"""Files of other FAQ systems into entries, and entries into such files."""
