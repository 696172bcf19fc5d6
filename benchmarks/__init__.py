"""How good and how fast: measurements that the docs quote, each by a command."""
