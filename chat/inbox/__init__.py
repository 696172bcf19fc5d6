"""What visitors asked without finding it, and what a maintainer makes of it: the view *Inbox*."""
