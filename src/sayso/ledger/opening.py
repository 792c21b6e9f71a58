"""Opens the desk file: checks that it is one, that this Sayso can read it, and makes it when asked to.

Durability is SQLite's WAL with synchronous FULL: what was committed outlives a crash of the process and,
as far as the disk keeps its word, of the machine (https://sqlite.org/wal.html).
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.model import LedgerDamaged, LedgerError

APPLICATION_ID = 0x53415953  # "SAYS"
FORMAT = 1
WAIT_SECONDS = 30
TRIES_A_SECOND = 50
MAGIC = b"SQLite format 3\x00"

TABLES = (
    """CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  outlet TEXT NOT NULL,
  recorded_from TEXT NOT NULL,
  recorded_to TEXT NOT NULL,
  payload TEXT NOT NULL,
  salt TEXT NOT NULL,
  digest TEXT NOT NULL,
  link TEXT NOT NULL
)""",
    "CREATE UNIQUE INDEX entry_current ON entry (kind, id) WHERE recorded_to = ''",
    "CREATE INDEX entry_kind ON entry (kind)",
    "CREATE INDEX entry_id ON entry (id)",
    "CREATE INDEX entry_document ON entry (document)",
    "CREATE VIRTUAL TABLE search USING fts5"
    "(title, words, tokenize = 'unicode61 remove_diacritics 2')",
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the ledger's: each says what happened, the rule and the way out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LedgerError(_advice(path, error)) from error
    except sqlite3.ProgrammingError as error:
        raise LedgerError(f"{path}: {error}; open the desk file again") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{path}: half a character was asked for ({error}); mend it") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise LedgerDamaged(
            f"{path} is damaged ({error}); run `sayso verify` on a copy and restore a backup"
        ) from error


def busy(error: sqlite3.DatabaseError) -> bool:
    """True when the error only says that another process holds the file."""
    return _code(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _code(error: sqlite3.DatabaseError) -> str:
    return getattr(error, "sqlite_errorname", None) or ""


def _advice(path: Path, error: sqlite3.OperationalError) -> str:
    name = _code(error)
    if busy(error):
        return f"{path} is being written by another process for over {WAIT_SECONDS} s; try again"
    if name.startswith("SQLITE_FULL"):
        return f"{path}: the disk is full; nothing of this batch was kept: make room and repeat it"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return f"{path} or its folder may not be written ({error}); give it write rights"
    return f"{path} could not be used ({error}); check the disk, then run `sayso verify`"


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to the desk file at path, made and initialised when `create` allows it.

    Raises `LedgerError` for what is missing, forbidden, foreign or newer, `LedgerDamaged` for what is torn.
    """
    _look(path, create=create)
    with told(path):
        connection = sqlite3.connect(
            path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _settle(connection, path, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


def _look(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; a desk file is a single file, such as story.sayso")
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no desk file {path}; check the name, or add to it first")
        if not path.parent.is_dir():
            raise LedgerError(f"the folder {path.parent} does not exist; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise LedgerError(f"{path} cannot be read ({error}); give yourself the rights") from error
    if head not in (b"", MAGIC):
        raise LedgerError(f"{path} is not a desk file: it begins {head!r}; choose another name")
    if not os.access(path, os.W_OK):
        raise LedgerError(f"{path} may not be written; copy it to where you may, or change rights")


def _settle(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    # Bytes that are no UTF-8 must reach `verify`, which names their row, rather than stop the query.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if _number(connection, "PRAGMA application_id") == 0:
        if not create and _number(connection, "SELECT count(*) FROM sqlite_master") == 0:
            raise LedgerError(f"{path} is empty; add to it first, or check the name")
        _initialise(connection)
    _recognise(connection, path)
    if _journal(connection) != "wal":
        raise LedgerError(f"{path} lies on a disk without shared memory; move it to a local disk")


def _journal(connection: sqlite3.Connection) -> str:
    """Switch the file to WAL and return its mode.

    The switch needs the file alone, and SQLite does not wait for that as it waits for a write lock: when
    several open a new file at once, it answers "busy" on the spot. So the waiting is done here.
    """
    for _ in range(int(WAIT_SECONDS * TRIES_A_SECOND)):
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if not busy(error):
                raise
            time.sleep(1 / TRIES_A_SECOND)
    return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])


def _initialise(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection, "SELECT count(*) FROM sqlite_master") == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(f"PRAGMA user_version = {FORMAT:d}")
            for statement in TABLES:
                connection.execute(statement)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise LedgerError(f"{path} is a database of another program; choose another name")
    version = _number(connection, "PRAGMA user_version")
    if version > FORMAT:
        raise LedgerError(
            f"{path} has format {version}, this Sayso reads up to {FORMAT}; install a newer Sayso"
        )
    if version < FORMAT or schema_faults(connection):
        raise LedgerDamaged(
            f"{path} has format {version} and tables that Sayso did not make; restore a backup"
        )


def schema_faults(connection: sqlite3.Connection) -> list[str]:
    """Return the names of tables, indexes, triggers or views that are missing, foreign or altered."""
    held = dict(
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND NOT (type = 'table' AND (name GLOB 'search_*' OR name GLOB 'sqlite_*'))"
        )
    )
    wanted = {_name(statement): statement for statement in TABLES}
    return sorted(n for n in held.keys() | wanted.keys() if held.get(n) != wanted.get(n))


def _name(statement: str) -> str:
    words = statement.split()
    return words[words.index("TABLE" if "TABLE" in words else "INDEX") + 1]


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
