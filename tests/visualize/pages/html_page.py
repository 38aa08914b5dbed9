"""Reads an HTML page as a browser would, and notes what is wrong with it."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"meta", "br", "img", "hr", "input", "link"}


class Page(HTMLParser):
    """Reads a page and notes what is wrong with its form."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: dict[str, int] = {}
        self.pictures: list[dict[str, str | None]] = []
        self.shown: list[dict[str, str | None]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs), len(attrs))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs), len(attrs))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> does not fit at {self.getpos()}")

    def _note(self, tag: str, attributes: dict[str, str | None], given: int) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if len(attributes) != given:
            self.wrong.append(f"an attribute of <{tag}> is given twice")
        if tag == "svg":
            self.pictures.append(attributes)
        if tag == "img":
            self.shown.append(attributes)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        self.links += [attributes[name] or "" for name in ("href", "src") if name in attributes]
        link = attributes.get("href") or ""
        if link.startswith("#"):
            self.references.append(link[1:])
        if tag in ("script", "link", "img", "iframe", "object", "embed", "base", "form"):
            self.loads.append(tag)
        loading = [name for name in attributes if name in ("src", "srcset", "data") or name[:2] == "on"]
        self.loads += [f"{name} of <{tag}>" for name in loading]
