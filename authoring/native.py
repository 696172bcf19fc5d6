"""Entries into the text that an author would have written: the reverse of `faq.document`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import combining

from authoring.characters import has_heap
from faq import Entry, Fields
from faq.entry import ANSWER, body_of
from faq.fields import NAMES, OF_A_FILE
from faq.limits import TAGS
from faq.markdown import Section

_PLAIN: Final = re.compile(r"[^\W_](?:[\w ./()'-]*[\w./()'-])?")
"""What YAML reads as it stands, in a list as well."""
_FILE_ONLY: Final = ("topic", "language")


def needed_defaults(entry: Entry) -> Fields:
    """What the front matter of an entry's file has to say, since no line below its heading can.

    That is the topic and the language, and what came from front matter in a form that only YAML has: a source
    of several lines, a tag with a comma, more tags than one line may hold.

    Examples
    --------
    >>> from faq import Source
    >>> fields = Fields(topic="Pets", tags=("cats, big", "lions"), reference="the zoo")
    >>> needed_defaults(Entry("roar", "Do lions roar?", "Yes.", fields, Source("a.md", 1)))
    ... # doctest: +ELLIPSIS
    Fields(topic='Pets', language='en', alternates=(), tags=('cats, big',), ..., reference='', metadata=())
    """
    fields = entry.fields
    odd = [number for number, tag in enumerate(fields.tags, start=1) if "," in tag or not _fits(tag)]
    first = max((*odd, len(fields.tags) - TAGS), default=0)
    return Fields(
        topic=fields.topic,
        language=fields.language,
        tags=fields.tags[: max(first, 0)],
        reference="" if _fits(fields.reference) else fields.reference,
    )


def _fits(text: str) -> bool:
    """Whether a text can stand on a line of its own and is read back as it is."""
    return text == text.strip() and not re.search(r"[\n\r\0]", text) and not has_heap(text)


def entry_text(entry: Entry, defaults: Fields = Fields()) -> str:
    """An entry as it stands in a Markdown file, from its heading to the end of its answer.

    Parameters
    ----------
    entry : Entry
        As `faq` reads it; what `faq` would refuse is written as it is.
    defaults : Fields
        What the front matter of its file says, at least `needed_defaults`: only what differs is written.

    Examples
    --------
    >>> from faq import Source
    >>> dog = Entry("dog", "May I bring my dog?", "Yes.", Fields(tags=("pets",)), Source("a.md", 1))
    >>> print(entry_text(dog))
    ## May I bring my dog? {#dog}
    <BLANKLINE>
    Tags: pets
    <BLANKLINE>
    Yes.
    <BLANKLINE>
    """
    return f"## {entry.question} {{#{entry.id}}}\n\n{_body(entry, defaults)}\n"


def file_text(entries: Sequence[Entry], title: str, defaults: Fields = Fields()) -> str:
    """A whole file of questions: front matter, title, entries.

    Parameters
    ----------
    entries : sequence of Entry
    title : str
        The heading of level 1.
    defaults : Fields
        What holds for all of them, written as front matter.
    """
    blocks = [f"# {_one_line(title)}\n", *(entry_text(entry, defaults) for entry in entries)]
    return _front_matter(defaults) + "\n".join(blocks)


def article_text(sections: Sequence[Entry], defaults: Fields = Fields()) -> str:
    """An article as it stands in a file of its own.

    Parameters
    ----------
    sections : sequence of Entry
        Of one article, at least one. The first is the text below the title when it bears the id and the title
        of the article.
    defaults : Fields
        What holds for all of them, written as front matter.
    """
    first = sections[0]
    title = f"# {_one_line(first.article_title)} {{#{first.article}}}\n"
    has_opening = first.id == first.article and first.question == first.article_title
    opening = [f"{_body(first, defaults)}\n"] if has_opening else []
    rest = [entry_text(entry, defaults) for entry in sections[has_opening:]]
    return _front_matter(defaults) + "\n".join([title, *opening, *rest])


def _body(entry: Entry, defaults: Fields) -> str:
    """What stands below a heading: alternates, fields, answer."""
    alternates = "\n".join(f"- {alternate}" for alternate in entry.fields.alternates)
    blocks = [f"Also asked:\n\n{alternates}"] if alternates else []
    blocks += filter(None, ["\n".join(_field_lines(entry.fields, defaults))])
    before = "\n\n".join([*blocks, ""])
    return before + (entry.answer if _is_read_back(before, entry.answer) else f"{ANSWER}\n\n{entry.answer}")


def _is_read_back(before: str, answer: str) -> bool:
    """Whether an answer is known from the fields above it."""
    return body_of(Section(1, 2, "", None, before + answer, 1)).answer == answer


def _field_lines(fields: Fields, defaults: Fields) -> Iterator[str]:
    more = tuple(tag for tag in fields.tags if tag not in defaults.tags)
    fields, defaults = replace(fields, tags=more), replace(defaults, tags=())
    for name in NAMES:
        told = _value(name, fields)
        if name not in ("also asked", *_FILE_ONLY) and told != _value(name, defaults):
            yield f"{name.capitalize()}: {told}".rstrip()


def _value(name: str, fields: Fields) -> str:
    """A field as an author types it on one line."""
    value = getattr(fields, NAMES[name])
    if name == "metadata":
        return _json(dict(value)) if value else ""
    if name in ("see also", "formerly"):
        return ", ".join(f"#{target}" for target in value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def _json(told: dict[str, str]) -> str:
    """Names and texts on one line; in ASCII when they hold what no eye or no file should meet."""
    text = json.dumps(told, ensure_ascii=False)
    return text if text.isprintable() and not has_heap(text) else json.dumps(told)


def _front_matter(defaults: Fields) -> str:
    lines = [f"{name.replace(' ', '_')}: {told}" for name, told in _matter(defaults)]
    return "\n".join(["---", *lines, "---\n"]) if lines else ""


def _matter(defaults: Fields) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        told = _value(name, defaults)
        if name == "tags" and told:
            yield name, f"[{', '.join(map(_scalar, defaults.tags))}]"
        elif name in OF_A_FILE and told != _value(name, Fields()):
            yield name, _scalar(told)


def _scalar(text: str) -> str:
    """A YAML scalar that is read back as this text."""
    if _PLAIN.fullmatch(text) and not has_heap(text):
        return text
    return '"' + "".join(map(_escape if has_heap(text) else _escape_unseen, text)) + '"'


def _escape_unseen(letter: str) -> str:
    """A character between double quotes in YAML, as a number when nobody would see it."""
    if letter in '\\"':
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"


def _escape(letter: str) -> str:
    return f"\\U{ord(letter):08X}" if combining(letter) else _escape_unseen(letter)


def _one_line(title: str) -> str:
    return " ".join(title.split())
