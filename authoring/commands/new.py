"""`python -m authoring new`: a question into a new entry, or into another way to ask an existing one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from authoring.adding.new import Draft, Insertion, file_named, inserted
from authoring.inbox.findings import findings_in
from authoring.inbox.patch import applied
from authoring.inbox.remedies import as_alternate, entry_named, path_of, taken, usual_file
from authoring.records import CommandError
from authoring.writing import write
from faq import ContentError, Passage, load_site
from faq.files import shown
from retrieval import Assistant, Hit
from retrieval.stored import stored_index


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("question", help="as a visitor would ask it")
    parser.add_argument("--content", type=Path, metavar="DIR", help="content folder; else the site's own")
    parser.add_argument("--file", metavar="F", help="where to write it; else beside the nearest entries")
    parser.add_argument("--answer", metavar="TEXT", help="the answer; - reads it from standard input")
    parser.add_argument("--also", action="append", metavar="QUESTION", help="another way to ask it")
    parser.add_argument("--tag", action="append", metavar="TAG", help="a keyword")
    parser.add_argument("--topic", default="", metavar="TOPIC", help="under which visitors browse")
    parser.add_argument("--to", metavar="ID", help="add the question to this entry as another way to ask it")
    parser.add_argument("--yes", action="store_true", help="ask nothing; needs --answer or --to")


def run(options: argparse.Namespace) -> int:
    """The exit code: 1 when nothing was written, or when there is an error in what was."""
    content = options.content or load_site(environment=os.environ).content
    try:
        path = _written(options, content)
    except (EOFError, KeyboardInterrupt):
        path = None
    if path is None:
        print("\nnothing was written", file=sys.stderr)
        return 1
    return _told(path, content)


def _written(options: argparse.Namespace, content: Path) -> Path | None:
    """The file that was written; None when nothing was."""
    if options.yes and options.answer is None and options.to is None:
        raise CommandError("--yes asks nothing; give the answer with --answer, or an entry with --to")
    nearest = _nearest(options.question, content)
    name = options.to or (None if options.yes or options.answer else _chosen(nearest))
    if name:
        return _with_wording(options.question, name, content)
    return _with_entry(options, [hit.passage for hit in nearest], content)


def _nearest(question: str, content: Path) -> Sequence[Hit]:
    """What the assistant finds now, which is told; nothing in a folder without content."""
    try:
        reply = Assistant(stored_index(content)).ask(question)
    except ContentError:
        return ()
    if reply.hits:
        chance = f"the first one answers this with a chance of {reply.chance}"
        print(f"What is there already; {chance}:")
    for hit in reply.hits:
        print(f"  {hit.rank}. {hit.passage.title} (#{hit.passage.id}, {hit.passage.source})")
    return reply.hits


def _chosen(nearest: Sequence[Hit]) -> str | None:
    """The id of the entry that the question is another way to ask; None for a new entry."""
    while nearest:
        typed = input(
            "Is it another way to ask one of these? Its number, or nothing for a new entry: "
        ).strip()
        if not typed:
            return None
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(nearest):
            return nearest[int(typed) - 1].passage.id
    return None


def _with_wording(question: str, name: str, content: Path) -> Path:
    found = entry_named(name, content)
    applied(as_alternate(question, name, content), content)
    print(f"{found.source}: {question!r} is another way to ask it now")
    return path_of(found, content)


def _with_entry(options: argparse.Namespace, nearest: Sequence[Passage], content: Path) -> Path | None:
    asks = not options.yes and options.answer is None
    while True:
        made = _draft(options, asks)
        topic = _topic(options, nearest, asks)
        path = _file(options, nearest, topic, content, asks)
        try:
            insertion = inserted(made, path, taken(content), date.today(), topic)
        except CommandError as error:
            if not asks:
                raise
            print(f"{error}\nOnce more, please.")
            continue
        return _write(insertion, asks)


def _draft(options: argparse.Namespace, asks: bool) -> Draft:
    answer, also, tags = options.answer, options.also, options.tag
    if answer == "-":
        answer = sys.stdin.read()
    if asks:
        print("The answer; an empty line, or a line with a dot alone, ends it:")
        answer = "\n".join(_lines())
    if asks and also is None:
        print("Other ways to ask it, each on a line of its own; an empty line ends them:")
        also = list(_lines())
    if asks and tags is None:
        tags = input("Tags, with commas between them: ").split(",")
    tags = [stripped for tag in tags or () if (stripped := tag.strip())]
    return Draft(question=options.question, answer=answer, alternates=tuple(also or ()), tags=tuple(tags))


def _lines() -> Iterator[str]:
    while (line := input()).strip() not in ("", "."):
        yield line


def _topic(options: argparse.Namespace, nearest: Sequence[Passage], asks: bool) -> str:
    """The topic that was typed, or that of the nearest passage."""
    usual = str(options.topic) or next((passage.topic for passage in nearest), "")
    if not asks or options.topic or options.file:
        return usual
    return input(f"Topic [{usual}]: ").strip() or usual


def _file(
    options: argparse.Namespace, nearest: Sequence[Passage], topic: str, content: Path, asks: bool
) -> Path:
    if options.file:
        return file_named(options.file, content)
    usual = usual_file(nearest, topic, content)
    typed = input(f"File [{shown(usual)}]: ").strip() if asks else ""
    return file_named(typed, content) if typed else usual


def _write(insertion: Insertion, asks: bool) -> Path | None:
    known = len((insertion.before or b"").rstrip())
    print(f"\n{shown(insertion.path)}:\n\n{insertion.after[known:].decode().strip()}\n")
    if asks and input("Write it? [Y/n] ").strip().lower() not in ("", "y", "yes"):
        return None
    insertion.path.parent.mkdir(parents=True, exist_ok=True)
    write(insertion.path, insertion.after, insertion.before)
    return insertion.path


def _told(path: Path, content: Path) -> int:
    """What the checks say about a file: the exit code is 1 when there is an error."""
    found = findings_in([path], content, date.today())
    print("\n".join([*map(str, found), f"{shown(path)} was written"]))
    return int(any(finding.level == "error" for finding in found))
