"""The interview and the explanations over rule folders of one's own, which need not look like the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert import InputError, KnowledgeBase, diagnose
from expert.ask import Interview
from expert.explaining import explain, smallest_changes

SOURCE = "sources: [{document: handbook, heading: x, date: 2019-11-18}]"
SYMPTOM = """\
id: odd-noise
title: {{en: An odd noise, sv: Ett konstigt ljud}}
{recognized}
example: {{{example}}}
{source}
"""
CAUSE = """\
id: {id}
title: {{en: The cause {id}, sv: Orsaken {id}}}
explains: [odd-noise]
confirmed_when: {{{confirmed}}}
remedy:
  id: mend-{id}
  title: {{en: Mend it, sv: Laga det}}
  options: [{{steps: [{{text: {{en: Mend., sv: Laga.}}}}]}}]
  {source}
{source}
cases:
  - {{name: so, facts: {{{so}}}, verdict: confirmed}}
  - {{name: not so, facts: {{{not_so}}}, verdict: ruled_out}}
"""
FACT = """\
  {name}:
    type: {type}
    cost: user
    asked: {asked}
    title: {{en: {name}, sv: {name}}}
    ask: {{en: "{name}?", sv: "{name}?"}}
    where_to_look: {{en: Look., sv: Titta.}}
"""
DERIVATION = """\
id: {id}
title: {{en: x, sv: x}}
when: {{{when}}}
concludes: {{{concludes}}}
{source}
"""
BY_MESSAGE = "messages: [{en: It makes an odd noise}]"


class Folder:
    """A rule folder that is written part by part."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._facts = ""

    def _write(self, kind: str, name: str, text: str) -> None:
        (self._path / kind).mkdir(exist_ok=True)
        (self._path / kind / f"{name}.yaml").write_text(text, encoding="utf-8")

    def symptom(self, recognized: str = BY_MESSAGE, example: str = "error: It makes an odd noise") -> None:
        text = SYMPTOM.format(recognized=recognized, example=example, source=SOURCE)
        self._write("symptoms", "odd-noise", text)

    def cause(self, name: str, confirmed: str, so: str, not_so: str) -> None:
        text = CAUSE.format(id=name, confirmed=confirmed, so=so, not_so=not_so, source=SOURCE)
        self._write("causes", name, text)

    def derivation(self, name: str, when: str, concludes: str) -> None:
        text = DERIVATION.format(id=name, when=when, concludes=concludes, source=SOURCE)
        self._write("derivations", name, text)

    def fact(self, name: str, kind: str = "yes_no", *, asked: bool = True) -> None:
        self._facts += FACT.format(name=name, type=kind, asked=str(asked).lower())
        (self._path / "vocabulary.yaml").write_text(f"facts:\n{self._facts}", encoding="utf-8")

    def load(self) -> KnowledgeBase:
        return KnowledgeBase.load(self._path)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_number_that_has_to_be_one_of_a_few_is_asked_for_and_can_change(folder: Folder) -> None:
    folder.symptom()
    folder.fact("beeps", "number")
    folder.cause("silent", "beeps: 0", "beeps: 0", "beeps: 1")
    folder.cause("four-beeps", "beeps: 4", "beeps: 4", "beeps: 1")
    knowledge = folder.load()
    case = knowledge.case(error="It makes an odd noise")
    interview = Interview(case, knowledge=knowledge)
    question = interview.next_question()
    assert question is not None
    assert question.fact == "beeps"
    why = interview.why()
    assert "The cause silent” is confirmed" in why
    assert "The cause four-beeps” is confirmed" in why
    ((change,),) = smallest_changes(case, "four-beeps", "confirmed", knowledge)
    assert (change.fact, change.value) == ("beeps", 4)


@pytest.mark.parametrize("names", ["abc", "cba", "bca"])
def test_a_chain_of_derivations_is_followed_whatever_its_files_are_called(folder: Folder, names: str) -> None:
    folder.symptom()
    for name in ("seen", "half", "more"):
        folder.fact(name, asked=name == "seen")
    folder.fact("known", asked=False)
    folder.cause("whole", "known: true", "seen: true", "known: false")
    steps = (("seen", "half"), ("half", "more"), ("more", "known"))
    for letter, (read, concluded) in zip(names, steps, strict=True):
        folder.derivation(f"{letter}-step", f"{read}: true", f"{concluded}: true")
    knowledge = folder.load()
    interview = Interview(knowledge.case(error="It makes an odd noise"), knowledge=knowledge)
    question = interview.next_question()
    assert question is not None
    assert question.fact == "seen"
    interview.answer(True)
    assert interview.states["whole"] == "confirmed"
    assert knowledge.ways_to_find("known") == (("seen",),)
    assert set(knowledge.facts_bearing_on([knowledge.causes["whole"]])) == {"seen", "half", "more", "known"}


def test_a_symptom_may_be_recognized_by_any_fact(folder: Folder) -> None:
    folder.symptom("recognized_when: {humming: true}", "humming: true")
    folder.fact("humming")
    folder.fact("warm")
    folder.cause("too-warm", "warm: true", "warm: true, humming: true", "warm: false, humming: true")
    knowledge = folder.load()
    case = knowledge.case(humming=True)
    assert diagnose(case, knowledge).symptoms[0].matched == "True"
    assert Interview(case, knowledge=knowledge).why().startswith("So far we know that humming: yes.")
    first = explain(case, "too-warm", knowledge).parts[0]
    assert (first.kind, first.fact) == ("symptom", "humming")


def test_what_is_worked_out_from_something_not_being_so_names_its_derivation(folder: Folder) -> None:
    folder.symptom()
    folder.fact("plugged_in")
    folder.fact("off", asked=False)
    folder.cause("no-power", "off: true", "plugged_in: false", "off: false")
    folder.derivation("unplugged-is-off", "not: {plugged_in: true}", "off: true")
    knowledge = folder.load()
    (cause,) = diagnose(knowledge.case(error="It makes an odd noise", plugged_in=False), knowledge).causes
    assert cause.verdict == "confirmed"
    assert [fact.derived_by for fact in cause.because] == ["unplugged-is-off"]


def test_a_cause_cannot_rest_on_a_fact_being_anything_at_all(folder: Folder) -> None:
    folder.symptom()
    folder.fact("warm")
    folder.cause("whatever", "warm: [true, false]", "warm: true", "warm: false")
    with pytest.raises(InputError, match="always true or false"):
        folder.load()


def test_a_cause_names_a_symptom_once(folder: Folder) -> None:
    folder.symptom()
    folder.fact("warm")
    folder.cause("twice", "warm: true", "warm: true", "warm: false")
    path = folder._path / "causes" / "twice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[odd-noise]", "[odd-noise, odd-noise]"), encoding="utf-8")
    with pytest.raises(InputError, match="named twice"):
        folder.load()


def test_a_case_of_other_rules_is_refused_with_a_word(folder: Folder) -> None:
    folder.symptom()
    folder.fact("warm")
    folder.cause("too-warm", "warm: true", "warm: true", "warm: false")
    case = folder.load().case(error="It makes an odd noise", warm=True)
    with pytest.raises(InputError, match="no warm"):
        diagnose(case)
