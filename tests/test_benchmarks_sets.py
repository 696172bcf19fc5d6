import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.sets import Question, read_set
from faq import Source


def lines(file: Path, rows: Sequence[Mapping[str, object]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_set_in_the_form_of_beir_becomes_content_and_questions(tmp_path: Path) -> None:
    folder = tmp_path / "ovens"
    folder.mkdir()
    corpus: list[dict[str, object]] = [
        {"_id": "a", "title": "Which wood?", "text": "Beech.", "alternates": ["what burns"]},
        {"_id": 2, "title": "", "text": "x" * 100},
        {"_id": "c", "title": "No text?", "text": ""},
    ]
    queries: list[dict[str, object]] = [
        {"_id": "q1", "text": "wood?"},
        {"_id": "q2", "text": "weather?", "in_scope": False},
        {"_id": "q3", "text": "nobody judged this"},
        {"_id": "q4", "text": "judged as wrong only"},
    ]
    lines(folder / "corpus.jsonl", corpus)
    lines(folder / "queries.jsonl", queries)
    judged = "query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tc\t2\nq1\t2\t0\nq4\ta\t0\n"
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    found = read_set(folder)
    assert found.name == "ovens"
    assert found.questions == (Question("wood?", frozenset("ac")), Question("weather?", frozenset()))
    assert [passage.id for passage in found.content.passages] == ["a", "2", "c"]
    assert [passage.phrasings for passage in found.content.passages] == [
        ("Which wood?", "what burns"),
        ("x" * 80,),
        ("No text?",),
    ]
    assert [passage.text for passage in found.content.passages] == ["Beech.", "x" * 100, "No text?"]
    assert found.content.passages[1].source == Source("ovens/corpus.jsonl", 2)


def test_the_language_of_a_set_can_be_said(tmp_path: Path) -> None:
    lines(tmp_path / "corpus.jsonl", [{"_id": "a", "title": "Was?", "text": "Das."}])
    lines(tmp_path / "queries.jsonl", [])
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    assert read_set(tmp_path, "de").content.passages[0].language == "de"
