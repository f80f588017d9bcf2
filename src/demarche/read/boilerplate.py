"""Lines that news pages put around a story: one explicit table of what they look like.

Every pattern must match a whole line (or a whole part of one, between bars or bullets). They are written to let
sentences pass: whoever adds one adds a sentence that looks like it to the tests.
"""

from __future__ import annotations

import re

#: Longer lines are prose, whatever they begin with (characters).
LONGEST_LINE = 320

_SITE = (
    r"(?:facebook|twitter|x|whats\s?app|telegram|linked\s?in|reddit|pinterest|tumblr|instagram|youtube|messenger|viber"
    r"|vk|flipboard|pocket|threads|bluesky|mastodon|tiktok|snapchat|google\+?|google news|e-?mail|mail|sms|print"
    r"|copy (?:url|link)|line|wechat|weibo|more)"
)
_SITES = rf"{_SITE}(?:(?:\s*[,/&|•·]\s*|\s+and\s+|\s+or\s+|\s+on\s+|\s+){_SITE})*"
_DONE = r"\s*[.!…>»›→:]*"
_TAIL = r"[^\n]{0,160}"
_ITEM = r"(?:article|story|page|post|news|report|video|column|link|content|piece)"

#: (reason, pattern): what a line is cut as, and what it looks like.
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "comments",
        r"(?:no|\d[\d,.]*k?)\s+(?:comments?|repl(?:y|ies)|responses?)(?:\s+so far)?"
        r"|comments?\s*(?:\(\s*\d[\d,]*\s*\)|:\s*\d[\d,]*|\d[\d,]*)?"
        r"|(?:leave|post|add|write|submit)\s+(?:a|your)\s+(?:comment|reply)"
        r"|(?:view|show|see|read|load|hide)\s+(?:all\s+|more\s+)?(?:\(?\d[\d,]*\)?\s+)?comments?(?:\s*\(\d+\))?"
        r"|comments? (?:are )?(?:closed|disabled|off)(?: for this \w+)?|join the (?:conversation|discussion)"
        r"|your email address will not be published" + _TAIL,
    ),
    (
        "share button",
        rf"(?:share|tweet|pin|like|save|print|bookmark)(?:\s+(?:this|the)(?:\s+{_ITEM})?)?"
        rf"(?:\s*:?\s*(?:on|to|via|with|by|in)?\s*:?\s*{_SITES})?(?:\s*\(opens in (?:a )?new window\))?"
        r"|share(?:\s+this)?(?:\s+with\s+(?:your\s+)?friends)?"
        rf"|share(?:\s+(?:on|via|to))?\s+(?:social media|your thoughts)|\d[\d,.]*k?\s+(?:shares?|likes?|views?|reads?)"
        rf"|click to share on {_SITES}(?:\s*\(opens in (?:a )?new window\))?"
        rf"|(?:e-?mail|send)\s+(?:this|to)\s+(?:{_ITEM}|a friend)(?:\s+to a friend)?|copy (?:the )?(?:link|url)"
        rf"|(?:shares|sharing is caring)|(?:facebook|twitter|whats\s?app|telegram|linked\s?in)(?:\s+{_SITE})*",
    ),
    (
        "advertisement",
        r"(?:-+\s*)?advert(?:isement|orial|ising)?s?(?:\s*-+)?(?:\s*\(?\s*(?:scroll|article|story|continue)\b[^.]{0,60})?"
        r"|(?:sponsored|promoted|paid|partner)(?: (?:content|post|links?|stories|by))?"
        r"|(?:article|story|content)\s+continues\s+(?:below|after)(?:\s+(?:this|the)?\s*(?:ad\w*|promotion|break))?"
        r"|(?:scroll (?:down )?to continue|continue reading below)[^.]{0,60}|skip (?:past )?(?:ad\w*|promotion)"
        r"|(?:remove|report)(?: this)? ad|ads? by \w+|promotion",
    ),
    (
        "read more",
        r"(?:(?:click|tap)\s+(?:here\s+)?to\s+)?(?:read|show|see|view|load|learn|find out)\s+more" + _DONE + r"|"
        r"(?:read|show|see|learn|find out)\s+more\s*(?:[:|>»›→–—-]|about\b|on\b|at\b|here\b|from\b)" + _TAIL + r"|"
        r"(?:also\s+read|read\s+also|see\s+also|read\s+next|up\s+next|watch(?:\s+also|\s+more)?|more|read"
        r"|related|don[’']t\s+miss|must\s+read|in\s+pictures|listen|explainer|recommended)"
        r"\s*[:|>»›→]" + _TAIL + r"|(?:also\s+read|read\s+also|see\s+also)\s*[-–—]" + _TAIL + r"|"
        r"(?:continue|keep)\s+reading" + _DONE + r"|click\s+here\s+(?:to|for)\b" + _TAIL + r"|click here" + _DONE + r"|"
        r"(?:read|see|view)\s+(?:the\s+)?(?:full|original|entire|whole)\s+(?:article|story|report|text)" + _TAIL + r"|"
        r"full (?:story|article|report)" + _DONE,
    ),
    (
        "follow us",
        r"(?:please\s+)?(?:follow|like|find|join|connect with)\s+(?:us|our|me|@\w+|[A-Z][\w’'. ]{1,40})\s+"
        rf"(?:(?:page\s+)?(?:on|at|via)\s+(?:our\s+)?{_SITES}|(?:whats\s?app|telegram|facebook|twitter)\s+(?:channel|group|page))"
        r"[^\n]{0,120}"
        r"|(?:follow|join)\s+(?:us|me)" + _DONE + r"|follow\s+@\w+" + _TAIL + r"|follow (?:topics|authors)[^\n]{0,80}"
        rf"|(?:download|get|install)\s+(?:our|the)\s+(?:[\w’']+\s+){{0,3}}app\b[^\n]{{0,100}}"
        r"|(?:listen|subscribe)\s+(?:to|on)\s+(?:our\s+)?(?:the\s+)?(?:[\w’']+\s+){0,4}(?:podcast|channel)s?\b[^\n]{0,100}",
    ),
    (
        "newsletter",
        r"(?:sign\s+up|subscribe|register|signup)(?:\s+(?:now|today|here))?(?:\s+(?:to|for|with|and|by|via|on)\b" + _TAIL + r")?"
        + _DONE + r"|"
        r"(?:get|receive|want|have)\s+(?:[^\n.]{0,80}\s)?(?:(?:in|to|into)\s+your\s+(?:in-?box|email|e-mail)|newsletters?)\b"
        + _TAIL + r"|(?:our\s+|daily\s+|weekly\s+|free\s+|the\s+)*newsletters?" + _DONE + r"|"
        r"(?:enter\s+)?your\s+e-?mail(?:\s+address)?|already\s+(?:a\s+)?(?:subscribe[rd]|member|have an account)\b" + _TAIL + r"|"
        r"(?:thank you|thanks) for (?:subscribing|signing up|reading)" + _TAIL + r"|"
        r"(?:support|donate to|become a (?:member|subscriber|supporter))\b[^\n]{0,30}(?:journalism|newsroom|reporting|member|subscriber|supporter)\b"
        + _TAIL + r"|(?:by signing up|by subscribing|by providing your)\b" + _TAIL,
    ),
    (
        "cookie notice",
        r"(?:we|this\s+(?:web)?site|our\s+(?:web)?site|[\w.]+)\s+(?:and our partners\s+)?uses?\s+cookies\b[^\n]*"
        r"|by\s+(?:continuing|clicking|using|browsing|closing)\b[^\n]{0,120}\b(?:cookies?|site|website|terms|privacy)\b[^\n]*"
        r"|(?:accept|reject|manage|allow)\s+(?:all\s+)?(?:cookies|preferences)(?:\s+\w+)?|cookie\s+(?:policy|settings|preferences|notice)"
        r"|(?:please\s+)?enable\s+(?:javascript|cookies)\b" + _TAIL + r"|javascript (?:is|must be) [^\n]{0,120}",
    ),
    (
        "legal notice",
        r"(?:©|\(c\)\s*\d|copyright\s*(?:©|\(c\)|\d{4}))[^\n]*|[^\n]{0,120}\ball rights reserved\b[^\n]*"
        r"|(?:privacy\s+(?:policy|notice)|terms\s+(?:of\s+(?:use|service)|and\s+conditions|&\s+conditions)|disclaimer|legal notice)"
        r"(?:\s*(?:[|•·,/&]|and)\s*[\w ]{1,30})*"
        r"|this\s+material\s+may\s+not\s+be\s+(?:published|reproduced)\b[^\n]*"
        r"|(?:this\s+)?(?:article|story|work|content)\s+is\s+(?:published\s+)?(?:licen[sc]ed\s+)?under\s+(?:a\s+)?creative\s+commons\b[^\n]*",
    ),
    (
        "photo credit",
        r"[\[(]?(?:file\s+)?(?:photos?|photographs?|pictures?|images?|pics?|illustrations?|graphics?|maps?|cartoon)"
        r"(?:\s+(?:credits?|sources?|captions?|courtesy))?(?:\s*(?:[:|/]|\bcourtesy(?:\s+of)?\b)|\s+by\b(?=\s+\S+\s*(?:\S+\s*){0,4}[\])]?$))" + _TAIL + r"|"
        r"image\s+(?:source|caption|copyright)\b" + _TAIL + r"|file\s+photo\b[^\n]*"
        r"|credits?\s*:\s*[^\n]{1,80}"
        r"|[\[(]?(?:[\w’'.-]+\s+){0,4}[\w’'.-]*\s*/?\s*(?:via\s+)?(?:getty\s+images?|shutterstock|ap\s+photo|epa-efe|wikimedia commons)"
        r"(?:\s*[/|]\s*[\w’'. -]{1,40})*[\])]?"
        r"|(?:reuters|afp|ap|epa|tass|xinhua|dpa|anadolu)\s*/\s*(?:[A-Z][\w’'.-]+\s*){1,4}(?:/\s*(?:file|pool|files))?"
        r"|(?:view|open|expand)\s+(?:image|gallery|slideshow)(?:\s+in\s+fullscreen)?",
    ),
    (
        "tags",
        r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed\s+(?:under|in)|posted\s+in|sections?|in this (?:story|article))"
        r"\s*:\s*[^\n]{0,200}|(?:tags|topics|related topics|explore more topics)|(?:#\w+[\s,]*)+",
    ),
    (
        "timestamp",
        r"(?:(?:published|posted|updated|last\s+updated)\s*:?\s*)?(?:\d+|an?)\s+(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago"
        r"|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?"
        r"|(?:reading\s+time|time\s+to\s+read|read\s+time)\s*:?\s*(?:about\s+)?\d+\s*(?:min(?:ute)?s?)?|\d+[\s-]+min(?:ute)?s?[\s-]+read(?:ing)?"
        r"|listen(?:\s+to\s+(?:this\s+)?(?:article|story))?(?:\s*[-–]?\s*\(?\d+(?:[:.]\d\d|\s*min\w*)\)?)?"
        r"|(?:published|updated|last updated|posted|date)\s*:?",
    ),
    (
        "agency notice",
        r"our\s+standards\s*:[^\n]*|(?:this|the)\s+(?:article|story|report|piece|column|op-ed|post)\s+(?:was|is|has\s+been)\s+"
        r"(?:(?:originally|first|also|re)\s*-?)?(?:published|posted|appeared|produced|syndicated|generated|auto-generated|translated)\b[^\n]*"
        r"|this\s+(?:article|story|piece|column)\s+(?:(?:originally|first)\s+)?(?:appeared|appears)\b[^\n]*"
        r"|(?:the\s+)?[A-Z][\w’'. ,]{1,80}\s+contributed\s+(?:reporting|to\s+this\s+(?:report|article|story))\b[^\n]*"
        r"|[\[(]?with\s+(?:additional\s+)?(?:inputs?|reporting|files|agenc(?:y|ies))(?:\s+(?:from|by)\s+[^\n]{1,60}|\s+inputs?)?\.?[\])]?"
        r"|sources?\s*:\s*[^\n.]{1,60}|(?:the\s+)?(?:views?|opinions?)(?:\s+and\s+(?:views?|opinions?))?\s+expressed\s+"
        r"(?:here|by|in|are|on|herein)\b[^\n]*"
        r"|(?:reuters|afp|ap|tass|xinhua|ians|pti|apa|interfax|dpa|ani|bloomberg|agencies|news desk|web desk|monitoring desk)"
        r"|(?:the\s+)?(?:writer|author)\s+(?:can\s+be\s+reached|tweets|may\s+be\s+contacted)\b[^\n]*"
        r"|(?:e-?mail|twitter|contact)\s*:\s*\S+(?:\s+\S+){0,3}|[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30}|https?://\S+|www\.\S+",
    ),
    (
        "navigation",
        r"(?:skip\s+to\s+(?:main\s+)?(?:content|navigation)|back\s+to\s+(?:top|home)|(?:main\s+)?menu|search|log\s*in|sign\s+in|register|home"
        r"|next|previous|prev|close|subscribe)(?:\s+(?:article|story|post|page))?" + _DONE +
        r"|(?:home\s*[>»›/]\s*)[\w’'&, -]+(?:\s*[>»›/]\s*[^\n>»›/]{1,80})*"
        r"|(?:loading|please wait|error|play(?: video)?|watch(?: video| live| now)?|live|video|pause|mute|breaking(?: news)?|exclusive|latest)"
        + _DONE,
    ),
)

#: A line that heads a list of other stories; the headlines under it go with it.
RELATED_HEAD = re.compile(
    r"(?:related(?:\s+(?:stories|articles|news|content|coverage|posts?|links?|reading|items|topics|books|research))?"
    r"|(?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in))|(?:recommended|suggested)(?:\s+(?:for\s+you|stories|articles|reading))?"
    r"|more\s+(?:on\s+this(?:\s+\w+)?|stories|news|articles|headlines|coverage)|more\s+(?:from|in|on)\s+[\w’'& ]{1,40}"
    r"|most\s+(?:read|popular|viewed|shared|commented)(?:\s+\w+)?|trending(?:\s+\w+)?|popular(?:\s+(?:stories|posts|news|now))?"
    r"|(?:top|latest|other|must[- ]read)\s+(?:stories|news|headlines|articles|posts)|editor[’']?s?[’']?\s+(?:picks?|choice)"
    r"|read\s+(?:also|next)|also\s+read|see\s+also|further\s+reading|in\s+case\s+you\s+missed\s+it|what\s+to\s+read\s+next|keep\s+reading|up\s+next)"
    r"\s*:?",
    re.IGNORECASE,
)

#: What a cut-off story ends with: teasers of feeds and interfaces, glued to the last words.
TRUNCATION_MARK = re.compile(
    r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|(?:…|\.\.\.)\s*\[\+\d+\s+chars\]|\[\+\d+\s+chars\]"
    r"|(?:…|\.\.\.)\s*\(?(?:read|see|show)\s+more\)?[\s.»›→>]*|(?:…|\.\.\.)\s*(?:continue\s+reading|more)[\s»›→>]*|\(more\))\s*$",
    re.IGNORECASE,
)

_TABLE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in PATTERNS
)
_SEPARATORS = re.compile(r"\s*[|•·●▪¦]\s*|\s+/\s+|\t+|[ \xa0]{4,}")


def reason_to_cut(line: str) -> str | None:
    """Why a line is page furniture ("share button", "advertisement"), or None if it may be the story's own."""
    line = line.strip().strip("*_[]").strip()
    if not line or len(line) > LONGEST_LINE:
        return None
    return next((reason for reason, pattern in _TABLE if pattern.fullmatch(line)), None)


def parts(line: str) -> list[str]:
    """The parts of a line between bars, bullets and wide gaps, as "0 comments | by Jane Doe" has two."""
    return [part for part in _SEPARATORS.split(line.strip()) if part.strip(" \xa0-–—")]
