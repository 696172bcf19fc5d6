"""How we find it: from a question to a reply."""

from retrieval.assistant import Assistant
from retrieval.holder import Holder
from retrieval.reasons import strongest
from retrieval.records import Correction, Hit, Query, Reason, Reply

__all__ = ["Assistant", "Correction", "Hit", "Holder", "Query", "Reason", "Reply", "strongest"]
