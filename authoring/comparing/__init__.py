"""Two versions of the content into the replies that differ."""
