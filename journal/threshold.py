"""How many conversations must have asked alike before a text is given out, as a site's settings say.

The app is told; the command line has to look for itself.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from faq import ContentError
from faq.site import FILE, load_site
from journal.failure import JournalError

SECRETS: Final = ".streamlit/secrets.toml"


def threshold(folder: Path) -> int:
    """The setting `alike_at_least` of the site in a folder: its file, the secrets, the environment.

    The secrets may lie where Streamlit looks for them: at home, and where it is started. The greatest number
    counts.

    Raises
    ------
    JournalError
        When the settings cannot be read: what they ask for is not known then.
    """
    try:
        told = (_secrets(place / SECRETS) for place in dict.fromkeys((folder, Path.cwd(), Path.home())))
        return max(load_site(folder / FILE, os.environ, secrets).alike_at_least for secrets in told)
    except ContentError as error:
        raise JournalError(str(error)) from None


def _secrets(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise JournalError(f"{file}: not readable as TOML: {error}; mend it first") from None
