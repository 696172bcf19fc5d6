"""What visitors asked without finding it, and what can be done about it.

What it takes is imported when it is first drawn: a site without a maintainer never pays for it.
"""

from __future__ import annotations

from chat import door


@door.behind
def draw() -> None:
    """Draw the view."""
    from chat.inbox import view

    view.draw()
