import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from faq import Source
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.hub import hub_files, within
from tests import networks
from tests.semantic import TOLD, fresh, semantic

PLACE = Source("FAQ_MEANING", 1)
REVISION = "0123456789abcdef0123456789abcdef01234567"
NAMED = f"owner/name@{REVISION}"
MODEL = networks.looked_up(networks.table())
SHA256 = hashlib.sha256(MODEL).hexdigest()
REMEDY = (
    "check the name, the network and the disk, then restart,"
    " or put model.onnx and tokenizer.json into a folder, and name that"
)


@contextmanager
def hub(files: Mapping[str, bytes]) -> Iterator[str]:
    """The address of a hub that has one repository, with files at one revision."""

    class Answer(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            told = files.get(self.path.removeprefix(f"/owner/name/resolve/{REVISION}/"))
            self.send_response(200 if told is not None else 404)
            self.send_header("X-Repo-Commit", REVISION)
            if told is None:
                self.send_header("X-Error-Code", "EntryNotFound")
            self.send_header("ETag", f'"{hashlib.sha256(told or b"").hexdigest()}"')
            self.send_header("Content-Length", str(len(told or b"")))
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()
            self.wfile.write(files.get(self.path.removeprefix(f"/owner/name/resolve/{REVISION}/"), b""))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def settings(place: Path, address: str, meaning: str = NAMED, sha256: str = SHA256) -> dict[str, str]:
    return {
        "FAQ_MEANING": meaning,
        "FAQ_MEANING_SHA256": sha256,
        "HF_HOME": str(place),
        "HF_ENDPOINT": address,
        "NO_PROXY": "127.0.0.1",
    }


@pytest.mark.parametrize("revision", ["main", "v1.0", REVISION[:7], REVISION.upper()])
def test_a_revision_that_may_change_is_refused(revision: str) -> None:
    with pytest.raises(MeaningError) as caught:
        hub_files(f"owner/name@{revision}", SHA256, PLACE)
    assert str(caught.value) == (
        f"FAQ_MEANING:1: {revision!r} is a name that can come to mean another model;"
        " give the 40 hex digits of a commit, as its page of commits shows them"
    )


@pytest.mark.parametrize(("more", "path"), [("", "onnx/model.onnx"), (":a/b.onnx", "a/b.onnx")])
def test_a_model_without_a_checksum_is_refused(more: str, path: str) -> None:
    with pytest.raises(MeaningError) as caught:
        hub_files(f"{NAMED}{more}", "", PLACE)
    assert str(caught.value) == (
        "FAQ_MEANING:1: the checksum of owner/name is not given;"
        f" set meaning_sha256 to the SHA256 that the hub shows on the page of {path}"
    )


def test_what_takes_too_long_is_not_waited_for() -> None:
    end = Event()
    try:
        with pytest.raises(MeaningError) as caught:
            within(0.01, lambda: [str(end.wait(60))], "owner/name", PLACE)
    finally:
        end.set()
    assert str(caught.value) == (f"FAQ_MEANING:1: owner/name: not downloaded after 0.01 seconds; {REMEDY}")


@semantic
@pytest.mark.parametrize("name", ["owner/name.git", "own--er/name", "owner/" + "n" * 100])
def test_a_name_that_only_the_hubs_library_refuses_is_told(tmp_path: Path, name: str) -> None:
    told, logged = fresh(TOLD, **settings(tmp_path, "http://127.0.0.1:9", meaning=f"{name}@{REVISION}"))
    assert told["name"] is None
    assert told["problem"].startswith("FAQ_MEANING:1: ")
    assert len(logged) == 1


@semantic
def test_a_model_of_a_hub_is_downloaded_once(tmp_path: Path) -> None:
    told = {"onnx/model.onnx": MODEL, "tokenizer.json": networks.tokenizer().encode()}
    with hub(told) as address:
        first, logged = fresh(TOLD, **settings(tmp_path, address))
    assert (len(first["name"] or ""), first["problem"], logged) == (16, None, [])
    again, logged = fresh(TOLD, **settings(tmp_path, address))
    assert (again["name"], again["problem"], logged) == (first["name"], None, [])


@semantic
def test_another_file_of_the_repository_may_be_named(tmp_path: Path) -> None:
    told = {"small.onnx": MODEL, "tokenizer.json": networks.tokenizer().encode()}
    with hub(told) as address:
        found, _ = fresh(TOLD, **settings(tmp_path, address, f"{NAMED}:small.onnx"))
    assert found["problem"] is None


@semantic
def test_a_file_that_the_hub_does_not_have_is_named_in_one_line(tmp_path: Path) -> None:
    with hub({"onnx/model.onnx": MODEL}) as address:
        found, logged = fresh(TOLD, **settings(tmp_path, address))
    assert found["name"] is None
    assert logged == [found["problem"]]
    what = "owner/name: tokenizer.json cannot be downloaded: 404 Client Error"
    assert logged[0] == f"FAQ_MEANING:1: {what}; {REMEDY}"


@semantic
def test_a_download_with_another_checksum_is_refused(tmp_path: Path) -> None:
    told = {"onnx/model.onnx": MODEL, "tokenizer.json": networks.tokenizer().encode()}
    with hub(told) as address:
        found, logged = fresh(TOLD, **settings(tmp_path, address, sha256="0" * 64))
    assert found["name"] is None
    assert logged == [found["problem"]]
    what = f"its SHA-256 is {SHA256} and not {'0' * 64}"
    assert logged[0].endswith(f"{what}; correct meaning_sha256, or delete the file to get it anew")


@semantic
def test_a_hub_that_cannot_be_reached_costs_seconds_and_no_more(tmp_path: Path) -> None:
    found, logged = fresh(TOLD, **settings(tmp_path, "http://127.0.0.1:9"))
    assert found["name"] is None
    assert found["seconds"] < 10
    assert logged == [found["problem"]]
    what = "owner/name: onnx/model.onnx cannot be downloaded: [Errno 111] Connection refused"
    assert logged[0] == f"FAQ_MEANING:1: {what}; {REMEDY}"


@semantic
def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = {"onnx/model.onnx": MODEL, "tokenizer.json": networks.tokenizer().encode()}
    with hub(told) as address:
        found, logged = fresh(TOLD, **settings(tmp_path / "file", address))
    assert found["name"] is None
    assert logged == [found["problem"]]
    assert logged[0].startswith("FAQ_MEANING:1: owner/name: onnx/model.onnx cannot be downloaded: ")
