"""An entry into the passage that is searched and shown."""

from __future__ import annotations

import hashlib

from faq.answer import answer_of
from faq.records import Entry, Passage


def passage_of(entry: Entry) -> Passage:
    """What is searched and shown of an entry."""
    fields = entry.fields
    told = hashlib.sha256(f"{entry.question}\0{entry.answer}".encode()).hexdigest()
    return Passage(
        id=entry.id,
        title=entry.title,
        phrasings=tuple(dict.fromkeys((entry.question, *fields.alternates))),
        text=answer_of(entry.answer).text,
        answer=entry.answer,
        topic=fields.topic,
        tags=fields.tags,
        see_also=fields.see_also,
        language=fields.language,
        reference=fields.reference,
        reviewed=fields.reviewed.isoformat() if fields.reviewed else "",
        source=entry.source,
        article=entry.article,
        article_title=entry.article_title,
        hash=told[:12],
    )
