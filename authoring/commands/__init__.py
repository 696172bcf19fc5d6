"""The maintainer's commands: each module declares its arguments and runs."""
