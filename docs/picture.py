"""Draw the README's picture, an event as ``demarche explain`` shows it: ``python docs/picture.py STORE EVENT_ID``."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from demarche.actors import Gazetteer
from demarche.show.explain import explain, explanation_view
from demarche.store import Store


def main() -> None:
    store, event_id = sys.argv[1:]
    console = Console(record=True, width=108, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    with Store(store, read_only=True) as opened:
        console.print(explanation_view(explain(opened, event_id), Gazetteer.load().state_name, console))
    title = f"demarche explain {event_id[:8]}"
    drawn = console.export_svg(title=title, unique_id="explain")
    # A picture in a README should fetch nothing: the reader's own monospaced font will do.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    Path("docs/explain.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
