"""Links that lead nowhere, or not where they seem to; found without asking the network.

Links that lead visitors to no entry, or to one that they cannot see, are problems of `faq.load` and no
findings of this check. Nor are entries that no link leads to: visitors ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from authoring.checks.addresses import fault, host_of
from authoring.checks.markup.linked import Link, addresses, links, none
from authoring.checks.material import Material
from authoring.records import Finding, Level
from faq import Entry, Source

_NAMED: Final = re.compile(r"(?:https?://|www\.)[^\s/]+|[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def findings(material: Material) -> Iterator[Finding]:
    """Addresses that cannot be right, links to the entry itself, and links of drafts that lead nowhere."""
    present = _present_ids(material)
    hidden = {entry.id: entry.fields.status for entry in material.entries if entry.fields.status}
    for entry in material.shown:
        yield from _see_also(entry, present, hidden)
        yield from _in_reference(entry)
        first = material.begins[entry.source]
        yield from _in_answer(entry.id, entry.answer, Source(entry.source.path, first), present)
        if entry.fields.status == "draft":
            yield from _of_draft(entry, present, hidden)
    for friendly in material.content.smalltalk:
        first = material.begins[friendly.source]
        yield from _in_answer(friendly.id, friendly.answer, Source(friendly.source.path, first), present)


def _present_ids(material: Material) -> Mapping[str, str]:
    """Each id that a link may name, former ones too, with the present one."""
    present = {old: entry.id for entry in material.entries for old in entry.fields.formerly}
    present |= {entry.article: entry.article for entry in material.entries if entry.article}
    return present | {entry.id: entry.id for entry in material.entries}


def _see_also(entry: Entry, present: Mapping[str, str], hidden: Mapping[str, str]) -> Iterator[Finding]:
    for target in entry.fields.see_also:
        if present.get(target) == entry.id:
            yield _finding(entry.id, entry.source, "'See also' names the entry itself", "delete it")
        elif present.get(target, target) != target and present[target] not in hidden:
            yield _former(entry.id, entry.source, target, present[target])


def _former(name: str, place: Source, target: str, present: str) -> Finding:
    remedy = f"write #{present}"
    return _finding(name, place, f"a link names the former id #{target}", remedy, "advice")


def _in_answer(name: str, answer: str, begin: Source, present: Mapping[str, str]) -> Iterator[Finding]:
    for link in links(answer):
        place = Source(begin.path, begin.line + link.line - 1)
        target = link.target.removeprefix("#")
        if not link.target.startswith("#"):
            yield from _address(name, place, link)
        elif present.get(target) == name:
            yield _finding(name, place, "the answer links to itself", "delete the link")
        elif present.get(target, target) != target:
            yield _former(name, place, target, present[target])
    for line in none(answer):
        place = Source(begin.path, begin.line + line - 1)
        remedy = "write [words](address), without any space after the ']' or within the address"
        yield _finding(name, place, "a link that is none is shown as text", remedy)


def _address(name: str, place: Source, link: Link) -> Iterator[Finding]:
    wrong = fault(link.target)
    if link.text.lower().startswith("www.") and link.target == f"http://{link.text}":
        what, remedy = f"{link.text!r} is drawn as a link", "put it in `backticks`, or begin it with https://"
        yield _finding(name, place, what, remedy, "advice")
    elif wrong:
        what = f"the link to {link.target!r}: {wrong.what}"
        yield _finding(name, place, what, wrong.remedy, wrong.level)
    named = _NAMED.fullmatch(link.text.strip().rstrip("/"))
    told = host_of(named[0] if "://" in named[0] else f"https://{named[0]}") if named else ""
    leads = host_of(link.target)
    if (
        not wrong
        and leads
        and told
        and "." in told
        and told.removeprefix("www.") != leads.removeprefix("www.")
    ):
        what = f"a link that reads {link.text!r} leads to {leads!r}"
        yield _finding(name, place, what, "let it read as what it leads to")


def _in_reference(entry: Entry) -> Iterator[Finding]:
    """Addresses in the field `Source`, which pages show as links."""
    for typed, address in addresses(entry.fields.reference):
        if wrong := fault(address):
            what = f"the address {typed!r} in 'Source': {wrong.what}"
            yield _finding(entry.id, entry.source, what, wrong.remedy, wrong.level)


def _of_draft(entry: Entry, present: Mapping[str, str], hidden: Mapping[str, str]) -> Iterator[Finding]:
    """Links of a draft that will lead nowhere; those of what visitors see are errors already."""
    named = [link.target[1:] for link in links(entry.answer) if link.target.startswith("#")]
    for target in dict.fromkeys((*entry.fields.see_also, *named)):
        found = present.get(target)
        if found is None:
            what = f"the draft links to no entry: #{target}"
            yield _finding(entry.id, entry.source, what, "correct the id, or delete the link")
        elif hidden.get(found) == "retired":
            what = f"the draft links to an entry that is retired: #{target}"
            yield _finding(entry.id, entry.source, what, "link to what took its place, or delete the link")


def _finding(name: str, place: Source, what: str, remedy: str, level: Level = "warning") -> Finding:
    return Finding(level, "link", place, what, remedy, (name,))
