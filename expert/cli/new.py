"""The command `new`: a fact file to fill in, with the questions as comments."""

from __future__ import annotations

from collections.abc import Iterator

from expert.ask.sheet import Sheet, sheet_for
from expert.cli import knowing, options
from expert.cli.facts_list import IN_SHORT
from expert.cli.output import file_named, require_new, write
from expert.cli.streams import tell_command
from expert.cli.typed_again import diagnosing
from expert.facts.vocabulary import MESSAGE, FactDefinition
from expert.facts.writer import written
from expert.foundations.commands import to_type
from expert.foundations.parsing import is_json
from expert.foundations.problems import InputError, Place, Problem, visible
from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped
from expert.rules.knowledge import KnowledgeBase

_WIDTH = 80
_HEAD = Text(
    "What is known of one device that does not enroll. Remove the # before a fact and write its value after the colon; "
    "what is not known stays as it is. Then: {command}",
    "Det som är känt om en enhet som inte går att registrera. Ta bort # framför ett faktum och skriv värdet efter "
    "kolonet; det som inte är känt får stå som det är. Sedan: {command}",
)
_SYMPTOM = Text("For: {title}", "För: {title}")
_AS_DOCUMENTED = Text(
    "The message as it is documented. Put the one that was shown in its place, whole.",
    "Meddelandet som det står i dokumentationen. Byt ut det mot det som visades, i sin helhet.",
)
_MESSAGE = Text(
    "A message of several lines: write error: | and set its lines in by two blanks.",
    "Ett meddelande på flera rader: skriv error: | och dra in raderna med två blanksteg.",
)
_ORDER = Text("What decides most comes first.", "Det som avgör mest kommer först.")
_WHERE = Text("Where to look: {text}", "Var du tittar: {text}")
_QUESTION = Text("{ask} ({cost})", "{ask} ({cost})")
_MORE = Text("All facts that there are: `expert facts`", "Alla fakta som finns: `expert facts`")
_NO_COMMENTS = Text(
    "the questions are comments, and JSON has none; give the file a name that ends in .yaml",
    "frågorna är kommentarer, och det finns inga i JSON; ge filen ett namn som slutar på .yaml",
)
_WRITTEN = Text(
    "{file} is there to be filled in; then:",
    "{file} är klar att fylla i; sedan:",
)


@options.command("new", Text(
    "Write a fact file to fill in: each question as a comment, with where to look and the values.",
    "Skriv en faktafil att fylla i: varje fråga som en kommentar, med var du tittar och värdena.",
))
@options.option("--symptom", metavar=options.ID, help=Text(
    "Ask what tells the causes of this symptom apart (rules list shows the symptoms).",
    "Fråga efter det som skiljer det här symptomets orsaker åt (rules list visar symptomen).",
))
@options.output
@options.force
@options.language
@options.rules
def new(
    symptom: str | None, output: str | None, force: bool, language: Language, folders: tuple[str, ...]
) -> None:
    file = file_named(output)
    if file is not None:
        if is_json(file):
            raise InputError([Problem(_NO_COMMENTS, Place(visible(file)))])
        require_new(file, force=force)
    knowledge = knowing.knowledge_of(folders)
    knowing.require_symptom(symptom, knowledge)
    sheet = sheet_for(knowledge, symptom, language)
    write(_file(sheet, symptom, file, knowledge, language), file)
    if file is not None:
        tell_command(_WRITTEN.format(file=visible(file)).in_(language), diagnosing(file))


def _file(sheet: Sheet, symptom: str | None, output: str | None, knowledge: KnowledgeBase, language: Language) -> str:
    lines = [
        *_comment(_HEAD.format(command=diagnosing("ticket.yaml" if output is None else output)).in_(language)),
        *([] if symptom is None else _comment(_SYMPTOM.format(title=knowledge.symptoms[symptom].title).in_(language))),
        "", *(line for name in ("case",) if name in knowledge.vocabulary for line in (f"{name}:", "")),
    ]  # fmt: skip
    for name, value in sheet.given.items():
        if name == MESSAGE:
            lines += _comment(_AS_DOCUMENTED.in_(language))
        lines += [f"{name}: {written(value)}", ""]
    lines += [*_comment(_ORDER.in_(language)), *_comment(to_type(_MORE).in_(language)), ""]
    for name in sheet.asked:
        lines += [*_asked(knowledge.vocabulary[name], knowledge, language), ""]
    return "\n".join(lines)


def _asked(fact: FactDefinition, knowledge: KnowledgeBase, language: Language) -> Iterator[str]:
    """The question, where to look, the values, and the line to fill in, all of it as comments."""
    cost = knowledge.vocabulary.costs[fact.cost].title
    yield from _comment(_QUESTION.format(ask=fact.ask, cost=cost).in_(language))
    yield from _comment(_WHERE.format(text=fact.where_to_look).in_(language), "  ")
    if fact.name == MESSAGE:
        yield from _comment(_MESSAGE.in_(language), "  ")
    elif fact.type == "word":
        for value, words in fact.values.items():
            yield from _comment(f"{value}: {words.in_(language)}", "  - ", "    ")
    else:
        yield from _comment(str(IN_SHORT[fact.type].in_(language)), "  - ", "    ")
    yield f"# {fact.name}:"


def _comment(text: str, before: str = "", later: str | None = None) -> list[str]:
    return wrapped(text, _WIDTH, f"# {before}", f"# {before if later is None else later}")
