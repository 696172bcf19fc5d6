"""Evaluation sets for tests: folders in the form that `benchmarks.sets` reads."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Rows: TypeAlias = Sequence[Mapping[str, object]]


def written(folder: Path, corpus: Rows, queries: Rows, right: Mapping[str, str], misspelt: Rows = ()) -> Path:
    """A folder with a set: `right` says the ids of the right entries of each query, parted by spaces."""
    folder.mkdir(parents=True, exist_ok=True)
    lines(folder / "corpus.jsonl", corpus)
    lines(folder / "queries.jsonl", queries)
    if misspelt:
        lines(folder / "queries_typo.jsonl", misspelt)
    judged = [f"{query}\t{entry}\t1\n" for query, entries in right.items() for entry in entries.split()]
    head = "query-id\tcorpus-id\tscore\n"
    (folder / "qrels.tsv").write_text(head + "".join(judged), encoding="utf-8")
    return folder


def lines(file: Path, rows: Rows) -> None:
    """Write rows as JSON Lines."""
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def pizzeria(folder: Path) -> Path:
    """The pizzeria with six questions, one of them out of scope, five also misspelt."""
    corpus: Rows = [
        {"_id": "hours", "title": "When do you open?", "text": "The oven is lit at noon."},
        {"_id": "dog", "title": "May I bring my dog?", "text": "Dogs are welcome.", "alternates": ["pets"]},
        {"_id": "wifi", "title": "What is the Wi-Fi password?", "text": "It is quattrostagioni."},
        {"_id": "wine", "title": "Which wine do you pour?", "text": "Red wine from the hills of Vesuvius."},
    ]
    asked = (
        "when do you open",
        "is my dog welcome",
        "wifi password",
        "red wine",
        "pets",
        "xylophone lessons",
    )
    typed = ("when do you oepn", "is my dgo welcome", "wifi pasword", "red wien", "ptes")
    queries: Rows = [
        {"_id": f"q{n}", "text": text, "in_scope": n < 6} for n, text in enumerate(asked, start=1)
    ]
    slips = [{"_id": f"q{n}", "text": text} for n, text in enumerate(typed, start=1)]
    right = {"q1": "hours", "q2": "dog", "q3": "wifi", "q4": "wine", "q5": "dog"}
    return written(folder, corpus, queries, right, slips)


def brewery(folder: Path) -> Path:
    """The brewery next door: some of its questions have no answer, one is answered by another entry."""
    corpus: Rows = [
        {"_id": "stout", "title": "What is a stout?", "text": "A dark beer of roasted malt."},
        {"_id": "lager", "title": "What is a lager?", "text": "A light beer, kept in a cold cellar."},
        {"_id": "tour", "title": "Can we see the cellar?", "text": "On Fridays. Bring a coat."},
        {"_id": "malt", "title": "Where does the malt come from?", "text": "From the mill by the river."},
    ]
    asked = (
        "is a stout dark",
        "what beer is light",
        "see the cellar",
        "where is the mill",
        "what is a cold cellar for",
        "where does the malt of a stout come from",
        "what is the price of a beer",
        "do you sell wine",
    )
    queries: Rows = [
        {"_id": f"q{n}", "text": text, "in_scope": n < 7} for n, text in enumerate(asked, start=1)
    ]
    right = {"q1": "stout", "q2": "lager", "q3": "tour", "q4": "malt", "q5": "lager", "q6": "stout"}
    return written(folder, corpus, queries, right)
