"""The commands `explain` and `diff`: they ask the library and set its answers as text or JSON."""

from __future__ import annotations

from typing import Any

from expert.cli import case_options, forms, knowing, options, redacting
from expert.cli.handed_over import telling_notes
from expert.cli.inputs import case_of, cases, keep_apart
from expert.cli.output import write, write_text
from expert.cli.settings import Settings
from expert.engine import diagnose
from expert.explaining import compare
from expert.explaining.explainable import explained
from expert.facts.case import Case
from expert.facts.reader import read_settings
from expert.foundations.outgoing import in_json
from expert.foundations.problems import InputError, Problem, ProblemList
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.document import Document, addresses_in
from expert.results.explanation import Candidates, WhyNot
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.views import JSON, TEXT

_NO_FILES = Text(
    "name two fact files, or one and a rule folder with --rules",
    "ange två faktafiler, eller en och en regelmapp med --rules",
)
_NO_SECOND = Text(
    "name a second fact file, or a rule folder with --rules",
    "ange en andra faktafil, eller en regelmapp med --rules",
)


@options.command("explain", Text(
    "Explain a diagnosis: why, why not, and what if.\n\n"
    "Without an option, every confirmed or likely cause is explained.",
    "Förklara en diagnos: varför, varför inte och vad som skulle ändra den.\n\n"
    "Utan alternativ förklaras varje bekräftad eller trolig orsak.",
), reads_file=True)
@options.argument("file", required=False, metavar=options.FILE)
@case_options.settings
@redacting.shown
@options.option("--why", metavar=options.CAUSE, multiple=True, help=Text(
    "Why this cause has its verdict. May be repeated.",
    "Varför orsaken bedöms som den gör. Kan upprepas.",
))
@options.option("--why-not", metavar=options.CAUSE, multiple=True, help=Text(
    "Why it is not confirmed, and what would change that.",
    "Varför den inte är bekräftad, och vad som skulle ändra det.",
))
@options.option("--what-if", metavar=options.SETTING, multiple=True, help=Text(
    "What would be different with this fact. May be repeated.",
    "Vad som skulle bli annorlunda med det här faktumet. Kan upprepas.",
))
@options.form(*forms.names(TEXT, JSON))
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def explain(
    file: str | None, settings: Settings, redact: str | None, why: tuple[str, ...], why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    form: str | None, language: Language, output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or forms.by_ending(output, TEXT, JSON)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    case = case_of(file, settings, knowledge)
    problems = ProblemList()
    with telling_notes(knowledge) as words:
        changed = read_settings(what_if, problems, "--what-if", words)
    Case.from_raw(changed, knowledge.vocabulary, problems)
    documents = explained(
        case,
        knowledge,
        why=why,
        why_not=why_not,
        what_if={fact.name: fact.raw for fact in changed},
        language=language,
        engine=engine,
        called=("--why", "--why-not"),
    )
    imagined = Case.from_raw([*case.raw(), *changed], knowledge.vocabulary)
    by = redacting.redactor(redact, knowledge, (case, imagined))
    documents = [(name, redacting.as_shown(document, by)) for name, document in documents]
    redacting.tell_what_is_not_known(by, language)
    if form == JSON.name:
        data = [_as_json(name, document) for name, document in documents]
        write(in_json(data) + "\n", output)
    else:
        text = "\n".join(document.to_text() for _, document in documents)
        write_text(text, output, addresses_in([document for _, document in documents]))


@options.command("diff", Text(
    "Compare the diagnoses of two fact files, or of one file without and with --rules.\n\n"
    "A file may also be any other text, such as a mail or a log.",
    "Jämför diagnoserna för två faktafiler, eller för en fil utan och med --rules.\n\n"
    "En fil får också vara en annan text, till exempel ett mejl eller en logg.",
))
@options.argument("first", required=False, metavar=Text("A", "A"))
@options.argument("second", required=False, metavar=Text("[B]", "[B]"))
@redacting.shown
@options.form(*forms.names(TEXT, JSON))
@options.language
@options.output
@options.rules
@options.engine
def diff(
    first: str | None, second: str | None, redact: str | None, form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    if first is None or (second is None and not folders):
        raise InputError([Problem(_NO_FILES if first is None else _NO_SECOND)])
    form = form or forms.by_ending(output, TEXT, JSON)
    keep_apart([first, second], output)
    knowledge = knowing.knowledge_of(folders)
    before = KnowledgeBase.shipped() if second is None else knowledge
    names = ((first, before), (second or first, knowledge))
    found = [(next(cases((name,), Settings(), rules)), rules) for name, rules in names]
    bad = [problem for case, _ in found if isinstance(case, InputError) for problem in case.problems]
    if bad:
        raise InputError(dict.fromkeys(bad))
    diagnoses = [
        diagnose(case, rules, language=language, engine=engine) for case, rules in found if isinstance(case, Case)
    ]
    by = redacting.redactor(redact, knowledge, [case for case, _ in found if isinstance(case, Case)])
    difference = redacting.as_shown(compare(*diagnoses), by)
    redacting.tell_what_is_not_known(by, language)
    if form == JSON.name:
        write(difference.to_json() + "\n", output)
    else:
        write_text(difference.to_text(), output)


def _as_json(name: str, document: Document) -> dict[str, Any]:
    data = document.to_data()
    if isinstance(document, WhyNot):
        return {name: data["explanation"], "changes": data["changes"], "ways": data["ways"]}
    if isinstance(document, Candidates):
        reason = {} if document.candidates else {"reason": data["reason"]}  # where there is none, it is all there is
        return {name: data["candidates"], **reason}
    return {name: data}
