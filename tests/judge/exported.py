"""The knowledge as CLIPS rules, as the documentation says what conditions, verdicts and conflicts are.

Every part of a condition is a node with a name of its own. Rules for it assert

    (so NODE yes)  (so NODE no)            it is known to hold, it is known to fail; neither: not known; or both
    (by NODE yes PART no)                  the part that made it so, and how that part is
    (on NODE yes FACT VALUE)               for a test of facts: what is known that made it so

What follows from that, whatever the knowledge says, stands in `verdicts.clp`. What is known comes as `(is FACT VALUE)`,
and for a version also `(range FACT VALUE FIRST LAST)`: the first and the last version that it names, as numbers. What
was observed, and neither told by a message nor worked out, comes as `(seen-is …)` and `(seen-range …)` besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.judge.written import Data, Written, is_true, links

_RELATIONS = {
    "at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "before": "<", "after": ">",
}  # fmt: skip


def constructs(written: Written) -> Iterator[str]:
    """The rules of a knowledge base, each a CLIPS construct."""
    nodes, observed = _Nodes(written), _Nodes(written, "seen-")
    for name, derivation in written.derivations.items():
        yield from nodes.condition(f"{name}.when", derivation["when"])
        yield from _derivation(written, f"{name}.when", derivation["concludes"])
    for name, symptom in written.symptoms.items():
        yield from _symptom(written, nodes, name, symptom)
    for name, cause in written.causes.items():
        yield from _cause(nodes, name, cause)
    for rule in written.impossible:
        yield from _impossible(nodes, rule["id"], rule["never"])
    for kind, entries in (("out_of_scope", written.scope), ("solved", written.solved)):
        for rule in entries:
            node = f"{kind}.{rule['id']}"
            yield from observed.condition(node, rule[f"{kind}_when"])
            yield _rule(f"{node}.settles", f"(so {node} yes)", f"(settled {kind})")


def known(written: Written, fact: str, typed: object, kind: str = "") -> Iterator[str]:
    """That a fact has a value, as CLIPS facts; with the kind "seen-", that this was observed."""
    value = _symbol(written, fact, typed)
    yield f"({kind}is {fact} {value})"
    if written.facts[fact]["type"] == "version":
        yield f"({kind}range {fact} {value} {' '.join(map(str, named_by(str(typed))))})"


def _symbol(written: Written, fact: str, typed: object) -> str:
    value = written.value(fact, typed)
    if isinstance(value, bool):
        return "yes" if value else "no"
    # A version would be read as a number, and a ticket is any text.
    return f'"{value}"' if written.facts[fact]["type"] in ("version", "text") else str(value)


def named_by(version: str) -> tuple[int, int]:
    """The first and the last version that a version names, as numbers: 16.3 is every 16.3.x."""
    parts = [int(part) for part in re.findall("[0-9]+", version)]
    first = last = 0
    for place in range(4):
        first = first * 100_000 + (parts[place] if place < len(parts) else 0)
        last = last * 100_000 + (parts[place] if place < len(parts) else 99_999)
    return first, last


# Symptoms, causes, and what cannot be


def _symptom(written: Written, nodes: _Nodes, name: str, symptom: Data) -> Iterator[str]:
    seen = f"(seen {name} {_generality(symptom)})"
    nowhere = ""
    if "applies_when" in symptom:
        yield from nodes.condition(f"{name}.applies", symptom["applies_when"])
        nowhere = f" (not (so {name}.applies no))"
    yield _rule(f"{name}.told", f"(recognized {name}){nowhere}", seen, salience=-10)
    if "recognized_when" in symptom:
        yield from nodes.condition(f"{name}.recognized", symptom["recognized_when"])
        yield _rule(f"{name}.shown", f"(so {name}.recognized yes){nowhere}", seen, salience=-10)
    candidates = [
        f"(candidate {cause} {name} {'named' if named else 'linked'})"
        for cause, data in written.causes.items() for other, named in links(data) if other == name
    ]  # fmt: skip
    if is_true(symptom.get("any_cause")):
        candidates += [
            f"(candidate {cause} {name} any)" for cause, data in written.causes.items()
            if stops(data) and name not in dict(links(data))
        ]  # fmt: skip
    if candidates:
        yield _rule(f"{name}.leads", f"(present {name})", *candidates, salience=-15)


def _generality(symptom: Data) -> int:
    """The higher, the less it counts: only where nothing lower is there."""
    if not is_true(symptom.get("general")):
        return 0
    return 2 if is_true(symptom.get("any_cause")) else 1


def stops(cause: Data) -> bool:
    """Whether a cause can stop an enrollment by itself."""
    condition = cause.get("stops_enrollment")
    return isinstance(condition, dict) or is_true(condition)


def _cause(nodes: _Nodes, name: str, cause: Data) -> Iterator[str]:
    proof = f"{name}.confirmed"
    yield from nodes.condition(proof, cause["confirmed_when"])
    yield _rule(f"{name}.proven", f"(so {proof} yes)", f"(proven {name} {proof} yes)")
    for part, sign in nodes.parts(proof, "yes"):
        yield _rule(f"{part}.{sign}.supports", f"(so {part} {sign})", f"(supported {name} {part} {sign})")
    against, sign = proof, "no"
    if "ruled_out_when" in cause:
        against, sign = f"{name}.ruled_out", "yes"
        yield from nodes.condition(against, cause["ruled_out_when"])
    yield _rule(f"{name}.excluded", f"(so {against} {sign})", f"(excluded {name} {against} {sign})")
    place = f"{name}.applies"
    if "applies_when" in cause:
        yield from nodes.condition(place, cause["applies_when"])
        yield _rule(f"{place}.supports", f"(so {place} yes)", f"(supported {name} {place} yes)")
        yield _rule(f"{place}.excludes", f"(so {place} no)", f"(elsewhere {name} {place} no)")
    if stops(cause):
        harmless = ""
        if isinstance(cause["stops_enrollment"], dict):
            yield from nodes.condition(f"{name}.stops", cause["stops_enrollment"])
            yield _rule(f"{name}.harmless", f"(so {name}.stops no)", f"(harmless {name} {name}.stops no)")
            harmless = f" (not (harmless {name} ? ?))"
        proven = f"(not (settled ?)) (proven {name} ? ?) (not (elsewhere {name} ? ?)){harmless}"
        yield _rule(f"{name}.stands", f"{proven} (not (candidate {name} ? ?))", f"(obstacle {name})", salience=-30)


def _impossible(nodes: _Nodes, name: str, never: Data) -> Iterator[str]:
    node = f"impossible.{name}"
    yield from nodes.condition(node, never)
    single = " ".join(f"(not (several {fact}))" for fact in sorted(facts_in(never)))
    yield _rule(f"{node}.is", f"(so {node} yes) {single}", f"(impossible {node})", salience=-10)


def _derivation(written: Written, node: str, concludes: Data) -> Iterator[str]:
    for fact, typed in concludes.items():
        follows = f"(follows {fact} {_symbol(written, fact, typed)} {node})"
        yield _rule(f"{node}.{fact}", f"(so {node} yes)", *known(written, fact, typed), follows)


def facts_in(condition: Any) -> set[str]:
    """The facts that a condition reads."""
    if isinstance(condition, list):
        return {fact for part in condition for fact in facts_in(part)}
    found: set[str] = set()
    for key, value in condition.items():
        if key in ("all", "any", "not"):
            found |= facts_in(value)
            continue
        found.add(key)
        for operand in value.values() if isinstance(value, dict) else ():
            if isinstance(operand, dict):
                found |= {operand["fact"], *(part for part in _summands(operand) if not part.isdecimal())}
    return found


def _summands(operand: Data) -> list[str]:
    plus = operand.get("plus", [])
    return [str(part) for part in plus] if isinstance(plus, list) else [str(plus)]


def _rule(name: str, premises: str, *conclusions: str, salience: int = 0) -> str:
    declared = f"(declare (salience {salience})) " if salience else ""
    return f"(defrule {name} {declared}{premises} => (assert {' '.join(conclusions)}))"


# Conditions


class _Nodes:
    """Makes the rules of conditions, and remembers which parts they have.

    Args:
        written: the knowledge base.
        kind: "seen-" for conditions of what was observed, "" for those of all that is known.
    """

    def __init__(self, written: Written, kind: str = "") -> None:
        self._written = written
        self._is, self._range = f"{kind}is", f"{kind}range"
        self._parts: dict[str, list[tuple[str, str]]] = {}

    def parts(self, node: str, sign: str) -> Iterator[tuple[str, str]]:
        """The parts of a condition, and how each would have to be for the whole to be as `sign` says."""
        for part, same in self._parts.get(node, ()):
            own = sign if same == "same" else {"yes": "no", "no": "yes"}[sign]
            yield part, own
            yield from self.parts(part, own)

    def condition(self, node: str, data: Data) -> Iterator[str]:
        """The rules of a condition: a table of which every entry must hold."""
        entries = [entry for key, value in data.items() for entry in self._entries(key, value)]
        if len(entries) == 1:
            yield from self._entry(node, *entries[0])
            return
        names = [f"{node}.{number}" for number in range(len(entries))]
        for name, entry in zip(names, entries, strict=True):
            yield from self._entry(name, *entry)
        yield from self._whole(node, names, every="yes")

    def _entries(self, key: str, value: Any) -> Iterator[tuple[str, Any]]:
        """The entries of a table; several comparisons of one fact are one each."""
        if key not in ("all", "any", "not") and isinstance(value, dict):
            for relation, operand in value.items():
                yield key, {relation: operand}
        else:
            yield key, value

    def _entry(self, node: str, key: str, value: Any) -> Iterator[str]:
        if key in ("all", "any"):
            names = [f"{node}.{number}" for number in range(len(value))]
            for name, part in zip(names, value, strict=True):
                yield from self.condition(name, part)
            yield from self._whole(node, names, every="yes" if key == "all" else "no")
        elif key == "not":
            inner = f"{node}.not"
            yield from self.condition(inner, value)
            self._parts[node] = [(inner, "other")]
            for sign, other in (("yes", "no"), ("no", "yes")):
                made = (f"(so {node} {other})", f"(by {node} {other} {inner} {sign})")
                yield _rule(f"{node}.{other}", f"(so {inner} {sign})", *made)
        elif isinstance(value, dict):
            (relation, operand), = value.items()
            yield from self._comparison(node, key, relation, operand)
        else:
            yield from self._one_of(node, key, value if isinstance(value, list) else [value])

    def _whole(self, node: str, parts: list[str], *, every: str) -> Iterator[str]:
        """It is as `every` says where all parts are so; it is the other where one part is."""
        self._parts[node] = [(part, "same") for part in parts]
        one = "no" if every == "yes" else "yes"
        made = (f"(so {node} {every})", *(f"(by {node} {every} {part} {every})" for part in parts))
        yield _rule(f"{node}.{every}", " ".join(f"(so {part} {every})" for part in parts), *made)
        for part in parts:
            found = (f"(so {node} {one})", f"(by {node} {one} {part} {one})")
            yield _rule(f"{part}.{one}.enough", f"(so {part} {one})", *found)

    def _one_of(self, node: str, fact: str, values: Iterable[object]) -> Iterator[str]:
        """A version is one of some where it is within one of them, and none where it is outside of all of them."""
        if self._written.facts[fact]["type"] == "version":
            within = [_release(*named_by(str(value))) for value in values]
            holds = _joined("or", [inside for inside, _ in within])
            fails = _joined("and", [outside for _, outside in within])
            yield from self._tests(node, fact, f"({self._range} {fact} ?v ?l ?h)", holds, fails)
            return
        symbols = [_symbol(self._written, fact, value) for value in values]
        for sign, wanted in (("yes", "|".join(symbols)), ("no", "&".join(f"~{symbol}" for symbol in symbols))):
            found = (f"(so {node} {sign})", f"(on {node} {sign} {fact} ?v)")
            yield _rule(f"{node}.{sign}", f"({self._is} {fact} ?v&{wanted})", *found)

    def _comparison(self, node: str, fact: str, relation: str, operand: Any) -> Iterator[str]:
        others = [operand["fact"]] if isinstance(operand, dict) else []
        if self._written.facts[fact]["type"] == "version":
            bounds = ("?l0", "?h0") if others else named_by(operand)
            read = [f"({self._range} {fact} ?v ?l ?h)", *(f"({self._range} {other} ?v0 ?l0 ?h0)" for other in others)]
            yield from self._tests(node, fact, " ".join(read), *_version_tests(relation, *bounds), others=others)
            return
        right = "?v0" if others else _symbol(self._written, fact, operand)
        summands: list[str] = _summands(operand) if others else []
        for summand in summands:
            if summand.isdecimal():
                right = f"(+ {right} {summand})"
            else:
                right = f"(+ {right} ?v{len(others)})"
                others.append(summand)
        read = [f"({self._is} {fact} ?v)", *(f"({self._is} {other} ?v{number})" for number, other in enumerate(others))]
        test = f"({_RELATIONS[relation]} ?v {right})"
        yield from self._tests(node, fact, " ".join(read), test, f"(not {test})", others=others)

    def _tests(
        self, node: str, fact: str, pattern: str, holds: str, fails: str, others: Iterable[str] = ()
    ) -> Iterator[str]:
        for sign, test in (("yes", holds), ("no", fails)):
            read = [f"(on {node} {sign} {fact} ?v)"]
            read += [f"(on {node} {sign} {other} ?v{number})" for number, other in enumerate(others)]
            yield _rule(f"{node}.{sign}", f"{pattern} (test {test})", f"(so {node} {sign})", *read)


def _joined(word: str, tests: Sequence[str]) -> str:
    return tests[0] if len(tests) == 1 else f"({word} {' '.join(tests)})"


def _version_tests(relation: str, first: object, last: object) -> tuple[str, str]:
    """When a version, of which the first is `?l` and the last `?h`, is known to be so, and when it is known not to."""
    at_least = (f"(>= ?l {first})", f"(< ?h {first})")
    at_most = (f"(<= ?h {last})", f"(> ?l {last})")
    return {
        "at_least": at_least, "less_than": at_least[::-1], "at_most": at_most, "more_than": at_most[::-1],
        "release": _release(first, last),
    }[relation]  # fmt: skip


def _release(first: object, last: object) -> tuple[str, str]:
    return f"(and (>= ?l {first}) (<= ?h {last}))", f"(or (< ?h {first}) (> ?l {last}))"
