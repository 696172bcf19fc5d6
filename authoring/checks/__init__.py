"""What a maintainer should know about the content, check by check, in one list."""
