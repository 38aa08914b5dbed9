"""Reads facts from what already lies in files: exports, answers of services, logs of devices, certificates, records.

    >>> from expert.evidence import read_evidence
    >>> evidence = read_evidence("export/")  # doctest: +SKIP
    >>> evidence.case()  # doctest: +SKIP
"""

from __future__ import annotations

from expert.evidence.evidence import Evidence, Reading, TextFound, Unread
from expert.evidence.reading import read_evidence
from expert.evidence.subjects import About, Subject

__all__ = ["About", "Evidence", "Reading", "Subject", "TextFound", "Unread", "read_evidence"]
