"""What visitors asked without finding it, and what can be done about it.

What it takes is imported only where there is a password: a site without maintainers never pays for it.
"""

from __future__ import annotations

from chat import door


@door.behind
def ready() -> None:
    """Let what groups the questions get ready while the page is drawn."""
    from chat.inbox.office import office

    office().ready()


@door.behind
def draw() -> None:
    """Draw the view."""
    from chat.inbox import view

    view.draw()
