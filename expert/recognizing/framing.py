"""How a text speaks of what it names: tells it, or only asks, supposes, teaches or denies it, or has seen it cured.

`telling.py` holds single expressions; here are their kinds. What stands in quotes is taken as one thing that a sentence
speaks of, and what a sentence says before "that", a colon or a quote holds for all that comes after it. What is said
later in the text counts too: the last word tells whether something is over.
"""

from __future__ import annotations

import re
from functools import lru_cache

from expert.foundations.limits import LONG
from expert.recognizing.expressions import Signs
from expert.recognizing.telling import TURN, in_lower_case

_LONGEST_QUOTE = 400
_FAR = 400
"""Characters that are read before and behind what a text names."""

_QUOTES = re.compile(r"[\"“”„«»]")
_SENTENCE_END = re.compile(r"[.!?;](?=[\s\"”’)\]]|\Z)|\n")
_INNER_END = re.compile(r"[.!?;\n]")

_NOBODY = (
    r"nobody|no\ one|none\ of\ (?:us|them|(?:the|our|my|these|those)\ (?:\w+\ )?\w+)|"
    r"ingen(?:\ av\ (?:oss|dem|(?:våra|de|mina|dessa)\ (?:\w+\ )?\w+))?|inga"
)
_SAYS = (
    r"say|says|said|report|reports|reported|claim|claims|claimed|see|sees|seen|saw|get|gets|got|gotten|receive|"
    r"received|"
    r"met|meet|complain|complained|mention|mentioned|show|shows|shown|have|had|experienced|"
    r"säger|sagt|sade|sa|rapporterat|rapporterar|påstår|påstått|ser|sett|såg|får|fått|fick|mött|klagat|nämnt|visar|"
    r"visat|"
    r"har|haft|hade|upplevt|drabbats"
)
_DENIED = re.compile(
    rf"""(?sx)
    # nobody says so
    \b(?:{_NOBODY})\ (?:\w+\ ){{0,2}}?(?:{_SAYS})\b(?!\ (?:\w+\ ){{0,3}}?(?:help|explain|what|why|how|hjälp\w*|vad|
    varför)\b)
    (?:\ \w+){{0,4}}?(?:\ that|\ att|:|\ (?=["“”„«])|\ av)
    # it is not so
    | \b(?:not|n['’]t|inte|never|aldrig)\ (?:\w+\ )?(?:true|the\ case|so|correct|right|sant|så|fallet)\ (?:that|att)\b
    | \bstämmer\ (?:inte|ej)\ (?:\w+\ )?att\b
    | \b(?:we|i|she|he|they|users?|vi|jag|hon|han|de)\ (?:have\ |has\ |had\ |do\ |does\ |did\ |har\ |hade\ )?
    (?:\w*n['’]t|not|never|inte|aldrig)\ (?:\w+\ )?(?:{_SAYS})(?:\ (?:any|of|this|that|the|it|det|så|någon|något|
    meddelandet|felet|message|error|a|an|av)){{0,5}}(?:\ that|\ att|\ ?:|\ (?=["“”„«]))
    | \b(?:jag|vi|hon|han|de|användaren)\ (?:{_SAYS})\ (?:inte|aldrig)(?:\ (?:det|så|någon|något|meddelandet|felet))
    {{0,3}}(?:\ att|\ ?:|\ (?=["“”„«]))
    | (?:\A|[.,:;–-]\ ?)\W{{0,20}}(?:no|inget|ingen|inga)\ (?:more\ |mer\ )?(?:\w+\ )?(?=["“”„«])
    | \b(?:never|aldrig)\ (?:\w+\ )?(?=["“”„«])
    # no trace of it
    | \b(?:no|not\ any|n['’]t\ (?:find|see|have)\ any|inget|inga|ingen|inte\ (?:något|några|hittat|sett))\ (?:\w+\ )?
    (?:signs?|traces?|entry|entries|cases?|mention|reports?|lines?|tecken|spår|fall|rader?|notering\w*)\ (?:of|on|
    about|with|
    saying|av|på|om|med)\b
    | \b(?:find|found|see|saw|hittar|hittade|ser|såg)\ (?:nothing|inget|ingenting)\ (?:of|on|about|with|av|på|om|
    med)\b
    # nobody has trouble with it
    | \b(?:never|no|not|n['’]t|aldrig|inga|inget|inte)\ (?:\w+\ ){{0,3}}?(?:problems?|issues?|trouble|strul|bekymmer|
    krångel)
    \ (?:with|of|med)\b
    # it is not to be
    | \b(?:please|kindly|snälla)\ (?:do\ not|don['’]t|never|\w+\ inte)\b
    """
)
"""What denies all that comes after it."""

_FAILS_NOT = re.compile(
    r"""(?sx)
    \b(?:uteblir|uteblev|saknas|saknades|misslyckas|misslyckades|fastnar|fastnade|hänger|hängde|stannar|stannade|
    avbryts|avbröts|
    nekas|nekades|spärras|blockeras|stoppas|stoppar|kraschar|fryser|krånglar)\ (?:sig\ )?(?:inte|ej)\b
    | \b(?:(?:do|does|did|is|are|was|were|has|have)(?:n['’]t|\ not|\ never)|never|no\ longer)\ (?:\w+\ )?
    (?:fail|failed|failing|get\ stuck|got\ stuck|getting\ stuck|stuck|hang|hanging|freeze|stop|stopped|loop|looping|
    time\ out|crash|
    blocked|refused|denied|rejected|locked|expired|invalid|missing)\b
    | \b(?:är|var|blev|blir|har)\ (?:varken|inte|ej|aldrig)\ (?:\w+\ )?(?:låst|spärrad|utgånge?t?|ogiltigt?|fel|nådd|
    nått|blockerad|
    nekad|fastnat|hängt|misslyckats)\b
    """
)
"""A word for what fails, denied: what is named by it is not there."""

_SUPPOSED = re.compile(
    r"""(?sx)
    \b(?:what|tänk)\ (?:if|om)\b(?!\ (?:i|we|vi|jag)\ (?:try|tried|provar|testar)\b)
    | \b(?:let['’]?s|let\ us)\ (?:just\ )?(?:say|assume|suppose|imagine|pretend)\b
    | (?:\A|[.,:;–-]\ ?)\W{0,20}(?:säg|anta|antag|ponera|låt\ oss\ säga)\ (?:att|bara)\b
    | \b(?:suppose|supposing|assume|assuming|imagine|hypothetically|hypotetiskt|theoretically|teoretiskt)\b
    | \b(?:could|may|might|can|kan|skulle\ kunna)\ (?:\w+\ )?(?:happen|occur|be|hända|inträffa|bli|
    vara\ så)\ (?:\w+\ )?
    (?:that|att)\b
    | \b(?:one\ day|some\ day|en\ dag|framöver|in\ (?:the\ )?future|i\ framtiden)\b
    | (?:\A|[.:;–-]\ ?)\W{0,20}(?:in\ case|i\ fall|ifall|for\ the\ case)\b
    | \b(?:if|om|ifall)\ (?:\w+\ ){0,4}?(?:were\ to|would|should|skulle|råkar)\b
    | \b(?:hope|hopes|hoping|hoppas|fear|fears|worry|worries|oroar)\ (?:\w+\ ){0,4}?(?:not|n['’]t|never|inte|aldrig|
    slipper|
    that|att)\b(?=.{0,200}\Z)
    | \b(?:whether|huruvida)\b
    # what is announced
    | (?:\A|\n)\W{0,20}(?:heads?[\ -]?up|fyi|reminder|notice|announcement|planned|scheduled|change(?:\ request)?|obs|
    påminnelse|info|
    information|för\ kännedom|planerat|planerad|ändring|driftinformation|message\ cent(?:er|re)|meddelandecent(?:er|
    ret)|
    service\ health|tjänstehälsa\w*)\b[^:\n]{0,40}[:–-]
    """
)
"""What supposes all that comes after it."""

_WOULD_BE = re.compile(
    r"(?s)\A\W{0,20}(?:and\s|och\s|so\s|så\s)?(?:if|om|ifall)\b(?!\s(?:i|we|jag|vi)\s(?:would|skulle)\s(?:like|"
    r"vilja))"
    r"[^.?!\n]{0,300}\b(?:would|skulle)\b(?!\s(?:like|vilja|behöva|need|appreciate|uppskatta))"
)
"""What would be if."""

_NO_TROUBLE = re.compile(
    r"\b(?:no|without(?:\sany)?|zero|inga|utan(?:\snågra)?)\s(?:errors|problems?|fuss|trouble|issues?|complaints?|"
    r"hassle|fel(?!\w)|"
    r"problem|strul|krångel)\b|\b(?:no|not|never|inte|aldrig)\s(?:\w+\s)?(?:fail\w*|misslyck\w*)\b|\b0\s(?:failed|"
    r"failures|misslyckade)\b|"
    r"\bnot\s(?:only|just)\b|\bno\slonger\b"
)
_SUCCEEDS = re.compile(
    r"\b(?:succe\w+|work(?:s|ed)|fine|nicely|smooth(?:ly)?|went\s(?:through|well)|installed|finish\w*|complet\w+|"
    r"enrolled|managed|"
    r"valid|available|match(?:es|ed)|arriv\w+|landed|came|appear\w*|show(?:ed|s)\sup|renewed|uploaded|syncing|"
    r"synced|correct(?:ly)?|right|"
    r"as\s(?:planned|expected|it\sshould|usual)|accepted|assigned|present|found|verified|up\sand\srunning|okay|ok|"
    r"normal\w*|"
    r"lyck(?:as|ades|ats)|stämmer|fungera\w*|funka\w*|klart?|kom|dök\supp|giltig\w*|tillgänglig\w*|installera(?:s|"
    r"des|ts|t|d)|"
    r"registrera(?:des|ts|d|de)|inskriv\w+|gick\s(?:bra|igenom|fint|smidigt)|går\sbra|förny\w+|uppladda\w+|synkar|"
    r"synkade\w*|rätt|"
    r"som\s(?:planerat|väntat|den\sska|det\sska|vanligt)|godkän\w+|accepterade\w*|tilldela\w+|finns|hittades|"
    r"verifierad\w*|hanterad\w*|matchar)\b"
)
_FAILS = re.compile(
    r"""(?sx)
    \b(?:not|never|no|none|nothing|nobody|neither|nor|without|cannot|cant|dont|doesnt|wont|isnt|didnt|hasnt|arent|
    wasnt|couldnt|un\w{4,}|
    fail\w*|error\w*|problem\w*|issues?|trouble\w*|fault\w*|stuck|hang\w*|hung|stop\w*|stall\w*|freez\w*|froze\w*|
    block\w*|refus\w*|den(?:y|ied|ies)|
    reject\w*|declin\w*|in(?:valid|correct|complete|terrupt\w*)|impossib\w*|n0t|omöjlig\w*|expir\w*|laps\w*|miss\w*|
    gone|lost|los[et]s?|wrong\w*|bad|broken?|limit\w*|max\w*|cap|
    too|only|just|instead|still|loop\w*|circle\w*|round|blank|white|black|empty|spin\w*|crash\w*|clos\w*|lock\w*|
    busy|time[sd]?|timeout|skip\w*|bypass\w*|straight|
    ask\w*|demand\w*|requir\w*|needs?|must|wants?|old|late|delay\w*|forever|hours?|wait\w*|ran|run|revok\w*|
    cancel\w*|abort\w*|ended?|dies|died|dead|
    down|offline|disabl\w*|delet\w*|remov\w*|mismatch\w*|differ\w*|other|another|already|personal\w*|private|
    forbidden|disappear\w*|vanish\w*|
    but|yet|though|although|however|despite|except|turn\w*|goes|going|keeps?|complain\w*|odd|strange|why|help|again|
    back|ignor\w*|\d{3,}|
    inte|ej|aldrig|ingen|inget|inga|ingenting|utan|varken|misslyckas|misslyckades|misslyckats|misslyckad\w*|fel\w*|
    \w{2,}fel(?:et)?|problem\w*|strul\w*|krångl\w*|fastn\w*|
    häng\w*|stann\w*|stopp\w*|frys\w*|nek\w*|vägra\w*|avvis\w*|avsl\w*|avbr\w*|o(?:giltig|möjlig|känd|hanterad|
    behörig|tillgänglig)\w*|utgån\w*|gått|löpt|
    saknas?|saknad\w*|borta|uteb\w*|fattas|gräns\w*|tak\w*|för\ många|nådd|nått|bara|istället|i\ stället|fortfarande|
    igen|runt|cirk\w*|tom|vitt?|svart|
    snurr\w*|krasch\w*|stäng\w*|lås\w*|upptag\w*|hopp\w*|direkt|rakt|ber|fråg\w*|kräv\w*|måste|vill|behöv\w*|
    gammal\w*|gaml\w*|sen\w*|evig\w*|
    timm\w*|vänt\w*|återkall\w*|avslut\w*|död|dör|nere|inaktiv\w*|rader\w*|bort|skil\w*|annan|annat|andra|redan|
    personlig\w*|privat\w*|spärr\w*|
    förbjud\w*|försv\w*|påstår|klagar|varför|hjälp\w*|slut|ute|men|fast|dock|trots|ändå|tillbaka|blir|konstig\w*|
    ignorera\w*)\b
    | n['’]t\b | \?
    """
)
"""Words of what fails, and of whatever turns a sentence."""

_OTHER_THING = re.compile(
    r"""(?sx)
    # "the insurance portal did not …", "Printer app on iPad hangs …"
    \b(?!(?:the|this|that|our|my|her|his|your|their|an?|company|comp|intune|management|mdm|work|business|settings|
    authenticator|
    microsoft|ms|apple|user|users|end|admin|self|same|whole|and|in|from|on|of|to|with|by|via|through|using|when|if|
    as|but|client|vpp|
    azure|enrollment|enrolment|required|which|each|every|no|any|main|says|only|is|new|other|another|entra|office|web|
    into|opens?|
    opened|launch\w*|guided|access|managed|iphone|ipad|ios|portal|school|that['’]?s|it['’]?s|support|broker|device|
    your|unapproved|
    approved|single|missing)\b)\w{3,}\ (?:app|portal|website|web\ site|web\ shop|webshop)(?:['’]s)?
    (?:\ (?:on|in|of)\ (?:\w+\ ){0,3}?(?:iphones?|ipads?|phones?|tablets?|devices?|mobile))?\ (?:\w+\ )?
    (?:says?|said|shows?|asks?|keeps?|is|was|does|did|do|has|can|could|will|won|doesn|didn|isn|can['’]?t|cannot|
    hangs?|freezes|stops?|
    fails?|crashes|closes|logs|wants?|needs?|refuses?|never|loops?|spins)\b
    # "Skrivarappen på iPaden hänger sig", "Tandläkarportalen …"
    | \b(?!(?:företags|comp|mdm|admin|hanter|jobb|arbet|enhet|intune|apple|support|azure|själv|user|användar|bedrift|
    virksomhed|portal|
    authenticator|access|åtkomst|inställnings|microsoft|registrerings|program|mobil|lur|klient)-?(?:app|
    portal))(?!f?app|f?portal)\w{3,}-?
    (?:appen|portalen|sajten|butiken|systemet)(?:\ (?:på|i|för)\ (?:\w+\ ){0,2}?\w+)?\ (?:\w+\ )?
    (?:säger|sa|visar|frågar|ber|är|var|går|gick|har|kan|vill|hänger|fastnar|fryser|stannar|misslyckas|kraschar|
    stängs|stängdes|loggar|kräver|
    vägrar|godtog|godtar|nekar|installeras|laddas|laddar|snurrar|ligger)\b
    # "Duolingo on the school iPad says …"
    | \A\W{0,10}(?!(?:it|this|that|what|which|text|box|popup|screen|page|message|error|login|signin|enrol\w*|portal|
    safari|settings|
    intune|profile|setup|app|apps|update|log|report|there|here|nothing|button|sidan?|skärmen|rutan?|texten|
    meddelandet?|inloggning\w*|
    registrering\w*|portalen|inställningar\w*|appen|profilen|det|den|detta|loggen|knappen)\b)\w{3,}\ (?:on|in|på|
    i)\ (?:the|my|our|
    her|his|an?|min|vår|elevens|skolans|hennes|hans)\ (?:\w+\ )?(?:iphone|ipad|phone|tablet|iphonen?|ipaden|
    \w*plattan?|telefonen?|
    mobilen?)\ (?:says|shows|asks|hangs|säger|visar|frågar|hänger)\b
    # profiles and plans of other things
    | \b(?:eduroam|wi-?fi|wlan|vpn|mail|colou?r|icc|user|calendar|printer|beta|font|carrier)[\ -]profiles?\b
    | \b(?:eduroam|wi-?fi|vpn|färg|användar|mejl|skrivar|kalender|beta)-?profil\w*
    | \bservice\ (?:plan|desk|level|tier|agreement)s?\b
    """
)
"""Another app or portal than the one by which devices are enrolled."""

_OF_ENROLLING = re.compile(
    r"\b(?:intune\w*|company\s?portal|comp\s?portal|företagsportal\w*|enrol\w*|\w*registrer\w*|\w*inskriv\w*|"
    r"mdm\w*|ade|dep|abm|asm|"
    r"remote\smanagement|fjärrhantering\w*|hanteringsprofil\w*|management\sprofile|setup\sassistant|"
    r"in\w+sassistent\w*|configurator|"
    r"scep|manage\.microsoft\.com|user\senrol\w*)"
)

_WANTED = re.compile(
    r"\b(?:by\sdesign|on\spurpose|intentional\w*|as\s(?:configured|intended|decided)|(?:that['’]s|it['’]s|is)\sour\spolicy|"
    r"we\s(?:have\s)?(?:set|locked|configured|decided|chosen|chose)\s(?:it|this|that)|"
    r"det\shar\svi\s(?:låst|ställt|valt|bestämt|konfigurerat)|så\s(?:är|har)\s(?:det|vi)\s(?:bestämt|ställt|valt|sagt)|"
    r"så\svill\svi\sha|med\sflit|avsiktlig\w*)\b"
)
"""What is so because it is wanted so."""

_NOT_OURS = re.compile(
    r"[\s.!,;–-]{0,20}\b(?:not\s(?:our|my)\s(?:case|problem|tenant|phones?)|inte\s(?:vårt|mitt)\s(?:fall|problem)|"
    r"inte\shos\soss|not\s(?:here|with\sus|ours)|(?:we|i)\s(?:do|did|have|has)(?:n['’]t|\snot)(?=\s{0,5}(?:[.!,]|"
    r"\Z))|"
    r"(?:det\s)?har\s(?:inte\s(?:vi|jag)|(?:vi|jag)\sinte)(?=\s{0,5}(?:[.!,]|\Z))|inte\s(?:vi|jag)\b)"
)
"""What was named is not the writer's."""

_GENRE = (
    r"training|course|lesson|lecture|webinar|workshop|article|blog|blogs|faq|manual|handbook|glossary|quiz|exam|"
    r"slides?|"
    r"newsletter|runbook|section|chapter|wiki|deck|presentation|test\ ?case|test\ ?plan|knowledge\ ?base|kb|"
    r"documentation|docs|translation|poster|video|podcast|"
    r"kurs\w*|utbildning\w*|lektion\w*|webbinari\w*|artikeln?|bloggen?|blogginlägg\w*|handboken?|manualen?|"
    r"ordlista\w*|"
    r"frågesport\w*|provfråga\w*|bild(?:en)?\ \d+|nyhetsbrev\w*|testfall\w*|testplan\w*|kunskaps\w+|dokumentation\w*|"
    r"översättning\w*|avsnitt\w*|kapit\w+|lathund\w*|föreläsning\w*|filmen|podd\w*"
)
_TEACHES = (
    r"show|shows|showed|list|lists|listed|describe|describes|explain|explains|document|documents|documented|"
    r"translate|"
    r"translates|translating|contain|contains|include|includes|mention|mentions|cover|covers|add|put|write|writing|"
    r"wrote|"
    r"prepare|preparing|provoke|simulate|print|teach|teaches|rehearse|rehearses|"
    r"visar|visade|visa|listar|beskriver|beskriva|förklarar|förklara|dokumenterar|översätter|översätta|innehåller|"
    r"nämner|"
    r"tar\ upp|ta\ upp|omfattar|lägg|lägga|skriver|skriva|skrev|förbereder|framkalla|framkallar|provocera|simulera|"
    r"trycka|"
    r"öva|övar|går\ igenom"
)
_FOLLOWED = re.compile(
    r"\b(?:follow\w*|per|according|using|read|did|done|tried|trying|stuck|i['’]m|following|följ\w*|enligt|läst|läste|"
    r"gjort|gjorde|provat|testat|fast\w*|trots)\b"
)
_TAUGHT = re.compile(
    rf"""(?sx)
    \b(?:{_GENRE})\b(?:\W{{1,3}}\w+){{0,5}}?\W{{1,3}}(?:{_TEACHES})\b
    | \b(?:{_TEACHES})\b(?:\W{{1,3}}\w+){{0,6}}?\W{{1,3}}(?:{_GENRE})\b
    | (?:\A|\n|[.!?]\ )\W{{0,20}}(?:\w+[\ -]){{0,2}}?(?:{_GENRE})\ ?(?:\w+\ ?){{0,2}}:
    | \b(?:microsoft|apple)\ (?:\w+\ )?(?:documents|describes|lists|explains|dokumenterar|beskriver|listar|
    förklarar)\b
    | \b(?:translat\w+|proofread\w*|spelling\ of|översätt\w+|korrekturläs\w*|korrläs\w*)\b
    | \b(?:section|chapter|page|avsnitt|kapitel|sida)\ (?:on|about|om)\b
    | \b(?:reddit|forum|forumet|tech\ community|linkedin|twitter|facebook|youtube|flashback)\b
    | \b(?:saw|read|found|såg|läste|hittade)\ (?:\w+\ ){{0,2}}?(?:post|thread|article|comment|blog|inlägg\w*|tråd|
    artikel)\b
    | \b(?:read|find|läsa|hitta)\ (?:\w+\ )?(?:about|on|om)\b
    | \b(?:known|känt)\ (?:message|error|meddelande|fel)\b
    """
)
"""What teaches, translates or writes of all that comes after it."""

_OTHERS = re.compile(
    r"""(?sx)
    \b(?:(?:my|our|a|the|her|his|min|mitt|vår|en|ett|hennes|hans)\ )?(?:brother|sister|friend|neighbou?r|cousin|
    husband|wife|
    partner|kompis|vän|väninna|granne|bror|syster|kusin|man|fru|sambo)(?:['’]?s)?\ (?:\w+\ )?(?:employer|company|
    work|job|
    workplace|office|school|arbetsgivare|företag|jobb|arbetsplats|kontor|skola|at|on|på|hos|from|från|who|som)\b
    | \b(?:another|a\ different|some\ other|other|neighbou?ring|en\ annan|ett\ annat|andra|grann)\ ?
    (?:company|companies|firm|school|schools|tenant|customer|municipality|organi[sz]ation|district|branch|
    företag|bolag|skola|skolor|kommun|kommunen|kund|organisation|förvaltning)\b
    | \bsome(?:one|body)\ (?:else\ )?(?:online|on\ the\ (?:net|internet)|writes|wrote|posted)\b
    | \bnågon\ (?:annan\ )?(?:på\ nätet|skriver|skrev|postade)\b
    """
)
"""Others than those who write: what comes after is none of theirs."""

_ASKS = re.compile(
    r"""(?sx)
    \A\W{0,20}(?:(?:hi|hello|hey|hej|and|och|so|så|just|bara|also|oh|ps|question|fråga|quick\ question|
    snabb\ fråga)\b\W{1,4}){0,3}
    (?:what|which|when|where|who|whose|how|can|could|may|might|must|shall|should|will|would|is|are|was|were|does|do|
    did|has|
    have|vad|vilke[nt]|vilka|när|var|vem|vems|vilkas|hur|kan|kunde|får|ska|skulle|måste|är|finns|brukar|har|gör|bör|
    behöver|krävs|gäller|visas)\b
    """
)
_WHEN = re.compile(r"\A\W{0,20}(?:när|var|when)\b[^,?]{0,200},")
"""A clause that only says when: "När jag loggar in, …"."""

_FOR_HELP = re.compile(
    r"""(?sx)
    \b(?:why|how\ come|reasons?|help|assist|support|fix|solve|resolve|repair|get\ (?:past|around|rid|it|this|him|her|
    them|me)|
    wrong|going\ on|cause[sd]?|anyone|anybody|somebody|someone|please|look\ (?:at|into)|do\ (?:anything|something)|
    continue|proceed|
    (?:again|still)(?=\W{0,5}\Z)|stop\ it|says|shows|my|mine|our|this|
    varför|hjälp\w*|anledning\w*|orsak\w*|lös\w*|fixa\w*|åtgärda\w*|komma\ (?:runt|förbi|vidare)|bli\ av\ med|
    göra\ (?:något|åt)|
    fortsätt\w*|fel\ på|felet|titta|kolla|säger|står|(?:igen|fortfarande)(?=\W{0,5}\Z)|den\ här|det\ här|
    min|mitt|mina|vår|vårt|våra|bero\w*)\b
    """
)
"""Who asks so, asks about a fault that is there."""

_OF_ONESELF = re.compile(r"\b(?:i|i['’]m|me|we|us|he|she|her|his|jag|mig|vi|oss|han|hon|hennes|hans)\b")
_IF = re.compile(r"\b(?:if|om|ifall)\b")
_HOW_TO = re.compile(
    r"\A\W{0,20}(?:\w+\W{1,4}){0,2}?(?:how|where|which|hur|var|vilk\w+|(?:can|may|must|should|kan|får|måste|ska|"
    r"bör)\s"
    r"(?:i|we|one|you|jag|vi|man))\b"
)
"""Who asks how to do something of their own has no fault yet."""

_GETS_IT = re.compile(
    r"\b(?:get|gets|got|see|sees|saw|have|has|får|fick|ser|såg|har|visas|kommer)\s(?:it|this|that|these|them|det|den|"
    r"detta|dessa)\b(?!\s(?:not|inte|aldrig|never)\b)"
)
"""Somebody has what was asked about."""

_GOOD = re.compile(
    r"""(?sx)
    \b(?:
    (?P<closing>(?:fixed|solved|resolved|sorted|cured|repaired|remedied)(?:\ (?:it|this|that|now|itself))?|
    (?:be\ )?closed?\ (?:the|this|my)\ (?:ticket|case|incident)|
    (?:can|may)\ be\ closed|closing\ (?:the|this)\ (?:ticket|case)|case\ closed|löst|löste\ (?:det\ |allt\ )?sig|
    ordnade\ (?:det\ )?sig|
    avhjälpt|åtgärdat|åtgärdades|rättades|löstes|fixat|kan\ stängas|stänga\ ärendet|ur\ världen)
    | (?P<state>works?|worked|working|went\ (?:through|well|fine|ok|okay|smoothly)|goes\ through|got\ through|
    (?:is|are|was|were|am|been|it['’]s|i['’]m)\ (?:\w+\ )?(?:fine|well|good|ok|okay|back|up|gone|enrolled|registered|
    in|through|running|normal|
    available|reachable)|all\ (?:good|fine|well|ok)|succeeded|(?:has|have)\ (?:gone|disappeared)|disappeared|
    (?:could|can)\ (?:now\ )?(?:enroll|enrol|register|sign\ in|log\ in)|
    fungerar|fungerade|funkar|funkade|gick\ (?:det\ )?(?:bra|igenom|fint|vägen|som\ det\ ska|smidigt)|
    går\ (?:det\ )?(?:bra|igenom|fint)|
    gick\ (?:det|den|allt)\ (?:\w+\ )?(?:att\ (?:registrera|logga\ in)|igenom)|
    (?:är|var|blev)\ (?:\w+\ ){0,2}?(?:bra|klar|klart|ok|okej|inne|igång|registrerad|registrerade|inskriven|
    inskrivna|borta|uppe|frid|lugnt|grönt|
    tillgänglig|nåbar)|försvann|lyckades|kunde\ (?:\w+\ )?(?:registrera\w*|logga\ in))
    )\b
    """
)
"""What goes well: what closes a case by itself, and what does beside a word for what changed."""

_CHANGED = re.compile(
    r"\b(?:now|today|since|after|afterwards|then|again|finally|eventually|at\s(?:last|once)|in\sthe\send|later|"
    r"(?:second|third|next|new)\s(?:try|attempt|time)|this\smorning|meanwhile|anymore|any\smore|"
    r"nu|idag|i\sdag|sedan|sen|efter|därefter|efteråt|igen|till\sslut|slutligen|senare|därpå|numera|"
    r"andra\s(?:försöket|gången)|imorse|i\smorse|omstart\w*)\b"
)
_NOT_SO = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|cannot|hardly|only|except|but|until|unless|if|when|whenever|should|"
    r"would|could\sbe|must|want\w*|"
    r"need\w*|hope\w*|please|how|why|what|otherwise|before|earlier|yesterday|last|used\sto|supposed|others?|another|"
    r"colleague\w*|everyone\selse|mail|mails|outlook|teams|internet|wi-?fi|browser|safari|vpn|apps|android|laptop|"
    r"pc|mac|"
    r"computer|to\sbe|to\sget|get\sit|get\sthis|still|though|can\syou|could\syou|fails?|failed|hangs?|stuck|"
    r"inte|ej|aldrig|ingen|inget|inga|ingenting|knappt|bara|utom|men|tills|om|när|ska|skulle|bör|vill|behöver|"
    r"måste|hoppas|hur|"
    r"varför|vad|annars|förut|tidigare|igår|i\sgår|förra|innan|andra|kolleg\w+|mejl\w*|webbläsar\w*|dator\w*|övriga|"
    r"kan\sni|kan\sdu|fortfarande|fast|dock|hänger|fastnar)\b|n['’]t\b|\?"
)
"""In a clause with any of these, what goes well is not what was told to have failed."""

_IT = "x"
_WORDS_OF_A_SENTENCE = 4
_NEAR = 12
_CLAUSE = re.compile(r"[.!?;:\n]|,|\s[-–—]\s|\b(?:and|och|but|men)\b")


_SIGNS = Signs()
_MAY_BE_CURED = _SIGNS.of(_GOOD)
_MAY_DENY = _SIGNS.of(_DENIED)
_WOULD = _SIGNS.of(_WOULD_BE)
_MAY_GO_WELL = _SIGNS.of(_NO_TROUBLE, _SUCCEEDS)
_MAY_BE_ANOTHER = _SIGNS.of(_OTHER_THING)
_MAY_NOT_FAIL = _SIGNS.of(_FAILS_NOT)
_MAY_BE_WANTED = _SIGNS.of(_WANTED)
_MAY_BE_OTHERS = _SIGNS.of(_NOT_OURS)
_MAY_SUPPOSE = _SIGNS.of(_SUPPOSED, _OTHERS)
_MAY_TEACH = _SIGNS.of(_TAUGHT)
"""By the words of a text, what is not to be looked for in it."""


def is_framed(text: str, first: int, last: int, *, asked: bool = True, whole: bool = False) -> bool:
    """Whether a text only mentions what stands at a place, or says that it is over.

    Args:
        text: the text; in a long one, which is a log, nothing is.
        first: where what it names begins.
        last: where that ends.
        asked: what is only asked about is only mentioned; but who asks what a code means, has mostly been shown it.
        whole: it is a documented message, whose own words say nothing of how it is spoken of.
    """
    if len(text) > LONG:
        return False
    signs = _SIGNS.in_text(text)
    if not signs and "?" not in text:
        return False
    flat, quotes = _flattened(text)
    for begin, end in quotes:
        if begin < last and first < end:
            first, last = min(first, begin), max(last, end)
    if signs & _MAY_BE_CURED and _is_cured(flat, first, last):
        return True
    nearest = max(first - _FAR, 0)
    begin = max((found.end() for found in _SENTENCE_END.finditer(flat, nearest, first)), default=nearest)
    farthest = min(last + _FAR, len(flat))
    stop = _SENTENCE_END.search(flat, last, farthest)
    end = farthest if stop is None else stop.start()
    asks = flat[end : end + 1] == "?" or flat[max(last - 1, 0) : last] == "?"
    # The quote that opens what is named belongs to the words before it.
    head, spoken = flat[begin : first + 1], f"{flat[begin:first]}{_IT}{flat[last:end]}"
    if signs & _MAY_DENY and _is_denied(flat[begin:last], first - begin):
        return True
    if signs & _WOULD and _WOULD_BE.match(flat[begin:end]) is not None:
        return True
    if asked and not whole and signs & _MAY_GO_WELL and _goes_well(flat[begin:end]):
        return True
    if asked and not whole and signs & _MAY_BE_ANOTHER and _is_of_another(flat, flat[begin:end]):
        return True
    if signs & _MAY_NOT_FAIL and _FAILS_NOT.search(flat, max(first - _NEAR, begin), min(last + _NEAR, end)) is not None:
        return True
    wanted = _WANTED.search(flat, begin, end) if signs & _MAY_BE_WANTED else None
    if wanted is not None and TURN.search(flat, wanted.end(), end) is None and not asks:
        return True
    if signs & _MAY_BE_OTHERS and _NOT_OURS.match(flat, end) is not None:
        return True
    if signs & _MAY_SUPPOSE and (_holds_on(_SUPPOSED, head) or _holds_on(_OTHERS, head)):
        return True
    if signs & _MAY_TEACH and _FOLLOWED.search(spoken) is None and _holds_on(_TAUGHT, spoken):
        return True
    return asked and asks and _only_asks(spoken, first - begin) and _GETS_IT.search(flat, end) is None


def _holds_on(words: re.Pattern[str], said: str) -> bool:
    """Whether words stand in what is said, and nothing behind them turns it around."""
    return any(TURN.search(said, found.end()) is None for found in words.finditer(said))


def _is_denied(said: str, first: int) -> bool:
    """Whether words before what is named deny it, or words within it deny what comes after them.

    Args:
        said: the sentence until the end of what is named.
        first: where that begins.
    """
    for found in _DENIED.finditer(said):
        quoted = _QUOTES.match(said, found.end()) is not None
        is_before = found.end() <= first + 1
        # "It never asks for 'Remote Management'" tells of a fault: a name in quotes is no sentence that is denied.
        if not is_before and quoted and len(said[found.end() :].split()) < _WORDS_OF_A_SENTENCE:
            continue
        if TURN.search(said, found.end(), max(first, found.end())) is None:
            return True
    return False


def _goes_well(sentence: str) -> bool:
    """Whether a sentence says of something that it succeeds, and of nothing that it fails."""
    rest = _NO_TROUBLE.sub(" ", sentence)
    return (rest != sentence or _SUCCEEDS.search(rest) is not None) and _FAILS.search(rest) is None


def _is_of_another(text: str, sentence: str) -> bool:
    """Whether a sentence tells of another app or portal, in a text that does not speak of enrolling."""
    return _OTHER_THING.search(sentence) is not None and _OF_ENROLLING.search(text) is None


def _only_asks(sentence: str, first: int) -> bool:
    """Whether a question asks about something in general, and not for help with it.

    Args:
        sentence: the question, in which one letter stands for what it names.
        first: where that stands.
    """
    opening = _ASKS.match(sentence)
    if opening is None or opening.end() > first or _WHEN.match(sentence) is not None:
        return False
    if "," in sentence[opening.end() : first] or _FOR_HELP.search(sentence) is not None:
        return False
    supposed = _IF.search(sentence)
    asking = sentence if supposed is None else sentence[: supposed.start()]
    return _HOW_TO.match(sentence) is not None or _OF_ONESELF.search(asking) is None


def _is_cured(text: str, first: int, last: int) -> bool:
    """Whether the text goes on to say that what it names at a place is over."""
    end = min(len(text), last + _FAR)
    for found in _GOOD.finditer(text, last, end):
        begin = max((c.end() for c in _CLAUSE.finditer(text, last, found.start())), default=last)
        stop = _CLAUSE.search(text, found.end(), end)
        clause = text[begin : end if stop is None else stop.end()]
        if _NOT_SO.search(clause) is not None:
            continue
        line = max(text.rfind(mark, last, found.start()) for mark in ".!\n")
        changed = found["closing"] or _CHANGED.search(text, max(line, last), found.end() + 40)
        if changed and TURN.search(text, found.end()) is None:
            return True
    return False


@lru_cache(maxsize=8)  # asked for each thing that a text names
def _flattened(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text in lower case, with nothing that ends a sentence in its quotes; and where these stand."""
    text = in_lower_case(text)
    marks = [found.start() for found in _QUOTES.finditer(text)]
    quotes: list[tuple[int, int]] = []
    for begin, end in zip(marks[::2], marks[1::2], strict=False):
        if end - begin <= _LONGEST_QUOTE:
            quotes.append((begin, end + 1))
    parts: list[str] = []
    done = 0
    for begin, end in quotes:
        parts += (text[done:begin], _INNER_END.sub(" ", text[begin:end]))
        done = end
    return "".join((*parts, text[done:])), tuple(quotes)
