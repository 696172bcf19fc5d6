from pathlib import Path

import pytest

from benchmarks.jsonl import SetError
from benchmarks.sets import EvaluationSet, Question, read_set
from faq import Content, Source
from tests.conftest import PIZZERIA
from tests.folders import written


def test_a_set_in_the_form_of_beir_becomes_content_and_questions(tmp_path: Path) -> None:
    corpus: list[dict[str, object]] = [
        {"_id": "a", "title": "Which wood?", "text": "Beech.", "alternates": ["what burns"]},
        {"_id": 2, "title": "", "text": "x" * 100},
        {"_id": "c", "title": "No text?", "text": ""},
    ]
    queries: list[dict[str, object]] = [
        {"_id": "q1", "text": "wood?"},
        {"_id": 2, "text": "weather?", "in_scope": False},
        {"_id": "q3", "text": "nobody judged this"},
        {"_id": "q4", "text": "judged as wrong only"},
    ]
    folder = written(tmp_path / "ovens", corpus, queries, {})
    judged = "query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tc\t2\nq1\t2\t0\nq4\ta\t0\n"
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    found = read_set(folder)
    assert found.name == "ovens"
    assert found.questions == (
        Question("wood?", frozenset("ac"), "q1"),
        Question("weather?", frozenset(), "2"),
    )
    assert [passage.id for passage in found.content.passages] == ["a", "2", "c"]
    assert [passage.phrasings for passage in found.content.passages] == [
        ("Which wood?", "what burns"),
        ("x" * 80,),
        ("No text?",),
    ]
    assert [passage.text for passage in found.content.passages] == ["Beech.", "x" * 100, "No text?"]
    assert found.content.passages[1].source == Source("ovens/corpus.jsonl", 2)
    assert (found.misspelt, dict(found.rows)) == ((), {})


WOOD: list[dict[str, object]] = [{"_id": "a", "title": "Wood?", "text": "Beech."}]
WHICH: list[dict[str, object]] = [{"_id": "q1", "text": "wood?"}]


def test_the_language_is_guessed_from_the_texts_or_said(tmp_path: Path) -> None:
    german = [{"_id": "a", "title": "Was ist das?", "text": "Das ist ein Ofen, und er ist noch heiß."}]
    folder = written(tmp_path, german, WHICH, {"q1": "a"})
    assert read_set(folder).language == "de"
    assert read_set(folder, "eo").content.passages[0].language == "eo"


def test_placeholders_are_left_out_since_nobody_can_answer_them(tmp_path: Path) -> None:
    queries: list[dict[str, object]] = [*WHICH, {"_id": "q2", "text": "question1", "placeholder": True}]
    folder = written(tmp_path, WOOD, queries, {"q1": "a", "q2": "a"})
    assert [question.id for question in read_set(folder, "eo").questions] == ["q1"]


def test_misspelt_questions_have_the_truth_of_the_clean_ones_with_their_id(tmp_path: Path) -> None:
    slips = [{"_id": "q1", "text": "wodo?", "original": "wood?"}, {"_id": "q9", "text": "no such one"}]
    found = read_set(written(tmp_path, WOOD, WHICH, {"q1": "a"}, slips), "eo")
    assert found.misspelt == (Question("wodo?", frozenset("a"), "q1"),)


def test_every_section_of_the_right_article_is_right(tmp_path: Path) -> None:
    lesson = f"# Ovens\n{'Hot. ' * 400}\n## Wood\nBeech.\n"
    corpus: list[dict[str, object]] = [*WOOD, {"_id": "b", "title": "Ovens", "text": lesson}]
    found = read_set(written(tmp_path, corpus, WHICH, {"q1": "a b"}), "eo")
    assert [passage.id for passage in found.content.passages] == ["a", "b#1", "b#2"]
    assert found.content.passages[2].title == "Ovens › Wood"
    assert found.questions == (Question("wood?", frozenset(["a", "b#1", "b#2"]), "q1"),)
    assert [found.row(passage.id) for passage in found.content.passages] == ["a", "b", "b"]


def test_a_right_row_that_the_corpus_lacks_keeps_the_question_in_scope(tmp_path: Path) -> None:
    found = read_set(written(tmp_path, WOOD, WHICH, {"q1": "gone"}), "eo")
    assert found.questions == (Question("wood?", frozenset(["gone"]), "q1"),)


def test_a_set_made_by_hand_has_rows_of_one_passage() -> None:
    assert EvaluationSet("pizzeria", Content(PIZZERIA), ()).row("dog") == "dog"


@pytest.mark.parametrize(
    ("corpus", "right", "message"),
    [
        ([], {}, ": no entry in corpus.jsonl; write one a line"),
        (WOOD * 2, {"q1": "a"}, ": id 'a' stands twice in corpus.jsonl; give each row its own"),
        (WOOD, {}, ": no question to ask; judge those of queries.jsonl in qrels.tsv"),
    ],
)
def test_a_set_that_cannot_be_asked_is_refused_with_a_remedy(
    corpus: list[dict[str, object]], right: dict[str, str], message: str, tmp_path: Path
) -> None:
    folder = written(tmp_path / "set", corpus, WHICH, right)
    with pytest.raises(SetError) as caught:
        read_set(folder)
    assert str(caught.value) == f"{folder}{message}"


@pytest.mark.parametrize(
    ("judged", "what"),
    [
        (None, "No such file or directory"),
        (
            "query-id\tcorpus-id\tscore\nq1\ta\tgood\n",
            "ValueError: could not convert string to float: 'good'",
        ),
        ("query-id corpus-id score\nq1 a 1\n", "KeyError: 'score'"),
        ("query-id\tcorpus-id\tscore\nq1\n", "TypeError: float() argument must be a string or a real number"),
    ],
)
def test_judgements_that_cannot_be_read_are_told(judged: str | None, what: str, tmp_path: Path) -> None:
    folder = written(tmp_path, WOOD, WHICH, {})
    (folder / "qrels.tsv").unlink()
    if judged is not None:
        (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    with pytest.raises(SetError) as caught:
        read_set(folder)
    assert str(caught.value).startswith(f"{folder}/qrels.tsv: cannot be read: {what}")
    assert str(caught.value).endswith("; write columns query-id, corpus-id and score, parted by tabs")
