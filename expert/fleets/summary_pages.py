"""The summary of a fleet for people: as text, as Markdown, and as a page with bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from expert.fleets.summing import CauseCount, Counted
from expert.foundations.outgoing import in_html
from expert.foundations.texts import Language, Text, in_digits
from expert.rules.knowledge import KnowledgeBase
from expert.visualize.pages.block_markdown import blocks_as_markdown
from expert.visualize.pages.block_text import blocks_as_text
from expert.visualize.pages.blocks import Block, Heading, Item, Line, Title
from expert.visualize.pages.html_page import page

_TITLE = Text("The fleet: {rows} rows", "Flottan: {rows} rader")
_ASIDE = Text("{aside} rows were set aside: a value in them cannot be.",
              "{aside} rader lades åt sidan: ett värde i dem är inte möjligt.")  # fmt: skip
_OUTCOMES = Text("What came of the rows", "Vad raderna visade")
_TENANT = Text("Causes that concern the whole organization", "Orsaker som gäller hela organisationen")
_CAUSES = Text("Causes of single devices and users", "Orsaker för enskilda enheter och användare")
_QUESTIONS = Text("What to find out", "Vad som bör tas reda på")
_COUNT = Text("confirmed {confirmed}, likely {likely}, obstacle {obstacle}",
              "bekräftad {confirmed}, trolig {likely}, hinder {obstacle}")  # fmt: skip
_QUESTION = Text("next in {next} rows; in {last} of them one cause is left, and the answer may settle it",
                 "näst på tur i {next} rader; i {last} av dem återstår en orsak, som svaret kan avgöra")  # fmt: skip
_NONE = Text("none", "inga")
_KNOWLEDGE = Text("Knowledge: {digest}", "Kunskap: {digest}")

OUTCOME_WORDS: Mapping[str, Text] = {
    "confirmed": Text("a cause is confirmed", "en orsak är bekräftad"),
    "likely": Text("a cause is likely", "en orsak är trolig"),
    "possible": Text("causes are possible", "orsaker är möjliga"),
    "contradictory": Text("the facts contradict each other", "uppgifterna säger emot varandra"),
    "obstacle": Text("something stops an enrollment, though nothing is recognized",
                     "något hindrar en registrering, fast inget känns igen"),
    "solved": Text("solved", "löst"),
    "incomplete": Text("too little to go by", "för lite att gå på"),
    "unrecognized": Text("nothing is recognized", "inget känns igen"),
    "out_of_scope": Text("not covered by the knowledge", "omfattas inte av kunskapen"),
}  # fmt: skip


def summary_text(counted: Counted, knowledge: KnowledgeBase, language: Language) -> str:
    """The summary as text."""
    return blocks_as_text(_blocks(counted, knowledge, language))


def summary_markdown(counted: Counted, knowledge: KnowledgeBase, language: Language) -> str:
    """The summary as Markdown."""
    return blocks_as_markdown(_blocks(counted, knowledge, language))


def _blocks(counted: Counted, knowledge: KnowledgeBase, language: Language) -> list[Block]:
    said = _Said(counted, knowledge, language)
    blocks: list[Block] = [Title(said.title)]
    if counted.aside:
        blocks.append(Line(said.aside))
    for heading, rows in said.sections():
        blocks.append(Heading(heading))
        items = [Item(f"{_digits(row.count, language)}  {row.name}", below=tuple(row.below)) for row in rows]
        blocks += items or [Line(said.none)]
    blocks.append(Line(_KNOWLEDGE.format(digest=counted.knowledge).in_(language), apart=True))
    return blocks


def _digits(count: int, language: Language) -> str:
    return in_digits(count).in_(language)


class _Row:
    """A line of a section: how many rows, of what, and what is told of it besides."""

    def __init__(self, count: int, name: str, below: Iterable[str] = ()) -> None:
        self.count, self.name, self.below = count, name, list(below)


class _Said:
    def __init__(self, counted: Counted, knowledge: KnowledgeBase, language: Language) -> None:
        self._counted, self._knowledge, self._language = counted, knowledge, language
        self.title = _TITLE.format(rows=in_digits(counted.rows)).in_(language)
        self.aside = _ASIDE.format(aside=in_digits(counted.aside)).in_(language)
        self.none = _NONE.in_(language)

    def sections(self) -> Iterator[tuple[str, list[_Row]]]:
        """What is told, by heading."""
        counted, language = self._counted, self._language
        outcomes = [_Row(count, OUTCOME_WORDS[name].in_(language)) for name, count in counted.outcomes.items()]
        yield _OUTCOMES.in_(language), outcomes
        yield _TENANT.in_(language), [self._cause(cause) for cause in counted.tenant]
        yield _CAUSES.in_(language), [self._cause(cause) for cause in counted.causes]
        questions = [
            _Row(question.next, self._knowledge.vocabulary[question.fact].ask.in_(language),
                 [_QUESTION.format(next=in_digits(question.next), last=in_digits(question.last)).in_(language)])
            for question in counted.questions
        ]  # fmt: skip
        yield _QUESTIONS.in_(language), questions

    def _cause(self, cause: CauseCount) -> _Row:
        language, vocabulary = self._language, self._knowledge.vocabulary
        counts_of = {"confirmed": cause.confirmed, "likely": cause.likely, "obstacle": cause.obstacle}
        kinds = _COUNT.format(**{kind: in_digits(count) for kind, count in counts_of.items()})
        below = [kinds.in_(language)]
        for fact, counts in cause.by.items():
            if counts:
                title = vocabulary[fact].title.in_(language)
                entries = [(self._worded(fact, entry), _digits(count, language)) for entry, count in counts.items()]
                below.append(f"{title}: {', '.join(f'{words} ({count})' for words, count in entries)}")
        title = self._knowledge.causes[cause.cause].title.in_(language)
        return _Row(cause.confirmed + cause.likely + cause.obstacle, title, below)

    def _worded(self, fact: str, entry: str) -> str:
        """A value of a fact in words, where it has some."""
        words = self._knowledge.vocabulary[fact].values.get(entry)
        return entry if words is None else words.in_(self._language)


def summary_page(counted: Counted, knowledge: KnowledgeBase, language: Language) -> str:
    """The summary as a page of HTML, with a bar for each count; a table, so that it can be read without them too."""
    said = _Said(counted, knowledge, language)
    parts = [f"<h1>{in_html(said.title)}</h1>"]
    if counted.aside:
        parts.append(f"<p>{in_html(said.aside)}</p>")
    for heading, rows in said.sections():
        parts.append(f"<h2>{in_html(heading)}</h2>")
        parts.append(_table(rows, language) if rows else f"<p>{in_html(said.none)}</p>")
    parts.append(f"<p><small>{in_html(_KNOWLEDGE.format(digest=counted.knowledge).in_(language))}</small></p>")
    return page(said.title, "\n".join(parts), language)


_WIDEST = 120


def _table(rows: list[_Row], language: Language) -> str:
    most = max(row.count for row in rows) or 1
    lines = []
    for row in rows:
        wide = max(1, round(_WIDEST * row.count / most))
        bar = (
            f'<svg width="{_WIDEST}" height="12" role="img" aria-hidden="true"><rect width="{wide}" height="12" '
            'fill="#2f6fb3"/></svg>'
        )
        below = "".join(f"<br><small>{in_html(line)}</small>" for line in row.below)
        count = _digits(row.count, language)
        lines.append(f"<tr><td>{count}</td><td>{bar}</td><td>{in_html(row.name)}{below}</td></tr>")
    return f"<table>{''.join(lines)}</table>"


def _as_json(counted: Counted, knowledge: KnowledgeBase, language: Language) -> str:
    return counted.to_json()


FORMS: Mapping[str, Callable[[Counted, KnowledgeBase, Language], str]] = {
    ".txt": summary_text, ".md": summary_markdown, ".html": summary_page, ".htm": summary_page, ".json": _as_json,
}  # fmt: skip
"""What makes a summary, by the ending of its file."""
