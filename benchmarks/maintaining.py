"""`python -m benchmarks.maintaining [--hurried]`: seconds from a click to the drawn Maintain page, as JSON.

`FAQ_JOURNAL` and `FAQ_PASSWORD` say what it shows and to whom. It is a process of its own, since a maintainer
who comes first waits for what is imported and started then. Hurried, they come as soon as the first visitor
is answered, and share the machine with what the app prepares in the seconds after that.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
from typing import Final

from streamlit.testing.v1 import AppTest

from chat.desk import desk
from chat.password import VARIABLE as PASSWORD

WAIT_SECONDS: Final = 120


def seconds(*, hurried: bool) -> dict[str, float]:
    """How long each view takes that reads the journal.

    Parameters
    ----------
    hurried : bool
        Whether the app has only just started, or has prepared all that it will need.

    Raises
    ------
    RuntimeError
        When a view is not what it should be.
    """
    desk().warm.wait(WAIT_SECONDS)
    if not hurried:
        for thread in threading.enumerate():
            if thread.name == "faq-warm":
                thread.join(WAIT_SECONDS)
    page = AppTest.from_function(_drawn, default_timeout=WAIT_SECONDS).run()
    page.session_state["inbox-period"], page.session_state["span"] = "All", "90 days"
    page.text_input(key="password").set_value(os.environ[PASSWORD])
    page.button[0].click()
    told = {"from the password to the grouped inbox": _run(page, "as of")}
    page.segmented_control(key="view").set_value("Figures")
    told["from there to the figures"] = _run(page, "votes are up")
    page.segmented_control(key="view").set_value("Inbox")
    return told | {"back to the inbox": _run(page, "as of")}


def _drawn() -> None:
    from chat import maintain

    maintain.draw()


def _run(page: AppTest, words: str) -> float:
    """Seconds of a run of the page, on which some words then stand."""
    begin = time.monotonic()
    page.run()
    took = time.monotonic() - begin
    told = " ".join(str(each.value) for kind in (page.caption, page.markdown) for each in kind)
    if page.exception or words not in told:
        raise RuntimeError(f"the page does not say {words!r} but {told[:500]!r} {page.exception}")
    return took


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit's, that no browser is there
    print(json.dumps(seconds(hurried="--hurried" in sys.argv[1:])))
    from chat.inbox import office

    office.close()
    desk().journal.close()
