"""How we keep it right: what checks content, compares versions of it, and carries it in and out."""
