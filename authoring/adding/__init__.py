"""New entries and new phrasings into the text of content files."""
