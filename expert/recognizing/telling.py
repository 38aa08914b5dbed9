"""Whether a sentence that holds what a fault is called tells that it is there: or supposes, plans, teaches, or is glad.

What is said after a "but" stands on its own: "the guide says that it installs, but the profile cannot be installed".
"""

from __future__ import annotations

import re

_TURN = re.compile(
    r"\b(?:but|however|yet|still|though|although|except|again|instead|nevertheless|only\s+to|unfortunately|"
    r"men|fast|dock|ändå|fortfarande|däremot|trots|förutom|tyvärr)\b",
    re.I,
)
"""A word by which a sentence turns: what was said before it does not hold for what comes after."""

_BEFORE = re.compile(
    r"""(?isx)
    # what teaches: a guide that describes, a note that lists
    \b(?:articles?|guides?|documentation|docs|manual|training|lesson|webinar|release\ notes?|news\ ?letter|changelog|
    artikeln?|guiden?|dokumentation(?:en)?|manualen|utbildning(?:en)?|kursen|handboken|nyhetsbrevet)\s+(?:\w+\s+){0,2}?
    (?:describes?|explains?|covers?|mentions?|lists?|states?|says|tells|shows|beskriver|förklarar|tar\ upp|nämner|
    listar|säger)\b
    | \b(?:according\ to|as\ per)\ (?:the|microsoft\S*|apple\S*)\ (?:\w+\s+){0,2}?(?:docs|documentation|guide|article|
    manual)\b
    | \benligt\ (?:\w+\s+){0,2}?(?:dokumentation\w*|guiden?|artikeln?|manualen)\b
    | \b(?:writing|write|wrote|preparing|need|want)\ (?:a|an|the|some)\ (?:\w+\s+)?(?:guide|article|instructions?|
    manual|faq|checklist)\ (?:about|for|on)\b
    | \b(?:skriver|förbereder|behöver|vill\ ha)\ (?:en|ett)\ (?:\w+\s+)?(?:guide|artikel|instruktion|manual|lathund|
    checklista)\ (?:om|för|till)\b
    | (?:\A|\n)\W*(?:release\ notes?|changelog|documentation|faq|news|tip|note\ to\ self|nyhet|tips|dokumentation|
    att\ göra|to[\ -]?do)\s*:
    | (?<!know\ )\bwhat\ (?:to\ do|is\ shown|gets\ shown|users?\ (?:will\ )?see|one\ does)\ (?:when|if)\b
    | (?<!vet\ )(?<!inte\ )\bvad\ (?:man\ (?:ska\ |bör\ )?(?:gör|göra)|som\ (?:visas|händer))\ (?:när|om|ifall)\b
    | \A\W*(?:can|could)\ (?:someone|anyone|somebody|you)\ (?:please\ )?explain\ what\b
    | \A\W*(?:what\ does|vad\ betyder)\ (?!it\b|det\b)
    # what is planned, or comes
    | \bwe\ (?:plan|intend|are\ planning|are\ thinking|are\ considering)\b
    | \bvi\ (?:planerar|tänker|funderar|överväger)\b
    | \A\W*(?:from|as\ of|starting|beginning)\ (?:\w+\s+){1,4}?(?:on|onwards?|forward|next\ \w+)\b
    (?=.*\b(?:will|cannot|can\ no)\b)
    | \A\W*(?:from|as\ of|starting)\ (?:in\ )?(?:next\ \w+|january|february|march|april|may|june|july|august|september|
    october|november|december)\b(?=.*\bwill\b)
    | \A\W*(?:från\ och\ med|fr\.?o\.?m\.?|från\ nästa)\b(?=.*\bkommer\b)
    # what is supposed, to be advised on
    | \A\W*(?:and\ |och\ )?(?:in\ (?:the\ )?case|suppose|supposing|imagine|assume|assuming)\b
    | \A\W*(?:antag|anta|tänk\ dig|ponera)\ att\b
    | \A\W*(?:would|skulle)\b(?=.*\?)
    | \A\W*(?:could|might|may|can)\ (?!you|someone|anyone|somebody|anybody|i\b|we\b|it\ be)
    (?=.*\b(?:if|when|once)\b.*\?)
    | \A\W*kan\ (?!du|ni|någon|jag|vi\b|det\ vara)(?=.*\b(?:om|när|ifall)\b.*\?)
    | \A\W*is\ it\ possible\ to\b
    | \A\W*(?:if|when|whenever|once)\ (?!i\b|we\b|he\b|she\b|they\b|my\b|our\b|his\b|her\b)
    (?=[^,]*,\ ?(?:then\ )?(?:remove|check|restart|contact|delete|ask|tell|try|go|open|make|remind|verify|
    (?:the\ |your\ )?(?:users?|administrators?|admins?|helpdesk)\ (?:should|must|can|may|will|has\ to|needs?\ to|
    see))\b)
    | \A\W*(?:om|när|ifall)\ (?!jag|vi\b|han\b|hon\b|de\b|min\b|vår)
    (?=[^,]*?\s(?:tar|ska|bör|måste|kan|får)\ (?:man|du|användaren|administratören)\b)
    # what is no trouble, or not so
    | \b(?:have|has|had|see|is|are|were|was)\ (?:no|not\ any|never\ any)\ (?:\w+\ )?(?:problems?|issues?|trouble)
    \ (?:with|of)\b
    | \b(?:har|hade|ser|är)\ (?:inte|inga|inget|aldrig)\ (?:några\ |något\ )?(?:problem|bekymmer|fel)\ (?:med|av)\b
    | \b(?:without|no)\ (?:any\ )?(?:problems?|trouble|difficult\w+)\ (?:at\ all\ )?(?:to|in|when|with)\b
    | \butan\ (?:några\ |minsta\ )?(?:problem|bekymmer|svårighet\w*)\ (?:att|när|vid)\b
    | (?:n['’]t|\b(?:not|never))\ (?:\w+\ )?(?:true|right|correct|so|the\ case)\ that\b
    | \b(?:stämmer|är)\ (?:inte|ej)\ (?:sant\ |så\ |rätt\ )?att\b
    """
)
"""What stands before a fault that is not told to be there."""

_AFTER = re.compile(
    r"""(?isx)
    \b(?:fixed|solved|resolved|repaired|up\ again|back\ (?:up|to\ normal)|available\ again|fine\ now|
    (?:goes|went|gone)\ through\ now|works\ (?:again|now)|can\ be\ closed)\b
    | \b(?:now|today|since\ then|afterwards)\b[^.,;]{0,30}\b(?:works|goes\ through|(?:is|are|all|was)\ (?:\w+\ )?
    (?:fine|okay|ok|well|good|gone|enrolled|solved))\b(?!\ (?:not|no|only|nothing)\b)
    | \b(?:today|since\ then|afterwards)\b[^.,;]{0,30}\b(?:worked|went\ (?:through|well|fine)|(?:is|was)\ (?:\w+\ )?
    fine)\b
    | \b(?:nu|idag|i\ dag|sedan\ dess|efteråt|därefter)\b[^.,;]{0,30}\b(?:fungerar|funkar|går\ det|löst|åtgärda\w*|
    (?:är|gick|går)\ (?:\w+\ )?(?:bra|fint|ordnat|borta))\b(?!\ (?:inte|inget|ingenting|aldrig|ej|bara|alls|dåligt)\b)
    | \b(?:är|blev|har)\ (?:nu\ )?(?:löst|lösta|åtgärda\w+|ordna\w+|avhjälpt\w*)\b
    | \b(?:löste|ordnade)\ sig\b
    | \b(?:kan\ stängas|(?:fungerar|funkar)\ igen|är\ (?:uppe|tillgänglig)\ igen)\b
    | \A\W*(?:stopped|ceased|slutade|upphörde)\ (?:being|to\ be|att\ vara|vara)\b
    | \A\W*being\ (?:a\ )?(?:problem|issue)\b
    | \A[^,.;]{0,30}\b(?:no\ longer|not\ any\ ?more)\ (?:shown|appears?|shows|displayed|comes|a\ problem|an\ issue)\b
    | \A\W*(?:\w+\s+){0,3}?(?:only|just|bara)\ (?:lasted|took|tog|varade)\b
    """
)
"""What stands after a fault that is over."""

_NOT_OVER = re.compile(
    r"(?i)(?:\b(?:not|never|no|un|cannot|inte|ej|aldrig|isn['’]t|wasn['’]t|hasn['’]t)|n['’]t)\s+(?:\w+\s+){0,3}\Z"
    r"|\b(?:to\s+(?:be|get|have)|please|need\w*|want\w*|get|gets|can|could|kan|must|hope\w*|hoppas|måste|behöver|vill|how|hur|when|om|if|should|ska)\s+"
    r"(?:\w+\s+){0,4}\Z"
)
_GONE = re.compile(
    r"(?i)\b(?:message|error|warning|meddelandet|felet|felmeddelandet|varningen)\b(?:\W+\w+){0,8}?\W+"
    r"(?:(?:is|are|has|have|är|har)\s+(?:now\s+|nu\s+)?(?:gone|borta|disappeared|försvunnit)|disappeared|försvann)\b"
)


def is_supposed(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether a sentence supposes, plans, teaches or denies what it names, and does not turn before it.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends, with its question mark.
    """
    found = _BEFORE.search(text[begin:end])
    if found is None or found.start() >= last - begin:
        return False
    # What is named may begin in the expression itself: "would the devices then fail to enroll?"
    return _TURN.search(text[:first], begin + found.end()) is None


def is_over(text: str, first: int, last: int, end: int) -> bool:
    """Whether what a sentence names is over, and nothing after that takes it back.

    Args:
        text: the text.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends.
    """
    behind = text[last:end]
    for found in _AFTER.finditer(behind):
        if not _NOT_OVER.search(behind[: found.start()]) and _TURN.search(behind, found.end()) is None:
            return True
    gone = _GONE.search(text, first, end)
    return gone is not None and gone.end() > last and _TURN.search(text[:end], gone.end()) is None
