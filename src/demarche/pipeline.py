"""The main path on one page: a story goes in, sourced events come out.

read -> annotate -> actors -> events, when and where -> (store -> show)
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from demarche import ontology
from demarche.actors import Gazetteer
from demarche.actors.resolution import Resolver
from demarche.annotate.between import type_between
from demarche.annotate.network import OnnxNetwork
from demarche.annotate.own import read_own
from demarche.annotate.reading import Reader, Reading
from demarche.annotate.sentences import split_sentences
from demarche.annotate.tokens import Windower, token_span
from demarche.errors import SettingsError, SourceError
from demarche.events.assembly import Assembly
from demarche.events.times import Clock
from demarche.ontology import TYPES
from demarche.records import Annotation, Coding, Published, Span, Story, Version, content_id
from demarche.settings import Settings
from demarche.where import place_of

#: Half a character, as a wrong decoding leaves it; neither hash nor tokenizer takes it.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def demarche_version() -> str:
    """The version of the installed package."""
    try:
        return version("demarche")
    except PackageNotFoundError:
        return "0"


class Coder:
    """Codes stories with the model inside the package. Load it once; it keeps no state between stories.

    Parameters
    ----------
    settings : thresholds and threads, see :class:`demarche.settings.Settings`.

    Examples
    --------
    >>> coder = Coder()
    >>> events = coder.code("Russia condemned Turkey on Tuesday.", published="2020-03-05")
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.network = OnnxNetwork.shipped(threads=self.settings.threads)
        self.gazetteer = Gazetteer.load(self.settings.actors)
        own = read_own(self.settings.own, self.network.version) if self.settings.own else ()
        types = f"{ontology.VERSION}+{content_id(*own)}" if own else ontology.VERSION
        self.version = Version(demarche_version(), self.network.version, self.gazetteer.version, types)
        self._windower = Windower(self.network.folder / "tokenizer.json")
        self._reader = Reader(self.network, self._windower, own)
        self._resolver = Resolver(self.gazetteer)

    def code(self, story: Story | str, published: date | str | None = None) -> Coding:
        """The events of one story.

        Parameters
        ----------
        story : a Story, or plain text, which is taken as it is: offsets count in it.
        published : the day of publication, if the story does not carry it (``2018-03-26`` or a date).

        Raises
        ------
        SourceError : the story is empty or not in English.
        SettingsError : ``published`` is no date.
        """
        story = _as_story(story, published)
        refuse(story)
        return self._coding(story, self._reader.read(story.text))

    def annotate(self, text: str, published: date | str | None = None) -> Annotation:
        """Mentions, times, places and attributions of a text, each with offsets and what it resolves to.

        Attributions are those of coded events. Raises what :meth:`code` raises.
        """
        return self.code(text, published).annotation

    def classify(
        self, sentence: str, actor: tuple[int, int] | None = None, recipient: tuple[int, int] | None = None
    ) -> dict[str | None, float]:
        """Probabilities of the 16 event types, and of None (no event), between two given spans of a sentence.

        Parameters
        ----------
        sentence : a sentence, or a few.
        actor, recipient : (start, end) characters, half-open; either may be None, not both.

        Raises
        ------
        SettingsError : no span is given, or one lies outside the sentence.
        """
        windows = list(self._windower.windows(sentence, split_sentences(sentence)))
        spans = [span for span in (actor, recipient) if span is not None]
        if not windows or not spans:
            raise SettingsError("classify needs a sentence, and an actor or a recipient in it")
        for start, end in spans:
            if not (0 <= start < end <= len(sentence) and sentence[start:end].strip()):
                raise SettingsError(f"the span {(start, end)} holds no word of the sentence; offsets are characters")
        window = next((w for w in windows if all(token_span(w, *span) for span in spans)), None)
        if window is None:
            raise SettingsError("actor and recipient stand too far apart; give the sentence that holds both")
        actor_tokens, recipient_tokens = (span and token_span(window, *span) for span in (actor, recipient))
        scores = type_between(self.network, sentence, window, [(actor_tokens, recipient_tokens)])[0]
        return {label: float(p) for label, p in zip((*TYPES, None), scores, strict=True)}

    def _coding(self, story: Story, reading: Reading) -> Coding:
        on = story.published.date if story.published else None
        mentions = self._resolver.resolve(reading, story.text, on)
        places = tuple(place_of(p, story.text, self.gazetteer, on) for p in reading.places)
        clock = Clock(story, reading, self.gazetteer, self.settings.circumstance)
        assembly = Assembly(story, reading, mentions, places, clock, self.version, self.settings)
        events, uncoded = assembly.code()
        annotation = Annotation(
            sentences=tuple(Span(story.text[a:b], a, b) for a, b in reading.sentences),
            mentions=mentions,
            times=clock.expressions,
            places=places,
            attributions=assembly.attributions(events),
        )
        return Coding(story, tuple(events), tuple(uncoded), annotation)


def refuse(story: Story) -> None:
    """Raise SourceError for a story that cannot be coded: no text, or another language than English."""
    name = story.url or story.title or story.id
    if not story.text.strip():
        raise SourceError(f"{name}: the story is empty; give it a text")
    if story.language not in (None, "en"):
        raise SourceError(f"{name}: the story is in another language ({story.language}); demarche reads English")


def _as_story(story: Story | str, published: date | str | None) -> Story:
    given = _published(published)
    if isinstance(story, str):
        if _SURROGATE.search(story):
            raise SourceError("the text holds a lone surrogate (half a character); decode it again, as UTF-8")
        return Story.of(story, published=given)
    return replace(story, published=given) if given else story


def _published(value: date | str | None) -> Published | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return Published(value.date(), "given", value)
    if isinstance(value, date):
        return Published(value, "given")
    try:
        return Published(date.fromisoformat(value), "given")
    except (TypeError, ValueError) as error:
        raise SettingsError(f"published is {value!r}; write the day as 2018-03-26") from error
