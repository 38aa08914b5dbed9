"""The command `expert`."""

from __future__ import annotations

import gc
import os

# A command is over before cyclic garbage could matter, and collecting it takes a tenth of its time.
gc.disable()

# Looking for pydantic plugins reads the metadata of every installed package, and a command needs none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from expert.cli.main import main  # noqa: E402

__all__ = ["main"]
