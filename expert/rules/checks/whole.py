"""Goes over the parts of a knowledge base: every check of every part, and what is only worth a warning."""

from __future__ import annotations

import re
import string

from expert.facts.vocabulary import KNOWN_BY_NAME, NEEDED, FactDefinition
from expert.foundations.problems import Place, Problem, shown
from expert.foundations.texts import LANGUAGES, Text
from expert.rules.assembling import Assembly
from expert.rules.checks.circles import check_circles
from expert.rules.checks.findings import Findings
from expert.rules.checks.remedies import check_remedy, check_shared_step
from expert.rules.knowledge import KnowledgeBase, PartId
from expert.rules.models import Cause, Derivation, FactInText, Remedy, Symptom
from expert.rules.patterns import VALUES, WrongPattern, parse
from expert.rules.reading import ID_FORM


def problems_in(knowledge: KnowledgeBase, assembly: Assembly) -> list[Problem]:
    """Everything that is wrong across the parts, in the order of the files.

    Args:
        knowledge: the parts, put together.
        assembly: where they stand, and what they took the place of.
    """
    found = Findings(knowledge, assembly)
    for symptom in knowledge.symptoms.values():
        _check_symptom(found, symptom)
    for cause in knowledge.causes.values():
        _check_cause(found, cause)
    for remedy in knowledge.remedies.values():
        check_remedy(found, remedy, ("remedies", remedy.id))
    _check_remedy_ids(found)
    for derivation in knowledge.derivations.values():
        _check_derivation(found, derivation)
    for name, step in knowledge.steps.items():
        check_shared_step(found, step, ("steps", name))
    for fact in knowledge.vocabulary.facts.values():
        _check_fact(found, fact)
    _check_needed_facts(found)
    for name in assembly.parts["sentences"]:
        found.reference("facts", name, ("sentences", name), ())
    for rule in knowledge.scope:
        found.condition(rule.out_of_scope_when, ("scope", rule.id), ("out_of_scope_when",))
    for solved in knowledge.solved:
        found.condition(solved.solved_when, ("solved", solved.id), ("solved_when",))
    for name, fact_in_text in knowledge.in_text.items():
        _check_in_text(found, name, fact_in_text)
    for impossible in knowledge.impossible:
        home = ("impossible", impossible.id)
        found.condition(impossible.never, home, ("never",))
        found.documents(impossible.sources, home, ("sources",))
    found.notes(knowledge.escalation.collect, ("escalation", ""), ("collect",))
    check_circles(found)
    if not assembly.broken:
        _check_use(found)
    return found.problems


def warnings_in(knowledge: KnowledgeBase, assembly: Assembly) -> list[Problem]:
    """What is sound but says less than it could, in the parts of the folders that were laid: missing wordings."""
    found = Findings(knowledge, assembly)
    for symptom in knowledge.symptoms.values():
        home = ("symptoms", symptom.id)
        for i, message in enumerate(symptom.messages):
            place = assembly.places[home].find(("messages", i))
            if place[1] and message.kind == "message" and message.en is not None and message.sv is None:
                found.add(_NO_SWEDISH, home, ("messages", i))
    for fact in knowledge.vocabulary.facts.values():
        home = ("facts", fact.name)
        if found.layer(home) and not fact.has_sentences:
            found.add(_NO_SENTENCES.format(fact=fact.name), home, ())
    return found.problems


def _check_symptom(found: Findings, symptom: Symptom) -> None:
    """A symptom can be recognized."""
    home = ("symptoms", symptom.id)
    found.sources(symptom.sources, home, ("sources",))
    found.condition(symptom.recognized_when, home, ("recognized_when",))
    found.condition(symptom.applies_when, home, ("applies_when",))
    found.facts(symptom.example, home, ("example",))
    for i, message in enumerate(symptom.messages):
        found.facts(message.tells, home, ("messages", i, "tells"))
        if (message.code is None and not message.wordings()) or not all(map(_has_letters, message.wordings())):
            text = Text("a message needs a wording in en or sv, or a code",
                        "ett meddelande behöver en lydelse i en eller sv, eller en kod")
            found.add(text, home, ("messages", i))
    if not symptom.messages and not symptom.phrases and symptom.recognized_when is None:
        found.add(Text("nothing recognizes this symptom; give it messages, phrases or recognized_when",
                       "inget känner igen symptomet; ge det messages, phrases eller recognized_when"), home, ("id",))
    _check_patterns(found, symptom)
    found.notes(symptom.notes, home, ("notes",))
    if symptom.topic is not None:
        found.reference("topics", symptom.topic, home, ("topic",))


def _check_patterns(found: Findings, symptom: Symptom) -> None:
    """Its patterns can be read, and read no value."""
    home = ("symptoms", symptom.id)
    for i, phrase in enumerate(symptom.phrases):
        if phrase.en is None and phrase.sv is None:
            found.add(_NO_PATTERN, home, ("phrases", i))
        for language in LANGUAGES:
            _check_pattern(found, getattr(phrase, language), (), home, ("phrases", i, language))
    for i, message in enumerate(symptom.messages):
        for spoken, pattern in message.must.items():
            _check_pattern(found, pattern, (), home, ("messages", i, "must", spoken))
        if message.only_with is not None:
            found.condition(message.only_with.when, home, ("messages", i, "only_with", "when"))


def _check_pattern(
    found: Findings, pattern: str | None, values: tuple[str, ...], home: PartId, path: tuple[str | int, ...]
) -> None:
    if pattern is None:
        return
    try:
        parsed = parse(pattern)
    except WrongPattern as wrong:
        found.add(wrong.text, home, path)
        return
    if parsed.values != values:
        said = ", ".join(f"{{{value}}}" for value in values)
        found.add(Text(f"this pattern must read {said}", f"mönstret ska läsa {said}") if values else
                  Text("this pattern cannot read a value", "mönstret kan inte läsa något värde"), home, path)


def _check_in_text(found: Findings, name: str, fact_in_text: FactInText) -> None:
    """A fact that is read from texts is there; its values are possible ones, and its patterns can be read."""
    home = ("in_text", name)
    if not found.reference("facts", name, home, ()):
        return
    fact = found.knowledge.vocabulary[name]
    for i, way in enumerate(fact_in_text.ways):
        reads = tuple(value for value in VALUES if way.value == f"{{{value}}}")
        of_line = way.value == "{value}" and bool(way.lines)
        for field, said in (("value", way.value), ("denied", way.denied)):
            if said is not None and not (field == "value" and (reads or of_line)):
                found.value(fact, said, home, (i, field))
        for language in LANGUAGES:
            for j, pattern in enumerate(getattr(way, language)):
                _check_pattern(found, pattern, reads, home, (i, language, j))
        for j, line in enumerate(way.lines):
            try:
                re.compile(line)
            except re.error as error:
                found.add(Text(f"this regular expression cannot be read: {error}",
                               f"det reguljära uttrycket går inte att läsa: {error}"), home, (i, "lines", j))


def _check_cause(found: Findings, cause: Cause) -> None:
    """A cause points at symptoms and a remedy that exist, is sourced, and brings its cases."""
    home = ("causes", cause.id)
    found.sources(cause.sources, home, ("sources",))
    if not cause.explains:
        found.add(Text("a cause must explain at least one symptom", "en orsak måste förklara minst ett symptom"),
                  home, ("explains",))
    seen: set[str] = set()
    for i, link in enumerate(cause.links()):
        if link.symptom in seen:
            found.add(Text("this symptom is named twice", "det här symptomet nämns två gånger"), home, ("explains", i))
        seen.add(link.symptom)
        found.reference("symptoms", link.symptom, home, ("explains", i))
    for name in ("applies_when", "confirmed_when", "ruled_out_when"):
        found.condition(getattr(cause, name), home, (name,))
    if not isinstance(cause.stops_enrollment, bool):
        found.condition(cause.stops_enrollment, home, ("stops_enrollment",))
    if cause.topic is not None:
        found.reference("topics", cause.topic, home, ("topic",))
    found.notes(cause.notes, home, ("notes",))
    if isinstance(cause.remedy, Remedy):
        if not ID_FORM.fullmatch(cause.remedy.id):
            found.add(Text(f'the id "{shown(cause.remedy.id)}" must be lower case words joined by hyphens',
                           f"id:t ”{shown(cause.remedy.id)}” ska vara gemena ord med bindestreck emellan"),
                      home, ("remedy", "id"))
        check_remedy(found, cause.remedy, home, ("remedy",))
    else:
        found.reference("remedies", cause.remedy, home, ("remedy",))
    verdicts = {case.verdict for case in cause.cases}
    for verdict in ("confirmed", "ruled_out"):
        if verdict not in verdicts:
            text = Text(f"there is no case with the verdict {verdict}",
                        f"det finns inget fall med utslaget {verdict}")
            found.add(text, home, ("cases",))
    for i, case in enumerate(cause.cases):
        found.facts(case.facts, home, ("cases", i, "facts"), may_lack=True)
        if case.shows is not None:
            found.reference("symptoms", case.shows, home, ("cases", i, "shows"))


def _check_remedy_ids(found: Findings) -> None:
    """A remedy in its cause's file has an id of its own; of two in different folders, the later took the other's."""
    written: dict[str, list[PartId]] = {name: [("remedies", name)] for name in found.knowledge.remedies}
    for cause in found.knowledge.causes.values():
        if isinstance(cause.remedy, Remedy):
            written.setdefault(cause.remedy.id, []).append(("causes", cause.id))
    for name, parts in written.items():
        if len(parts) > 1:
            first = min(map(found.layer, parts))
            later = [part for part in parts if found.layer(part) > first]
            for part in later or [part for part in parts if part[0] == "causes"]:
                found.add(Text(f'there is another remedy "{name}"; give this one an id of its own',
                               f"det finns en annan åtgärd ”{name}”; ge den här ett eget id"),
                          part, ("id",) if part[0] == "remedies" else ("remedy", "id"))


def _check_derivation(found: Findings, derivation: Derivation) -> None:
    """A derivation speaks of known facts, and concludes something that can be worked out."""
    home = ("derivations", derivation.id)
    found.sources(derivation.sources, home, ("sources",))
    found.condition(derivation.when, home, ("when",))
    found.facts(derivation.concludes, home, ("concludes",))
    if not derivation.concludes:
        found.add(Text("nothing is concluded", "ingen slutsats dras"), home, ("concludes",))
    for name in derivation.concludes:
        vocabulary = found.knowledge.vocabulary
        if name in vocabulary and vocabulary[name].type in ("text", "texts"):
            found.add(Text(f"{name} is a text, and cannot be worked out", f"{name} är en text och kan inte räknas ut"),
                      home, ("concludes", name), [("facts", name)])


def _check_fact(found: Findings, fact: FactDefinition) -> None:
    """A fact has a cost, and lists its words if it is one of several; what is said of it has no gaps."""
    home = ("facts", fact.name)
    found.reference("costs", fact.cost, home, ("cost",))
    for i, raw in enumerate(fact.typical):
        found.value(fact, raw, home, ("typical", i))
    found.documents(fact.sources, home, ("sources",))
    if (fact.type == "word") != bool(fact.values):
        found.add(Text("`values` are for facts of the type word, and such a fact needs them",
                       "`values` är till för fakta av typen word, och ett sådant faktum behöver dem"),
                  home, ("values", list(fact.values)[-1]) if fact.values else ("type",))
    if fact.has_sentences and fact.says.open is None and fact.says.unknown is None:
        found.add(Text('"open" is missing: what is not known of the fact, to stand after "it is not known"',
                       "”open” saknas: det som inte är känt om faktumet, att stå efter ”det är okänt”"),
                  ("sentences", fact.name), ())
    gaps = {"known": {"title", "value"}, "denied": {"title", "value"}, "open": {"title"}, "unknown": {"title"}}
    for part, allowed in gaps.items() if fact.has_sentences else ():
        text: Text | None = getattr(fact.says, part)
        for language in LANGUAGES:
            if text is not None and not _gaps(text.in_(language)) <= allowed:
                listed = ", ".join(f"{{{name}}}" for name in sorted(allowed))
                found.add(Text(f"this sentence can hold only {listed}", f"meningen kan bara innehålla {listed}"),
                          ("sentences", fact.name), (part, language))


def _check_needed_facts(found: Findings) -> None:
    """The facts that the system itself reads are there, and of the types that it reads them as."""
    vocabulary = found.knowledge.vocabulary
    for name, kind in KNOWN_BY_NAME.items():
        if name in vocabulary and vocabulary[name].type != kind:
            text = Text(f"{name} must be of the type {kind}, for the system itself reads it",
                        f"{name} ska vara av typen {kind}, för systemet läser det självt")
            found.add(text, ("facts", name), ("type",))
        elif name in NEEDED and name not in vocabulary:
            text = Text(f'the fact "{name}", of the type {kind}, is missing; every vocabulary needs it',
                        f"faktumet ”{name}”, av typen {kind}, saknas; varje ordförråd behöver det")
            found.problems.append(Problem(text, Place(found.assembly.vocabulary_file)))


def _check_use(found: Findings) -> None:
    """Every symptom has a cause, and every remedy is used, or was until a later folder replaced its causes."""
    knowledge, replaced = found.knowledge, found.assembly.replaced
    before: dict[str, str] = {}
    used = {cause.remedy_id for cause in knowledge.causes.values()}
    for (kind, name), parts in replaced.items():
        if kind == "causes":
            used.update(cause.remedy_id for cause in parts)
            before.update((link.symptom, name) for cause in parts for link in cause.links())
    explained = {link.symptom for cause in knowledge.causes.values() for link in cause.links()}
    explained.update(symptom.id for symptom in knowledge.symptoms.values() if symptom.any_cause)
    for symptom in knowledge.symptoms:
        if symptom in before and symptom not in explained:
            found.add(_NO_LONGER_EXPLAINED.format(symptom=symptom), ("causes", before[symptom]), ("explains",))
        elif symptom not in explained:
            found.add(Text("no cause explains this symptom", "ingen orsak förklarar symptomet"),
                      ("symptoms", symptom), ("id",))
    for name, known in knowledge.symptoms.items():
        if known.any_cause and not known.general:
            found.add(Text("a symptom that any cause can have must be general too, so that a specific one comes first",
                           "ett symptom som vilken orsak som helst kan ha måste vara allmänt, så att ett bestämt går "
                           "före"), ("symptoms", name), ("any_cause",))
    for remedy in knowledge.remedies:
        if remedy not in used:
            found.add(Text("no cause uses this remedy", "ingen orsak använder åtgärden"), ("remedies", remedy), ("id",))


def _has_letters(wording: str) -> bool:
    return any(letter.isalnum() for letter in wording)


def _gaps(template: str) -> set[str]:
    """The names in braces of a sentence; what is no name at all where the braces do not match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        return {"{"}


_NO_LONGER_EXPLAINED = Text(
    'no cause explains the symptom "{symptom}" any more; the cause that this one replaces did',
    "ingen orsak förklarar längre symptomet ”{symptom}”; det gjorde orsaken som den här ersätter",
)
_NO_PATTERN = Text("a phrase needs a pattern in en or sv", "en fras behöver ett mönster i en eller sv")
_NO_SWEDISH = Text(
    "warning: this message has no Swedish wording, so it is recognized in English only",
    "varning: meddelandet saknar svensk lydelse och känns bara igen på engelska",
)
_NO_SENTENCES = Text(
    'warning: how "{fact}" reads inside a sentence is not written in sentences.yaml',
    "varning: hur ”{fact}” lyder inuti en mening står inte i sentences.yaml",
)
