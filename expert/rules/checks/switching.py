"""What the folders switch off in `checks.yaml`: which findings are not told for that, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.foundations import nodes
from expert.foundations.commands import to_type
from expert.foundations.problems import did_you_mean, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly, Switch
from expert.rules.checks.files import NEEDLESS_SWITCH, WRONG_SWITCH
from expert.rules.checks.finding import Finding, Terms
from expert.rules.checks.registry import BY_ID
from expert.rules.knowledge import name_of


@dataclass(frozen=True, eq=False, repr=False)
class Excepted(Record):
    """A finding that is not told.

    Attributes:
        reason: why, as the folder says.
    """

    finding: Finding
    reason: str


def settled(
    found: Iterable[Finding], assembly: Assembly, terms: Terms, *, every_check_made: bool
) -> tuple[tuple[Finding, ...], tuple[Excepted, ...]]:
    """The findings that are to be told, with those about the switches themselves; and those that are not.

    Args:
        found: what the checks found.
        assembly: where the parts stand, and what is switched off.
        terms: by what the checks judged.
        every_check_made: whether all checks were made; where some were not, nobody knows what a switch is for.
    """
    told: list[Finding] = []
    excepted: list[Excepted] = []
    used: set[int] = set()
    for finding in found:
        switch = switch_for(finding, assembly)
        if switch is None:
            told.append(finding)
        else:
            used.add(id(switch))
            excepted.append(Excepted(finding, switch.off.reason))
    for switch in assembly.switched_off:
        wrong = list(_wrong(switch, assembly)) if switch.layer else []
        told.extend(wrong)
        made = every_check_made and not wrong and (terms.today is not None or not BY_ID[switch.off.check].by_day)
        if switch.layer and made and id(switch) not in used:
            told.append(NEEDLESS_SWITCH.at(switch.node.place, _NEEDLESS))
    return tuple(told), tuple(excepted)


def switch_for(finding: Finding, assembly: Assembly) -> Switch | None:
    """What switches a finding off; None where it is to be told."""
    if finding.part is None or not BY_ID[finding.check].may_be_switched_off:
        return None
    name, layer = name_of(finding.part), assembly.places[finding.part].layer
    for switch in assembly.switched_off:
        off = switch.off
        if off.check == finding.check and (name in off.parts or (not off.parts and layer == switch.layer)):
            return switch
    return None


def _wrong(switch: Switch, assembly: Assembly) -> Iterator[Finding]:
    """What is wrong with a switch: there is no such check or part, or it may not be switched off, or says not why."""
    off = switch.off
    if off.check not in BY_ID:
        hint = did_you_mean(off.check, BY_ID)
        yield _wrong_at(switch, ("check",), to_type(_NO_CHECK, name=shown(off.check), hint=hint))
    elif not BY_ID[off.check].may_be_switched_off:
        yield _wrong_at(switch, ("check",), _CANNOT_BE.format(check=off.check))
    if not off.reason.strip():
        yield _wrong_at(switch, ("reason",), _NO_REASON)
    for i, name in enumerate(off.parts):
        kind, _, part = name.partition("/")
        if (kind, part) not in assembly.places:
            known = [name_of((kind, other)) for other in assembly.parts.get(kind, ())]
            hint, said = did_you_mean(name, known), shown(name)
            yield _wrong_at(switch, ("parts", i), Text(f'there is no part "{said}"{hint.en}',
                                                       f"det finns ingen del ”{said}”{hint.sv}"))


def _wrong_at(switch: Switch, path: tuple[str | int, ...], text: Text) -> Finding:
    return WRONG_SWITCH.at(nodes.place_of(switch.node, path), text)


_NO_CHECK = Text(
    'there is no check "{name}"{hint}; `expert rules check --list` lists them all',
    "det finns ingen kontroll ”{name}”{hint}; `expert rules check --list` visar alla",
)
_NEEDLESS = Text(
    "nothing is found that this switches off; remove it", "inget hittas som det här stänger av; ta bort det"
)
_CANNOT_BE = Text(
    "{check} cannot be switched off: without it nobody knows whether the rules can be used as they stand",
    "{check} går inte att stänga av: utan den vet ingen om reglerna går att använda som de står",
)
_NO_REASON = Text("say why the check is switched off", "ange varför kontrollen är avstängd")
