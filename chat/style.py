"""The few rules of style that Streamlit has no setting for, on its test ids and our keys.

They reach the page with the live region, since each component of its own costs the server at every run.
"""

from __future__ import annotations

from typing import Final

CSS: Final = """
/* A wide table scrolls within itself; otherwise it would widen the page on a phone. */
[data-testid="stMarkdownContainer"] table { display: block; max-width: 100%; overflow-x: auto; }
/* Beside columns of numbers, what they are of stays readable on a phone. */
[class*="st-key-table-wide"] :is(th, td):first-child { min-width: 9rem; }
/* Entries to choose from read as a list: their lines begin on the left, however long they are. */
[class*="st-key-choices"] button, [class*="st-key-choices"] button * {
  text-align: left; justify-content: flex-start;
}
/* Those of several lines stay apart. */
[class*="st-key-choices"] button { padding-block: 0.375rem; }
/* The thumbs belong to the question above them, which stands in the text of the answer. */
[class*="st-key-card"] [data-testid="stFeedback"] { margin-top: -0.75rem; }
/* Links to other entries look like links. They lead to the page that this may be already, so Streamlit
   would draw each as the place where the visitor is. */
[class*="st-key-links"] a { background: transparent; padding-inline: 0; }
[class*="st-key-links"] a * { font-weight: 400; text-decoration: underline; white-space: normal; }
/* A form has its button; that Enter sends it, too, would be written across a long question. */
[data-testid="stForm"] [data-testid="InputInstructions"] { display: none; }
/* The chosen topic is told by its frame; in the theme's blue its words are too dim to read in the dark. */
[data-testid="stButtonGroup"] [role="radio"][aria-checked="true"] p { color: CanvasText; }
@media (max-width: 640px) {
  [data-testid^="stChatMessageAvatar"] { display: none; }
  [data-testid="stChatMessage"]:has(> [aria-label="Chat message from assistant"]) { padding-inline: 0; }
}
"""

JS: Final = """
/* A table that scrolls can be reached with the keyboard. Returns how to stop looking after that. */
function watchTables() {
  const reach = () => {
    for (const table of document.querySelectorAll("[data-testid=stMarkdownContainer] table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  const observer = new MutationObserver(reach);
  observer.observe(document.body, { childList: true, subtree: true });
  window.addEventListener("resize", reach);
  reach();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", reach);
  };
}
"""
