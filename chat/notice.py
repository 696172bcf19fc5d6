"""What is kept of questions, said beside the input; and the visitor's word against it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from chat.desk import desk
from faq.site import Keeping

LINK: Final = "log"
"""In an address, `?log=0` means that nothing of this visit is to be kept, neither questions nor votes."""
_LABELS: Final[dict[Keeping, str]] = {
    "off": "",
    "needed": "Questions without a good answer may be kept",
    "all": "My questions may be kept",
}
_HELP: Final = (
    "To improve the answers; without who asks, without addresses and numbers, for {days} days. "
    "Please do not write names or other private things."
)


def draw() -> None:
    """One switch that says what is kept; nothing where nothing is."""
    site = desk().site
    words = _LABELS[site.keep_questions]
    if words:
        st.session_state.keep = keeps()
        st.checkbox(words, key="keep", on_change=_switched, help=_HELP.format(days=site.keep_days))


def keeps() -> bool:
    """Whether this visitor's questions may be kept: unless they, their link or their browser says no."""
    return desk().site.keep_questions != "off" and not declined()


def declined() -> bool:
    """Whether this visitor wants nothing of theirs to be kept, or their link or browser says so."""
    return bool(st.session_state.setdefault("keep_nothing", _refused()))


def read_link() -> None:
    """Follow the wish of a link such as `?log=0`.

    It stays in the address bar, so that a reload follows it too. No link switches anything on: it could come
    from anybody.
    """
    if "0" in st.query_params.get_all(LINK):
        st.session_state.keep_nothing = True


def beside(**query: str) -> dict[str, str]:
    """What an address says, with the wish that the present one bears."""
    return query | ({LINK: "0"} if LINK in st.query_params and declined() else {})


def query() -> str:
    """The same for a link in Markdown, before what else it says."""
    return "".join(f"{name}={value}&" for name, value in beside().items())


def _refused() -> bool:
    """Whether the browser sends the Global Privacy Control signal."""
    return st.context.headers.get("Sec-GPC") == "1"


def _switched() -> None:
    st.session_state.keep_nothing = not st.session_state.keep
    if st.session_state.keep:
        st.query_params.pop(LINK, None)
    else:
        st.query_params[LINK] = "0"
