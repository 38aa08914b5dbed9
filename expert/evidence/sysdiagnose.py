"""Which files of a sysdiagnose are read: the logs in text, and what the device keeps of its profiles (MCState).

A sysdiagnose holds thousands of files about all else; none of them is opened.
"""

from __future__ import annotations

import re

_SYSDIAGNOSE = re.compile(r"(?:^|[/: ])sysdiagnose_[^/:]*", re.IGNORECASE)
_INSIDE = re.compile(r"(?:/|: )(?P<way>.+)")
_READ = re.compile(
    r"MCState/\w+/(?:profile-[^/]*\.stub|MDM\.plist|MCSettingsEvents\.plist|CloudConfigurationDetails\.plist)"
    r"|[^/]+\.log(?:\.\d+)*(?:\.gz)?|[^/]+\.ndjson|logs/(?:[^/]+/)*[^/]+\.txt",
    re.IGNORECASE,
)


def matters(name: str) -> bool:
    """Whether a file is read: it is one of those of a sysdiagnose, or does not lie in any.

    >>> matters("sysdiagnose_2026.11.04_iPhone.tar.gz: sysdiagnose_2026/logs/MCState/Shared/MDM.plist")
    True
    >>> matters("sysdiagnose_2026.11.04_iPhone.tar.gz: sysdiagnose_2026/ps.txt")
    False
    """
    found = _SYSDIAGNOSE.search(name)
    inside = None if found is None else _INSIDE.match(name, found.end())
    return inside is None or re.search(rf"(?:^|/)(?:{_READ.pattern})$", inside["way"], re.IGNORECASE) is not None


def sysdiagnose_of(name: str) -> str:
    """What the sysdiagnose is called in which a file lies."""
    found = _SYSDIAGNOSE.search(name)
    return name if found is None else name[: found.end()]
