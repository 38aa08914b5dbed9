"""The index of the gallery: every kind of picture with what is to be seen in it, and a link to each symptom's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expert.foundations.outgoing import in_html
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.visualize.pages.html_page import page

_TITLE = Text("The gallery", "Galleriet")
_ABOUT = Text(
    "What pictures there are of the knowledge and of cases. Each opens in its full size.",
    "De bilder som finns av kunskapen och av ärenden. Var och en går att öppna i full storlek.",
)
_OTHER_LANGUAGE = Text("På svenska", "In English")
_MADE_BY = Text("Made by:", "Görs med:")
_TREES = Text("A picture for each symptom, by topic", "En bild för varje symptom, efter ämne")
_TREES_ABOUT = Text(
    "What the user sees, what to ask, what it is and what to do.",
    "Det användaren ser, det du tar reda på, vad det är och vad du gör.",
)
# As high as a window at most, so that the next one is seen to come; the link leads to all of it.
_LOOK = "max-height:34rem;border:1px solid #ccc"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on the page.

    Attributes:
        file: its name, beside the page.
        said: what it shows, for whoever cannot see it.
    """

    file: str
    said: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Pictures of one sort.

    Attributes:
        pictures: what is to be seen, with the pictures that show it.
        command: what makes such pictures.
    """

    title: str
    pictures: Sequence[tuple[str, Sequence[Shown]]]
    command: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The pictures of the symptoms of a topic: titles and files."""

    title: str
    symptoms: Sequence[tuple[str, str]]


def index_file(language: Language) -> str:
    """The name of the page in a language."""
    return "index.html" if language == LANGUAGES[0] else f"index.{language}.html"


def gallery_page(sections: Sequence[ShownSection], topics: Sequence[Topic], language: Language) -> str:
    """The page, which shows what stands beside it and runs nothing."""
    other = next(code for code in LANGUAGES if code != language)
    said = in_html(_OTHER_LANGUAGE.in_(language))
    link = f'<a href="{index_file(other)}" hreflang="{other}" lang="{other}">{said}</a>'
    body = "\n".join(_body(sections, topics, language))
    return page(_TITLE.in_(language), body, language, link, pictures=True)


def _body(sections: Sequence[ShownSection], topics: Sequence[Topic], language: Language) -> Iterator[str]:
    yield f"<h1>{in_html(_TITLE.in_(language))}</h1>\n<p>{in_html(_ABOUT.in_(language))}</p>"
    for section in sections:
        yield f"<h2>{in_html(section.title)}</h2>"
        for about, pictures in section.pictures:
            yield f"<p>{in_html(about)}</p>"
            yield from map(_picture, pictures)
        yield f"<p>{in_html(_MADE_BY.in_(language))} <code>{in_html(section.command)}</code></p>"
    yield f"<h2>{in_html(_TREES.in_(language))}</h2>\n<p>{in_html(_TREES_ABOUT.in_(language))}</p>"
    for topic in topics:
        yield f"<h3>{in_html(topic.title)}</h3>\n<ul>"
        yield from (f'<li><a href="{in_html(file)}">{in_html(title)}</a></li>' for title, file in topic.symptoms)
        yield "</ul>"


def _picture(shown: Shown) -> str:
    file = in_html(shown.file)
    return (
        f'<p><a href="{file}"><img loading="lazy" src="{file}" alt="{in_html(shown.said)}" style="{_LOOK}"></a></p>'
    )
