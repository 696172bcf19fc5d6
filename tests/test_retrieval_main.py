import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from faq.limits import QUESTION_CHARACTERS
from faq.site import Site
from retrieval.signals import SIGNALS
from retrieval.weights import shipped

ROOT = Path(__file__).parent.parent
ROW = ("id", "answered", "outcome", "answer", "source", "passage", "confidence")
RECEIPT = (
    *("question", "title", "hash", "phrasing", "matched", "by_meaning", "corrections", "unknown"),
    *("suggestions", "related", "smalltalk"),
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An own content folder: only `entries`, with a CSV file in a language of quick indexing."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "entries").mkdir()
    with (folder / "entries" / "oven.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "question", "answer", "language"])
        writer.writerow(["wood", "Which wood burns in the oven?", "Beech – and nothing else.", "eo"])
        writer.writerow(["heat", "How hot is the stone?", "It reaches 450 degrees.", "eo"])
    return folder


def run(
    content: Path, *arguments: str, typed: bytes = b"", encoding: str = "utf-8", **environment: str
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `python -m retrieval`."""
    own = ("FAQ_", "PYTHON")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    inherited["FAQ_MEANING"] = "off"
    inherited |= {"FAQ_INDEX": str(content / ".indexes"), "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    inherited |= environment
    command = [sys.executable, "-m", "retrieval", *arguments, "--content", str(content)]
    done = subprocess.run(command, cwd=ROOT, env=inherited, input=typed, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.split("\n") if line]


def test_build_says_what_the_index_holds_and_where_it_lies(content: Path) -> None:
    code, printed, problems = run(content, "build")
    lines = printed.splitlines()
    assert (code, problems) == (0, "")
    assert lines[0] == "2 entries and 0 article sections, 2 phrasings,"
    assert lines[1].endswith(" terms, language eo")
    assert lines[2] == f"ranking and confidence: fitted on {shipped().fitted_on}"
    assert lines[3] == "on this content: 1.0 phrasings an entry are too few to rehearse with"
    assert lines[4].startswith(f"risk {Site().risk:g}: answers from a confidence of ")
    assert lines[5].startswith("of ")
    assert ", the shipped content's, " in lines[5]
    stored = Path(lines[6].removeprefix("stored as "))
    assert len(lines) == 7
    assert (stored.parent, (stored / "header.json").is_file()) == (content / ".indexes", True)


def test_ask_shows_what_was_found_with_its_source(content: Path) -> None:
    code, printed, problems = run(content, "ask", "Which wood burns in the oven?")
    assert (code, problems) == (0, "")
    assert f"{content}/entries/oven.csv:2" in printed
    assert "#wood" in printed


def test_ask_shows_corrections_and_cuts(content: Path) -> None:
    _, printed, _ = run(content, "ask", "degreees " + "and so on " * QUESTION_CHARACTERS)
    assert printed.splitlines()[:2] == [
        "Searched for 'degrees' instead of 'degreees'.",
        f"The question was cut after {QUESTION_CHARACTERS} characters.",
    ]


def test_ask_says_that_it_knows_nothing(content: Path) -> None:
    code, printed, problems = run(content, "ask", "xylophone")
    assert (code, problems) == (0, "")
    assert printed == "I have no answer to that.\nThe content does not know: xylophone\n"


def test_explain_shows_every_signal(content: Path) -> None:
    _, printed, _ = run(content, "ask", "Which wood?", "--explain")
    assert [name for name in SIGNALS if f"{name} " not in printed] == []


def test_json_is_one_object_with_fixed_keys(content: Path) -> None:
    code, printed, problems = run(content, "ask", "Which wood burns in the oven?", "--json")
    told = json.loads(printed)
    assert (code, problems) == (0, "")
    assert tuple(told) == (*ROW, *RECEIPT)
    assert (told["id"], told["passage"], told["source"]) == (None, "wood", f"{content}/entries/oven.csv:2")
    assert told["question"] == "Which wood burns in the oven?"
    assert told["answer"] == ("Beech – and nothing else." if told["answered"] else "")


def test_json_explained_adds_the_reasons_and_the_signals_of_every_hit(content: Path) -> None:
    _, printed, _ = run(content, "ask", "hot stone oven", "--json", "--explain")
    told = json.loads(printed)
    assert tuple(told) == (*ROW, *RECEIPT, "reasons", "hits")
    assert {tuple(reason) for reason in told["reasons"]} == {("part", "name", "words", "weight")}
    weights = [abs(reason["weight"]) for reason in told["reasons"]]
    assert weights == sorted(weights, reverse=True)
    assert [tuple(hit) for hit in told["hits"]] == [("passage", "score", "signals")] * len(told["hits"])
    assert all(tuple(hit["signals"]) == tuple(SIGNALS) for hit in told["hits"])


@pytest.mark.parametrize("from_file", [True, False])
def test_jsonl_answers_line_by_line_with_fixed_keys(content: Path, tmp_path: Path, from_file: bool) -> None:
    asked: list[dict[str, Any]] = [
        {"id": "a", "question": "Which wood burns in the oven?", "kind": "ignored"},
        {"id": 7, "question": ""},
        {"question": "xylo\u2028phone é"},
    ]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in asked) + "\r\n"
    file = tmp_path / "asked.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    given = (str(file), b"") if from_file else ("-", lines.encode())
    code, printed, problems = run(content, "ask", "--jsonl", given[0], typed=given[1])
    told = rows(printed)
    assert (code, problems) == (0, "")
    assert [tuple(row) for row in told] == [ROW] * 3
    assert [row["id"] for row in told] == ["a", 7, None]
    assert told[0]["passage"] == "wood"
    nothing = {"answered": False, "outcome": "abstain", "answer": "", "source": None, "passage": None}
    assert told[1:] == [{"id": name, **nothing, "confidence": 0.0} for name in (7, None)]


def test_a_byte_order_mark_on_standard_input_is_dropped(content: Path) -> None:
    code, printed, problems = run(
        content, "ask", "--jsonl", "-", typed=b'\xef\xbb\xbf{"id": 1, "question": "wood"}'
    )
    assert (code, problems, [row["id"] for row in rows(printed)]) == (0, "", [1])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "nonsense",
            '-:2: not JSON: Expecting value: line 1 column 1 (char 0); write {"id": …, "question": …}',
        ),
        ("[]", '-:2: no question; write {"id": …, "question": "…"}'),
        ('{"id": 1}', '-:2: no question; write {"id": …, "question": "…"}'),
        ('{"id": 1, "question": 5}', '-:2: no question; write {"id": …, "question": "…"}'),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones_were_answered(
    content: Path, line: str, message: str
) -> None:
    typed = f'{{"id": 1, "question": "wood"}}\n{line}\n'.encode()
    code, printed, problems = run(content, "ask", "--jsonl", "-", typed=typed)
    assert (code, [row["id"] for row in rows(printed)], problems) == (1, [1], f"{message}\n")


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"id": ' + b"9" * 5_000 + b', "question": "x"}', b"\xff\xfe"]
)
def test_lines_that_no_reader_can_take_are_one_line_errors(content: Path, line: bytes) -> None:
    code, printed, problems = run(content, "ask", "--jsonl", "-", typed=line)
    assert (code, printed, problems.count("\n")) == (1, "", 1), problems
    assert problems.startswith("-")


def test_a_lone_surrogate_in_an_id_or_a_question_breaks_nothing(content: Path) -> None:
    typed = b'{"id": "\\ud800", "question": "wood \\udfff"}\n{"id": 2, "question": "wood"}'
    code, printed, problems = run(content, "ask", "--jsonl", "-", typed=typed)
    assert (code, len(rows(printed)), problems) == (0, 2, "")


def test_an_undecodable_argument_breaks_nothing(content: Path) -> None:
    code, printed, problems = run(content, "ask", "wood \udcff", "--json")
    assert (code, problems) == (0, "")
    assert json.loads(printed)["question"] == "wood \udcff"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_terminal_that_cannot_show_a_character_breaks_nothing(content: Path, encoding: str) -> None:
    question = "wood – café \N{GRINNING FACE}"
    command = ("ask", question, "--json")
    code, printed, problems = run(content, *command, PYTHONIOENCODING=encoding, encoding=encoding)
    assert (code, problems) == (0, "")
    assert json.loads(printed)["question"] == question


@pytest.mark.parametrize("both", [True, False])
def test_a_question_and_a_file_exclude_each_other_and_one_is_needed(content: Path, both: bool) -> None:
    code, printed, problems = run(content, "ask", *(("wood", "--jsonl", "-") if both else ()))
    message = "ask: no question or two; give either a question or --jsonl FILE\n"
    assert (code, printed, problems) == (1, "", message)


def test_a_file_that_is_not_there_is_a_one_line_error(content: Path) -> None:
    code, printed, problems = run(content, "ask", "--jsonl", "nowhere.jsonl")
    assert (code, printed) == (1, "")
    assert problems == (
        "nowhere.jsonl: cannot be read: [Errno 2] No such file or directory: 'nowhere.jsonl'; "
        "give a UTF-8 file of JSON lines\n"
    )


@pytest.mark.parametrize("command", [["build"], ["ask", "wood"]])
def test_a_folder_without_content_is_a_one_line_error(tmp_path: Path, command: list[str]) -> None:
    code, printed, problems = run(tmp_path / "nowhere", *command)
    message = f"{tmp_path}/nowhere:1: no content here; put your files into its folder 'entries'\n"
    assert (code, printed, problems) == (1, "", message)


def test_a_bad_setting_is_a_one_line_error(content: Path) -> None:
    code, printed, problems = run(content, "ask", "wood", FAQ_RISK="9")
    assert (code, printed) == (1, "")
    assert problems == "FAQ_RISK:1: 'risk' is '9'; write a share such as 0.05, at most 0.5\n"


def test_problems_of_the_content_go_to_standard_error_and_the_rest_answers(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    table = "id,question,answer,language\nwood,Which wood?,Beech.,eo\nstone,Which stone?,,eo\n"
    (tmp_path / "entries" / "oven.csv").write_text(table, encoding="utf-8")
    code, printed, problems = run(tmp_path, "ask", "Which wood?", "--json")
    assert (code, json.loads(printed)["passage"], problems.count("\n")) == (0, "wood", 1)
    assert problems.startswith(f"{tmp_path}/entries/oven.csv:3: ")


def test_a_reader_that_has_seen_enough_is_no_error(content: Path) -> None:
    typed = b'{"id": 1, "question": "wood"}\n' * 3_000
    command = f"{sys.executable} -m retrieval ask --jsonl - --content {content} | head -1"
    environment = {**os.environ, "FAQ_INDEX": str(content / ".indexes")}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=ROOT, env=environment, input=typed, capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, 1, b"")


def test_asking_a_stored_index_imports_nothing_heavy(content: Path) -> None:
    run(content, "build")
    program = (
        "import sys; from pathlib import Path; from retrieval import Assistant;"
        "from retrieval.stored import stored_index;"
        "reply = Assistant(stored_index(Path(sys.argv[1]))).ask('Which wood burns in the oven?');"
        "heavy = {'sklearn', 'scipy', 'spellchecker', 'streamlit', 'sqlalchemy'} & set(sys.modules);"
        "print(reply.hits[0].passage.id, sorted(heavy))"
    )
    environment = {**os.environ, "FAQ_INDEX": str(content / ".indexes")}
    command = [sys.executable, "-c", program, str(content)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
    assert done.stdout == "wood []\n"
