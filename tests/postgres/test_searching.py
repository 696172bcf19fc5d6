"""The one assistant of a process answers by searching in the database, whichever index is kept there."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import chat.desk
from chat.trouble import NO_CONTENT
from faq import ContentError
from retrieval import Assistant, Holder, following, store
from retrieval.postgres import DATABASE, SEARCH, VARIABLE, answering
from retrieval.postgres.connection import Connection, engine_of, where, write
from retrieval.postgres.failure import DatabaseError, GenerationGone
from retrieval.postgres.generation import KEPT
from retrieval.postgres.publication import publish
from tests.postgres.looking import LOOKS, NOTHING, WAIT_SECONDS, answers, look, nowhere, wait_for
from tests.postgres.running import Server
from tests.postgres.uploads import uploaded
from tests.versions import ENTRIES, versions

Built = Callable[[int], Path]
Follow = Callable[..., Holder]


@pytest.fixture
def published(built: Built, tmp_path: Path) -> Callable[[Engine, int], str]:
    """Publishes a version of the menu with all that it is searched by."""

    def made(engine: Engine, version: int) -> str:
        uploaded(engine, store.load(built(version)), tmp_path / "lean")
        return publish(engine, built(version))

    return made


Published = Callable[[Engine, int], str]


def test_a_publication_is_followed_and_the_next_one_too(
    engine: Engine, url: str, published: Published, follow: Follow, place: Path
) -> None:
    holder = follow(url, DATABASE)
    with pytest.raises(ContentError) as raised:
        holder.assistant()
    assert str(raised.value) == NOTHING
    holder.watch()
    name = published(engine, 1)
    wait_for(lambda: not holder.problems)
    assert (holder.assistant().generation, answers(holder, 1)) == (name, True)
    published(engine, 2)
    wait_for(lambda: answers(holder, 2))
    assert [folder.name for folder in place.iterdir()] == [".lean"]


def test_when_its_index_is_gone_the_current_one_answers_the_same_question(
    engine: Engine, url: str, published: Published, follow: Follow
) -> None:
    published(engine, 0)
    holder = follow(url, DATABASE)
    before = holder.assistant()
    for version in range(1, KEPT + 1):
        last = published(engine, version)
    assert [versions(before), before.word_for_word("What is dish2?"), before.passage("dish2")] == [
        {str(KEPT)},
        before.ask("what is dish2").hits[0].passage,
        before.ask("what is dish2").hits[0].passage,
    ]
    look(holder)
    assert (holder.assistant().generation, answers(holder, KEPT)) == (last, True)


def test_an_index_that_came_back_under_its_name_is_opened_anew(
    engine: Engine, url: str, published: Published, follow: Follow
) -> None:
    published(engine, 0)
    holder = follow(url, DATABASE)
    before = holder.assistant()
    for version in (*range(1, KEPT + 1), 0):
        published(engine, version)
    assert versions(before) == {"0"}
    look(holder)
    assert holder.assistant() is not before
    assert answers(holder, 0)


def test_when_there_is_no_other_index_the_question_fails(
    engine: Engine, url: str, published: Published, follow: Follow, built: Built
) -> None:
    published(engine, 0)
    assistant = follow(url, DATABASE).assistant()
    for version in range(1, KEPT + 1):
        publish(engine, built(version))
    with pytest.raises(GenerationGone) as raised:
        assistant.ask("what is dish1")
    assert str(raised.value) == (
        f"{where(engine)}: generation {assistant.generation} is not kept; load the current one"
    )


def test_an_index_without_its_search_is_told_with_the_remedy_and_the_present_one_stays(
    engine: Engine,
    url: str,
    published: Published,
    follow: Follow,
    built: Built,
    caplog: pytest.LogCaptureFixture,
) -> None:
    published(engine, 1)
    holder = follow(url, DATABASE)
    before, bare = holder.assistant(), publish(engine, built(2))
    for _ in range(LOOKS):
        look(holder)
        assert holder.assistant() is before
    assert caplog.messages == [
        "the published index cannot be followed; the present one stays:"
        f" {where(engine)}: generation {bare} was published without its search;"
        " publish it with --search, or let each process search its own copy"
    ]
    published(engine, 2)
    holder.watch()
    wait_for(lambda: answers(holder, 2))


def test_publications_never_show_a_mixture_or_an_error_to_who_asks_meanwhile(
    engine: Engine, url: str, published: Published, follow: Follow
) -> None:
    published(engine, 0)
    holder, asked, wrong, done = follow(url, DATABASE), set[str](), list[object](), threading.Event()
    first = holder.assistant()

    def visit(current: Callable[[], Assistant]) -> None:
        while not done.is_set():
            try:
                replies = [current().ask(f"what is dish{n}") for n in range(ENTRIES)]
                for said in [reply.hits[0].passage.answer.split() for reply in replies]:
                    wrong.extend([] if said[1] == said[-1] else [said])
                    asked.add(said[1])
            except Exception as error:
                wrong.append(error)

    visitors = [threading.Thread(target=visit, args=(who,)) for who in (holder.assistant, lambda: first)]
    for visitor in visitors:
        visitor.start()
    holder.watch()
    try:
        for version in range(1, 2 * KEPT):
            published(engine, version)
            wait_for(lambda version=version: answers(holder, version))  # type: ignore[misc]
    finally:
        done.set()
        for visitor in visitors:
            visitor.join()
    assert wrong == []
    assert len(asked) > KEPT


def test_a_server_that_is_killed_fails_the_question_with_a_remedy_and_answers_when_it_is_back(
    server: Server, published: Published, follow: Follow
) -> None:
    engine, holder = engine_of(server.url()), follow(server.url(), DATABASE)
    published(engine, 1)
    assistant = holder.assistant()
    server.kill()
    with pytest.raises(DatabaseError, match="; check that the server runs and that the URL names it, then"):
        assistant.ask("what is dish1")
    server.start()
    assert versions(assistant) == {"1"}
    assert holder.assistant() is assistant
    engine.dispose()


def test_a_start_without_the_database_is_made_up_for_when_it_is_there(
    server: Server, published: Published, follow: Follow, caplog: pytest.LogCaptureFixture
) -> None:
    engine = engine_of(server.url())
    published(engine, 1)
    assert answers(follow(server.url(), DATABASE), 1)
    server.kill()
    holder = follow(server.url(), DATABASE)
    with pytest.raises(ContentError, match="there is no published index to answer from"):
        holder.assistant()
    server.start()
    look(holder)
    assert answers(holder, 1)
    outage, nothing = caplog.messages
    assert outage.endswith("; check that the server runs and that the URL names it, then try again")
    assert nothing == NOTHING
    engine.dispose()


def test_a_search_that_leads_elsewhere_is_refused(
    engine: Engine, url: str, published: Published, follow: Follow, caplog: pytest.LogCaptureFixture
) -> None:
    name, holder = published(engine, 1), follow(url, DATABASE)
    write(engine, _emptied)
    with pytest.raises(ContentError):
        holder.assistant()
    assert (
        f"index {name}: its headings do not find their passages;"
        " publish it anew, or update the program on this machine"
    ) in caplog.text


def _emptied(connection: Connection) -> None:
    """As if no passage held a word, or were asked for in its own."""
    connection.execute("delete from index_block")
    connection.execute("delete from index_vector")
    connection.execute("delete from index_wording")


def test_another_way_to_search_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ContentError) as raised:
        following.following(nowhere(), 0.03, "elastic")
    assert str(raised.value) == ("FAQ_INDEX_SEARCH:1: 'elastic' is no way to search; write copy or database")


def test_only_the_first_passages_are_browsed(
    engine: Engine, url: str, published: Published, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "BROWSED", 2)
    published(engine, 1)
    assistant = follow(url, DATABASE).assistant()
    assert [passage.id for passage in assistant.browsed] == ["dish0", "dish1"]
    assert len(assistant.passages) == ENTRIES


@pytest.fixture
def searching_page(
    engine: Engine, url: str, published: Published, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> AppTest:
    """The app, which answers by searching in the database."""
    published(engine, 7)
    monkeypatch.setenv(VARIABLE, url)
    monkeypatch.setenv(SEARCH, DATABASE)
    return page.run()


def asked(page: AppTest, question: str) -> str:
    """What the page says to a question."""
    page.chat_input(key="prompt").set_value(question).run()
    return "\n".join(str(drawn.value) for drawn in page.chat_message[-1].markdown)


def test_the_page_answers_by_searching_in_the_database(searching_page: AppTest) -> None:
    assert "begin 7" in asked(searching_page, "What is dish3?")
    assert isinstance(chat.desk.desk().assistant, answering.Answering)


def test_every_entry_has_its_address_and_the_list_says_that_it_is_not_all(
    searching_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "BROWSED", 2)
    searching_page.query_params["id"] = "dish4"
    assert searching_page.run().title[0].value == "What is dish4?"
    searching_page.query_params["id"] = "nothing"
    told = "Only the first 2 of 5 entries and sections are listed. To find others, ask."
    assert [info.value for info in searching_page.run().info][1:] == [told]


def test_while_the_database_is_away_visitors_read_a_plain_sentence_and_the_log_says_more(
    server: Server,
    published: Published,
    page: AppTest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = engine_of(server.url())
    published(engine, 7)
    monkeypatch.setenv(VARIABLE, server.url())
    monkeypatch.setenv(SEARCH, DATABASE)
    page.run()
    chat.desk.desk().warm.wait(WAIT_SECONDS)
    server.kill()
    with caplog.at_level(logging.ERROR):
        page.chat_input(key="prompt").set_value("What is dish3?").run()
    assert page.error[0].value.startswith("Something went wrong here. Please try again; if it happens again,")
    assert "; check that the server runs and that the URL names it, then try again" in caplog.text
    assert server.password not in caplog.text
    server.start()
    assert "begin 7" in asked(page, "What is dish3?")
    engine.dispose()


def test_a_wrong_way_to_search_is_told_plainly_to_visitors_and_in_full_to_the_log(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, nowhere())
    monkeypatch.setenv(SEARCH, "elastic")
    with caplog.at_level(logging.ERROR):
        page.run()
    assert page.info[0].value == NO_CONTENT
    assert "FAQ_INDEX_SEARCH:1: 'elastic' is no way to search; write copy or database" in caplog.text
