"""Public search libraries, each used for speed as its documentation shows, with its own tokeniser.

None gets more than one thread, and each finds its ten best.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.peers import BOOSTS
from benchmarks.speed.contender import TOP, Ready, size_of
from benchmarks.speed.corpus import number
from faq import Passage

_WORD: Final = re.compile(r"\w+")


def bm25s(backend: str, stop_words: str | None, passages: Sequence[Passage], folder: Path) -> Ready:
    """bm25s with one of its backends; its list of English stop words is its default, None keeps all words."""
    import bm25s as library

    def words(texts: str | list[str]) -> Any:
        return library.tokenize(texts, stopwords=stop_words, show_progress=False)

    def build() -> None:
        index = library.BM25()
        index.index(words(list(_texts(passages))), show_progress=False)
        index.save(folder, show_progress=False)

    if not folder.exists():
        build()
    stored = library.BM25.load(folder)
    stored.backend = backend
    top = min(TOP, len(passages))

    def search(question: str) -> Any:
        asked = words(question)
        if not asked.vocab:  # it cannot be asked for nothing
            return np.zeros((1, 0), np.int32)
        return stored.retrieve(asked, k=top, show_progress=False).documents

    return Ready(search, lambda documents: documents[0].tolist(), size_of(folder))


def tantivy(passages: Sequence[Passage], folder: Path) -> Ready:
    """An `or` of the words of the question, by BM25, over an index without positions.

    It is told not to count all it finds, which lets it skip what cannot be among the best.
    """
    import tantivy as library

    builder = library.SchemaBuilder().add_text_field("text", index_option="freq")
    schema = builder.add_integer_field("number", stored=True).build()
    if not folder.exists():
        folder.mkdir(parents=True)
        writer = library.Index(schema, str(folder)).writer(num_threads=1)
        for place, text in enumerate(_texts(passages)):
            writer.add_document(library.Document(number=place, text=text))
        writer.commit()
        writer.wait_merging_threads()
    searcher = library.Index.open(str(folder)).searcher()

    def term(word: str) -> tuple[Any, Any]:
        return library.Occur.Should, library.Query.term_query(schema, "text", word, index_option="freq")

    def search(question: str) -> Any:
        query = library.Query.boolean_query([term(word) for word in _words(question)])
        return searcher.search(query, TOP, count=False).hits

    def found(hits: Any) -> list[int]:
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return Ready(search, found, size_of(folder))


def scikit_learn(passages: Sequence[Passage], folder: Path) -> Ready:
    """`TfidfVectorizer` with its defaults: the product with all rows, and the largest by `argpartition`."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer()
    rows = vectoriser.fit_transform(_texts(passages))
    top = min(TOP, len(passages))

    def search(question: str) -> Any:
        scores = (rows @ vectoriser.transform([question]).T).toarray().ravel()
        best = np.argpartition(scores, -top)[-top:]
        return best[np.argsort(-scores[best])]

    return Ready(search, np.ndarray.tolist, rows.data.nbytes + rows.indices.nbytes + rows.indptr.nbytes)


def minsearch(passages: Sequence[Passage], folder: Path) -> Ready:
    """`Index.search` of minsearch over the fields question and text."""
    from minsearch import Index

    rows = [{"question": passage.heading, "text": passage.text, "id": passage.id} for passage in passages]
    index = Index(text_fields=["question", "text"], keyword_fields=["id"]).fit(rows)
    tables = index.text_matrices.values()
    return Ready(
        lambda question: index.search(question, boost_dict=BOOSTS, num_results=TOP),
        lambda found: [number(row["id"]) for row in found],
        sum(table.data.nbytes + table.indices.nbytes + table.indptr.nbytes for table in tables),
    )


def rank_bm25(passages: Sequence[Passage], folder: Path) -> Ready:
    """`BM25Okapi` of rank-bm25, which keeps a dictionary an entry, with words cut at spaces."""
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([text.split(" ") for text in _texts(passages)])
    numbers = range(len(passages))
    return Ready(
        lambda question: index.get_top_n(question.split(" "), numbers, n=TOP), lambda found: found, None
    )


def sqlite(passages: Sequence[Passage], folder: Path) -> Ready:
    """SQLite's FTS5 by its bm25, an `or` of the quoted words; a table without the texts themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "entries.sqlite"
    is_new = not file.exists()
    table = sqlite3.connect(file)
    if is_new:
        table.execute("create virtual table entries using fts5(text, content='')")
        table.executemany("insert into entries (rowid, text) values (?, ?)", enumerate(_texts(passages)))
        table.commit()

    told = "select rowid from entries where entries match ? order by rank limit ?"

    def search(question: str) -> list[tuple[int]]:
        words = " OR ".join(f'"{word}"' for word in _words(question))
        return table.execute(told, (words, TOP)).fetchall() if words else []

    return Ready(search, lambda rows: [row[0] for row in rows], size_of(folder))


def rapidfuzz(passages: Sequence[Passage], folder: Path) -> Ready:
    """`process.extract` of rapidfuzz over all questions; there is nothing to build."""
    from rapidfuzz import fuzz, process

    asked = [passage.heading for passage in passages]
    return Ready(
        lambda question: process.extract(question, asked, scorer=fuzz.token_set_ratio, limit=TOP),
        lambda found: [place for _, _, place in found],
        None,
    )


def _texts(passages: Sequence[Passage]) -> Iterator[str]:
    """All that each entry says as one text."""
    return (f"{passage.heading} {passage.text}" for passage in passages)


def _words(question: str) -> list[str]:
    """For libraries that take terms: no question can then be read as their query language."""
    return _WORD.findall(question.lower())
