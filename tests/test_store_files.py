"""Opening stores: files that are none, of another version, or in use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from demarche.errors import StoreError
from demarche.store import Store
from tests.store_examples import full_coding, other_coding


def run_beside(code: str, path: Path) -> str:
    """What another process prints that runs this code."""
    done = subprocess.run(
        [sys.executable, "-c", f"from demarche.store import Store\npath = {str(path)!r}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PATH": ""},
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("content", [b"", b"hello, world " * 5000, b"SQLite format 3\x00" + bytes(5000)])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_store(tmp_path, content, read_only):
    path = tmp_path / "a.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a store of demarche"):
        Store(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.parquet"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_table_that_duckdb_could_read_is_no_store(tmp_path, name, read_only):
    path = tmp_path / name
    path.write_text('{"text": "Moscow praised Delhi."}\n', encoding="utf-8")
    with pytest.raises(StoreError, match="is not a store of demarche"):
        Store(path, read_only=read_only)
    assert path.read_text(encoding="utf-8") == '{"text": "Moscow praised Delhi."}\n'


@pytest.mark.parametrize("read_only", [True, False])
def test_a_duckdb_file_of_somebody_else(tmp_path, read_only):
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE stories (id TEXT)")
    with pytest.raises(StoreError, match="not a store of demarche"):
        Store(path, read_only=read_only)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("stories",)]


def test_a_store_of_another_version(tmp_path):
    path = tmp_path / "a.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE demarche_store SET schema_version = 99")
    with pytest.raises(StoreError, match=r"another version.*99.*use that version"):
        Store(path)


def test_a_store_without_its_version(tmp_path):
    path = tmp_path / "a.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM demarche_store")
    with pytest.raises(StoreError, match="damaged"):
        Store(path)


def test_paths_that_cannot_be_stores(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="there is no folder"):
        Store(tmp_path / "no" / "a.duckdb")
    with pytest.raises(StoreError, match="there is no store at"):
        Store(tmp_path / "a.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_reading_only_refuses_to_write(tmp_path):
    path = tmp_path / "a.duckdb"
    with Store(path) as store:
        store.save(full_coding())
    with Store(path, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.save(other_coding())


def test_open_twice_in_one_program(tmp_path):
    path = tmp_path / "a.duckdb"
    with Store(path), pytest.raises(StoreError, match="close that store first"):
        Store(path, read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_another_process_writes(tmp_path, read_only):
    path = tmp_path / "a.duckdb"
    with Store(path) as store:
        store.save(full_coding())
        answer = run_beside(f"Store(path, read_only={read_only})", path)
        assert "StoreError" in answer
        assert "in use by another process" in answer
    assert run_beside(f"print(Store(path, read_only={read_only}).counts().events)", path) == "4\n"
