"""How Streamlit draws an answer's Markdown where that differs from what its author typed."""
