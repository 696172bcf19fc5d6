"""What all visitors share: the site's settings, the assistant and the journal, opened once a process.

They live in this module and not in a Streamlit cache, since any visitor can clear that one.
"""

from __future__ import annotations

import gc
import inspect
import logging
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

import streamlit as st

from chat.gate import Gate, wait_of
from chat.password import VARIABLE as PASSWORD
from faq import ContentError, Site, load_site
from faq.site import PREFIX
from journal import Journal
from retrieval import Assistant, Holder
from retrieval.following import following
from retrieval.postgres import SEARCH, VARIABLE

_DRAWN_WITH: Final = (
    *("chat.ask", "chat.browse", "chat.maintain", "chat.bar", "chat.footer", "chat.style"),
    *("streamlit.emojis", "streamlit.material_icon_names"),
)
"""What a page imports when it is first drawn."""
_MAINTAINED_WITH: Final = ("chat.inbox.view", "chat.inbox.office")
"""The same of what maintainers see first; where there is no password, nobody does."""
_OF_THE_MODEL: Final = ("meaning", "meaning_sha256")
"""Settings that child processes need as well."""

_log = logging.getLogger(__name__)
_lock = Lock()
_desks: list[Desk] = []


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a page needs that is no visitor's own."""

    site: Site
    holder: Holder
    journal: Journal
    gate: Gate = field(default_factory=lambda: Gate(""))
    warm: Event = field(default_factory=Event)
    """Set once the first attempt to load the assistant is over."""
    follows: bool = False
    """Whether it answers from a database, and reads no content file."""

    @property
    def assistant(self) -> Assistant:
        """The current assistant; waits for the first one.

        Raises
        ------
        ContentError
            When there is nothing to answer from.
        """
        return self.holder.assistant()


def desk() -> Desk:
    """The one desk of this process; the first call opens it and starts loading the assistant.

    Raises
    ------
    ContentError
        With everything that is wrong with the settings; they are read again at the next call.
    """
    with _lock:
        if not _desks:
            secrets = _secrets()
            site = load_site(environment=os.environ, secrets=secrets)
            _pass_on(secrets)
            journal = _journal(site)
            url, search = (
                str(os.environ.get(name) or secrets.get(name) or "") for name in (VARIABLE, SEARCH)
            )
            made = Desk(site, _holder(site, url, search), journal, _gate(journal, secrets), follows=bool(url))
            Thread(target=_warm, args=(made,), name="faq-warm", daemon=True).start()
            _desks.append(made)
        return _desks[0]


def _holder(site: Site, url: str, search: str) -> Holder:
    """Follows the database at `FAQ_INDEX_URL` if that is set, else the content files."""
    return Holder(site.content, risk=site.risk, supply=following(url, site.risk, search) if url else None)


def _journal(site: Site) -> Journal:
    return Journal(site.journal, site.keep_questions, site.keep_days, at_least=site.alike_at_least)


def _gate(journal: Journal, secrets: Mapping[str, object]) -> Gate:
    """Counts wrong passwords in the journal's database, for all processes that have the same one."""
    password = str(os.environ.get(PASSWORD) or secrets.get(PASSWORD) or "")
    return Gate(password, shared=journal.attempts(wait_of).begin)


def _pass_on(secrets: Mapping[str, object]) -> None:
    """Put into the environment what the secrets say of the sentence model.

    It is opened where the index is read and in the child processes that build it. They read the settings
    file and the environment, and know nothing of Streamlit: without this, they would use another model.
    """
    outside = load_site(Path(os.devnull), os.environ, secrets)
    for name in _OF_THE_MODEL:
        variable = f"{PREFIX}{name.upper()}"
        said, table = getattr(outside, name), secrets.get("faq")
        if said or variable in secrets or (isinstance(table, Mapping) and name in table):
            os.environ[variable] = said


def _secrets() -> Mapping[str, object]:
    """Streamlit's secrets; none where no file holds any."""
    return st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}


def _warm(opened: Desk) -> None:
    """Load the assistant and the pages, and look after the content.

    What is there by then stays: the garbage collector is told so, and no run of a page walks over it.
    """
    try:
        assistant = opened.holder.assistant()
        for passage in assistant.passages[:1]:
            assistant.ask(passage.heading)
        _import_pages(_DRAWN_WITH + _MAINTAINED_WITH if opened.gate.is_set else _DRAWN_WITH)
        gc.collect()
        gc.freeze()
    except ContentError:
        pass  # the holder logged it, and every page says it
    except Exception:
        _log.exception("the first question could not be tried; visitors are answered as soon as it can be")
    finally:
        opened.holder.watch()
        opened.warm.set()


def _import_pages(names: Iterable[str] = _DRAWN_WITH) -> None:
    """Do what Streamlit and Python would otherwise do while the first visitor waits."""
    for name in names:
        with suppress(ImportError):
            import_module(name)
    inspect.stack()  # Streamlit does so at its first element; Python looks up the file of every module once
