"""What a fuzzer hands to the product: files, commands, lines that are typed; as a file, it can be tried again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

Target = Literal["facts", "rules", "text", "outputs", "interview", "evidence"]
"""What is fuzzed: fact files, rule folders, texts, what is written, what is typed, and files of evidence."""

TARGETS: tuple[Target, ...] = get_args(Target)

Knowledge = Literal["small", "shipped"]
"""The knowledge that stands in the place of the shipped one."""

CORPUS = Path(__file__).resolve().parent / "corpus"


@dataclass(frozen=True)
class Input:
    """One input, whole.

    Attributes:
        target: what it is for.
        knowledge: the knowledge that it meets.
        files: the files in the folder that the commands are run in, by their paths.
        commands: the commands, run one after the other, without the name of the program.
        stdin: what each command finds on standard input.
        values: facts as a program hands them over, for `Case.of`; none where that is not tried.
        note: what it showed, once.
    """

    target: Target
    knowledge: Knowledge = "small"
    files: Mapping[str, bytes] = field(default_factory=dict)
    commands: tuple[tuple[str, ...], ...] = ()
    stdin: bytes = b""
    values: Mapping[str, Any] | None = None
    note: str = ""

    def as_json(self) -> str:
        """The input as it is kept."""
        return json.dumps(self._data(), indent=1) + "\n"

    def in_a_line(self) -> str:
        """The same, for no reader's eye: it takes a tenth of the time."""
        return json.dumps(self._data())

    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"target": self.target, "knowledge": self.knowledge}
        if self.note:
            data["note"] = self.note
        if self.files:
            data["files"] = {name: _written(body) for name, body in self.files.items()}
        data["commands"] = [list(command) for command in self.commands]
        if self.stdin:
            data["stdin"] = _written(self.stdin)
        if self.values is not None:
            data["values"] = self.values
        return data

    @staticmethod
    def from_json(text: str) -> Input:
        """An input that was kept.

        Raises:
            ValueError: it is none.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("target") not in TARGETS:
            raise ValueError("this is no input of a fuzzer")
        return Input(
            data["target"],
            data["knowledge"],
            {name: _read(body) for name, body in data.get("files", {}).items()},
            tuple(tuple(command) for command in data["commands"]),
            _read(data.get("stdin", "")),
            data.get("values"),
            data.get("note", ""),
        )


def kept() -> list[Path]:
    """Every input that is kept."""
    return sorted(CORPUS.rglob("*.json"))


def _written(body: bytes) -> str | dict[str, str]:
    """As text where it is one, so that what is kept can be read."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode("ascii")}


def _read(body: str | Mapping[str, str]) -> bytes:
    return body.encode("utf-8") if isinstance(body, str) else base64.b64decode(body["base64"])
