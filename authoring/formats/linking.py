"""Links of entries that come from elsewhere: to the ids that the entries have here, or to none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from authoring.characters import line
from authoring.formats.mending import Changes
from authoring.formats.particulars import ids_of
from authoring.formats.prose import with_prose
from authoring.formats.records import Draft
from authoring.formats.targets import retargeted
from faq import Entry
from faq.markdown import links


@dataclass(frozen=True, slots=True)
class Targets:
    """What may be linked to."""

    foreign: Mapping[str, str]
    """Id of the other system to the one here."""
    known: frozenset[str]
    """Ids, former ids and articles that visitors may read."""

    def ours(self, name: str) -> str:
        """The id that a link leads to; empty when it leads nowhere."""
        name = name.strip().removeprefix("#")
        here = self.foreign.get(name, name)
        return here if here in self.known else ""


def targets_of(foreign: Mapping[str, str], entries: Iterable[Entry]) -> Targets:
    """What may be linked to among all the entries there are."""
    known: set[str] = set()
    for entry in entries:
        if not entry.fields.status:
            known |= {entry.id, *entry.fields.formerly, *filter(None, [entry.article])}
    return Targets(foreign, frozenset(known))


def linked(draft: Draft, entry: Entry, targets: Targets) -> tuple[Entry, Changes]:
    """An entry whose links lead somewhere, and what was changed."""
    found = {name: targets.ours(name) for name in draft.see_also}
    see_also = ids_of(name for name in dict.fromkeys(found.values()) if name and name != entry.id)
    lost = [line(name)[:60] for name, here in found.items() if not here]
    answer = entry.answer
    if "#" in answer:
        answer = with_prose(answer, lambda prose: retargeted(prose, _here(targets, lost)))
    changes = tuple(f"no entry that visitors may read is called {name!r}" for name in dict.fromkeys(lost))
    return replace(entry, answer=answer, fields=replace(entry.fields, see_also=see_also)), changes


def _here(targets: Targets, lost: list[str]) -> Callable[[str], str]:
    """The target of a link within the content; one that leads nowhere is noted."""

    def target(old: str) -> str:
        if not old.startswith("#"):
            return old
        name = unquote(old[1:])
        if not (here := targets.ours(name)):
            lost.append(line(name)[:60])
        return old if here == name else here and f"#{quote(here)}"

    return target


def leads_nowhere(answer: str, targets: Targets) -> str:
    """The first link of an answer to an entry that is not there; empty when there is none."""
    if "#" not in answer:
        return ""
    inside = (target for _, target in links(answer) if target.startswith("#"))
    return next((target for target in inside if target[1:] not in targets.known), "")
