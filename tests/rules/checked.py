"""What the checks find in a rule folder that a test writes, over the small knowledge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from expert.rules.checking import Checked, check_layers
from expert.rules.checks import Finding, Terms

TODAY = date(2026, 11, 29)
SOURCE = "{document: handbook, heading: Dust, date: 2024-01-10}"
FACT = """\
  %s:
    type: %s
    title: {en: The dust, sv: Dammet}
    ask: {en: How is the dust?, sv: Hur är det med dammet?}
    where_to_look: {en: Look in the port., sv: Titta i porten.}
    cost: user
"""
CAUSE = """\
id: %s
title: {en: There is dust in the port, sv: Det är damm i porten}
explains: [shelf-full]
confirmed_when: %s
remedy: %s
sources: [{document: handbook, heading: Dust, date: 2024-01-10}]
cases:
  - {name: it is so, facts: {app: broken}, verdict: confirmed}
  - {name: it is not so, facts: {app: current}, verdict: ruled_out}
"""
REMEDY = """\
id: blow-the-dust-out
title: {en: Blow the dust out of it, sv: Blås ur dammet ur den}
options: %s
sources: [{document: handbook, heading: Dust, date: 2024-01-10}]
"""


def cause(name: str = "dust", when: str = "{app: broken}", remedy: str = "give-card", more: str = "") -> dict[str, str]:
    """The file of a cause."""
    return {f"causes/{name}.yaml": CAUSE % (name, when, remedy) + more}


def remedy(options: str) -> dict[str, str]:
    """A cause and the file of its remedy, with these options."""
    return {**cause(remedy="blow-the-dust-out"), "remedies/blow-the-dust-out.yaml": REMEDY % options}


def step(en: str, sv: str, more: str = "") -> dict[str, str]:
    """A cause with a remedy of one step, after one that protects from everything."""
    save = (
        "{text: {en: Save it all., sv: Spara allt.}, short: {en: Save all, sv: Spara allt}, "
        "protects_from: [erases_device, removes_company_data]}"
    )
    short = "short: {en: Do it now, sv: Gör det nu}"
    return remedy(f'[{{steps: [{save}, {{text: {{en: "{en}", sv: "{sv}"}}, {short}{more}}}, {{step: join-again}}]}}]')


def checked(folder: Path) -> Checked:
    """All that the checks find in a folder, by the day of these tests."""
    return check_layers([folder], Terms(TODAY))


def found(folder: Path, check: str) -> list[Finding]:
    """What one check finds in a folder."""
    return [finding for finding in checked(folder).findings if finding.check == check]


def lines(folder: Path, check: str) -> list[str]:
    """The places of what one check finds, by the paths in the folder."""
    start = f"{folder.as_posix()}/"
    return [str(finding.place).removeprefix(start) for finding in found(folder, check)]
