"""The day on which exercises and ladders take place: they must not change with the calendar."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 23)
