"""Opening a store's file, and asking it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demarche.errors import StoreError
from demarche.store.schema import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import duckdb

#: A row by column name.
Row = dict[str, Any]

#: A file of another kind must not make DuckDB fetch an extension that could read it.
_OFFLINE: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open the file, or create it unless ``read_only``. Raises StoreError, which says why it cannot be."""
    import duckdb

    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file for the store")
    if read_only and not path.exists():
        raise StoreError(f"there is no store at {path}; code some stories first, or name another with --store")
    if not path.parent.exists():
        raise StoreError(f"there is no folder {path.parent} for the store {path.name}; create it first")
    try:
        # The absolute path, since DuckDB takes "sqlite:x" or "md:x" for other things than files.
        return duckdb.connect(str(path.absolute()), read_only=read_only, config=dict(_OFFLINE))
    except duckdb.Error as error:
        # The file itself must not be opened to look at it: closing it would release DuckDB's lock on it.
        raise StoreError(_why_not_opened(path, error)) from error


def _why_not_opened(path: Path, error: Exception) -> str:
    message = str(error).replace(str(path.absolute()), "")
    if "set lock" in message:
        return f"{path} is in use by another process; wait until it is done, or end it"
    if "different configuration" in message:
        return f"{path} is open in this program already, for reading or for writing; close that store first"
    if any(sign in message for sign in ("not a valid DuckDB", "xtension", "in-memory")):
        return f"{path} is not a store of demarche; name another file"
    return f"{path} cannot be opened: {first_line(error)}"


def prepare(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Create the tables in an empty file; of any other, check that it is a store of this version."""
    import duckdb

    # DuckDB opens a CSV or JSON file as a database in memory, from which nothing would ever be saved.
    [opened] = fetch(connection, "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")
    if opened["path"] is None:
        raise StoreError(f"{path} is not a store of demarche; name another file")
    tables = {row["name"] for row in fetch(connection, "SELECT table_name AS name FROM duckdb_tables()")}
    if not tables and not read_only:
        connection.begin()
        for statement in TABLES:
            connection.execute(statement)
        connection.execute("INSERT INTO demarche_store VALUES (?)", [SCHEMA_VERSION])
        connection.commit()
        return
    if "demarche_store" not in tables:
        raise StoreError(f"{path} is a DuckDB file, but not a store of demarche; name another file")
    try:
        [row] = fetch(connection, "SELECT schema_version FROM demarche_store")
    except (duckdb.Error, ValueError) as error:
        raise StoreError(f"{path} is a damaged store; code the stories again into a new file") from error
    if row["schema_version"] != SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by another version of demarche (store version {row['schema_version']}, this "
            f"one reads {SCHEMA_VERSION}); use that version, or code the stories again into a new file"
        )


def first_line(error: Exception) -> str:
    """What an error of DuckDB says, without its hints."""
    return str(error).splitlines()[0]


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """All rows of a query, by column name."""
    with interruptible(), connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C as KeyboardInterrupt also while DuckDB is at work, which answers it with errors of its own."""
    import duckdb

    try:
        yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise
