"""What Streamlit lacks: what is new on a page is scrolled into view and told to screen readers.

Our rules of style come with it.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from chat import style

_HTML: Final = """<div role="status" aria-live="polite" style="position:absolute; width:1px; height:1px;
overflow:hidden; clip-path:inset(50%); white-space:nowrap"></div>"""

_JS: Final = """
export default function ({ data, parentElement }) {
  parentElement.stopWatching ??= watchTables();
  const live = parentElement.querySelector("[role=status]");
  if (live && data) announce(live, data);
  return parentElement.stopWatching;
}

function announce(live, data) {
  const before = live.dataset.at;
  if (live.textContent !== data.text) live.textContent = data.text;
  live.dataset.at = data.at;
  if (before === data.at || (before === undefined && !data.eager)) return;
  requestAnimationFrame(() => {
    if (!data.target && !location.hash) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (!data.target) return;
    const target = [...document.querySelectorAll(data.target)].pop();
    if (!target) return;
    target.style.scrollMarginTop = "4.5rem";
    target.scrollIntoView({ block: "start" });
  });
}
"""

_region = st.components.v2.component(
    "faq_live_region", html=_HTML, css=style.CSS, js=style.JS + _JS, isolate_styles=False
)


def announce(text: str, at: str, target: str, eager: bool = False) -> None:
    """Say what is new on the page, and bring it to the top of the window.

    Parameters
    ----------
    text : str
        What a screen reader says. The region is drawn before there is anything to say, since screen
        readers follow only a region that they saw empty.
    at : str
        What the page shows now; the window scrolls when this changes.
    target : str
        CSS selector, the last match of which is scrolled to; empty for the top of the page.
    eager : bool
        Scroll when the page is first shown, too.
    """
    _region(
        key="live-region",
        data={"text": text, "at": at, "target": target, "eager": eager},
        height=1,
    )
