"""A real PostgreSQL on loopback in a temporary folder: to start, kill, start again, copy and promote."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

USER = "owner"
START_SECONDS = 60
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings for what no crash is to survive."""


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs, of the newest version; None where it is not installed."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    found = str(packaged[-1]) if packaged else shutil.which("initdb")
    return Path(found).parent if found else None


def owner() -> dict[str, Any]:
    """Whom a server runs as: PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    chosen = names.get("postgres") or names["nobody"]
    return {"user": chosen.pw_uid, "group": chosen.pw_gid, "extra_groups": ()}


@dataclass
class Server:
    """One server with its data, which stays when the server is killed."""

    folder: Path
    """Holds the data and the log."""
    password: str
    settings: Sequence[str] = ()
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, database: str = "postgres", others: Sequence[Server] = (), query: str = "") -> str:
        """The URL of a database on this server, or on this one and others."""
        hosts = ",".join(server.address for server in (self, *others))
        return f"postgresql+psycopg://{USER}:{self.password}@{hosts}/{database}{query}"

    def start(self) -> None:
        """Start it and wait until it answers; a killed one may need a moment to let go of its memory."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            self.process = self._launched()
            while self.process.poll() is None and time.monotonic() < end:
                with contextlib.suppress(psycopg.OperationalError), self.connection():
                    return
                time.sleep(0.02)
        raise TimeoutError((self.folder / "log").read_text("utf-8", "replace"))

    def kill(self) -> None:
        """End it with all its processes at once, as a power cut would."""
        assert self.process is not None
        ended_with_it = children(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        for child in ended_with_it:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it without waiting for its clients."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def replica(self, folder: Path) -> Server:
        """A streaming replica of this server, started."""
        made = Server(handed_over(folder), self.password, self.settings)
        host = ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-c", "fast", "-X", "stream", "-R")
        run("pg_basebackup", "-D", str(folder / "data"), *host, "--no-sync", PGPASSWORD=self.password)
        made.start()
        return made

    def promote(self) -> None:
        """Make a replica a primary."""
        with self.connection() as connection:
            connection.execute("select pg_promote()")

    def connection(self) -> psycopg.Connection[Any]:
        """A connection of its own, beside the code that is tested."""
        conninfo = self.url().replace("+psycopg", "")
        return psycopg.connect(conninfo, autocommit=True, connect_timeout=5)

    def _launched(self) -> subprocess.Popen[bytes]:
        told = (f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *self.settings)
        options = [part for setting in told for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [program("postgres"), "-D", str(self.folder / "data"), *options],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **owner(),
            )


@contextmanager
def cluster(settings: Sequence[str] = ()) -> Iterator[Server]:
    """A fresh server with its own folder; ended and removed afterwards."""
    with served_folder() as folder:
        server = Server(handed_over(folder / "primary"), secrets.token_hex(16), settings)
        word = folder / "primary" / "password"
        word.write_text(server.password, encoding="ascii")
        plain = ("-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync")
        run("initdb", "-D", str(folder / "primary" / "data"), f"--pwfile={word}", *plain)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def served_folder() -> Iterator[Path]:
    """A temporary folder that the owner of a server may enter."""
    with tempfile.TemporaryDirectory(prefix="faq-postgres-", ignore_cleanup_errors=True) as name:
        yield handed_over(Path(name))


def handed_over(folder: Path) -> Path:
    """A folder that belongs to whom a server runs as."""
    folder.mkdir(exist_ok=True)
    whom = owner()
    if whom:
        os.chown(folder, whom["user"], whom["group"])
    return folder


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs."""
    folder = binaries()
    assert folder, "no PostgreSQL"
    return str(folder / name)


def run(name: str, *arguments: str, **environment: str) -> None:
    """One of PostgreSQL's programs, run to its end; its output is told when it fails."""
    done = subprocess.run(
        [program(name), *arguments],
        cwd="/",
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        **owner(),
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def children(parent: int) -> list[int]:
    """The processes that one has started, where the system tells them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            after_name = status.read_text("ascii", "replace").rpartition(")")[2]
            if int(after_name.split()[1]) == parent:
                found.append(int(status.parent.name))
    return found


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
