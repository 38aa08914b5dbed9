"""Sorts a list of texts into its places: `python -m tests.shipped.corpus keep FOLDER NAME`.

The third that is held out goes to the corpus, as lists of the name. What is left teaches the recognition: variants
become `reports` of their symptom, and near misses `near_misses` of the symptom whose reports they are like. Variants
that are only lines of logs or codes teach nothing of how people speak, and stay in the corpus.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from expert import KnowledgeBase
from expert.recognizing.precedents import Precedents, counts_of
from expert.recognizing.words import words_of
from tests.shipped.corpus import HERE, is_held_out

_SYMPTOMS = HERE.parents[2] / "rules" / "symptoms"
_WIDTH = 114
_UNSEEN = "CM"
_NO_TEACHERS = ("log", "code")


def keep(folder: Path, name: str) -> None:
    """Sort the texts of a folder: all its `variants*.yaml`, and its `near-misses.yaml`.

    Args:
        folder: the folder.
        name: what its lists are called in the corpus.
    """
    variants = [entry for path in sorted(folder.glob("variants*.yaml")) for entry in _read(path)]
    near_misses = _read(folder / "near-misses.yaml")
    stays = [entry for entry in variants if is_held_out(entry["text"]) or not teaches(entry)]
    _write("variants", name, stays)
    _write("near_misses", name, [entry for entry in near_misses if is_held_out(entry["text"])])
    teach(
        [entry for entry in variants if entry not in stays],
        [entry["text"] for entry in near_misses if not is_held_out(entry["text"])],
    )


def teaches(entry: Mapping[str, Any]) -> bool:
    """Whether a variant tells of a symptom in words that others may use too."""
    return "symptom" in entry and entry["kind"] not in _NO_TEACHERS


def teach(variants: Iterable[Mapping[str, Any]], near_misses: Iterable[str]) -> None:
    """Add variants and near misses to the files of symptoms."""
    precedents = Precedents(counts_of(KnowledgeBase.shipped().symptoms.values()))
    further: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in variants:
        further[entry["symptom"], "reports"].append(entry["text"])
    for text in near_misses:
        nearest = precedents.of(text).nearest
        if nearest:  # what has no word of any report says nothing of what reports are like
            further[nearest[0][0], "near_misses"].append(text)
    for (symptom, field), texts in further.items():
        _add(symptom, field, list(map(_plain, texts)))


def _add(symptom: str, field: str, texts: list[str]) -> None:
    (path,) = _SYMPTOMS.glob(f"*/{symptom}.yaml")
    written = path.read_text(encoding="utf-8")
    known = {tuple(words_of(text)) for text in getattr(KnowledgeBase.shipped().symptoms[symptom], field)}
    new = {tuple(words_of(text)): text for text in texts}
    lines = "".join(_item(text) for words, text in new.items() if words not in known)
    if not lines:
        return
    if f"\n{field}:\n" in written:
        begin = written.index(f"\n{field}:\n") + 1
        end = next(i for i in range(written.index("\n", begin) + 1, len(written)) if _begins_a_field(written, i))
        written = f"{written[:end]}{lines}{written[end:]}"
    else:
        behind = written.index("\nexample:") + 1
        written = f"{written[:behind]}{field}:\n{lines}{written[behind:]}"
    path.write_text(written, encoding="utf-8")


def _begins_a_field(written: str, place: int) -> bool:
    return written[place - 1] == "\n" and not written[place].isspace()


def _item(text: str) -> str:
    dumped = yaml.safe_dump([text], allow_unicode=True, width=_WIDTH).splitlines()
    return "".join(f"  {line}\n" for line in dumped)


def _plain(text: str) -> str:
    """A text on one line, without what cannot be seen: only its words count."""
    seen = (" " if unicodedata.category(one)[0] in _UNSEEN else one for one in unicodedata.normalize("NFC", text))
    return " ".join("".join(seen).split())


def _read(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def _write(kind: str, name: str, entries: list[dict[str, Any]]) -> None:
    dumped = (yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=9999) for entry in entries)
    (HERE / kind / f"{name}.yaml").write_text("".join(dumped), encoding="utf-8")
