"""The front matter of a page of another system, and the text below it."""

from __future__ import annotations

from dataclasses import dataclass

from authoring.formats.tree import Object, TreeError
from authoring.formats.yaml_tree import yaml_tree
from faq.frontmatter import YamlError, cut


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    fields: Object
    """Of its front matter; empty when it has none, or one that cannot be read."""
    text: str
    """With as many empty lines before it as the front matter has, so that line numbers stay true."""
    problem: TreeError | None = None
    """Why the front matter cannot be read."""


def page_of(text: str) -> Page:
    """A page with its front matter apart; two lines `---` around anything but names are text.

    Examples
    --------
    >>> page = page_of("---\\ntitle: Dough\\n---\\nFlour.")
    >>> page.fields, page.text
    ({'title': 'Dough'}, '\\n\\n\\nFlour.')
    """
    try:
        matter, length = cut(text)
    except YamlError:  # not closed: a line across the page
        return Page(Object(1), text)
    rest = "\n" * length + "\n".join(text.split("\n")[length:])
    try:
        fields = yaml_tree(matter)
    except TreeError as error:
        problem = TreeError(error.line + 1, f"its front matter cannot be read ({error.what})")
        return Page(Object(1), rest, problem)
    if isinstance(fields, Object):
        return Page(fields, rest)
    return Page(Object(1), text if matter.strip() else rest)
