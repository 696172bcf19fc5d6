"""What a deployer says about their site: the settings file, the environment and the secrets.

A fork keeps its own settings in `site.yaml` in the repository root and its own content in a folder of
its own. This project ships neither, so that updating a fork brings no conflict.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args
from urllib.parse import quote

from faq import frontmatter
from faq.fields import near
from faq.frontmatter import Value, YamlError
from faq.load import CONTENT
from faq.records import ContentError, Problem, Source

ROOT: Final = Path(__file__).parent.parent
"""Where the settings file lies and relative content folders begin."""

FILE: Final = "site.yaml"
PREFIX: Final = "FAQ_"
Keeping: TypeAlias = Literal["off", "needed", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The settings of one site. `docs/deploy.md` explains each."""

    title: str = "FAQ assistant"
    introduction: str = (
        "Ask about AI basics, prompt engineering and network fundamentals. "
        "Every answer comes from a text that people wrote, with its source."
    )
    starters: Mapping[str, tuple[str, ...]] | None = None
    """Subject to starter questions; None for the ones that ship."""
    contact: str = ""
    """Markdown shown when there is no answer: whom to ask instead."""
    privacy_url: str = ""
    imprint_url: str = ""
    repository_url: str = ""
    """Of the forge: `https://github.com/NAME/REPOSITORY`; sources then link to their lines there."""
    repository_branch: str = "main"
    content: Path = CONTENT
    """The folder with `entries/` and `articles/`."""
    risk: float = 0.03
    """Share of the shown answers that may be wrong, in (0, 0.5]: smaller answers less often."""
    explain: bool = False
    """Whether the page tells what speaks for and against each answer."""
    journal: str = ""
    """URL of the database for questions and votes; empty for a file in `.votes/`."""
    keep_questions: Keeping = "needed"
    """Whose text is kept: nobody's, of what was not answered well, or of every question."""
    keep_days: int = 90
    """After which what is kept is deleted."""
    alike_at_least: int = 1
    """Texts are shown only if so many conversations asked the same words."""
    meaning: str = ""
    """The model that finds by meaning: empty if the installed one, `off`, `package`, a folder, or a hub's."""
    meaning_sha256: str = ""
    """Hex digits that the model from a folder or a hub must have."""

    def file_url(self, source: Source) -> str:
        """Where the forge shows a line of a content file; empty when that cannot be known.

        Examples
        --------
        >>> Site(repository_url="https://github.com/me/faq").file_url(Source("faq/entries/a.md", 3))
        'https://github.com/me/faq/blob/main/faq/entries/a.md?plain=1#L3'
        """
        if not self.repository_url or Path(source.path).is_absolute():
            return ""
        place = quote(f"{self.repository_branch}/{source.path}")
        return f"{self.repository_url.rstrip('/')}/blob/{place}?plain=1#L{source.line}"


STARTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "AI basics": (
        "What is a foundation model?",
        "Is every foundation model a large language model?",
        "Why do language models make things up?",
    ),
    "Prompt engineering": (
        "How do I write a good prompt?",
        "What does temperature do?",
        "What is few-shot prompting?",
    ),
    "Networking": (
        "What are the seven layers of the OSI model?",
        "How many hosts fit into a /26?",
        "What is the difference between TCP and UDP?",
    ),
}
"""Shown where neither the settings nor a content folder of one's own say otherwise."""


def load_site(
    file: Path = ROOT / FILE,
    environment: Mapping[str, str] | None = None,
    secrets: Mapping[str, object] | None = None,
) -> Site:
    """The site's settings: the file, overruled by the secrets, overruled by the environment.

    Parameters
    ----------
    file : Path
        YAML; may be missing.
    environment : mapping of str to str
        Names like `FAQ_TITLE`.
    secrets : mapping of str to object
        Names like `FAQ_TITLE`, or a table `faq` with keys like `title`.

    Raises
    ------
    ContentError
        With everything that is wrong with the file.

    Examples
    --------
    >>> load_site(Path("none.yaml"), {"FAQ_TITLE": "Pizza help"}).title
    'Pizza help'
    """
    typed = dict(_of_file(file))
    outside = {**_of_secrets(secrets or {}), **_prefixed(environment or {})}
    typed |= {name: (0, value) for name, value in outside.items()}
    values: dict[str, object] = {}
    problems = []
    for name, (line, value) in typed.items():
        source = Source(file.name if line else f"{PREFIX}{name.upper()}", line or 1)
        try:
            values[name] = _parsed(name, value)
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            problems.append(Problem(source, what, remedy))
    if problems:
        raise ContentError(problems)
    return replace(Site(starters=None), **values)  # type: ignore[arg-type]  # names were checked


def said_in(name: str, file: Path = ROOT / FILE, environment: Mapping[str, str] | None = None) -> Source:
    """Where a setting stands, for what turns out about it later; its variable, unless only the file has it.

    Examples
    --------
    >>> str(said_in("meaning", Path("none.yaml"), {"FAQ_MEANING": "off"}))
    'FAQ_MEANING:1'
    """
    variable = f"{PREFIX}{name.upper()}"
    line = 0 if variable in (environment or {}) else _of_file(file).get(name, (0, ""))[0]
    return Source(file.name, line) if line else Source(variable, 1)


def starters(site: Site) -> Mapping[str, tuple[str, ...]]:
    """The starter questions to offer: the site's own, or the shipped ones with the shipped content."""
    if site.starters is not None:
        return site.starters
    return STARTERS if site.content == CONTENT else {}


_NAMES: Final = tuple(field.name for field in fields(Site))


def _of_file(file: Path) -> Mapping[str, tuple[int, Value]]:
    if not file.is_file():
        return {}
    try:
        return frontmatter.mapping(file.read_text(encoding="utf-8-sig"))
    except YamlError as error:
        raise ContentError([Problem(Source(file.name, error.line), error.what, error.remedy)]) from None
    except UnicodeDecodeError:
        problem = Problem(Source(file.name, 1), "this is not UTF-8", "save the file as UTF-8")
        raise ContentError([problem]) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise ContentError([Problem(Source(file.name, 1), what, "check its permissions")]) from None


def _prefixed(values: Mapping[str, object]) -> dict[str, str]:
    """The settings among environment variables; other names with the prefix are not ours to judge."""
    named = {name.removeprefix(PREFIX).lower(): value for name, value in values.items()}
    return {
        name: str(value)
        for name, value in named.items()
        if name in _NAMES and f"{PREFIX}{name.upper()}" in values
    }


def _of_secrets(secrets: Mapping[str, object]) -> dict[str, Value]:
    table = secrets.get("faq")
    found: dict[str, Value] = dict(_prefixed(secrets))
    if isinstance(table, Mapping):
        found |= {str(name): _plain(value) for name, value in table.items()}
    return found


def _plain(value: object) -> Value:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)


def _parsed(name: str, value: Value) -> object:
    if name not in _NAMES:
        raise ValueError(f"unknown setting {name!r}; {near(name, _NAMES)}")
    if name == "starters":
        return _starters(value)
    if not isinstance(value, str):
        raise ValueError(f"setting {name!r} holds no text; write '{name}: value'")
    if name in _PARSERS:
        return _PARSERS[name](name, value)
    if name.endswith("_url") and value and not value.startswith(("https://", "http://")):
        raise ValueError(f"{value!r} is no web address; begin it with https://")
    return value


def _starters(value: Value) -> Mapping[str, tuple[str, ...]]:
    if isinstance(value, list):
        value = {"": value}
    if not isinstance(value, dict):
        raise ValueError("'starters' holds no list; write '- a question' lines below it")
    for questions in value.values():
        if not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
            raise ValueError("'starters' holds no list; write '- a question' lines below a subject")
    return {subject: tuple(map(str, questions)) for subject, questions in value.items()}


def _folder(_name: str, value: str) -> Path:
    with contextlib.suppress(OSError, ValueError):  # a name too long, or with a NUL
        folder = (ROOT / value).resolve()
        if value and folder.is_dir():
            return folder
    raise ValueError(f"there is no folder {value!r}; give one that holds 'entries'")


def _share(name: str, value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = 0.0
    if not 0 < share <= 0.5:
        raise ValueError(f"{name!r} is {value!r}; write a share such as 0.05, at most 0.5")
    return share


def _yes(name: str, value: str) -> bool:
    if value.lower() not in ("yes", "no"):
        raise ValueError(f"{name!r} is {value!r}; write yes or no")
    return value.lower() == "yes"


def _keeping(name: str, value: str) -> str:
    if value.lower() not in get_args(Keeping):
        raise ValueError(f"{name!r} is {value!r}; write off, needed or all")
    return value.lower()


def _count(name: str, value: str) -> int:
    count = int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
    if not count:
        raise ValueError(f"{name!r} is {value!r}; write a whole number of at least 1")
    return count


def _trimmed(_name: str, value: str) -> str:
    return value.strip()


def _lower(_name: str, value: str) -> str:
    return value.strip().lower()


_PARSERS: Final[Mapping[str, Callable[[str, str], object]]] = {
    "content": _folder,
    "risk": _share,
    "explain": _yes,
    "keep_questions": _keeping,
    "keep_days": _count,
    "alike_at_least": _count,
    "meaning": _trimmed,
    "meaning_sha256": _lower,
}
"""Of settings that are more than a text."""
