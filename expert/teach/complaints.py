"""What the user of an exercise reports, in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from expert.facts.writer import as_json
from expert.foundations.texts import Language, Text, joined
from expert.results.exercise import Complaint
from expert.rules.knowledge import KnowledgeBase
from expert.teach import exercise_phrases as phrases
from expert.teach.hidden_case import HiddenCase, message_of


def complaint_of(
    hidden: HiddenCase, knowledge: KnowledgeBase, observations: Collection[str], language: Language
) -> Complaint:
    """What the user reports of a hidden case.

    Args:
        hidden: the case.
        knowledge: what it was drawn from.
        observations: the facts that can be looked up: where there are dates among them, the day is told.
        language: of the words.
    """
    report = _report(hidden, knowledge)
    told = [report[name] for name in ("error", "behavior") if name in report][:1]
    # Where there is neither, what happens is told by several facts.
    happens = (name for name in knowledge.behaviors if name in report)
    titled = (phrases.FACT.format(title=knowledge.vocabulary[name].title, words=report[name]) for name in happens)
    message = joined(told or list(titled), ". ")
    sentences = list(_sentences(report, hidden, knowledge, observations))
    return Complaint(
        text=joined(sentences, " ").in_(language),
        message=message.in_(language),
        facts={name: as_json(value) for name, value in hidden.reported.values().items()},
        misleading=None if hidden.misleading is None else hidden.misleading.in_(language),
    )


def _report(hidden: HiddenCase, knowledge: KnowledgeBase) -> dict[str, Text]:
    """What the user reports of each fact, in words; the message as each language has it."""
    reported, vocabulary = hidden.reported.values(), knowledge.vocabulary
    words = {name: vocabulary[name].say(value) for name, value in reported.items()}
    error = reported.get("error")
    if isinstance(error, tuple):
        words["error"] = message_of(knowledge.symptoms[hidden.symptom], error)
    return words


def _sentences(
    report: dict[str, Text], hidden: HiddenCase, knowledge: KnowledgeBase, observations: Collection[str]
) -> Iterator[Text]:
    vocabulary = knowledge.vocabulary
    if "platform" in report:
        yield phrases.REPORT.format(platform=report["platform"])
    else:
        yield phrases.REPORT_PLAIN
    if "error" in report:
        if hidden.misleading is not None:
            yield _quoting(phrases.FIRST_SAID, hidden.misleading)
        said = phrases.SAYS if knowledge.symptoms[hidden.symptom].messages else phrases.TELLS
        yield _quoting(said if hidden.misleading is None else phrases.READ_OUT, report["error"])
    elif "behavior" in report:
        yield phrases.HAPPENS.format(behavior=report["behavior"])
    for name, value in report.items():
        if name not in ("error", "behavior", "platform"):
            yield phrases.ALSO.format(title=vocabulary[name].title, value=value)
    if any(vocabulary[name].type == "date" for name in observations):
        yield phrases.TODAY_IS.format(date=hidden.today.isoformat())
    if hidden.demonstration:
        yield phrases.DEMONSTRATION["named" if _is_named(hidden, knowledge) else "only"]


def _is_named(hidden: HiddenCase, knowledge: KnowledgeBase) -> bool:
    """Whether the message itself decides, not that there is no other cause."""
    named = knowledge.causes[hidden.cause].named_by(hidden.symptom)
    return "error" in hidden.reported and (named or len(knowledge.causes_of(hidden.symptom)) > 1)


def _quoting(sentence: Text, message: Text) -> Text:
    """The sentence with a message, and with the full stop that the message does not bring."""
    stop = Text(*("" if words.endswith((".", "!", "?", "…")) else "." for words in (message.en, message.sv)))
    return sentence.format(message=message, stop=stop)
