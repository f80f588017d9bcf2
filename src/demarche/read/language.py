"""Which language a story is written in."""

from __future__ import annotations

from functools import cache

#: The languages told apart: ISO 639-1 code -> (ISO 639-2 code, English name). A short list is a surer list.
LANGUAGES: dict[str, tuple[str, str]] = {
    "ar": ("ara", "arabic"),
    "az": ("aze", "azerbaijani"),
    "bg": ("bul", "bulgarian"),
    "bn": ("ben", "bengali"),
    "ca": ("cat", "catalan"),
    "cs": ("ces", "czech"),
    "da": ("dan", "danish"),
    "de": ("deu", "german"),
    "el": ("ell", "greek"),
    "en": ("eng", "english"),
    "es": ("spa", "spanish"),
    "et": ("est", "estonian"),
    "fa": ("fas", "persian"),
    "fi": ("fin", "finnish"),
    "fr": ("fra", "french"),
    "he": ("heb", "hebrew"),
    "hi": ("hin", "hindi"),
    "hr": ("hrv", "croatian"),
    "hu": ("hun", "hungarian"),
    "hy": ("hye", "armenian"),
    "id": ("ind", "indonesian"),
    "it": ("ita", "italian"),
    "ja": ("jpn", "japanese"),
    "ka": ("kat", "georgian"),
    "kk": ("kaz", "kazakh"),
    "ko": ("kor", "korean"),
    "lt": ("lit", "lithuanian"),
    "lv": ("lav", "latvian"),
    "ms": ("msa", "malay"),
    "nl": ("nld", "dutch"),
    "no": ("nor", "norwegian"),
    "pl": ("pol", "polish"),
    "ps": ("pus", "pashto"),
    "pt": ("por", "portuguese"),
    "ro": ("ron", "romanian"),
    "ru": ("rus", "russian"),
    "sk": ("slk", "slovak"),
    "sl": ("slv", "slovenian"),
    "sr": ("srp", "serbian"),
    "sv": ("swe", "swedish"),
    "sw": ("swa", "swahili"),
    "ta": ("tam", "tamil"),
    "th": ("tha", "thai"),
    "tl": ("tgl", "tagalog"),
    "tr": ("tur", "turkish"),
    "uk": ("ukr", "ukrainian"),
    "ur": ("urd", "urdu"),
    "vi": ("vie", "vietnamese"),
    "zh": ("zho", "chinese"),
}
#: Texts with fewer letters are not judged.
FEWEST_LETTERS = 60
#: How much of a text is looked at, in characters. More does not change the answer, only the time.
SAMPLE = 400


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None if it has fewer than 60 letters."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    # The identifier takes a second to load: only those who read a story pay for it.
    import py3langid

    return next(str(code) for code, _ in py3langid.rank(sample) if code in LANGUAGES)


def from_column(value: str) -> str | None:
    """The ISO 639-1 code that a table or page means by ``en``, ``en-GB``, ``eng`` or ``English``; else None."""
    return _names().get(value.strip().lower().replace("_", "-").partition("-")[0])


@cache
def _names() -> dict[str, str]:
    names = {name: code for code, both in LANGUAGES.items() for name in both}
    return names | {code: code for code in LANGUAGES}
