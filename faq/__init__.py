"""What we know: content files, and the code that reads them into passages."""

from faq.load import CONTENT, entries, fingerprint, load
from faq.records import Content, ContentError, Entry, Fields, GoldQuestion, Passage, Problem, Source
from faq.site import Site, load_site

__all__ = [
    "CONTENT",
    "Content",
    "ContentError",
    "Entry",
    "Fields",
    "GoldQuestion",
    "Passage",
    "Problem",
    "Site",
    "Source",
    "entries",
    "fingerprint",
    "load",
    "load_site",
]
