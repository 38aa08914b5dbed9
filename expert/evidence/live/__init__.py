"""Asks what no file says: name servers, and the web server of a domain (the extra `live`: dnspython and httpx).

Whatever cannot be heard (a server that is silent, fails or refuses) tells nothing, and is noted. Nothing is changed
anywhere.
"""

from __future__ import annotations

from expert.evidence.live.asking import LIVE, LiveKind, live_evidence

__all__ = ["LIVE", "LiveKind", "live_evidence"]
