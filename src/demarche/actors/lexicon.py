"""Closed classes of words that shape a mention; the names and nouns of actors are in the gazetteer."""

from __future__ import annotations

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PREPOSITIONS: Final = _words(
    "of from to in for at with on by against near under over between inside outside into about among across "
    "within behind during toward towards around along since after before as via through"
)

CONJUNCTIONS: Final = _words("and or")

#: Nothing behind these belongs to the noun phrase.
RELATIVES: Final = _words("who whom which that whose where when while")

#: "X-led troops" are X's; behind any other tied participle ("X-backed", "X-based") X does not own them.
OWNING: Final = _words("led run owned ruled headed commanded")

#: Endings of words that only relate what follows to the name they are tied to.
QUALIFYING: Final = ("ed", "born", "style", "made", "bound", "held", "speaking", "friendly", "like", "wide")

#: "pro-X" and the like: what follows is not X's.
STANCES: Final = _words("pro anti non post")

#: Before "to" or "by" these make the complement the owner: "troops loyal to Haftar", "forces led by Haftar".
ALLEGIANCES: Final = _words("loyal faithful answering led commanded headed run")

#: Prepositions whose complement owns any head ("loyal" stands for the allegiances).
OWNERS: Final = _words("of from loyal")

#: Prepositions whose complement employs a person ("an official at the ministry").
EMPLOYERS: Final = _words("at with for")

#: Capitalised words before a surname that are no given name.
ADDRESS: Final = _words(
    "the a an mr mrs ms miss dr sir dame lord lady former late then new ex sheikh shaikh shah mullah maulana "
    "hajji sayyid imam prof professor president elect deputy vice acting both own his her its their our"
)

FORMER: Final = _words("former ex erstwhile onetime ousted deposed late")

DEPUTY: Final = _words("deputy vice assistant junior")

#: Words at the start of a mention that are left out of a described actor's name.
OPENING: Final = _words(
    "the a an its his her their our my your this that these those some several many two three four five six "
    "seven eight nine ten dozens hundreds thousands of both all any another"
)

SINGLE: Final = _words("a an one")

#: Small words inside names.
PARTICLES: Final = _words("al el bin ibn ben bint abu de da di do dos del della la le van von der den du")

#: Given names that some little-known office-holder bears as surname: alone they tell nobody.
GIVEN: Final = _words(
    "mohamed mohammed muhammad mohammad mohamad ahmed ahmad ali hassan hasan hussein hussain husain ibrahim "
    "ismail omar umar osman abdullah abdallah abdul yusuf yousuf youssef mustafa mahmoud mahmud khalid khaled "
    "salim saleh salah karim rahim rashid said saeed daud david daniel michael peter paul john james joseph "
    "thomas george charles henry william robert richard edward francis martin simon maria marie anna jean pierre "
    "antonio jose juan carlos"
)

#: Behind these words a bare surname is that of somebody else than the statesman who bears it.
NAMING: Final = _words(
    "named called nicknamed governor senator mayor judge justice representative congressman congresswoman sheriff "
    "lawmaker councillor superintendent constable inspector lawyer attorney student teacher professor pastor bishop"
)
