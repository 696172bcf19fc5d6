"""Buttons below an answer, which other systems have, as lines of the answer."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from authoring.formats.html import is_html

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>]+")
_MARK: Final = re.compile(r"[\\`*_\[\]<>&]")


def appended(answer: str, buttons: Sequence[tuple[str, str]]) -> str:
    """An answer with its buttons as a list below: links where they lead to an address.

    Parameters
    ----------
    answer : str
        Markdown or HTML.
    buttons : sequence of tuple of str and str
        The text on each, and what it sends or opens.

    Examples
    --------
    >>> print(appended("Call us.", [("The menu", "https://a.org/menu"), ("Thanks", "Thanks")]))
    Call us.
    <BLANKLINE>
    - [The menu](<https://a.org/menu>)
    - Thanks
    """
    if not buttons:
        return answer
    if is_html(answer):
        return f"{answer}\n<ul>" + "".join(f"<li>{_in_html(*button)}</li>" for button in buttons) + "</ul>"
    return answer + "\n\n" + "\n".join(f"- {_in_markdown(*button)}" for button in buttons)


def _in_html(text: str, value: str) -> str:
    if _ADDRESS.fullmatch(value):
        return f'<a href="{html.escape(value)}">{html.escape(text or value)}</a>'
    return html.escape(_both(text, value))


def _in_markdown(text: str, value: str) -> str:
    if _ADDRESS.fullmatch(value):
        return f"[{_escaped(text or value)}](<{value}>)"
    return _escaped(_both(text, value))


def _both(text: str, value: str) -> str:
    return f"{text}: {value}" if text and value and text != value else text or value


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", " ".join(text.split()))
