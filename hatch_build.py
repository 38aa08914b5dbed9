"""Build hook: puts the compiled knowledge into the wheel, so that a process need not read YAML to start."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Compiles `rules/` and `facts/vocabulary.yaml`; a mistake in them fails the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from expert.foundations.compiled import put
            from expert.recognizing.compiling import compile_shipped

            self._folder = tempfile.TemporaryDirectory()
            written = put(Path(self._folder.name) / "compiled.json", compile_shipped())
        finally:
            sys.path.remove(self.root)
        for file in written:
            build_data["force_include"][str(file)] = f"expert/_content/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called by hatchling after it built."""
        if version != "editable":
            self._folder.cleanup()
