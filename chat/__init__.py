"""The pages, and how a reply is drawn: with `app.py` the only place that knows Streamlit."""
