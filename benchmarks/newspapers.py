"""The table of texts for ``tests/gold/newspapers.jsonl``: ``python -m benchmarks.newspapers FILE... --out texts.csv``.

The stories come from two public collections: Giveme5W1H (its gold standard and its news clusters, JSON files in a
tar.gz) and TR-News (XML, of the Pragmatic Guide to Geoparsing Evaluation). Nothing of them is kept here.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path


def stories(path: Path) -> Iterator[tuple[str, str]]:
    """(URL, text) of the stories of a collection's file."""
    if path.name.endswith((".xml", ".xml.gz")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for article in ET.fromstring(data).iter("article"):
            yield (article.findtext("url") or "").strip(), article.findtext("text") or ""
        return
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".json") and (file := archive.extractfile(member)) is not None:
                story = json.load(file)
                if isinstance(story, dict) and story.get("url") and "text" in story:
                    yield story["url"].strip(), story["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("newspapers.csv"))
    options = parser.parse_args()
    texts: dict[str, str] = {}
    for path in options.files:
        for url, text in stories(path):
            texts.setdefault(url, text)
    with options.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["url", "text"])
        table.writerows(texts.items())
    print(f"{len(texts)} stories in {options.out}")


if __name__ == "__main__":
    main()
