"""What the folders switch off in `checks.yaml`: which findings are not told for that, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from expert.foundations import nodes
from expert.foundations.problems import did_you_mean, shown
from expert.foundations.records import Record
from expert.foundations.texts import Text
from expert.rules.assembling import Assembly, Switch
from expert.rules.checks.files import NEEDLESS_SWITCH, WRONG_SWITCH
from expert.rules.checks.finding import Finding, Terms
from expert.rules.checks.registry import BY_ID, STALE


@dataclass(frozen=True, eq=False, repr=False)
class Excepted(Record):
    """A finding that is not told.

    Attributes:
        reason: why, as the folder says.
    """

    finding: Finding
    reason: str


def settled(
    found: Iterable[Finding], assembly: Assembly, terms: Terms
) -> tuple[tuple[Finding, ...], tuple[Excepted, ...]]:
    """The findings that are to be told, with those about the switches themselves; and those that are not.

    Args:
        found: what the checks found.
        assembly: where the parts stand, and what is switched off.
        terms: by what the checks judged.
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
    usable = not any(finding.level == "error" and BY_ID[finding.check].needed for finding in told)
    for switch in assembly.switched_off:
        wrong = list(_wrong(switch, assembly)) if switch.layer else []
        told.extend(wrong)
        dated = switch.off.check != STALE or terms.today is not None
        if switch.layer and usable and dated and not wrong and id(switch) not in used:
            told.append(NEEDLESS_SWITCH.at(switch.node.place, _NEEDLESS))
    return tuple(told), tuple(excepted)


def switch_for(finding: Finding, assembly: Assembly) -> Switch | None:
    """What switches a finding off; None where it is to be told."""
    if finding.part is None or finding.check not in BY_ID or BY_ID[finding.check].needed:
        return None
    name, layer = "/".join(finding.part), assembly.places[finding.part].layer
    for switch in assembly.switched_off:
        off = switch.off
        if off.check == finding.check and (name in off.parts or (not off.parts and layer == switch.layer)):
            return switch
    return None


def _wrong(switch: Switch, assembly: Assembly) -> Iterator[Finding]:
    """What is wrong with a switch: there is no such check or part, or it may not be switched off, or says not why."""
    off = switch.off
    if off.check not in BY_ID:
        hint, said = did_you_mean(off.check, BY_ID), shown(off.check)
        yield _wrong_at(switch, ("check",), Text(f'there is no check "{said}"{hint.en}; `expert rules check --list` '
                                                 "lists them all",
                                                 f"det finns ingen kontroll ”{said}”{hint.sv}; `expert rules check "
                                                 "--list` visar alla"))
    elif BY_ID[off.check].needed:
        yield _wrong_at(switch, ("check",), _CANNOT_BE.format(check=off.check))
    if not off.reason.strip():
        yield _wrong_at(switch, ("reason",), _NO_REASON)
    for i, name in enumerate(off.parts):
        kind, _, part = name.partition("/")
        if (kind, part) not in assembly.places:
            known = [f"{kind}/{other}" for other in assembly.parts.get(kind, ())]
            hint, said = did_you_mean(name, known), shown(name)
            yield _wrong_at(switch, ("parts", i), Text(f'there is no part "{said}"{hint.en}',
                                                       f"det finns ingen del ”{said}”{hint.sv}"))


def _wrong_at(switch: Switch, path: tuple[str | int, ...], text: Text) -> Finding:
    return WRONG_SWITCH.at(nodes.place_of(switch.node, path), text)


_NEEDLESS = Text(
    "nothing is found that this switches off; remove it", "inget hittas som det här stänger av; ta bort det"
)
_CANNOT_BE = Text(
    "{check} cannot be switched off: the rules cannot be used where it finds anything",
    "{check} går inte att stänga av: reglerna kan inte användas om den hittar något",
)
_NO_REASON = Text("say why the check is switched off", "ange varför kontrollen är avstängd")
