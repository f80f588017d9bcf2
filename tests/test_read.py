"""Reading files, folders, tables and standard input."""

from __future__ import annotations

import doctest
import importlib
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.errors import SettingsError, SourceError
from demarche.read import READERS, read, story_from_text, stream
from demarche.read.boilerplate import PATTERNS
from demarche.read.columns import COLUMNS
from demarche.read.language import from_column, identify
from demarche.read.sources import READERS as TABLE
from demarche.records import Broken, Story

BODY = "France recalled its envoy from Algiers on Monday. Algeria’s ministry called the step a mistake, and protested."
OTHER = "Norway and Chile signed a treaty on fishing. The two sides had talked for eleven years before that."


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def stories(*sources: str | Path, published: str | None = None) -> list[Story]:
    found = list(stream(sources, published=published))
    assert all(isinstance(item, Story) for item in found), found
    return [item for item in found if isinstance(item, Story)]


def broken(*sources: str | Path) -> list[Broken]:
    return [item for item in stream(sources) if isinstance(item, Broken)]


# Texts and encodings


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        b"\xef\xbb\xbf" + BODY.encode(),
        BODY.encode("utf-16"),
        b"\xfe\xff" + BODY.encode("utf-16-be"),
        BODY.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    story = read(write(tmp_path / "a.txt", data))
    assert isinstance(story, Story)
    assert story.text == BODY


def test_line_ends_are_normalised_and_nothing_else(tmp_path: Path) -> None:
    story = read(write(tmp_path / "a.txt", f"{BODY}\r\n\r\n{OTHER}\r\xa0It was\xa0  late."))
    assert isinstance(story, Story)
    assert story.text == f"{BODY}\n\n{OTHER}\n\xa0It was\xa0  late."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc\0def", "NUL"),
        (b"%PDF-1.7 and more", "a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x81\x8d\x8f of no encoding", "neither UTF-8"),
        (b"", "the story is empty"),
        (b" \n\xc2\xa0\n", "the story is empty"),
        (b"Share\n\nAdvertisement", "empty but for page furniture"),
    ],
)
def test_texts_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path / "a.txt", data)
    (item,) = broken(path)
    assert reason in item.reason
    assert item.source == str(path)
    assert item.remedy.endswith(".")
    with pytest.raises(SourceError, match=r"a\.txt"):
        read(path)


def test_unknown_suffix_is_guessed_for_a_file_named_by_itself(tmp_path: Path) -> None:
    text, page = (
        write(tmp_path / "a.story", BODY),
        write(tmp_path / "b", f"<html><body><p>{BODY} {OTHER}</p></body></html>"),
    )
    lines = write(tmp_path / "c.dat", json.dumps({"text": OTHER}))
    array = write(tmp_path / "d.dat", json.dumps([{"text": OTHER}], indent=1))
    assert [story.text for story in stories(text, page, lines, array)] == [BODY, f"{BODY} {OTHER}", OTHER, OTHER]


def test_text_that_tells_of_markup_is_text(tmp_path: Path) -> None:
    body = f"<b> is a tag, the envoy noted. {BODY}"
    assert stories(write(tmp_path / "a", body))[0].text == body


def test_story_from_text_names_its_source_in_errors() -> None:
    with pytest.raises(SourceError, match="letter 7: the story is empty"):
        story_from_text("  \n", source="letter 7")


def test_same_text_same_id_whatever_the_date() -> None:
    assert story_from_text(BODY).id == story_from_text(BODY, published="2018-03-26").id != story_from_text(OTHER).id


# Folders


def test_folder_is_read_by_path_with_the_folders_inside(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "Story b was told by the envoy.")
    write(tmp_path / "a" / "z.md", "Story z was told by the envoy.")
    write(tmp_path / "a" / "A.TXT", "Story A was told by the envoy.")
    write(tmp_path / "c.jsonl", '{"text": "Story c was told by the envoy."}')
    write(tmp_path / ".hidden" / "x.txt", "Never read.")
    write(tmp_path / ".x.txt", "Never read.")
    assert [story.text[6] for story in stories(tmp_path)] == ["A", "z", "b", "c"]
    assert isinstance(read(tmp_path), list)


def test_folder_with_an_unknown_suffix_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.docx", b"PK\x03\x04")
    write(tmp_path / "b.txt", BODY)
    first, second = stream([tmp_path])
    assert isinstance(first, Broken)
    assert first.reason == "the suffix '.docx' is unknown"
    assert isinstance(second, Story)
    with pytest.raises(SourceError, match=r"\.docx"):
        read(tmp_path)


def test_folder_with_one_story_gives_a_list(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", BODY)
    assert isinstance(read(tmp_path), list)


def test_empty_folder_and_missing_path(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty, missing = broken(tmp_path / "empty", tmp_path / "no.txt")
    assert "holds no files" in empty.reason
    assert "no such file" in missing.reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("https://paper.example/2018/03/26/a", "nothing is fetched"),
        (BODY * 40, "no such file"),
        ("a\0b", "no such file"),
    ],
)
def test_sources_that_are_no_files(source: str, reason: str) -> None:
    (item,) = broken(source)
    assert reason in item.reason
    assert len(str(item)) < 400


def test_one_source_need_not_be_in_a_list(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY)
    assert list(stream(str(path))) == list(stream(path)) == list(stream([path]))


def test_bad_date_is_refused_before_anything_is_read() -> None:
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        stream(["no.txt"], published="26 March")


def test_given_date_counts_for_all(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"text,date\n{OTHER},not a date\n")
    (story,) = stories(path, published="2018-03-26")
    assert story.published is not None
    assert (story.published.date, story.published.basis) == (date(2018, 3, 26), "given")


# Standard input


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (BODY, [BODY]),
        (json.dumps({"text": BODY}) + "\n" + json.dumps({"text": OTHER}) + "\n", [BODY, OTHER]),
        (json.dumps([{"text": BODY}, {"text": OTHER}]), [BODY, OTHER]),
        (f"<html><body><p>{BODY} {OTHER}</p></body></html>", [f"{BODY} {OTHER}"]),
    ],
    ids=["text", "json lines", "json", "page"],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, texts: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [story.text for story in stories("-")] == texts


def test_standard_input_of_a_real_pipe() -> None:
    code = "from demarche.read import read; print(read('-').text)"
    done = subprocess.run([sys.executable, "-c", code], input=BODY.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == BODY


def test_binary_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\x00\x01")))
    (item,) = broken("-")
    assert (item.source, "NUL" in item.reason) == ("standard input", True)


# JSON


def test_json_lines_with_names_in_use(tmp_path: Path) -> None:
    rows = [
        {
            "text": BODY,
            "title": "A step",
            "published": "2018-03-26",
            "url": "https://a.example/1",
            "source": "The Bugle",
        },
        {
            "Body": BODY,
            "Headline": "A step",
            "pub_date": "26 March 2018",
            "link": "https://a.example/1",
            "outlet": "The Bugle",
        },
        {"content": BODY, "title": "A step", "datePublished": "2018-03-26T10:00:00Z", "url": "https://a.example/1"}
        | {"source": {"id": None, "name": "The Bugle"}, "author": ["Jane Doe", "John Roe"], "lang": "English"},
    ]
    path = write(tmp_path / "a.jsonl", "\n\n".join(map(json.dumps, rows)))
    found = stories(path)
    assert {(s.text, s.title, s.url, s.publisher, s.language) for s in found} == {
        (BODY, "A step", "https://a.example/1", "The Bugle", "en")
    }
    assert [s.published.date if s.published else None for s in found] == [date(2018, 3, 26)] * 3
    assert {s.published.basis for s in found if s.published} == {"metadata"}
    assert found[2].byline == "Jane Doe, John Roe"
    assert found[2].published is not None
    assert found[2].published.instant is not None


def test_broken_json_lines_are_named_and_passed(tmp_path: Path) -> None:
    lines = [
        "",
        '{"text": "x"',
        '{"title": "no text"}',
        '{"text": " "}',
        "[1]",
        '{"text": "Peru agreed.", "date": "soon"}',
    ]
    path = write(
        tmp_path / "a.ndjson", "\n".join([*lines, json.dumps({"text": BODY})]).encode() + b'\n{"text": "\x81"}'
    )
    *bad, good, last = stream([path])
    assert [(item.line, item.reason.partition(":")[0]) for item in bad if isinstance(item, Broken)] == [
        (2, "the line is no JSON"),
        (3, "no column holds the text (columns"),
        (4, "the row has no text in 'text'"),
        (5, "this is no JSON object"),
        (6, "'date' holds no date that is understood"),
    ]
    assert isinstance(good, Story)
    assert isinstance(last, Broken)
    assert last.line == 8


def test_lone_surrogates_do_not_break_a_story(tmp_path: Path) -> None:
    (story,) = stories(
        write(tmp_path / "a.jsonl", '{"text": "Peru agreed \\ud800 at last.", "url": "https://a.example/\\udfff"}')
    )
    assert story.text == "Peru agreed \ufffd at last."
    assert story.url == "https://a.example/\ufffd"


def test_json_object_array_and_sequence(tmp_path: Path) -> None:
    one = read(write(tmp_path / "a.json", json.dumps({"text": BODY}, indent=2)))
    many = read(write(tmp_path / "b.json", json.dumps([{"text": BODY}, {"text": OTHER}], indent=2)))
    single = read(write(tmp_path / "c.json", json.dumps([{"text": BODY}])))
    lines = read(write(tmp_path / "d.json", "\n".join(json.dumps({"text": text}) for text in (BODY, OTHER))))
    assert isinstance(one, Story)
    assert isinstance(many, list)
    assert isinstance(single, list)
    assert isinstance(lines, list)
    assert [len(many), len(single), len(lines)] == [2, 1, 2]
    assert read(write(tmp_path / "e.json", "[]")) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"text": "Peru agreed to it."},\n{"text": oops}]', 3),
        ('[\n{"text": "Peru agreed to it."}\n\n{"text": "x"}]', 4),
        ('[{"text": "Peru agreed to it."}\n', 2),
        ('[{"text": "Peru agreed to it."}]\n7', 2),
        ('[{"text": "Peru agreed to it."},\n{"text": "never closed', 2),
    ],
)
def test_broken_json_keeps_what_came_before(tmp_path: Path, text: str, line: int) -> None:
    first, second = stream([write(tmp_path / "a.json", text)])
    assert isinstance(first, Story)
    assert isinstance(second, Broken)
    assert second.line == line


def test_json_nested_too_deeply(tmp_path: Path) -> None:
    deep = "[" * 100_000
    assert "nested too deeply" in broken(write(tmp_path / "a.json", deep))[0].reason
    assert "nested too deeply" in broken(write(tmp_path / "a.jsonl", deep))[0].reason


def test_long_json_is_read_in_chunks(tmp_path: Path) -> None:
    rows = [{"n": n, "text": f"{BODY} {n}. " + "The talks went on. " * 200} for n in range(700)]
    path = write(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False))
    assert path.stat().st_size > 2 << 20
    found = stories(path)
    assert [story.text.split(". ")[2] for story in found] == [str(n) for n in range(700)]


# CSV


def test_csv_with_line_ends_in_fields(tmp_path: Path) -> None:
    text = f'Title,Text,Date\r\n"A, ""step""","{BODY}\r\n\r\n{OTHER}",2018-03-26\r\n\r\n,{OTHER},\r\n'
    first, second = stories(write(tmp_path / "a.csv", text))
    assert (first.title, first.text) == ('A, "step"', f"{BODY}\n\n{OTHER}")
    assert first.published is not None
    assert (second.title, second.published) == (None, None)


@pytest.mark.parametrize(("name", "mark"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "|")])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, name: str, mark: str, encoding: str) -> None:
    rows = [["date", "text"], ["2018-03-26", "Algeria’s envoy left."], ["2018-03-27", "Peru’s envoy left, too."]]
    text = "\n".join(mark.join(row) for row in rows)
    assert [s.text for s in stories(write(tmp_path / name, text.encode(encoding)))] == [rows[1][1], rows[2][1]]


def test_broken_rows_are_named_by_their_line_in_the_file(tmp_path: Path) -> None:
    text = (
        f'text,date\n"{BODY}\nOn two lines, the report ended.",2018-03-26\na,b,c\n,2018-03-26\n"x" y,z\n{OTHER},\n"open'
    )
    items = list(stream([write(tmp_path / "a.csv", text)]))
    assert [item.line if isinstance(item, Broken) else None for item in items] == [None, 4, 5, 6, None, 8]
    assert "3 fields where the first row has 2" in str(items[1])
    assert "no text" in str(items[2])
    assert "cannot be read" in str(items[3])
    assert "cannot be read" in str(items[5])


def test_undecodable_line_breaks_its_row_alone(tmp_path: Path) -> None:
    data = b"text,date\nPeru \x81\x8d agreed.,\n" + OTHER.encode() + b",\n"
    first, second = stream([write(tmp_path / "a.csv", data)])
    assert isinstance(first, Broken)
    assert (first.line, "Windows-1252" in first.reason) == (2, True)
    assert isinstance(second, Story)


def test_unknown_columns(tmp_path: Path) -> None:
    (item,) = broken(write(tmp_path / "a.csv", "a,b\n1,2\n"))
    assert item.line == 1
    assert "columns: a, b" in item.reason
    assert "text, body, content, story" in item.remedy
    assert "empty" in broken(write(tmp_path / "b.csv", "\n\n"))[0].reason


def test_long_fields_are_read(tmp_path: Path) -> None:
    body = "The talks went on. " * 20_000
    (story,) = stories(write(tmp_path / "a.csv", f"text\n{body}\n"))
    assert len(story.text) == len(body.strip())


def test_empty_and_missing_values_are_none(tmp_path: Path) -> None:
    (story,) = stories(write(tmp_path / "a.csv", f'text,author,url,date,source\n"{BODY}",nan,,NaT,NULL\n'))
    assert (story.byline, story.url, story.published, story.publisher) == (None, None, None, None)


def test_url_of_a_row_tells_its_date(tmp_path: Path) -> None:
    (story,) = stories(write(tmp_path / "a.csv", f'text,url\n"{BODY}",https://a.example/2018/03/26/x\n'))
    assert story.published is not None
    assert (story.published.date, story.published.basis) == (date(2018, 3, 26), "url")


def test_markup_in_a_field_is_read_as_a_page(tmp_path: Path) -> None:
    row = {"title": "A step", "content": f"<div><p>{BODY}</p><p>{OTHER}</p><script>alert(1)</script></div>"}
    (story,) = stories(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert (story.title, story.text) == ("A step", f"{BODY}\n\n{OTHER}")


def test_stream_is_lazy(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", BODY)
    items = stream(path for path in [first, tmp_path / "later.txt"])
    assert isinstance(next(items), Story)
    write(tmp_path / "later.txt", OTHER)
    assert isinstance(next(items), Story)


@settings(deadline=None, derandomize=True)
@given(data=st.binary(max_size=400), suffix=st.sampled_from([*TABLE, ".dat"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = write(tmp_path_factory.getbasetemp() / f"fuzz{suffix}", data)
    for item in stream([path]):
        assert isinstance(item, Story | Broken)


# Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Frankreich hat am Montag seinen Botschafter aus Algier zurückgerufen, wie das Ministerium mitteilte.", "de"),
        (
            "La France a rappelé lundi son ambassadeur en poste à Alger, a annoncé le ministère des affaires.",
            "fr",
        ),
        ("Франция отозвала в понедельник своего посла из Алжира, сообщило министерство иностранных дел страны.", "ru"),
        ("Peru agreed.", None),
        ("1234567890 " * 20, None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert identify(text) == language
    assert story_from_text(text).language == language


def test_language_column() -> None:
    assert [from_column(name) for name in ("EN-gb", "eng", "English", "fr_FR", "Klingon", "")] == [
        "en",
        "en",
        "en",
        "fr",
        None,
        None,
    ]


def test_reading_loads_the_heavy_libraries_only_when_needed() -> None:
    code = (
        "import sys, demarche.read; heavy = {'py3langid', 'trafilatura', 'lxml', 'pandas', 'onnxruntime'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["demarche.read", "demarche.read.bylines"])
def test_examples_in_the_code(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module))
    assert (failed, tried > 0) == (0, True)


def test_examples_in_the_documentation() -> None:
    page = Path(__file__).parent.parent / "docs" / "reading.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


def test_documentation_names_every_suffix_and_reason() -> None:
    page = (Path(__file__).parent.parent / "docs" / "reading.md").read_text(encoding="utf-8")
    reasons = [*PATTERNS, "byline", "title", "related stories", "related headline", "truncation mark"]
    columns = [alias for aliases in COLUMNS.values() for alias in aliases]
    assert [name for name in [*TABLE, *reasons, *columns] if name not in page] == []


def test_every_suffix_has_a_reader() -> None:
    assert set(READERS) == set(
        ".txt .md .text .html .htm .xhtml .jsonl .ndjson .json .csv .tsv".split()  # noqa: SIM905
    )
