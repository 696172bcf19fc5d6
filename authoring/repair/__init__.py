"""What is mended in content files without a question."""
