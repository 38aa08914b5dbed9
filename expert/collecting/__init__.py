"""Asks Microsoft Graph what a case needs, and keeps the answers as a bundle that every command reads offline later.

Reading requests only, with the least permissions; what opens something is never written. The extra `graph` (httpx and
msal) is needed to ask, and only then.
"""

from __future__ import annotations

from expert.collecting.collecting import Collected, SignIn, collect
from expert.collecting.requests import Request, Wanted, permissions, shipped_requests

__all__ = ["Collected", "Request", "SignIn", "Wanted", "collect", "permissions", "shipped_requests"]
