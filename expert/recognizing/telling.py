"""Whether a sentence that holds what a fault is called tells that it is there: or supposes, plans, teaches, or is glad.

What is said after a "but" stands on its own: "the guide says that it installs, but the profile cannot be installed".
"""

from __future__ import annotations

import re
from functools import lru_cache

from expert.foundations.limits import LONG
from expert.recognizing.expressions import Signs

TURN = re.compile(
    r",\s{0,30}(?:and\s{1,30}|och\s{1,30})?(?:it|he|she|(?:my|her|his|the|our|min|hennes|hans)\s{1,30}\w+|\w+en|det)\s{1,30}"
    r"(?:says|said|shows|säger|står|visar)\b|"
    r"\b(?:but|however|yet|still|though|although|except|again|instead|nevertheless|only\s{1,30}to|unfortunately|"
    r"came\s{1,30}back|temporarily|men|fast|dock|ändå|fortfarande|däremot|trots|förutom|tyvärr|kom\s{1,30}tillbaka|återkom|"
    r"tillfälligt)\b",
    re.I,
)
"""A word by which a sentence turns: what was said before it does not hold for what comes after."""

_SIGNS = Signs()

_BEFORE = _SIGNS.expression(
    r"""(?sx)
    # what teaches: a guide that describes, a note that lists
    \b(?:articles?|guides?|documents?|test\ plans?|documentation|docs|manual|training|lesson|webinar|release\ notes?|
    news\ ?letter|changelog|artikeln?|guiden?|dokumentation(?:en)?|manualen|utbildning(?:en)?|kursen|handboken|
    nyhetsbrevet|testplanen)\s{1,30}(?:\w+\s{1,30}){0,2}?(?:describes?|explains?|covers?|mentions?|lists?|states?|
    says|tells|
    shows|
    includes?|omfattar|innehåller|beskriver|förklarar|tar\ upp|nämner|listar|säger)\b
    | \b(?:apple|microsoft)\ (?:says|writes|states|säger|skriver)\ (?:that|att)\b
    (?=.{0,600}\b(?:can|may|if|when|kan|om|när)\b)
    | \b(?:according\ to|enligt)\ (?:microsoft|apple)\b(?!\ (?:business|school|support))
    | \b(?:preparing|holding|förbereder|håller)\ (?:a|an|en|ett)\ (?:\w+\ )?(?:course|training|lesson|talk|kurs|
    utbildning|lektion|föredrag)\ (?:on|about|om)\b
    | \b(?:simulates?|simulating|simulerar)\b
    | \b(?:said|supposed|going)\ to\ (?:fix|solve)\b | \bfixed\ (?:an?|the)\ (?:issue|bug|problem)\b
    | \b(?:prevent|avoid|förhindra|undvika)\ (?:that|att)\b
    | \A\W{0,30}(?:how\ (?:often|likely|common)|hur\ (?:ofta|vanligt))\b
    | \b(?:how\ (?:often|likely|common)\ (?:it\ )?(?:is|does|do)|hur\ vanligt\ det\ är)\b
    | (?<!is\ )\bwhat\ happens\ if\b | \bvad\ gör\ man\ (?:när|om)\b
    | \A\W{0,30}(?:to\ (?:prevent|avoid)|för\ att\ (?:undvika|förhindra))\b
    | \b(?:check|verify|find\ out|kontrollera|kolla|se\ efter)\ (?:if|whether|om|ifall)\b
    | \b(?:warns?|varnar)\b(?=.{0,600}\b(?:may|can|might|could|kan)\b)
    | \b(?:we|i)\ want\ (?:\w+\ ){1,6}?to\ be\ (?:refused|blocked|denied|rejected|stopped)\b
    | \b(?:vi|jag)\ vill\ att\b(?=.{0,600}\b(?:nekas|spärras|blockeras|avvisas|stoppas)\b)
    | \b(?:which|what)\ (?:error|message)\ (?:comes|is\ shown|appears)\b
    | \bvilk(?:et|en)\ (?:fel|meddelande|text)\ som\ (?:kommer|visas)\b
    | \b(?:users?|users|somebody|one|people)\ would\ (?:get|see)\b | \banvändare[nr]?n?a?\ skulle\ (?:få|se)\b
    # with an article before it, it says of a thing what kind it is: "the expected services"
    | (?<!\bthe\ )(?<!\ban\ )(?<!\bits\ )(?<!\bour\ )(?<!\bany\ )(?<!\bno\ )(?<!\ball\ )\bexpected\b
    | \b(?:worried\ that|worried\ \w+\ \w+\ would|afraid\ that|feared)\b
    | \b(?:orolig|oroliga|rädda?)\ (?:för\ )?att\b | \bbefarade\b
    | (?:\A|:)\W{0,30}(?:if|om)\ (?!i\b|we\b|he\b|she\b|jag\b|vi\b|han\b|hon\b|my\b|
    min\b)(?=(?P<within>[^,?]{0,300}),[^?]{0,300}\Z)
    (?!.{0,600},.{0,600}\b(?:says?|shows?|stops?|hangs?|fails?|säger|står|stannar|hänger|misslyckas)\b)
    | \A\W{0,30}(?:when|whenever|när)\ (?!i\b|we\b|he\b|she\b|jag\b|han\b|hon\b|my\b|min\b)
    (?=(?P<in_when>[^,]{0,300}),\ ?(?:we|collect|call|wait|sync|reset|wipe|update|sign|renew|assign|samla|ring|
    synka|starta|
    vänta|kontrollera|kolla|gå|öppna|uppdatera|tilldela)\b)
    | \A\W{0,30}när\ (?!jag\b|han\b|hon\b|min\b)(?=.{0,600}\s(?:tar|raderar|byter|startar|ringer)\ (?:vi|man)\b)
    | \b(?:according\ to|as\ per)\ (?:the|microsoft\S*|apple\S*)\ (?:\w+\s{1,30}){0,2}?(?:docs|documentation|guide|
    article|
    manual)\b
    | \benligt\ (?:\w+\s{1,30}){0,2}?(?:dokumentation\w*|guiden?|artikeln?|manualen)\b
    | \b(?:writing|write|wrote|preparing|need|want)\ (?:a|an|the|some)\ (?:\w+\s{1,30})?(?:guide|article|instructions?|
    manual|faq|checklist)\ (?:about|for|on)\b
    | \b(?:skriver|skriva|skriv|förbereder|behöver|vill\ ha)\ (?:en|ett)\ (?:\w+\s{1,30})?(?:guide|artikel|instruktion|
    manual|lathund|checklista)\ (?:om|för|till)\b
    | (?:\A|\n)\W{0,30}(?:release\ notes?|changelog|documentation|faq|news|tip|note\ to\ self|nyhet|tips|dokumentation|
    att\ göra|to[\ -]?do)\s{0,30}:
    | (?<!know\ )\bwhat\ (?:to\ do|is\ shown|gets\ shown|users?\ (?:will\ )?see|one\ does)\ (?:when|if)\b
    | (?<!vet\ )(?<!inte\ )\bvad\ (?:man\ (?:ska\ |bör\ )?(?:gör|göra)|som\ (?:visas|händer))\ (?:när|om|ifall)\b
    | \A\W{0,30}(?:which|what)\ (?:message|error|text|screen)\ (?:does|do|will)\b
    | \A\W{0,30}vilke[nt]\ (?:meddelande|fel|text|skärm)\ (?:får|ser|visas|möter)\b
    | \A\W{0,30}(?:what\ (?:are|is)|vilka\ är|vad\ är)\ (?:the\ |de\ |den\ )?(?:most\ )?(?:common|usual|typical|
    vanlig\w*)\b
    | \b(?:like|want|wants)\ to\ know\ (?:how\ many|which|if|whether|when)\b
    | \b(?:vill|skulle)\ (?:gärna\ )?(?:vilja\ )?veta\ (?:hur\ många|vilk\w+|om|när)\b
    | \b(?:i|we|i['’]ve|we['’]ve)\ (?:\w+\ )?(?:read|heard)\ (?:(?:somewhere|online|(?:on|
    in)\ (?:the\ |an?\ )?\w+)\ )?(?:that|about)\b
    | \b(?:jag|vi)\ (?:har\ )?(?:läste|läst|hörde|hört)\ (?:(?:någonstans|(?:på|i)\ \w+)\ )?(?:att|om)\b
    | \A\W{0,30}(?:please\ |and\ )?(?:remember|do\ not\ forget|don['’]t\ forget|make\ sure|see\ to\ it|note)\ (?:to|
    that)\b
    | \A\W{0,30}(?:kom\ ihåg|glöm\ inte|se\ till|tänk\ på|observera)\ att\b
    | \A\W{0,30}(?:users?|devices|people|användare|enheter)\ (?:without|utan)\b
    | \A\W{0,30}(?:can|could)\ (?:someone|anyone|somebody|you)\ (?:please\ )?explain\ what\b
    | (?:\A|[,:;–-]\ )\W{0,30}(?:\w+\ ){0,2}?(?:what\ (?:does|do)|vad\ (?:betyder|innebär))\ (?!it\b|that\b|this\b|
    det\b)
    | \b(?:what|vad)\ (?=["'“”«»][^"'“”«»]{0,300}["'“”«»]\ (?:means|stands\ for|looks\ like|betyder|innebär|är\ för)\b)
    | \b(?:articles?|guides?|chapters?|slides?|posts?|threads?|pages?|questions?|artikeln?|guiden?|kapitlet|inlägget|
    tråden|
    sidan|frågan?)\ (?:about|on|om)\ (?=["'“”«»])
    | \A\W{0,30}(?:what['’]?s|what\ (?:is|are)|vad\ är|vilket\ är|how\ (?:high|low)\ (?:is|are)|hur\ (?:hög|låg|stort|
    högt)\ är)\ (?:the\ |our\ |det\ |den\ |vår\ )?
    (?:maximum|max|highest|lowest|default|limit|gränsen|största|högsta|lägsta)\b
    | \A\W{0,30}(?:could|can|would|kan|skulle)\ (?:the\ )?(?:company\ portal|portal|app|företagsportalen|portalen|
    appen)\ (?:\w+\ )?
    (?:have|get|show|use|ha|få|visa|använda)\b(?=.{0,600}\?)
    | \b(?:translate|proofread|reword|rephrase|översätt\w*|korrekturläs\w*)\b
    | \b(?:can|could|may|shall|kan|får|ska)\ (?:the|we|you|i|den|vi|ni|man)\ (?:\w+\ ){0,2}?(?:text|wording|texten|
    formuleringen)\b
    | \b(?:for|till)\ (?:the|our|my|a|an|vår|min|en)?\ ?(?:\w+\ )?(?:glossary|manual|faq|handbook|
    knowledge\ ?base(?:\ article)?|
    exam|quiz|ordlista\w*|manual(?:en)?|handbok(?:en)?|kunskapsbas(?:en)?|lathund(?:en)?|tentamen|prov(?:et)?)\ ?[:,]
    | \b(?:glossary|ordlistan)\b
    | \A\W{0,30}(?:where|var)\ (?:does|do|is|are|finns|står|dokumenterar|beskriver)\b(?=.{0,600}\b(?:document|
    documented|
    described?|
    finns|dokumenter\w*|beskriv\w*)\b.{0,600}\?)
    | \A\W{0,30}(?:does|is|are|finns|är)\ (?:\w+\ ){0,2}?(?:error|message|text|fel\w*|meddelandet|texten)\b
    (?=.{0,600}\b(?:exist|documented|translated|described|svenska|engelska|dokumenter\w*|översatt?|
    beskriv\w*)\b.{0,600}\?)
    | \bwhat\ (?:should|shall|can)\ (?!i\b|we\b)(?:\w+\ ){1,3}?(?:answer|say|do|tell)\b.{0,600}?\b(?:if|when)\b
    | \bvad\ (?:ska|bör|kan)\ (?!jag\b|vi\b)(?:\w+\ ){1,2}?(?:svara|säga|göra)\b.{0,600}?\b(?:om|när)\b
    | \b(?:text|texts|instructions?|guide|mail|note|help|article|lathund|instruktion(?:er)?|guide|text|mejl|
    artikel)\ (?:for|to|till|för|åt)
    \ (?:\w+\ ){0,2}?(?:users|those|people|anyone|everybody|användare|dem|de|alla|den)\ (?:who|that|som)\b
    | \b(?:demo|test|lab|training|demon|testet|utbildningen)\ (?:we|i|vi|jag)\ (?:will|ska)\ (?:show|simulate|visa|
    simulera)
    | \A\W{0,30}(?:which|what|vilka|vilken|vad)\ (?:\w+\ )?(?:causes?|reasons?|orsak\w*|
    skäl)\b(?=.{0,600}\b(?:in\ general|
    generally|typically|usually|
    have|i\ allmänhet|vanligtvis|oftast|ha)\b.{0,600}\?)
    | \b(?:looking|searching|look|search|söker|letar)\ (?:for\ |efter\ |i\ )?(?:\w+\ ){0,2}?(?:documentation|
    articles?|docs|guides?|
    dokumentation\w*|artik\w+|guide\w*)\b
    | \A\W{0,30}(?:does|do|can|finns|kan)\ (?=["'“”«»].{0,600}["'“”«»]\ (?:\w+\ ){0,2}?(?:exist|occur|appear|happen|
    finnas|
    förekomma|på|i|on|in)\b.{0,600}\?)
    | \b(?:can|could|please|kan|could|skulle)\ (?:you|we|du|ni|vi)\ (?:\w+\ )?(?:add|put|include|mention|
    lägga\ (?:till|in)|nämna|ta\ med)
    \ (?=["'“”«»])
    | \b(?:provoke|provoking|provocera\w*|framkalla\w*)\b
    | \b(?:we|i|vi|jag)\ (?:expect|förväntar\ (?:oss|mig)|väntar\ (?:oss|mig))\b
    | \b(?:should|shall|must|ska|skall|bör)\ (?:get|see|be\ shown|receive|få|se|mötas\ av)\ (?:\w+\ ){0,2}?(?=["'“”«»])
    | (?:\A|:)\W{0,30}(?:if|om|when|när)\ (?:an?|some|any|someone|somebody|anyone|en|ett|någon|
    man)\b(?=(?P<in_case>[^,?]{0,300}),)
    | \A\W{0,30}(?:in\ case\ of|vid)\ (?=["'“”«»])
    # what was cured
    | (?<!not\ )(?<!never\ )(?<!inte\ )\b(?:fixed|solved|resolved|got\ rid\ of|åtgärdade|löste|fixade|
    blev\ av\ med)\ (?:\w+\ ){0,2}?
    (?=["'“”«»])
    # what is told of others, who are none of ours
    | \b(?:at|from|of|på|hos|från)\ (?:another|a\ different|some\ other|ett\ annat|en\ annan)\ (?:company|firm|
    organi[sz]ation|
    school|tenant|customer|municipality|företag|bolag|skola|kommun|arbetsplats|kund|organisation)\b
    | \b(?:another|ett\ annat|en\ annan)\ (?:company|firm|organi[sz]ation|school|municipality|företag|bolag|skola|
    kommun|
    organisation)\ (?:gets?|got|has|had|sees?|saw|får|fick|har|hade|ser|såg)\b
    # what is planned, or comes
    | \bwe\ (?:plan|intend|are\ planning|are\ thinking|are\ considering)\b
    | \bvi\ (?:planerar|tänker|funderar|överväger)\b | \b(?:planerar|tänker|överväger)\ vi\b
    | \b(?:will|shall|(?:is|are)\ going\ to)\ (?:then\ |also\ |no\ longer\ )?be\ (?:refused|blocked|denied|rejected|
    stopped|required|
    allowed)\b
    | \bkommer\ (?:\w+\ ){0,6}?att\ (?:nekas|spärras|blockeras|avvisas|stoppas|krävas|neka|spärra|blockera|kräva|
    stoppa)\b
    | \A\W{0,30}(?:till|efter|från|inför)\ (?:hösten|våren|vintern|sommaren|semestern|årsskiftet|nyår|jul|januari|
    februari|mars|
    april|maj|juni|juli|augusti|september|oktober|november|december)\b(?=.{0,600}\b(?:kommer|ska|tänker|planerar|vill|
    inför)\b)
    # an enrollment that nobody wants, or has come to
    | \b(?:i|we|they|she|he|you)\ (?:do(?:es)?|did)(?:\ not|n['’]t)\ (?:\w+\ )?(?:want|need|have|plan|intend|wish|
    dare)\ to\ (?:\w+\ )?
    (?:enroll?|register)\b
    | \b(?:i|we)\ (?:do\ not|don['’]t|never|will\ not|won['’]t|did\ not|didn['’]t)\ (?:\w+\ )?(?:enroll?|register)\b
    | \b(?:i|we|she|he)(?:['’]ve|\ have|\ has|\ had)?(?:n['’]t|\ not)\ (?:\w+\ )?(?:started|begun|tried|had\ time|
    got(?:ten)?\ a?round)\b
    | \b(?:i|we)(?:['’]ve|\ have)(?:n['’]t|\ not)\ (?:enrolled|registered)\b(?=.{0,600}\byet\b)
    | (?:\A|[:;]\ ?)\W{0,30}(?:please\ )?(?:do\ not|don['’]t|never)\ (?:enroll?|register)\b
    | \b(?:is|are)(?:n['’]t|\ not)\ (?:going\ |supposed\ )?to\ be\ (?:enrolled|registered)\b
    | \b(?:jag|vi|hon|han|de)\ (?:\w+\ ){0,2}?(?:inte|aldrig)\ (?:\w+\ )?(?:börjat|hunnit|tänkt|velat|provat|försökt)\b
    | \binte\ (?:hunnit|kommit\ igång)\b
    | \b(?:(?:jag|vi)\ (?:vill|behöver|ska|tänker)|(?:vill|behöver|ska|tänker)\ (?:jag|vi))\ (?:\w+\ )?(?:inte|
    aldrig)\ (?:\w+\ )?
    (?:registrera|enrolla)\b
    | \b(?:(?:jag|vi)\ registrerar|registrerar\ (?:jag|vi))\ (?:\w+\ ){0,3}?(?:inte|aldrig)\b
    | \b(?:ska|skall|behöver|bör)\ (?:inte|ej)\ (?:\w+\ )?registreras\b
    | \A\W{0,30}(?:from|as\ of|starting|beginning)\ (?:\w+\s{1,30}){1,4}?(?:on|onwards?|forward|next\ \w+)\b
    (?=.{0,600}\b(?:will|cannot|can\ no)\b)
    | \A\W{0,30}(?:from|as\ of|starting)\ (?:in\ )?(?:next\ \w+|january|february|march|april|may|june|july|august|
    september|
    october|november|december)\b(?=.{0,600}\bwill\b)
    | \A\W{0,30}(?:från\ och\ med|fr\.?o\.?m\.?|från\ nästa)\b(?=.{0,600}\bkommer\b)
    # what is supposed, to be advised on
    | \A\W{0,30}(?:and\ |och\ )?(?:in\ (?:the\ )?case|suppose|supposing|imagine|assume|assuming)\b
    | \A\W{0,30}(?:antag|anta|tänk\ dig|ponera)\ att\b
    | \A\W{0,30}(?:would|skulle)\ (?!you|someone|anyone|du|ni|någon)(?=.{0,600}\?)
    | \A\W{0,30}(?:should\ (?:the|an?|your)|skulle)\b(?=[^?]{0,300},[^?]{0,300}\Z)
    | \A\W{0,30}(?:next|nästa)\ (?:week|month|year|term|vecka|månad|år|termin)\b
    | \A\W{0,30}(?:could|might|may|can)\ (?!you|someone|anyone|somebody|anybody|i\b|we\b|it\ be)
    (?=.{0,600}\b(?:if|when|once)\b.{0,600}\?)
    | \A\W{0,30}kan\ (?!du|ni|någon|jag|vi\b|det\ vara)(?=.{0,600}\b(?:om|när|ifall)\b.{0,600}\?)
    | \A\W{0,30}is\ it\ possible\ to\b
    | \A\W{0,30}(?:if|when|whenever|once)\ (?!i\b|we\b|he\b|she\b|they\b|my\b|our\b|his\b|her\b)
    (?=[^,]{0,300},\ ?(?:then\ )?(?:remove|check|restart|contact|delete|ask|tell|try|go|open|make|remind|verify|
    (?:the\ |your\ )?(?:users?|administrators?|admins?|helpdesk)\ (?:should|must|can|may|will|has\ to|needs?\ to|
    see))\b)
    | \A\W{0,30}(?:om|när|ifall)\ (?!jag|vi\b|han\b|hon\b|de\b|min\b|vår)
    (?=[^,]{0,300}?\s(?:tar|ska|bör|måste|kan|får)\ (?:man|du|användaren|administratören)\b)
    # what is no trouble, or not so
    | \b(?:have|has|had|see|is|are|were|was)\ (?:no|not\ any|never\ any)\ (?:\w+\ )?(?:problems?|issues?|trouble)
    \ (?:with|of)\b
    | \b(?:har|hade|ser|är)\ (?:inte|inga|inget|aldrig)\ (?:några\ |något\ )?(?:problem|bekymmer|fel)\ (?:med|av)\b
    | \b(?:without|no)\ (?:any\ )?(?:problems?|trouble|difficult\w+)\ (?:at\ all\ )?(?:to|in|when|with)\b
    | \butan\ (?:några\ |minsta\ )?(?:problem|bekymmer|svårighet\w*)\ (?:att|när|vid)\b
    | \bno\ longer\ (?:\w+\ )?(?:hangs?|hanging|stops?|fails?|freez\w*|stuck|stalls?|blocked|refused|denied|loops?|
    crash\w*)\b
    | \b(?:hänger|fastnar|stannar|fryser|misslyckas|avbryts|nekas|blockeras|spärras|
    kraschar)\ (?:\w+\ )?inte\ (?:\w+\ )?längre\b
    | (?:n['’]t|\b(?:not|never))\ (?:\w+\ )?(?:true|right|correct|so|the\ case)\ that\b
    | \b(?:stämmer|är)\ (?:inte|ej)\ (?:sant\ |så\ |rätt\ )?att\b
    """
)
"""What stands before a fault that is not told to be there; in lower case, which is found in half the time."""

_AFTER = _SIGNS.expression(
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
    | \A\W{0,30}(?:went\ away|disappeared|försvann)\b
    | \A\W{0,30}(?:is|are|has|have|är|har)\ (?:\w+\ )?(?:gone|borta|disappeared|försvunnit)\b
    | \A\W{0,30}(?:to|into|till|i)\ (?:the|our|a|vår|en)?\ ?(?:\w+\ )?(?:faq|wiki|glossary|manual|knowledge\ base|
    lathund\w*|ordlist\w*|
    kunskapsbas\w*)\b
    | \b(?:by\ design|(?:is|as|was)\ intended|on\ purpose|så\ ska\ det\ vara|som\ det\ ska|är\ meningen|avsiktlig\w*|
    med\ avsikt)\b(?![^.!\n]{0,300}\?)
    | \A\W{0,30}(?:is|are|was|är|var)\ (?:\w+\ )?(?:history|ur\ världen|ett\ minne\ blott|behind\ us|bakom\ oss)\b
    | \A\W{0,30}(?:is|are|är)\ (?:the|an?|one\ of\ the|det|ett|den)\ (?:message|error|meddelande\w*|fel)
    \ (?:that|which|som)\b
    | \A\W{0,30}(?:\w+\s{1,30}){0,2}?(?:only|just|bara)\ (?:once|en\ gång)\b
    | \b(?:then|after\ that|sedan|därefter)\ (?:\w+\ ){0,2}?(?:finished|worked|enrolled|completed|succeeded|klart?|
    fungerade|funkade)\b(?!\ (?:not|inte)\b)
    | \b(?:after|efter)\b[^.;]{0,40}\b(?:she|he|they|user)\ could\ (?:enroll|register|sign\ in)\b
    | \b(?:efter|sedan)\b[^.;]{0,40}\bkunde\ (?:hon|han|de|användaren)\ (?:registrera\w*|logga\ in)\b(?!\ inte)
    | \b(?:on\ (?:mon|tues|wednes|thurs|fri)day|(?:second|next)\ (?:attempt|time|try)|in\ the\ end|eventually|finally|
    at\ last)\s(?:it\ )?(?:worked|went\ (?:through|fine|well)|succeeded|enrolled|finished)\b
    | \b(?:i\ (?:mån|tis|ons|tors|fre)dags|andra\ (?:försöket|gången)|till\ slut)\s(?:gick|fungerade|funkade|lyckades)
    (?:\ det)?\b(?!\ (?:inte|åt|fel)\b)
    | \A\W{0,30}(?:stopped|ceased|slutade|upphörde)\ (?:being|to\ be|att\ vara|vara)\b
    | \A\W{0,30}being\ (?:a\ )?(?:problem|issue)\b
    | \A[^,.;]{0,30}\b(?:no\ longer|not\ any\ ?more)\ (?:shown|appears?|shows|displayed|comes|a\ problem|an\ issue)\b
    | \A\W{0,30}(?:\w+\s{1,30}){0,3}?(?:only|just|bara)\ (?:lasted|took|tog|varade)\b
    """
)
"""What stands after a fault that is over."""

_NEVER_AGAIN = _SIGNS.expression(
    r"""(?isx)
    [^\n]{0,100}?\b(?:never\ (?:again|since)|since\ then\ (?:\w+\ )?(?:never|not)(?:\ again)?|
    it\ (?:has|did)(?:n['’]t|\ not)\ (?:\w+\ )?(?:come|came)\ back|(?:not|n['’]t)\ (?:seen|had|appeared|
    happened)\ (?:\w+\ )?(?:since|again)|
    aldrig\ (?:mer|igen)|sedan\ dess\ (?:\w+\ )?(?:aldrig|inte)(?:\ (?:mer|igen))?|
    (?:det|den)\ har\ inte\ (?:kommit|dykt\ upp|synts|setts|visats)\ (?:\w+\ )?(?:tillbaka|igen|sedan))\b
    (?!\ (?:works?|fungera\w*|started|startat|gått|been\ able|kunnat|kommit\ in))
    """
)
"""What was there did not come again; it may be said in the sentence behind."""

_WORKS = _SIGNS.expression(r"(?i)\b(?:works|fungerar|funkar)\s(?:\w+\s)?(?:again|now|igen|nu)\b")
"""What is named works: a fault is named by some words of a sentence, and these may stand between them."""

_CLOSED = _SIGNS.expression(
    r"(?i)[\s.!;)\"”]{0,30}\s(?:(?:but\s{1,30}|men\s{1,30})?(?:it|this|that|all|everything|the\s\w+|now|det|allt|nu)\s{1,30})?"
    r"(?:(?:is|has\s{1,30}been|was|got|har|är|blev)\s{1,30})?(?:now\s{1,30}|nu\s{1,30})?"
    r"(?:fixed|solved|resolved|löst|löste\s{1,30}sig|åtgärdat|ordnat)\b(?![^.!\n]{0,300}\?)"
)
_AT_LAST = _SIGNS.expression(
    r"(?i)[\s.!]{0,30}\s[^.!?\n]{0,60}\b(?:then|after\s{1,30}that|sedan|därefter)\s{1,30}(?:\w+\s{1,30}){0,2}?"
    r"(?:finished|worked|enrolled|completed|succeeded|klart?|fungerade|funkade)\b(?!\s(?:not|inte)\b)"
)
"""A sentence that says of the one before it that what it tells is over."""

_HEADING = _SIGNS.expression(
    r"(?i)\W{0,30}(?:\w{1,40}\s{1,30}){0,2}?(?:\w{0,40}guide|draft|faq|test\s?case|checklist|test\s?plan|testplan|instructions?|utkast|testfall|lathund|checklista|"
    r"instruktion(?:er)?|vanliga\sfrågor)\b[^:\n]{0,30}:"
    r"|\W{0,30}(?:(?:the\s)?(?:ticket|case|issue|problem|ärendet)\s(?:is\s|was\s|är\s)?)?(?:closed|solved|resolved|löst|avslutat|"
    r"stängt)\s{0,30}[:–-]"
)
"""What a line begins with that is no ticket."""

_NONE = _SIGNS.expression(
    r"(?i)\b(?:none|neither|ingen|inga)\s{1,30}(?:of|av)\b"
    r"(?![^,.;:]{0,300}\b(?:can|could|gets?|will|works?|knows?|kan|går|kunde|får|fungerar|vet|hjälper|helps?)\b)[^,.;:]{0,300}\Z"
)
"""Nobody has what is named behind it: "None of our iPads hang"."""

_NOT_OVER = re.compile(
    r"(?i)(?:\b(?:not|never|no|un|cannot|inte|ej|aldrig|isn['’]t|wasn['’]t|hasn['’]t)|n['’]t)\s{1,30}(?:\w+\s{1,30}){0,3}\Z"
    r"|\b(?:to\s{1,30}(?:be|get|have)|please|need\w*|want\w*|get|gets|can|could|kan|must|hope\w*|hoppas|måste|behöver|vill|how|hur|when|om|if|should|ska)\s{1,30}"
    r"(?:\w+\s{1,30}){0,4}\Z"
)
_NOTHING = re.compile(r"(?i)\b(?:nothing|never|hardly|inget|ingenting|aldrig|knappt)\b|\bnot\b(?!\sany)|n['’]t\b")
_ELSEWHERE = re.compile(
    r"(?i)\b(?:although|though|despite|except|trots|fastän|utom|fast)\b"
    r"|(?:,|\b(?:but|and|while|whereas|men|och|medan))\s(?:[^,;]{0,300}?\s)?(?:(?:on|på)\s(?!mon|tues|wednes|thurs|fri|satur|sun|"
    r"mån|tis|ons|tors|fre|lör|sön|(?:the\s|my\s)?(?:second|third|next|last|\w+\s(?:try|attempt)))|others?\b|another\b|andra\s(?!försöket|gången)|colleague|kolleg|mail\b|mejl|outlook|"
    r"android|macs?\b|windows|teams\b|wi-?fi|vpn)"
)
"""It is over, or works, in another place than the one that the fault is told of."""

_GONE = _SIGNS.expression(
    r"(?i)\b(?:message|error|warning|meddelandet|felet|felmeddelandet|varningen)\b(?:\W{1,30}\w+){0,8}?\W{1,30}"
    r"(?:(?:is|are|has|have|är|har)\s{1,30}(?:now\s{1,30}|nu\s{1,30})?(?:gone|borta|disappeared|försvunnit)|disappeared|försvann)\b"
)


_ASKED = re.compile(r"""["'“”’»)\]]{1,30}\?""")
"""The end of a question whose last words are quoted."""

_NOTHING_HAPPENED = _SIGNS.expression(
    r"""(?isx)
    \b(?:it|this|that|none\ of\ (?:it|this|that)|det|detta)\ (?:has(?:n['’]t|\ not|\ never)|har\ (?:inte|aldrig))
    \ (?:\w+\ )?(?:happened|hänt|inträffat)\b(?!\ (?:before|earlier|to\ \w+\ before|förut|tidigare|innan))
    | (?:\A|[.!?,]\s)\W{0,30}(?:has\ not|hasn['’]t|har\ (?:inte|aldrig))\ (?:happened|hänt|inträffat)\b
    (?!\ (?:before|earlier|förut|tidigare|innan))
    | \b(?:nobody|no\ one|none\ of\ \w+|ingen|inga)\ (?:\w+\ ){0,2}?(?:has|have|had|har|
    hade)\ (?:\w+\ )?(?:run\ into|seen|got(?:ten)?|
    reported|met|sett|fått|drabbats\ av|råkat\ ut\ för|rapporterat)\ (?:it|this|that|them|det|detta|den|dem)\b
    (?!\ (?:before|earlier|förut|tidigare|innan))
    | \b(?:(?:we|i)\ (?:have(?:n['’]t|\ not|\ never)|did(?:n['’]t|\ not))|(?:vi|jag)\ har\ (?:inte|aldrig))\ (?:\w+\ )?
    (?:seen|had|run\ into|sett|haft|drabbats\ av)\ (?:it|this|that|det|detta|den)\b(?!\ (?:before|earlier|förut|
    tidigare|innan))
    | \b(?:nothing|ingenting|inget)\ (?:is|has\ been|has|är|har)\ (?:\w+\ )?(?:changed|decided|ändrat|ändrats|
    bestämt|infört|införts)
    \ (?:yet|än|ännu)\b
    | \b(?:hypothetically|hypotetiskt|(?:purely|only)\ hypothetical|just\ curious|out\ of\ (?:\w+\ )?curiosity|
    bara\ nyfiken|
    av\ (?:\w+\ )?nyfikenhet)\b
    | \b(?:ignore|disregard|forget|ignorera|bortse\ från|glöm)\b[^.!?\n]{0,40}\b(?:mail|message|ticket|e-?mail|
    mejl\w*|ärende\w*)\b
    [^.!?\n]{0,30}\b(?:no|never|aldrig|inget|inte)\b
    | \b(?:no|nej),?\ (?:(?:we|i)\ (?:have|did)(?:n['’]t|\ not)|(?:vi|jag)\ har\ inte|
    det\ har\ (?:vi|jag)\ inte)(?=\s{0,30}(?:[,.!]|\Z))
    | \b(?:false\ alarm|falskt\ (?:a|)larm)\b
    # what is to be closed, and needs nothing to be done
    | \b(?:nothing|no)\ (?:more\ |further\ |else\ )?(?:(?:is\ )?(?:to\ do|needed|required)|
    action\ (?:is\ )?(?:needed|required))\b
    (?=[^.!?,]{0,300}(?:[.!,]\s{0,30}(?:please|kindly|you|thanks|thank)\b[^.!?]{0,300})?[.!]?\s{0,30}\Z)
    | \b(?:ni|du|ingen)\ (?:[\w-]+\ ){0,3}?behöver\ (?:inte\ )?göra\ (?:något|någonting)\b
    | \b(?:please|kindly|you\ (?:can|may))\ close\ (?:this|the|my)\ (?:ticket|case|request|incident)\b
    | (?<!says\ )\b(?:please|kindly)\ close\s{0,30}[.!]?\s{0,30}\Z
    | \b(?:closing|stänger)\ (?:the\ |this\ )?(?:ticket|case|ärendet)\b
    # what is written about a message, and not because of it
    | \bnot\ tied\ to\ (?:any|an|a)\ (?:incident|case|ticket)\b | \b(?:article|artikel|kb)\ (?:draft|utkast)\b
    | \b(?:this|the)\ (?:message|error)\ (?:is\ shown|appears|means|is\ displayed|comes\ up)\ (?:when|if|that)
    \ (?:an?|the)\ user\b
    | \bdesign\ question\b
    """
)
"""Words by which a whole text says that what it names has not happened to anybody."""


_OF_OTHERS = re.compile(
    r"(?i)\b(?:colleagues?|co-?workers?|kolleg\w+|arbetskamrat\w*)\b"
    r"|\b(?:for|hos|på|för)\s(?:everyone\selse|everybody\selse|the\sothers|alla\sandra|de\sandra)\b"
)
_HEARD = re.compile(
    r"(?i)\b(?:says?|said|claims?|claimed|believes?|thinks?|säger|sa|sade|påstår|hävdar|tror)\s(?:(?:that|att)\s)?"
    r"(?:she|he|they|it|hon|han|hen|de|den|det)\b"
    r"|\b(?:according\sto|enligt)\s(?:her|him|them|henne|honom|hen|dem|the\suser|användaren)\b"
)
_A_THING = re.compile(
    r"(?i)(?:portal|app|phone|iphone|ipad|device|tablet|screen|page|message|log|report|intune|safari|assistant|dialog|"
    r"it|which|that|(?:portal|app|telefon|iphone|ipad|enhet|skärm|sid|logg|rapport|ruta|assistent)\w{0,3}|den|det|som)"
    r"\s{1,5}(?:\w{1,20}\s{1,5}){0,2}\Z"
)
"""What a thing says is no hearsay."""

_SINCE_THEN = re.compile(
    r"(?i)\b(?:but|however|yet|now|men|fast|sedan|sen|nu)\b[^.!?\n]{0,40}?"
    r"\b(?:renew\w*|replac\w*|chang\w*|switch\w*|assign\w*|got|given|added|fixed|removed|turned|does(?:\s|n)|"
    r"has(?:n['’]t|\snot|\sno)|have(?:n['’]t|\snot|\sno)|förny\w*|ersatt\w*|ersätt\w*|bytt\w*|byt\w*|ändra\w*|tilldela\w*|"
    r"fick|fått|får|lade\still|lagt\still|tog\sbort|har\s(?:hon|han|de)?\s?(?:inte|ingen|inga))\b"
    r"|(?:,|\band|\boch)\s(?:i|we|she|he|they|jag|vi|hon|han|de)\s(?:\w+\s)?"
    r"(?:changed|switched|renewed|replaced|got|bytte|förnyade|ersatte|fick|ändrade)\b"
)
"""Somebody else's, hearsay, and what has changed since: no fact of this case is told for certain so."""

_TAKEN_BACK = re.compile(
    r"(?i)\b(?:but|however|though|although|except|again|later|since\sthen|afterwards?|not\smine|came\sback|returned|only|"
    r"men|fast|dock|däremot|förutom|utom|igen|senare|efteråt|tillbaka|återkom\w*|inte\smin|tillfällig\w*|temporar\w*)\b"
)
"""Words after which a case that was said to be solved may not be."""


_SUPPOSING = _BEFORE.bits | _NONE.bits | _HEADING.bits
_BEING_OVER = _AFTER.bits | _WORKS.bits | _NEVER_AGAIN.bits | _CLOSED.bits | _AT_LAST.bits | _GONE.bits


def is_uncertain(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether what a sentence gives away is somebody else's, hearsay, or has changed since.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where that begins which gives it away.
        last: where that ends.
        end: where the sentence ends.
    """
    for said in (_OF_OTHERS, _HEARD):
        found = said.search(text, begin, last)
        if found is not None and TURN.search(text, found.end(), first) is None:
            return True
    return _is_heard(text, last, end) or _SINCE_THEN.search(text, last, end) is not None


def _is_heard(text: str, first: int, end: int) -> bool:
    """Whether a stretch says that somebody says so, and not a thing such as a screen."""
    return any(
        _A_THING.search(text, max(first, found.start() - 60), found.start()) is None
        for found in _HEARD.finditer(text, first, end)
    )


def may_be_taken_back(text: str, first: int, last: int) -> bool:
    """Whether a text goes on, after it has said that all is well, in a way that may take it back; or says so of others.

    Args:
        text: the text.
        first: where that begins which says so.
        last: where it ends.
    """
    begin = max(text.rfind(mark, 0, first) for mark in ".!?\n") + 1
    return _TAKEN_BACK.search(text, begin, first) is not None or _TAKEN_BACK.search(text, first) is not None


@lru_cache(maxsize=8)  # asked for each thing that a text names
def tells_of_nothing(text: str) -> bool:
    """Whether a text says that what it names has not happened, or only asks out of curiosity.

    Args:
        text: the text; in a long one, which is a log, nobody says so.
    """
    return len(text) <= LONG and _NOTHING_HAPPENED.search(_SIGNS.in_text(text), text) is not None


def is_supposed(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether a sentence supposes, plans, teaches or denies what it names, and does not turn before it.

    Args:
        text: the text.
        begin: where the sentence begins.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends, with its question mark.
    """
    signs = _SIGNS.in_text(text)
    if not signs & _SUPPOSING:
        return False
    asked = _ASKED.match(text, end)
    end = end if asked is None else asked.end()
    line = max(text.rfind("\n", 0, first) + 1, begin)
    # A heading may be a part of what is named: "Guide: profile installation failed".
    if _NONE.search(signs, text[line:first]) is not None or _HEADING.match(signs, text[line:last]) is not None:
        return True
    for start, behind, until in _supposing(text[begin:end]):
        if start >= last - begin:
            break
        # Of "if it hangs, restart it" only what stands before the comma is supposed.
        if 0 <= until <= first - begin:
            continue
        # What is named may begin in the expression itself: "would the devices then fail to enroll?"
        if TURN.search(text[:first], begin + behind) is None:
            return True
    return False


@lru_cache(maxsize=64)  # a sentence is asked about for each thing that it names
def _supposing(sentence: str) -> tuple[tuple[int, int, int], ...]:
    """Where a sentence has words that suppose, where these end, and how far that reaches; -1 where to its end."""
    return tuple(
        (found.start(), found.end(), max((found.end(name) for name in found.re.groupindex), default=-1))
        for found in _BEFORE.finditer(_SIGNS.in_text(sentence), in_lower_case(sentence))
    )


def in_lower_case(text: str) -> str:
    """A text in lower case, where every place stays what it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def is_over(text: str, first: int, last: int, end: int) -> bool:
    """Whether what a sentence names is over, and nothing after that takes it back.

    Args:
        text: the text.
        first: where what it names begins.
        last: where that ends.
        end: where the sentence ends.
    """
    signs = _SIGNS.in_text(text)
    if not signs & _BEING_OVER:
        return False
    behind = text[last:end]
    restored = _WORKS.search(signs, text, first, last)
    if restored is not None and _NOT_OVER.search(text[first : restored.start()]) is None:
        return True
    for found in _AFTER.finditer(signs, behind):
        ahead = behind[: found.start()]
        if _NOTHING.search(found[0]) or _NOT_OVER.search(ahead) or _ELSEWHERE.search(behind[: found.end()]):
            continue
        if TURN.search(behind, found.end()) is None:
            return True
    again = _NEVER_AGAIN.match(signs, text, last)
    if again is not None and TURN.search(text, again.end(), end) is None:
        return True
    closed = _CLOSED.match(signs, text, end) or _AT_LAST.match(signs, text, end)
    if closed is not None and TURN.search(text, closed.end()) is None:
        return True
    gone = _GONE.search(signs, text, max(text.rfind(".", 0, first) + 1, text.rfind("\n", 0, first) + 1), end)
    return gone is not None and gone.end() > last and TURN.search(text[:end], gone.end()) is None
