"""How long it takes to load and check rule folders, and how that grows with what stands in them."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from expert.rules.loader import load_layers
from tests.benchmark.rows import in_turns, say

FEW, MANY = 100, 400
ROUNDS = 3

_FACT = """\
  {name}:
    type: {kind}
    cost: look
    title: {{en: {name}, sv: {name}}}
    ask: {{en: "{name}?", sv: "{name}?"}}
    where_to_look: {{en: Look., sv: Titta.}}
"""
_SENTENCES = """\
{name}:
  known: {{en: {name} is so, sv: {name} är så}}
  denied: {{en: {name} is not so, sv: {name} är inte så}}
  unknown: {{en: it is not known whether {name} is so, sv: det är okänt om {name} är så}}
"""
_SOURCE = "sources: [{document: made-up, heading: x, date: 2026-01-01}]"
_SYMPTOM = """\
id: symptom-{n}
title: {{en: Symptom {n}, sv: Symptom {n}}}
messages: [{{en: The enrollment stopped at {n}, sv: Registreringen stannade vid {n}}}]
example: {{error: The enrollment stopped at {n}}}
{source}
"""
_CAUSE = """\
id: cause-{n}
title: {{en: Cause {n}, sv: Orsak {n}}}
explains: [symptom-{n}]
confirmed_when: {{any: [{{seen_{n}: true}}, {{all: [{{told_{n}: true}}, {{not: {{seen_{n}: false}}}}]}}]}}
remedy:
  id: remedy-{n}
  title: {{en: Remedy {n}, sv: Åtgärd {n}}}
  options: [{{steps: [{{text: {{en: Mend {n}., sv: Laga {n}.}}}}, {{step: try-again}}]}}]
  {source}
{source}
cases:
  - {{name: it is so, facts: {{seen_{n}: true}}, verdict: confirmed}}
  - {{name: it is not so, facts: {{seen_{n}: false}}, verdict: ruled_out}}
"""
_DERIVATION = """\
id: derivation-{n}
title: {{en: Derivation {n}, sv: Härledning {n}}}
when: {{seen_{before}: true}}
concludes: {{told_{n}: true}}
{source}
"""


def write_folder(folder: Path, causes: int) -> Path:
    """Write a rule folder that stands alone, with a symptom, a derivation and two facts for each cause."""
    names = [name for n in range(causes) for name in (f"seen_{n}", f"told_{n}")]
    facts = [("error", "texts"), *((name, "yes_no") for name in names)]
    vocabulary = "costs: {look: {weight: 1, title: {en: look, sv: titta}}}\nfacts:\n"
    vocabulary += "".join(_FACT.format(name=name, kind=kind) for name, kind in facts)
    vocabulary += _FACT.format(name="behavior", kind="word") + "    values: {stops: {en: it stops, sv: den stannar}}\n"
    files = {
        "vocabulary.yaml": vocabulary,
        "sentences.yaml": "".join(_SENTENCES.format(name=name) for name in names),
        "documents.yaml": "made-up: {title: Made up, publisher: Nobody}\n",
        "steps/try-again.yaml": "{id: try-again, last: true, text: {en: Try again., sv: Försök igen.}}\n",
    }
    for n in range(causes):
        files[f"symptoms/symptom-{n}.yaml"] = _SYMPTOM.format(n=n, source=_SOURCE)
        files[f"causes/cause-{n}.yaml"] = _CAUSE.format(n=n, source=_SOURCE)
        if n:
            files[f"derivations/derivation-{n}.yaml"] = _DERIVATION.format(n=n, before=n - 1, source=_SOURCE)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Load a folder of few causes and one of many, in turns."""
    with tempfile.TemporaryDirectory() as home:
        few, many = (write_folder(Path(home) / str(count), count) for count in (FEW, MANY))
        works = {
            "few": lambda: load_layers([few], alone=True),
            "many": lambda: load_layers([many], alone=True),
        }
        in_turns(works, 1)
        gc.collect()
        gc.freeze()  # or each collection would go over what the measurements before this one left behind
        taken = in_turns(works, ROUNDS)
        gc.unfreeze()
    print(f"\nloading and checking {FEW} causes {taken['few']:.0f} ms, {MANY} causes {taken['many']:.0f} ms")
    ratio, bound = taken["many"] / taken["few"], 1.25 * MANY / FEW
    say(f"loading {MANY} causes / loading {FEW}", f"{ratio:.1f} x", f"at most {bound:.0f} x", ratio <= bound)


if __name__ == "__main__":
    main()
