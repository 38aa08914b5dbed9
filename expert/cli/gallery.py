"""Makes the gallery of finished pictures; `python -m tests.generated` writes or checks it with all that is generated.

The gallery belongs to a checkout: a tree for each symptom, which the pages on the rules show, and what
`visualize/gallery.yaml` lists, with an index page in each language. Its manifest holds a digest of what each picture is
drawn from, so that a check needs no Graphviz and does not depend on which one drew the pictures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from expert.cli.gallery_sections import Section, Wanted, sections
from expert.cli.whole_files import write_whole
from expert.engine import diagnose
from expert.facts.case import Case
from expert.facts.shipped import shipped_examples
from expert.foundations import content
from expert.foundations.texts import LANGUAGES, Language
from expert.planning.planner import plan
from expert.results.diagnosis import Diagnosis
from expert.results.exercise import Exercise
from expert.rules.knowledge import KnowledgeBase
from expert.teach import Practice, question_ladder
from expert.visualize.canvas import themes
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import Graph, sheet_of, told_of
from expert.visualize.canvas.theme import using
from expert.visualize.drawings.ladder import ladder_graph
from expert.visualize.drawings.paths import paths_graph
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.sheets import OTHER_TOPICS
from expert.visualize.drawings.tree import tree_graph
from expert.visualize.frames import decks, svg
from expert.visualize.frames.frame import Deck, Frame
from expert.visualize.images import to_svg
from expert.visualize.pages.gallery_page import Shown, ShownSection, Topic, gallery_page, index_file

_OBSERVED = date(2026, 11, 23)  # where a case does not say; a picture must not change with the calendar
_MANIFEST = "manifest.json"


def gallery() -> Path:
    """The folder of the finished pictures.

    Raises:
        FileNotFoundError: this is an installed copy, which has no gallery.
    """
    root = content.root()
    if not (root / "pyproject.toml").is_file():
        raise FileNotFoundError("The gallery is made in a checkout; an installed copy has none.")
    return root / "visualize" / "gallery"


@dataclass(frozen=True)
class Picture:
    """A picture of the gallery.

    Attributes:
        name: of its file, without the ending.
        drawn: what is drawn.
        theme: the name of its theme; the shipped one if None.
    """

    name: str
    language: Language
    drawn: Graph | Frame
    theme: str | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.svg"

    @property
    def said(self) -> str:
        """What it shows, for whoever cannot see it."""
        if isinstance(self.drawn, Frame):
            return f"{self.drawn.claim}. {self.drawn.description}"
        return f"{sheet_of(self.drawn).title}. {told_of(self.drawn)}"

    def digest(self) -> str:
        """What tells whether it is still the same; Graphviz has no part in it."""
        with self._themed():
            if isinstance(self.drawn, Frame):
                return _digest(svg.to_svg(self.drawn, self.language))
            return _digest(to_dot(self.drawn).encode() + told_of(self.drawn).encode())

    def draw(self) -> bytes:
        """The picture as SVG.

        Raises:
            DrawingError: there is no Graphviz, or it fails.
        """
        with self._themed():
            return svg.to_svg(self.drawn, self.language) if isinstance(self.drawn, Frame) else to_svg(self.drawn)

    def _themed(self) -> AbstractContextManager[None]:
        return _in_theme(self.theme)


def _in_theme(name: str | None) -> AbstractContextManager[None]:
    return nullcontext() if name is None else using(themes.theme_of(name))


class Contents:
    """What the gallery holds, drawn from a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, listed: Sequence[Section]) -> None:
        self._knowledge = knowledge
        self._listed = listed
        self._diagnoses: dict[str, Diagnosis] = {}

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """Every picture by its name."""
        trees = (self._tree(symptom, language) for symptom in self._knowledge.symptoms for language in LANGUAGES)
        return {picture.name: picture for picture in (*trees, *(
            picture for section in self._listed for wanted in section.pictures for language in LANGUAGES
            for picture in self._drawn(wanted, language)
        ))}  # fmt: skip

    def pages(self) -> Iterator[tuple[str, str]]:
        """The index page in each language, with the name of its file."""
        for language in LANGUAGES:
            shown = [self._section(section, language) for section in self._listed]
            yield index_file(language), gallery_page(shown, list(self._topics(language)), language)

    def _section(self, section: Section, language: Language) -> ShownSection:
        return ShownSection(
            section.title.in_(language),
            [
                (wanted.about.in_(language), [Shown(self.pictures[name].file, self.pictures[name].said)
                                              for name in _names(wanted, language)])
                for wanted in section.pictures
            ],
            section.command.in_(language),
        )  # fmt: skip

    def _topics(self, language: Language) -> Iterator[Topic]:
        for topic, title in [*self._knowledge.topics.items(), (None, OTHER_TOPICS)]:
            symptoms = [symptom for symptom in self._knowledge.symptoms.values() if symptom.topic == topic]
            if symptoms:
                yield Topic(title.in_(language), [
                    (symptom.title.in_(language), f"tree-{symptom.id}.{language}.svg") for symptom in symptoms
                ])  # fmt: skip

    # What is drawn

    def _tree(self, symptom: str, language: Language) -> Picture:
        ladder = question_ladder(self._knowledge, symptom, language)
        graph = tree_graph(self._knowledge, symptom, language, ladder=ladder)
        return Picture(f"tree-{symptom}.{language}", language, graph)

    def _drawn(self, wanted: Wanted, language: Language) -> Iterator[Picture]:
        names = _names(wanted, language)
        if wanted.draw == "slides":
            with _in_theme(wanted.theme):  # a frame holds the colors of its letters
                frames = self._deck(wanted, language).frames
            for name, frame in zip(names, wanted.frames, strict=True):
                # What takes several frames has their number behind its name; the first stands for it.
                first = next(one for one in frames if one.id in (frame, f"{frame}-1"))
                yield Picture(name, language, first, wanted.theme)
        else:
            yield Picture(names[0], language, self._graph(wanted, language), wanted.theme)

    def _deck(self, wanted: Wanted, language: Language) -> Deck:
        if wanted.symptom is not None:
            return decks.of_symptom(question_ladder(self._knowledge, wanted.symptom, language), self._knowledge)
        return decks.of_case(self._diagnosed(wanted).in_(language))

    def _graph(self, wanted: Wanted, language: Language) -> Graph:
        if wanted.draw == "tree":
            ladder = None if wanted.symptom is None else question_ladder(self._knowledge, wanted.symptom, language)
            return tree_graph(self._knowledge, wanted.symptom, language, wanted.topic, ladder)
        if wanted.draw == "practice":
            return paths_graph(_solved(self._knowledge, wanted.seed, wanted.symptom).in_(language))
        if wanted.draw == "ladder" and wanted.symptom is not None:
            return ladder_graph(question_ladder(self._knowledge, wanted.symptom, language))
        found = self._diagnosed(wanted)
        if wanted.draw == "ladder":
            return ladder_graph(question_ladder(self._knowledge, found.symptoms[0].id, language), found)
        said = found.in_(language)
        return plan_graph(plan(said)) if wanted.draw == "plan" else reasoning_graph(said)

    def _diagnosed(self, wanted: Wanted) -> Diagnosis:
        if wanted.name not in self._diagnoses:
            case = Case(**wanted.facts)
            if wanted.example is not None:
                case = Case.from_file(shipped_examples()[wanted.example], self._knowledge.vocabulary)
            self._diagnoses[wanted.name] = diagnose(case, self._knowledge, today=_OBSERVED)
        return self._diagnoses[wanted.name]


def contents(knowledge: KnowledgeBase | None = None) -> Contents:
    """What the gallery holds of the shipped knowledge."""
    return Contents(knowledge or KnowledgeBase.shipped(), sections())


def _names(wanted: Wanted, language: Language) -> list[str]:
    """The names of its pictures: of slides, one for each."""
    numbers = [f"-{number}" for number, _ in enumerate(wanted.frames, start=1)] if len(wanted.frames) > 1 else [""]
    return [f"{wanted.name}{number}.{language}" for number in numbers]


def _solved(knowledge: KnowledgeBase, seed: int, symptom: str | None) -> Exercise:
    """An exercise, solved with a detour and one wrong answer that was still possible."""
    practice = Practice.draw(seed, symptom, knowledge=knowledge)
    best = practice.result.best
    detour = next(seen.fact for seen in practice.observations if seen.fact not in {looked.fact for looked in best})
    practice.observe(detour)
    open_causes = (cause.id for cause in practice.diagnosis.causes if cause.verdict == "possible")
    practice.guess(next(cause for cause in open_causes if cause != practice.hidden.cause))
    for looked in best:
        practice.observe(looked.fact)
    practice.guess(practice.hidden.cause)
    practice.mend(next(way.id for way in practice.result.ways if way.judged == "right"))
    return practice.exercise


def write(folder: Path, wanted: Contents | None = None) -> list[str]:
    """Draw what has changed, remove what is no longer made, and give back the names of these files.

    Raises:
        DrawingError: there is no Graphviz, or it fails.
    """
    wanted = wanted or contents()
    pictures = {picture.file: picture for picture in wanted.pictures.values()}
    pages = dict(wanted.pages())
    changed = drifted(folder, wanted)
    folder.mkdir(exist_ok=True)
    for file in changed:
        if file in pictures:
            write_whole(folder / file, pictures[file].draw())
        elif file in pages:
            write_whole(folder / file, pages[file].encode())
        else:
            (folder / file).unlink(missing_ok=True)
    digests = {picture.name: picture.digest() for _, picture in sorted(wanted.pictures.items())}
    manifest = json.dumps(digests, indent=1) + "\n"
    write_whole(folder / _MANIFEST, manifest.encode())
    return changed


def drifted(folder: Path, wanted: Contents | None = None) -> list[str]:
    """The names of files that are missing, out of date, or no longer made.

    Args:
        folder: the gallery.
        wanted: what it should hold; made from the knowledge if left out.
    """
    wanted = wanted or contents()
    manifest = folder / _MANIFEST
    known: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    there = {path.name for ending in ("svg", "html") for path in folder.glob(f"*.{ending}")}
    pages = dict(wanted.pages())
    stale = {
        picture.file for name, picture in wanted.pictures.items()
        if picture.file not in there or known.get(name) != picture.digest()
    }  # fmt: skip
    stale |= {name for name, text in pages.items() if name not in there or _read(folder / name) != text}
    held = {f"{name}.svg" for name in wanted.pictures} | pages.keys()
    gone = {f"{name}.svg" for name in known.keys() - wanted.pictures.keys()}
    return sorted(stale | (there - held) | gone)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _digest(drawn: bytes) -> str:
    return hashlib.sha256(drawn).hexdigest()
