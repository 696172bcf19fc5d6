"""How well entries are found by phrasings that were hidden, and what would help."""
