"""HTML taken apart by the standard library, for tests of what we write."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"br", "hr", "input", "link", "meta"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    """Of itself and all that stands in it, as a reader sees it."""


@dataclass
class Markup:
    """What a piece of HTML holds, and what is wrong with its tags."""

    elements: list[Element] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def having(self, attribute: str) -> list[str]:
        """The values of an attribute, in the order of the elements that have it."""
        return [found.attributes[attribute] for found in self.elements if attribute in found.attributes]

    def data(self) -> list[dict[str, Any]]:
        """The JSON-LD."""
        scripts = [s for s in self.all("script") if s.attributes.get("type") == "application/ld+json"]
        return [json.loads(script.text) for script in scripts]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.markup = Markup()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.markup.unbalanced.append(f"an attribute of <{tag}> stands twice")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.markup.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.markup.unbalanced.append(f"</{tag}> at {self.getpos()}")
        else:
            self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.markup.unbalanced.append(f"<{tag}/> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.markup.unbalanced.append(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        self.markup.unbalanced.append(f"a declaration: {data}")


def markup_of(html: str) -> Markup:
    """The HTML taken apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.markup.unbalanced += [f"<{element.tag}> stays open" for element in reader.open]
    return reader.markup
