"""Lines that news pages put around a story: one explicit table of what they look like.

A pattern must match a whole line, or a whole part of one between bars or bullets. They are written to let sentences
pass: whoever adds one adds a sentence that looks like it to the tests.
"""

from __future__ import annotations

import re

#: Longer lines are prose, whatever they begin with (characters).
LONGEST_LINE = 500

_SITE = (
    r"(?:facebook|twitter|x|whats\s?app|telegram|linked\s?in|reddit|pinterest|tumblr|instagram|youtube|viber|vk"
    r"|messenger|flipboard|pocket|threads|bluesky|mastodon|tiktok|snapchat|google\+?|google news|e-?mail|mail|sms"
    r"|print|copy (?:url|link)|line|wechat|weibo|more)"
)
_SITES = rf"{_SITE}(?:(?:\s*[,/&|•·]\s*|\s+and\s+|\s+or\s+|\s+on\s+|\s+){_SITE})*"
_PIECE = r"(?:article|story|page|post|news|report|video|column|link|content|piece)"
_ARROW = r"\s*[.!…>»›→:]*"
_TAIL = r".{0,160}"
_WINDOW = r"(?:\s*\(opens in (?:a )?new window\))?"
_APOSTROPHE = r"[’']"
_WORDS = r"(?:[\w’']+\s+)"
_OFFER = (
    r"(?:newsletter|e-?mail|in-?box|alert|notification|briefing|update|digest|channel|podcast|unlimited|premium"
    r"|free|account|access|continue reading|read (?:this|the))"
)
_AGENCY = r"(?:reuters|afp|ap|tass|xinhua|ians|pti|apa|interfax|dpa|ani|upi|bloomberg|epa|anadolu)"
_PICTURES = r"(?:reuters|afp|ap|epa|pa|getty(?: images)?|shutterstock|bloomberg|anadolu|xinhua|tass|rex|pool|file)"
_LEADING_PICTURES = "GETTY|GETTY IMAGES|REUTERS|AFP|AP|EPA|PA|SWNS|XINHUA"

#: What a line is cut as -> what it looks like, in lower or upper case.
PATTERNS: dict[str, tuple[str, ...]] = {
    "comments": (
        r"(?:no|\d[\d,.]*k?)\s+(?:comments?|repl(?:y|ies)|responses?)(?:\s+so far)?",
        r"comments?\s*(?:\(\s*\d[\d,]*\s*\)|:\s*\d[\d,]*|\d[\d,]*)?",
        r"(?:leave|post|add|write|submit)\s+(?:a|your)\s+(?:comment|reply)",
        r"(?:view|show|see|read|load|hide)\s+(?:all\s+|more\s+)?(?:\(?\d[\d,]*\)?\s+)?comments?(?:\s*\(\d+\))?",
        r"comments? (?:are )?(?:closed|disabled|off)(?: for this \w+)?",
        r"join the (?:conversation|discussion)",
        rf"your email address will not be published{_TAIL}",
    ),
    "share button": (
        rf"(?:share|tweet|pin|like|save|print|bookmark)(?:\s+(?:this|the)(?:\s+{_PIECE})?)?"
        rf"(?:\s*:?\s*(?:on|to|via|with|by|in)?\s*:?\s*{_SITES})?{_WINDOW}\s*:?",
        r"like\s+loading[.…]*",
        r"share(?:\s+this)?\s+with\s+(?:your\s+)?friends",
        r"share(?:\s+(?:on|via|to))?\s+(?:social media|your thoughts)",
        r"\d[\d,.]*k?\s+(?:shares?|likes?|views?|reads?)",
        r"read or share this story\s*:.{0,120}",
        rf"click to share on {_SITES}{_WINDOW}",
        rf"(?:e-?mail|send)\s+(?:this|to)\s+(?:{_PIECE}|a friend)(?:\s+to a friend)?",
        r"copy (?:the )?(?:link|url)",
        r"(?:shares|sharing is caring)",
        _SITES,
    ),
    "advertisement": (
        r"(?:-+\s*)?advert(?:isement|orial|ising)?s?(?:\s*-+)?",
        r"advertisement\s*\(?\s*(?:scroll|article|story|continue)\b[^.]{0,60}",
        r"(?:sponsored|promoted|paid|partner)(?: (?:content|post|links?|stories))?",
        r"(?:sponsored|presented|paid for) by [^.]{1,60}",
        r"(?:article|story|content)\s+continues\s+(?:below|after)(?:\s+(?:this|the))?(?:\s+(?:ad\w*|promotion|break))?",
        r"(?:scroll (?:down )?to continue|continue reading below)[^.]{0,60}",
        r"skip (?:past )?(?:ad\w*|promotion)",
        r"(?:remove|report)(?: this)? ad",
        r"ads? by \w+",
    ),
    "read more": (
        rf"(?:(?:click|tap)\s+(?:here\s+)?to\s+)?(?:read|show|see|view|load|learn|find out)\s+more{_ARROW}",
        rf"(?:read|show|see|learn|find out)\s+more\s*(?:[:|>»›→–—-]|(?:about|on|at|here|from)\b){_TAIL}",
        rf"(?:also\s+read|read\s+also|see\s+also|read\s+next|up\s+next)\s*[:|>»›→–—-]{_TAIL}",
        rf"(?:watch|listen|more|read|related|don{_APOSTROPHE}t\s+miss|must\s+read|recommended)\s*[:|>»›→]{_TAIL}",
        rf"(?:continue|keep)\s+reading{_ARROW}",
        rf"click\s+here\s+(?:to|for)\b{_TAIL}",
        rf"click here{_ARROW}",
        rf"(?:read|see|view)\s+(?:the\s+)?(?:full|original|entire|whole)\s+(?:article|story|report|text){_ARROW}",
        rf"(?:read|see|view)\s+(?:the\s+)?(?:full|original)\s+(?:article|story)\s+(?:here|at|on)\b{_TAIL}",
        rf"full (?:story|article|report){_ARROW}",
    ),
    "follow us": (
        rf"(?:please\s+)?(?:follow|like|find|join|connect with)\s+(?:us|our|me|@\w+)\b.{{0,40}}\b{_SITE}\b.{{0,100}}",
        rf"(?:follow|like)\s+(?-i:[A-Z])[\w’'. ]{{1,40}}\s+(?:on|at)\s+{_SITE}\b[^.]{{0,60}}[.!]?",
        rf"(?:follow|join)\s+(?:us|me){_ARROW}",
        rf"follow\s+@\w+{_TAIL}",
        r"follow (?:topics|authors).{0,80}",
        rf"(?:download|get|install)\s+(?:our|the)\s+{_WORDS}{{0,3}}app\b.{{0,100}}",
        rf"(?:listen|subscribe)\s+(?:to|on)\s+(?:our|the)\s+{_WORDS}{{0,4}}(?:podcast|channel)s?\b.{{0,100}}",
    ),
    "newsletter": (
        rf"(?:sign\s*up|subscribe|register)(?:\s+(?:now|today|here|for free))?{_ARROW}",
        rf"(?:sign\s*up|subscribe|register|log in|sign in)\b.{{0,80}}\b{_OFFER}s?\b{_TAIL}",
        rf"(?:get|receive|want|have)\b.{{0,100}}\b(?:in|to|into)\s+your\s+(?:in-?box|e-?mail)\b{_TAIL}",
        rf"(?:get|receive)\s+(?:our|the)\b.{{0,60}}\bnewsletters?\b{_TAIL}",
        rf"(?:our\s+|daily\s+|weekly\s+|free\s+|the\s+)*newsletters?{_ARROW}",
        r"(?:enter\s+)?your\s+e-?mail(?:\s+address)?",
        rf"already\s+(?:a\s+)?(?:subscribe[rd]|member|have an account)\b{_TAIL}",
        rf"(?:thank you|thanks) for (?:subscribing|signing up|reading){_TAIL}",
        rf"support\s+(?:our|independent|quality)\s+{_WORDS}{{0,3}}(?:journalism|newsroom|reporting)\b{_TAIL}",
        rf"become a (?:member|subscriber|supporter)\b{_TAIL}",
        rf"by (?:signing up|subscribing|providing your)\b{_TAIL}",
    ),
    "cookie notice": (
        r"(?:we|this\s+(?:web)?site|our\s+(?:web)?site|[\w.]+)\s+(?:and our partners\s+)?uses?\s+cookies\b.*",
        r"by\s+(?:continuing|clicking|using|browsing|closing)\b.{0,160}\byou\b.{0,40}\b(?:agree|accept|consent)\b.*",
        r"(?:accept|reject|manage|allow)\s+(?:all\s+)?cookies(?:\s+\w+)?",
        r"cookie\s+(?:policy|settings|preferences|notice)",
        rf"(?:please\s+)?enable\s+(?:javascript|cookies)\b{_TAIL}",
        r"javascript (?:is|must be) .{0,120}",
    ),
    "legal notice": (
        r"(?:©|\(c\)\s*\d|copyright\s*(?:©|\(c\)|\d{4})).*",
        r".{0,120}\ball rights reserved\b.*",
        r"(?:privacy\s+(?:policy|notice)|terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)|disclaimer)"
        r"(?:\s*[|•·,/&]\s*[\w ]{1,30})*",
        r"privacy policy and terms(?: of (?:use|service))?",
        r"this\s+material\s+may\s+not\s+be\s+(?:published|reproduced)\b.*",
        rf"(?:this\s+)?{_PIECE}\s+is\s+(?:re)?(?:published\s+|licen[sc]ed\s+)+under\s+(?:a\s+)?creative\s+commons\b.*",
    ),
    "photo credit": (
        r"[\[(]?(?:file\s+)?(?:photos?|photographs?|pictures?|images?|pics?|illustrations?|graphics?|maps?|cartoon)"
        rf"(?:\s+(?:credits?|sources?|captions?|courtesy))?\s*[:|/]{_TAIL}",
        r"[\[(]?(?:file\s+)?(?:photos?|photographs?|pictures?|images?)\s+(?:by|courtesy(?:\s+of)?)\s+[^.]{2,50}[\])]?",
        rf"image\s+(?:source|caption|copyright)\b{_TAIL}",
        r"file\s+photo\b.*",
        r"credits?\s*:\s*[^.]{1,60}",
        # A caption that begins with the agency; others are known by their end.
        rf"(?-i:{_LEADING_PICTURES}|Getty Images)\s+(?-i:[A-Z]).{{0,250}}[^.!?:;,”\"’]",
        r"media playback is (?:not supported|unsupported) on (?:this|your) device.{0,200}",
        r"(?:enlarge (?:this )?image|play slideshow|hide caption|toggle caption)\b.{0,200}",
        rf"[\[(]?(?:[\w’'.-]+\s+){{0,4}}(?:{_AGENCY}\s*/\s*)?(?:via\s+)?"
        r"(?:getty\s+images?|shutterstock|ap\s+photo|epa-efe|wikimedia commons)(?:\s*[/|]\s*[\w’'. -]{1,40})?[\])]?",
        rf"{_AGENCY}\s*/\s*(?:(?-i:[A-Z])[\w’'.-]+\s*){{1,4}}(?:/\s*(?:file|pool|files))?",
        r"(?:view|open|expand)\s+(?:image|gallery|slideshow)(?:\s+in\s+fullscreen)?",
    ),
    "tags": (
        r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed\s+(?:under|in)|posted\s+in|sections?)\s*:\s*[^.]{0,200}",
        r"(?:tags|topics|related topics|explore more topics|in this (?:story|article))",
        r"#\w+(?:[\s,]+#\w+)*",
    ),
    "timestamp": (
        r"(?:(?:published|posted|updated|last\s+updated)\s*:?\s*)?(?:\d+|an?)\s+"
        r"(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago",
        r"(?:reading\s+time|time\s+to\s+read|read\s+time)\s*:?\s*(?:about\s+)?\d+\s*(?:min(?:ute)?s?)?",
        r"\d+[\s-]+min(?:ute)?s?[\s-]+read(?:ing)?",
        r"listen(?:\s+to\s+(?:this\s+)?(?:article|story))?(?:\s*[-–]?\s*\(?\d+(?:[:.]\d\d|\s*min\w*)\)?)?",
        r"(?:published|updated|last updated|posted|date)\s*:?",
    ),
    "agency notice": (
        r"our\s+standards\s*:.*",
        r"this\s+(?:article|story|column|op-ed|post|report|piece)\s+(?:was|is|has\s+been)\s+(?:originally|first|also|re-?)\s*"
        r"(?:published|posted|produced|syndicated)\b.*",
        r"this\s+(?:article|story|column|op-ed|post)\s+(?:was|is|has\s+been)\s+(?:published|posted|syndicated"
        r"|generated|auto-generated|translated|produced)\b.*",
        r"this\s+(?:article|story|piece|column)\s+(?:(?:originally|first)\s+)?(?:appeared|appears)\b.*",
        r"(?:the\s+)?(?-i:[A-Z])[\w’'. ,]{1,80}\s+contributed\s+(?:reporting|to\s+this\s+(?:report|article|story))\b.*",
        r"[\[(]?with\s+(?:additional\s+)?(?:inputs?|reporting|files)(?:\s+(?:from|by)\s+.{1,60})?[\])]?\.?",
        r"[\[(]?with\s+agenc(?:y|ies)(?:\s+inputs?)?[\])]?\.?",
        r"sources?\s*:\s*[^.]{1,60}",
        r"(?:the\s+)?(?:views?|opinions?)(?:\s+and\s+(?:views?|opinions?))?\s+expressed\s+"
        r"(?:here(?:in)?|are|in\s+this|by\s+(?:the\s+|our\s+|this\s+)?(?:authors?|writers?|contributors?|columnists?))\b.*",
        rf"{_AGENCY}|agencies|news desk|web desk|monitoring desk",
        r"(?:the\s+)?(?:writer|author)\s+(?:can\s+be\s+reached|tweets|may\s+be\s+contacted)\b.*",
        r"(?:e-?mail|twitter|contact)\s*:\s*\S*@\S+.{0,60}",
        r"[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30}|https?://\S+|www\.\S+",
    ),
    "navigation": (
        r"skip\s+to\s+(?:main\s+)?(?:content|navigation)",
        r"back\s+to\s+(?:top|home)",
        r"(?:main\s+)?menu|search|log\s*in|sign\s+in|home|close",
        rf"(?:next|previous|prev)(?:\s+(?:article|story|post|page))?{_ARROW}",
        r"home\s*[>»›/]\s*[\w’'&, -]+(?:\s*[>»›/]\s*[^>»›/]{1,80})*",
        rf"(?:loading|please wait|play(?: video)?|watch(?: video| live| now)?|live|video|breaking(?: news)?){_ARROW}",
    ),
}

#: How a caption ends: with the photographer and the agency.
_CAPTION_END = re.compile(
    rf"\((?:[\w’'.-]+\s+){{1,4}}/\s*{_PICTURES}[^()]{{0,20}}\)"
    rf"|\((?:[\w’'.-]+\s+){{0,3}}[\w’'.-]+/{_PICTURES}(?:/[\w ]{{1,30}})?\)"
    r"|[\s(](?:getty images|photo\s*:\s*[\w ]{2,30})\)"
    rf"|\s(?-i:[A-Z])[\w’'.-]+/{_PICTURES}"
    r"|©\s*[\w’'. -]{2,40}(?:\([\w/ ]{2,30}\))?"
    r"|\bhide caption(?: \d+ of \d+)?",
    re.IGNORECASE,
)
#: A kicker above the title: the section that a page files the story under.
SECTION = re.compile(
    r"(?:world|politics|opinions?|national|international|business|economy|columns?|editorials?|features?|analysis|news"
    r"|top story|lead story|world news|latest news|commentary|diplomacy|africa|asia|europe|americas|middle east)",
    re.IGNORECASE,
)
#: A line that heads a list of other stories; the headlines under it go with it.
RELATED_HEAD = re.compile(
    r"(?:related(?:\s+(?:stories|articles|news|content|coverage|posts?|links?|reading|items|topics))?"
    r"|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)"
    r"|(?:recommended|suggested)(?:\s+(?:for\s+you|stories|articles|reading))?"
    r"|more\s+(?:on\s+this(?:\s+\w+)?|stories|news|articles|headlines|coverage)"
    r"|more\s+(?:from|in|on)\s+[\w’'& ]{1,40}"
    r"|most\s+(?:read|popular|viewed|shared|commented)(?:\s+\w+)?"
    r"|trending(?:\s+\w+)?|popular(?:\s+(?:stories|posts|news|now))?"
    r"|(?:top|latest|other|must[- ]read)\s+(?:stories|news|headlines|articles|posts)"
    r"|editor[’']?s?[’']?\s+(?:picks?|choice)"
    r"|read\s+(?:also|next)|also\s+read|see\s+also|further\s+reading|in\s+case\s+you\s+missed\s+it"
    r"|what\s+to\s+read\s+next|keep\s+reading|up\s+next)\s*:?",
    re.IGNORECASE,
)
#: What a cut-off story ends with: marks of feeds and interfaces, glued to the last words.
TRUNCATION_MARK = re.compile(
    r"\s*(?:(?:…|\.\.\.)?\s*\[(?:\s*(?:…|\.\.\.)\s*|\+\d+\s+chars)\]|\(more\)"
    r"|(?:…|\.\.\.)\s*\(?(?:(?:read|see|show)\s+)?more\)?[\s.»›→>]*"
    r"|(?:…|\.\.\.)\s*continue\s+reading[\s»›→>]*)$",
    re.IGNORECASE,
)

#: All patterns in one, for speed: the number of the group that matched tells the reason.
_ANY = re.compile("|".join(f"({'|'.join(patterns)})" for patterns in PATTERNS.values()), re.IGNORECASE)
_REASONS: tuple[str, ...] = tuple(PATTERNS)
_SEPARATORS = re.compile(r"\s*[|•·●▪¦]\s*|\s+/\s+|\t+|[ \xa0]{4,}")
#: The longest caption, and the longest credit at its end, in characters.
_LONGEST_CAPTION, _LONGEST_CREDIT = 320, 90
#: The longest line of parts, in characters.
_LONGEST_PARTED = 240


def reason_to_cut(line: str) -> str | None:
    """Why a line is page furniture ("share button"), or None if it may be the story's own."""
    line = line.strip().strip("*_[]").strip()
    if not line or len(line) > LONGEST_LINE:
        return None
    match = _ANY.fullmatch(line)
    if match is not None and match.lastindex is not None:
        return _REASONS[match.lastindex - 1]
    return "photo credit" if _ends_as_caption(line) else None


def _ends_as_caption(line: str) -> bool:
    """Whether a credit stands at the end of a line that is short enough for a caption."""
    if len(line) > _LONGEST_CAPTION:
        return False
    start = max(0, len(line) - _LONGEST_CREDIT)
    return any(match.end() == len(line) for match in _CAPTION_END.finditer(line, start))


def parts(line: str) -> list[str]:
    """The parts of a line between bars, bullets and wide gaps, as "0 comments | by Jane Doe" has two."""
    if len(line) > _LONGEST_PARTED or _SEPARATORS.search(line) is None:
        return [line]
    return [part for part in _SEPARATORS.split(line.strip()) if part.strip(" \xa0-–—")]
