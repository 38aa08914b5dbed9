"""The evidence that a command line names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # help needs none of it
    from expert.cli.live import Live


@dataclass(frozen=True)
class EvidenceWanted:
    """The evidence that a command line names, and whose it is.

    Attributes:
        paths: files, folders and archives.
        user: what the user is called in it.
        device: what the device is called in it.
        groups: the ids of the user's groups; None where they were not named.
        facts_only: whether its texts are the case's messages anyway.
        passwords: what may open files of certificates that are locked.
        live: what is to be asked over the network beside it.
    """

    paths: tuple[str, ...] = ()
    user: str = ""
    device: str = ""
    groups: tuple[str, ...] | None = None
    facts_only: bool = False
    passwords: tuple[str, ...] = ()
    live: Live | None = None

    def __bool__(self) -> bool:
        return bool(self.paths or self.live)

    def options(self) -> dict[str, str | tuple[str, ...] | None]:
        """The options that a command about a case names the same evidence by, by their names."""
        whose = {"user": self.user or None, "device": self.device or None, "group": self.groups}
        return {"evidence": self.paths, **({} if self.live is None else self.live.typed()), **whose}
