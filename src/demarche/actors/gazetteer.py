"""The gazetteer: names and noun phrases to actors, dated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from demarche.actors.evidence import name_on
from demarche.actors.index import Index, load_index
from demarche.actors.lexicon import OPENING
from demarche.actors.own import read_own_actors, with_own
from demarche.actors.people import leads, spell
from demarche.actors.reading import owners, read
from demarche.actors.records import Match
from demarche.actors.words import split


class Gazetteer:
    """Who a mention stands for. Load it once; every look-up is pure.

    Examples
    --------
    >>> Gazetteer.load().lookup("a top Pakistani Foreign Office official").state
    'PAK'
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        #: Short content hash of the tables that the gazetteer was built from.
        self.version = index.version

    @classmethod
    def load(cls, own: Path | None = None) -> Gazetteer:
        """The gazetteer that ships with the package (about 0.2 s), with a user's own actors where a table is given.

        Raises SettingsError for a mistake in the table.
        """
        index = load_index()
        return cls(with_own(index, read_own_actors(own, index.states)) if own else index)

    def lookup(self, text: str, *, on: date | None = None, kind: str | None = None) -> Match | None:
        """The actor that a mention's noun phrase stands for.

        Parameters
        ----------
        text : the noun phrase as found in a story, with article and title.
        on : the date at which names and offices count; None for the latest.
        kind : a guess at the actor's kind (``demarche.ontology.KINDS``), which breaks ties.

        Returns
        -------
        None where nothing is known; a Match without a state where the words tell none.
        """
        return read(text, self._index, on=_iso(on), kind=kind)

    def owners(self, text: str, *, on: date | None = None) -> tuple[str, ...]:
        """The states that share the head of a noun phrase: PER and COL of "the presidents of Peru and Colombia".

        Empty where one owner or none is named.
        """
        return owners(text, self._index, on=_iso(on))

    def state_name(self, code: str) -> str:
        """The name of a state by its code. Raises KeyError for a code that no state has."""
        return self._index.states[code].name

    def holds_name(self, text: str) -> bool:
        """Whether a mention holds a proper name: a word with a capital that is no common noun for those who act."""
        words = [word for word in split(text) if word.capital and word.norm not in OPENING]
        return any(word.norm not in self._index.agents for word in words)

    def is_state_code(self, code: str) -> bool:
        """Whether a code is that of a state, present or gone."""
        return code in self._index.states

    def state_at(self, code: str, on: date) -> str | None:
        """The state that stood where the state ``code`` stands or stood: "RUS" in 1975 is "SUN", "DDR" in
        2000 "DEU".

        None where there was none (a colony not yet independent). Raises KeyError for an unknown code.
        """
        day = _iso(on)
        state = self._index.states[code]
        while state.start > day:
            if not state.predecessor:
                return None
            state = self._index.states[state.predecessor]
        while state.end and state.end < day:
            if not state.successor:
                return None
            state = self._index.states[state.successor]
        return state.code

    def tenure(self, person_text: str) -> tuple[date, date | None] | None:
        """Start and end (None while it lasts) of a leader's latest time at the head of a state: "Musharraf".

        Of several leaders of one name the best known counts, then the latest. None for a name that no leader
        bears.
        """
        for span in self._index.scan(split(person_text)):
            person = leads(self._index, span.people)
            if person is not None and (term := spell(person)):
                start, end = term
                return date.fromisoformat(start), date.fromisoformat(end) if end else None
        return None

    def state_of_name(self, name: str, on: date | None = None) -> str | None:
        """The code of the state that a name, adjective, capital or city tells on a date; None for anything
        else.
        """
        spans = self._index.scan(split(name))
        if len(spans) != 1 or not spans[0].states:
            return None
        return name_on(spans[0].states, _iso(on)).code


def _iso(on: date | None) -> str:
    return on.isoformat()[:10] if on else ""
