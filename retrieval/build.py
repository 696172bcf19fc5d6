"""Content into an index: the only place besides fitting where scikit-learn is at work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from faq import Content, ContentError, Passage, Problem, Source, load
from faq.files import shown
from retrieval import text
from retrieval.fingerprint import index_fingerprint
from retrieval.index import Index
from retrieval.language import of_stems, rarities
from retrieval.letters import trigrams
from retrieval.postings import Postings
from retrieval.rows import Rows
from retrieval.spelling import hashed, spelling
from retrieval.text import Analyser
from retrieval.vocabulary import Vocabulary

PHRASINGS_SHARE = 0.6
"""Weight of the phrasings against the whole text when candidates are gathered; their order is the
ranker's business."""


def built(folder: Path) -> Index:
    """The index of a content folder.

    Raises
    ------
    ContentError
        When there is no passage to answer from; the message holds every problem of the files.
    """
    content = load(folder)
    if not content.passages:
        empty = Problem(Source(shown(folder), 1), "no passage to answer from", "add a file to 'entries'")
        raise ContentError(content.problems or (empty,))
    return index_of(content, index_fingerprint(folder))


BM25_K1, BM25_B = 1.2, 0.75


def index_of(content: Content, name: str = "") -> Index:
    """The index of passages that are already read; there must be at least one."""
    passages = content.passages
    code = Counter(passage.language for passage in passages).most_common(1)[0][0]
    analyser = Analyser(code, content.synonyms)
    phrasings = [text.words(phrasing) for passage in passages for phrasing in passage.phrasings]
    first = np.cumsum([0] + [len(passage.phrasings) for passage in passages]).astype(np.int32)
    terms = [analyser.terms(words) for words in phrasings]
    joined = [
        [term for row in terms[begin:end] for term in row]
        for begin, end in zip(first[:-1], first[1:], strict=True)
    ]
    said = [text.words(f"{p.article_title}\n{' '.join(p.tags)}\n{p.text}") for p in passages]
    whole = [[*row, *analyser.terms(words)] for row, words in zip(joined, said, strict=True)]
    language = rarities(code)
    counts = _word_counts(passages, phrasings, said, first)
    words, vectoriser = _fitted(whole, of_stems(language, counts, analyser))
    joined_rows, text_rows = vectoriser.transform(joined), vectoriser.transform(whole)
    spoken = [[analyser.analyse(piece) for piece in text.sentences(p.text)] for p in passages]
    pairs, pair_vectoriser = _fitted([_pairs(rows) for rows in _grouped(terms, first, spoken)])
    letters, letter_vectoriser = _fitted([list(trigrams(row)) for row in terms])
    hashes = np.array([hashed(" ".join(row)) for row in phrasings], np.uint32)
    order = np.argsort(hashes, kind="stable")
    return Index(
        content=content,
        fingerprint=name,
        language=code,
        vocabulary=words,
        postings=_postings(PHRASINGS_SHARE * joined_rows + (1 - PHRASINGS_SHARE) * text_rows),
        phrasings=tuple(map(" ".join, terms)),
        wordings=tuple(map(" ".join, phrasings)),
        wording_hashes=hashes[order],
        wording_owners=order.astype(np.int32),
        first=first,
        phrasing_words=_rows(vectoriser.transform(terms)),
        asked_words=_rows(joined_rows),
        text_words=_rows(text_rows),
        text_bm25=_bm25(whole, words),
        first_sentence=np.cumsum([0, *map(len, spoken)]).astype(np.int32),
        sentence_words=_rows(vectoriser.transform([row for rows in spoken for row in rows])),
        pairs=pairs,
        text_pairs=_rows(
            pair_vectoriser.transform([_pairs(rows) for rows in _grouped(terms, first, spoken)])
        ),
        trigrams=letters,
        phrasing_letters=_rows(letter_vectoriser.transform([list(trigrams(row)) for row in terms])),
        spelling=spelling(counts, analyser.stop_words, language),
    )


def _fitted(
    documents: Sequence[Sequence[str]], rarity: Mapping[str, float] = MappingProxyType({})
) -> tuple[Vocabulary, Any]:
    """The vocabulary of term lists, and the scikit-learn vectoriser that knows it.

    A corpus without any term, such as one of stop words only, gets a vocabulary of one word that no
    text can hold.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True, dtype=np.float32)
    vectoriser.fit(documents if any(map(len, documents)) else [["\0"]])
    terms = tuple(map(str, vectoriser.get_feature_names_out()))
    rare = np.array([rarity.get(term, 1.0) for term in terms], np.float32)
    return Vocabulary(terms, vectoriser.idf_.astype(np.float32), rare), vectoriser


def _grouped(
    terms: Sequence[list[str]], first: Any, spoken: Sequence[list[list[str]]]
) -> Iterator[list[list[str]]]:
    """The phrasings and sentences of each passage."""
    for place, sentences in enumerate(spoken):
        yield [*terms[first[place] : first[place + 1]], *sentences]


def _pairs(rows: Iterable[Sequence[str]]) -> list[str]:
    return [pair for row in rows for pair in text.pairs(row)]


def _as_it_is(document: Sequence[str]) -> Sequence[str]:
    return document


def _rows(matrix: Any) -> Rows:
    matrix = matrix.tocsr()
    matrix.sort_indices()
    return Rows(*_arrays(matrix))


def _bm25(documents: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Rows:
    """Share of its idf that each term of a document earns under BM25: tf / (tf + k1 (1 - b + b length)).

    Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, with the
    usual k1 = 1.2 and b = 0.75; `length` is in shares of the mean.
    """
    counts = [Counter(document) for document in documents]
    mean = max(1.0, float(np.mean(list(map(len, documents)))))
    ptr, ids, weights = [0], [], []
    for count, document in zip(counts, documents, strict=True):
        norm = BM25_K1 * (1 - BM25_B + BM25_B * len(document) / mean)
        numbered = sorted((vocabulary.numbers[term], tf) for term, tf in count.items())
        ids += [number for number, _ in numbered]
        weights += [tf / (tf + norm) for _, tf in numbered]
        ptr.append(len(ids))
    return Rows(np.array(ptr, np.int32), np.array(ids, np.int32), np.array(weights, np.float32))


def _postings(matrix: Any) -> Postings:
    matrix = matrix.tocsc()
    matrix.sort_indices()
    return Postings(*_arrays(matrix), matrix.shape[0])


def _arrays(matrix: Any) -> tuple[Any, Any, Any]:
    return (
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float32),
    )


def _word_counts(
    passages: Sequence[Passage], phrasings: list[list[str]], said: list[list[str]], first: Any
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for place in range(len(passages)):
        rows = [*phrasings[first[place] : first[place + 1]], said[place]]
        counts.update({word for row in rows for word in row})
    return dict(counts)
