"""Sources to stories: files, folders, tables and standard input.

>>> from demarche.read import story_from_text
>>> story = story_from_text("By Jane Doe\\n\\nFrance recalled its envoy on Monday.\\n\\nShare on Facebook")
>>> story.text, story.byline
('France recalled its envoy on Monday.', 'Jane Doe')
"""

from __future__ import annotations

from demarche.read.sources import READERS, read, stream
from demarche.read.stories import story_from_text

__all__ = ["READERS", "read", "story_from_text", "stream"]
