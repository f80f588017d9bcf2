"""HTML pages: text, metadata and dates; nothing executed, nothing guessed from the day of the run."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from demarche.errors import SourceError
from demarche.read import read, stream
from demarche.read.metadata import Metadata
from demarche.read.pages import looks_like_html
from demarche.records import Broken, Story

PARAGRAPHS = [
    "Mongolia’s president travelled to Tokyo on Tuesday to ask for help with the country’s debts. He was received by "
    "the prime minister, who promised a loan at low interest.",
    "Russia, which had expected the visitor in Moscow first, kept silent. A spokesman said only that the date of a "
    "summit had not been agreed, and that there was no hurry.",
    "Observers in Ulaanbaatar spoke of a third neighbour: a friend far away that keeps the two close ones at a "
    "distance. The phrase is old, but the loan is new, and it is large.",
]


def page(head: str = "", body: str = "", paragraphs: list[str] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Steppe turn | The Bugle</title>{head}</head>"
        "<body><nav><a href='/'>Home</a><a href='/world'>World</a></nav><article><h1>Steppe turn</h1>"
        f"{body}{text}</article><footer>© 2019 The Bugle</footer></body></html>"
    )


def read_html(tmp_path: Path, html: str | bytes) -> Story:
    path = tmp_path / "page.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    story = read(path)
    assert isinstance(story, Story)
    return story


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **fields})}</script>'


def test_paragraphs_are_kept_and_the_rest_is_not(tmp_path: Path) -> None:
    story = read_html(tmp_path, page())
    assert story.text == "\n\n".join(PARAGRAPHS)
    assert (story.title, story.language, story.published) == ("Steppe turn", "en", None)


def test_linked_data_tells_most(tmp_path: Path) -> None:
    head = linked(
        **{
            "@graph": [
                {"@type": "Organization", "name": "The Bugle"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Steppe turn &amp; after",
                    "datePublished": "2018-03-26T10:30:00Z",
                    "dateModified": "2019-01-01",
                    "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
                    "publisher": {"name": "The Bugle"},
                    "url": "https://bugle.example/steppe",
                },
            ]
        }
    )
    story = read_html(tmp_path, page(head))
    assert story.title == "Steppe turn & after"
    assert (story.byline, story.publisher, story.url) == (
        "Jane Doe, John Roe",
        "The Bugle",
        "https://bugle.example/steppe",
    )
    assert story.published is not None
    assert story.published.basis == "metadata"
    assert story.published.instant == datetime(2018, 3, 26, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-03-26">',
        '<meta name="pubdate" content="March 26, 2018">',
        '<meta itemprop="datePublished" content="20180326">',
        '<meta name="DC.date.issued" content="2018-03-26"><meta name="last-modified" content="2019-05-05">',
        '<script type="application/ld+json">{broken</script><meta name="date" content="2018-03-26">',
    ],
)
def test_dates_of_meta_elements(tmp_path: Path, head: str) -> None:
    story = read_html(tmp_path, page(head))
    assert story.published is not None
    assert (story.published.date, story.published.basis) == (date(2018, 3, 26), "metadata")


def test_metadata_goes_before_the_address_and_the_text(tmp_path: Path) -> None:
    address = '<link rel="canonical" href="https://bugle.example/2017/02/03/steppe">'
    meta = '<meta name="date" content="2018-03-26">'
    body = "<p>January 4, 2019</p>"
    with_both = read_html(tmp_path, page(address + meta, body))
    with_address = read_html(tmp_path, page(address, body))
    assert with_both.published is not None
    assert with_address.published is not None
    assert (with_both.published.date, with_both.published.basis) == (date(2018, 3, 26), "metadata")
    assert (with_address.published.date, with_address.published.basis) == (date(2017, 2, 3), "url")
    assert with_address.url == "https://bugle.example/2017/02/03/steppe"


def test_author_that_is_an_address_is_none(tmp_path: Path) -> None:
    head = '<meta property="article:author" content="https://facebook.com/bugle">'
    assert read_html(tmp_path, page(head)).byline is None
    assert read_html(tmp_path, page('<meta name="author" content="By Jane Doe">')).byline == "Jane Doe"


def test_byline_and_furniture_in_the_page(tmp_path: Path) -> None:
    pasted = [PARAGRAPHS[0], "Kazakhstan offers Japan ‘strategic partnership’ for the first time", *PARAGRAPHS[1:]]
    story = read_html(tmp_path, page(body="<p>By Jane Doe</p>", paragraphs=[*pasted, "Share this article"]))
    assert story.byline == "Jane Doe"
    assert story.text == "\n\n".join(PARAGRAPHS)
    assert "related headline" in [cut.reason for cut in story.cuts]


def test_heading_in_the_markup_stays(tmp_path: Path) -> None:
    heading = "Japan seeks a foothold between two powers"
    html = page().replace(f"<p>{PARAGRAPHS[1]}", f"<h2>{heading}</h2><p>{PARAGRAPHS[1]}")
    assert heading in read_html(tmp_path, html).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-2"])
def test_encodings_of_pages(tmp_path: Path, encoding: str) -> None:
    city = "Kraków" if encoding == "iso-8859-2" else "São Paulo"
    text = [paragraph.replace("’", "'").replace("Tokyo", city) for paragraph in PARAGRAPHS]
    html = page(paragraphs=text).replace("©", "(c)").replace("charset='utf-8'", f"charset='{encoding}'")
    assert city in read_html(tmp_path, html.encode(encoding)).text


def test_xhtml_with_a_declaration(tmp_path: Path) -> None:
    html = '<?xml version="1.0" encoding="UTF-8"?>' + page().replace("<!DOCTYPE html>", "")
    (tmp_path / "a.xhtml").write_text(html, encoding="utf-8")
    story = read(tmp_path / "a.xhtml")
    assert isinstance(story, Story)
    assert story.text == "\n\n".join(PARAGRAPHS)


def test_scripts_are_no_text(tmp_path: Path) -> None:
    html = page(body="<script>document.write('<p>Japan attacked Mongolia.</p>')</script>")
    assert "attacked" not in read_html(tmp_path, html).text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><body><ul><li><a href='/1'>Steppe turn</a></li><li><a href='/2'>Other news</a></li></ul></body></html>",
        "no markup at all",
    ],
)
def test_pages_without_a_story(tmp_path: Path, html: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(html)
    (item,) = stream([path])
    assert isinstance(item, Broken)
    with pytest.raises(SourceError, match=r"page\.html"):
        read(path)


def test_deep_and_broken_markup_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<div>" * 20_000 + PARAGRAPHS[0])
    (item,) = stream([path])
    assert isinstance(item, Story | Broken)


def test_page_in_a_script_without_blanks(tmp_path: Path) -> None:
    text = ["蒙古国总统星期二访问东京，请求对方帮助偿还债务。首相接见了他，并答应提供低息贷款。", "俄罗斯没有表态。"]
    story = read_html(tmp_path, page(paragraphs=text).replace("lang='en'", "lang='zh'"))
    assert story.text == "\n\n".join(text)


def test_what_looks_like_a_page() -> None:
    assert looks_like_html("\ufeff<!DOCTYPE html><html><body><p>a</p></body></html>")
    assert looks_like_html("<p>One.</p><p>Two.</p>")
    assert not looks_like_html("The envoy said <p> is a tag.</p>")
    assert not looks_like_html("<p is how the telegram began.")


def test_metadata_is_unknown_by_default() -> None:
    assert Metadata().published is None
