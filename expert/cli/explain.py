"""The commands `explain` and `diff`: they ask the library and set its answers as text or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from expert.cli import options
from expert.cli.formats import TEXT_ENDINGS, by_ending
from expert.cli.inputs import case_of, cases, keep_apart
from expert.cli.output import write, write_text
from expert.engine import diagnose
from expert.explain import compare, smallest_changes
from expert.explain import explain as explanation_of
from expert.explain import what_if as run_what_if
from expert.explain.changes import TURNED
from expert.facts.case import Case
from expert.facts.reader import read_settings
from expert.facts.writer import as_json as value_as_json
from expert.foundations.problems import InputError, Place, Problem, ProblemList, did_you_mean
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.diagnosis import Diagnosis
from expert.results.explanation import Change
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages.explanation import changes_text, difference_text, explanation_text
from expert.visualize.words import VERDICTS

_UNDECIDED = Text(
    "No cause is confirmed or likely. These can be named with --why or --why-not:",
    "Ingen orsak är bekräftad eller trolig. De här kan anges med --why eller --why-not:",
)
_CANDIDATE = Text("  - {id}: {title} ({verdict})", "  - {id}: {title} ({verdict})")
_NO_CANDIDATES = Text(
    "no symptom is recognized, so there is no cause to explain; `expert diagnose` says what is missing",
    "inget symptom är igenkänt, så det finns ingen orsak att förklara; `expert diagnose` visar vad som saknas",
)
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
    "Förklara en diagnos: varför, varför inte och tänk om.\n\n"
    "Utan alternativ förklaras varje bekräftad eller trolig orsak.",
))
@options.argument("file", required=False, metavar=options.FILE)
@options.settings
@options.option("--why", metavar=options.CAUSE, multiple=True, help=Text(
    "Why this cause has its verdict. May be repeated.",
    "Varför orsaken har sitt utslag. Kan upprepas.",
))
@options.option("--why-not", metavar=options.CAUSE, multiple=True, help=Text(
    "Why it is not confirmed, and what would change that.",
    "Varför den inte är bekräftad, och vad som skulle ändra det.",
))
@options.option("--what-if", metavar=options.SETTING, multiple=True, help=Text(
    "What would differ with this fact. May be repeated.",
    "Vad som skulle skilja med det här faktumet. Kan upprepas.",
))
@options.form("text", "json")
@options.language
@options.output
@options.rules
@options.engine
def explain(
    file: str | None, settings: tuple[str, ...], why: tuple[str, ...], why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    form: str | None, language: Language, output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or by_ending(output, TEXT_ENDINGS, "text")
    keep_apart([file], output)
    knowledge = options.knowledge_of(folders)
    case = case_of(file, settings, knowledge.vocabulary)
    wanted = Wanted(why, why_not, what_if)
    said = explanations(case, knowledge, wanted, language, engine, as_json=form == "json")
    (write if form == "json" else write_text)(said, output)


@options.command("diff", Text(
    "Compare the diagnoses of two fact files, or of one file without and with --rules.",
    "Jämför diagnoserna för två faktafiler, eller för en fil utan och med --rules.",
))
@options.argument("first", required=False, metavar=Text("A", "A"))
@options.argument("second", required=False, metavar=Text("[B]", "[B]"))
@options.form("text", "json")
@options.language
@options.output
@options.rules
@options.engine
def diff(
    first: str | None, second: str | None, form: str | None, language: Language, output: str | None,
    folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    if first is None or (second is None and not folders):
        raise InputError([Problem(_NO_FILES if first is None else _NO_SECOND)])
    form = form or by_ending(output, TEXT_ENDINGS, "text")
    keep_apart([first, second], output)
    knowledge = options.knowledge_of(folders)
    before = options.knowledge_of(()) if second is None else knowledge
    names = ((first, before), (second or first, knowledge))
    found = [(next(cases((name,), (), rules.vocabulary)), rules) for name, rules in names]
    bad = [problem for case, _ in found if isinstance(case, InputError) for problem in case.problems]
    if bad:
        raise InputError(dict.fromkeys(bad))
    said = difference(cast(Any, found), language, engine, as_json=form == "json")
    (write if form == "json" else write_text)(said, output)


@dataclass(frozen=True)
class Wanted:
    """What is to be explained: causes by id, and settings to try."""

    why: tuple[str, ...]
    why_not: tuple[str, ...]
    what_if: tuple[str, ...]


def explanations(
    case: Case, knowledge: KnowledgeBase, wanted: Wanted, language: Language, engine: EngineChoice | None = None, *,
    as_json: bool,
) -> str:
    """All that is wanted, in the order why, why not, what if; where nothing is and nothing is decided, the candidates.

    Raises:
        InputError: a cause that is no candidate, a setting that cannot be, or no candidate at all.
    """
    today = date.today()
    diagnosis = diagnose(case, knowledge, language=language, today=today, engine=engine)
    why = list(wanted.why)
    if not any((wanted.why, wanted.why_not, wanted.what_if)):
        why = [cause.id for cause in diagnosis.causes if cause.verdict in ("confirmed", "likely")]
        if not why:
            return _candidates(diagnosis, as_json=as_json)
    _check(why, "--why", diagnosis, knowledge)
    _check(list(wanted.why_not), "--why-not", diagnosis, knowledge)
    documents: list[dict[str, Any]] = []
    texts: list[str] = []
    for cause in why:
        explanation = explanation_of(case, cause, knowledge, language=language, today=today, engine=engine)
        documents.append({"why": explanation.to_data()})
        texts.append(explanation_text(explanation))
    for cause in wanted.why_not:
        explanation = explanation_of(case, cause, knowledge, language=language, today=today, engine=engine)
        turned = {v: smallest_changes(case, cause, v, knowledge, today=today) for v in TURNED}
        documents.append({
            "why_not": explanation.to_data(),
            "changes": {verdict: [_changes(c) for c in found] for verdict, found in turned.items()},
        })
        said = [changes_text(v, found, knowledge.vocabulary, language) for v, found in turned.items()]
        texts.append("\n".join(filter(None, [explanation_text(explanation), *said])))
    if wanted.what_if:
        problems = ProblemList()
        changed = read_settings(wanted.what_if, problems, "--what-if")
        Case.from_raw(changed, knowledge.vocabulary, problems)
        changes = {fact.name: fact.raw for fact in changed}
        _, difference_ = run_what_if(
            case, changes, knowledge, language=language, today=today, engine=engine or "compiled"
        )
        documents.append({"what_if": difference_.to_data()})
        texts.append(difference_text(difference_))
    if as_json:
        return json.dumps(documents, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(texts)


def _candidates(diagnosis: Diagnosis, *, as_json: bool) -> str:
    """What can be explained, where nothing is decided."""
    if not diagnosis.causes:
        raise InputError([Problem(_NO_CANDIDATES)])
    if as_json:
        listed = [{"id": cause.id, "title": cause.title, "verdict": cause.verdict} for cause in diagnosis.causes]
        return json.dumps([{"candidates": listed}], ensure_ascii=False, indent=2) + "\n"
    lines = [_UNDECIDED]
    for cause in diagnosis.causes:
        verdict = VERDICTS[cause.verdict].in_(diagnosis.language).lower()
        lines.append(_CANDIDATE.format(id=cause.id, title=cause.title, verdict=verdict))
    return "".join(f"{line.in_(diagnosis.language)}\n" for line in lines)


def difference(
    cases: list[tuple[Case, KnowledgeBase]], language: Language, engine: EngineChoice | None = None, *, as_json: bool
) -> str:
    """What differs between the diagnoses of two cases, each under its rules."""
    before, after = (diagnose(case, knowledge, language=language, engine=engine) for case, knowledge in cases)
    found = compare(before, after)
    if as_json:
        return found.to_json() + "\n"
    return difference_text(found)


def _changes(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    return [
        {
            "fact": c.fact,
            "value": None if c.value is None else value_as_json(c.value),
            "known": c.known,
            "reach": c.reach,
            "found_by": list(c.found_by),
        }
        for c in changes
    ]


def _check(names: list[str], option: str, diagnosis: Diagnosis, knowledge: KnowledgeBase) -> None:
    candidates = [cause.id for cause in diagnosis.causes]
    problems = []
    for name in names:
        if name in candidates:
            continue
        if name in knowledge.causes:
            text = Text(
                f'"{name}" is no candidate: none of the recognized symptoms leads to it',
                f"”{name}” är ingen kandidat: inget av de igenkända symptomen leder till den",
            )
        else:
            hint = did_you_mean(name, candidates) if candidates else did_you_mean(name, knowledge.causes)
            text = Text(f'there is no cause "{name}"{hint.en}', f"det finns ingen orsak ”{name}”{hint.sv}")
        problems.append(Problem(text, Place(option)))
    if problems:
        raise InputError(problems)
