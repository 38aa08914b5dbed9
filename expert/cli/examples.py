"""The command `examples`: the fact files that come with the product, to look at and to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path

import click

from expert.cli import options
from expert.cli.language import language_of
from expert.cli.output import file_named, require_new, show, terminal_width, write
from expert.cli.streams import tell_command
from expert.cli.typed_again import diagnosing
from expert.cli.widths import NARROW
from expert.facts.reader import facts_in_file
from expert.facts.shipped import ENDINGS, shipped_examples, text_of
from expert.facts.vocabulary import MESSAGE
from expert.foundations import content, nodes, parsing
from expert.foundations.commands import to_type
from expert.foundations.problems import InputError, Place, Problem, no_such, visible
from expert.foundations.texts import Language, Text
from expert.foundations.wrapping import wrapped

_ABOUT = ("facts", "examples.yaml")
_HOW = Text(
    "To diagnose one of them: `expert examples NAME -o ticket.yaml`, then `expert diagnose ticket.yaml`",
    "För att diagnostisera ett av dem: `expert examples NAMN -o ticket.yaml`, sedan `expert diagnose "
    "ticket.yaml`",
)
_NO_JSON = Text(
    "this example is written in YAML; give the file a name that ends in .yaml",
    "exemplet är skrivet i YAML; ge filen ett namn som slutar på .yaml",
)
_NAME_ONE = Text("name the example that is to be written", "ange exemplet som ska skrivas")
_WRITTEN = Text("{file} is there; then:", "{file} är klar; sedan:")
_KIND = Text("example", "inget exempel")


@options.command("examples", Text(
    "List the examples of fact files, print one, or write it to a file.",
    "Lista exemplen på faktafiler, visa ett, eller skriv det till en fil.",
))
@options.argument("name", required=False, metavar=Text("[NAME]", "[NAMN]"))
@options.output
@options.force
@options.language_of_messages
@click.pass_context
def examples(ctx: click.Context, name: str | None, output: str | None, force: bool) -> None:
    language, there = language_of(ctx), shipped_examples()
    file = file_named(output)
    if name is None:
        if file is not None:
            raise InputError([Problem(_NAME_ONE)])
        show(_listed(there, language))
        return
    path = there.get(Path(name).stem if Path(name).suffix.lower() in ENDINGS else name)
    if path is None:
        raise InputError([Problem(no_such(_KIND, name, there))])
    if file is not None:
        if parsing.is_json(file) and not parsing.is_json(path):
            raise InputError([Problem(_NO_JSON, Place(visible(file)))])
        require_new(file, force=force)
    write(text_of(path), file)
    if file is not None:
        tell_command(_WRITTEN.format(file=visible(file)).in_(language), diagnosing(file))


def _listed(there: Mapping[str, Path], language: Language) -> str:
    """The examples, each with what it is about: beside its name, or below it where there is no room for that."""
    width, abouts = terminal_width(), _abouts(language)
    column = max(map(len, there), default=0) + 2
    lines: list[str] = []
    for name, path in there.items():
        about = abouts.get(name) or _about(path)
        if width is None:
            lines.append(f"{name:{column}}{about}")
        elif width < NARROW:
            lines += [name, *wrapped(about, width, "  ")]
        else:
            lines += wrapped(f"{name:{column}}{about}", width, later=" " * column)
    how = to_type(_HOW).in_(language)
    return "\n".join([*lines, "", *([how] if width is None else wrapped(how, width)), ""])


def _abouts(language: Language) -> Mapping[str, str]:
    """What the examples are about, by their names."""
    path = content.bundled(*_ABOUT)
    said = nodes.plain(parsing.read_file(path, "/".join(_ABOUT))) if path.is_file() else None
    return {name: texts[language] for name, texts in said.items()} if isinstance(said, dict) else {}


def _about(path: Path) -> str:
    """Of an example that nobody says anything of: what stands at its top, else its message, or what else is in it."""
    text = text_of(path)
    said = " ".join(line.lstrip("# ") for line in takewhile(lambda line: line.startswith("#"), text.splitlines()))
    if not said:
        given = {fact.name: fact.raw for fact in facts_in_file(text, path)}
        message = given.pop(MESSAGE, None) or ", ".join(f"{name}: {value}" for name, value in given.items())
        said = str(message[0] if isinstance(message, list) else message)
    return " ".join(said.split())
