"""Plans and escalation packages as people see them: read by eye in both languages, drawn, and from the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from expert import Case, Diagnosis, KnowledgeBase, diagnose
from expert.escalating.package import escalate
from expert.foundations.terms import DESTRUCTIVE
from expert.foundations.texts import LANGUAGES, Language
from expert.planning.planner import plan
from expert.results.escalation import EscalationPackage
from expert.results.plan import Plan
from expert.visualize.canvas.dot import to_dot
from expert.visualize.canvas.graph import boxes, sheet_of
from expert.visualize.canvas.mermaid import to_mermaid
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.plan import plan_graph
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.pages.plan_words import ALL_HELD_BACK, IF_SO, WHEN_SO
from expert.visualize.views import picture
from tests import small

TODAY = date(2026, 11, 23)
NOTHING_CHECKED = {"error": "Setup failed. The network was lost.", "platform": "folio"}
NO_SEAL = {"error": "NoJoinRule", "seal": "missing", "model": "allowed"}
# Nothing tells yet whether there is a seal; the ways of both remedies are known, and end in the same step.
TWO_SEALS = {
    "error": "NoJoinRule", "ever_worked": True, "seal_key_at_hand": True, "run_by": "library", "joining": "by_hand",
}  # fmt: skip
ALL_EXCLUDED = {"error": "SealUnknown", "seal": "valid", "model": "allowed"}
WRITTEN = ("no-answer", "stuck-at-sign-in", "seal-expired", "shelf-limit")


def _example(name: str) -> Case:
    return Case.from_file(small.EXAMPLES / f"{name}.yaml")


def _diagnosed(case: Case, language: Language = "en") -> Diagnosis:
    return diagnose(case, language=language, today=TODAY)


def _lasting(text: str) -> str:
    """A page without the digest of the knowledge, which changes with every rule."""
    return re.sub(r"sha256:[0-9a-f]+", "sha256:...", text)


# Written


@pytest.mark.parametrize("language", LANGUAGES)
def test_plans_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    given = (NO_SEAL, NOTHING_CHECKED, ALL_EXCLUDED, {"platform": "folio"})
    cases = [*map(_example, WRITTEN), *map(Case.of, given)]
    pages = [plan(_diagnosed(case, language)).to_text(width=100) for case in cases]
    snapshot(f"plans.{language}.txt", _lasting("\n\n".join(pages)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_checklists_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    page = plan(_diagnosed(_example(WRITTEN[0]), language)).to_markdown()
    snapshot(f"checklist.{language}.md", _lasting(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_escalation_packages_read_well(language: Language, snapshot: Callable[[str, str], None]) -> None:
    unknown = Case(case="INC9", error=["Fel 4711 för anna@contoso.com", "Setup failed."], platform="folio")
    cases = [unknown, Case.of(ALL_EXCLUDED), _example(WRITTEN[0])]
    packages = [escalate(case, language=language, today=TODAY) for case in cases]
    packages.append(escalate(unknown, language=language, include_personal=True))
    pages = [package.to_text(width=100) for package in packages]
    snapshot(f"escalation.{language}.txt", _lasting("\n\n".join(pages)))
    snapshot(f"escalation.{language}.md", _lasting(packages[0].to_markdown()))


def test_a_view_needs_nothing_but_the_document() -> None:
    for name in WRITTEN:
        work = plan(_diagnosed(_example(name)))
        assert Plan.from_json(work.to_json()).to_text() == work.to_text()
        assert picture(Plan.from_json(work.to_json()), "dot") == picture(work, "dot")


def test_every_step_can_be_ticked_off() -> None:
    work = plan(_diagnosed(_example(WRITTEN[0])))
    leads = [line.split("**")[1] for line in work.to_markdown().splitlines() if line.startswith("- [ ] **")]
    assert [lead for lead in leads if lead != "?"] == [f"{step.number}." for step in work.steps()]
    assert leads.count("?") == sum(len(stage.questions) + len(stage.which_way) for stage in work.stages)


def test_every_danger_is_shown_with_its_step() -> None:
    work = plan(_diagnosed(_example("stuck-at-sign-in")))
    lines = work.to_text().splitlines()
    for step in work.steps():
        line = next(line for line in lines if line.startswith(f"  {step.called}. "))
        assert line.count("[!") == len(step.safety)


ALTERNATIVES = {
    "error": [
        "NoJoinRule",
        "The library app is resting. The app ran into a problem. If it goes on, ask the librarian.",
    ],
    "platform": "folio", "app": "broken", "seal": "expired",
}  # fmt: skip
ASKING = {**TWO_SEALS, "error": ["NoJoinRule", "The library does not answer."], "behavior": "stuck_after_sign_in"}
del ASKING["joining"]


def _parts(page: str) -> dict[str, str]:
    """For each step of a checklist, the heading that it stands under."""
    under: dict[str, str] = {}
    heading = ""
    for line in page.splitlines():
        if line.startswith("#"):
            heading = line
        elif line.startswith("- [ ] **") and line.split("**")[1] != "?":
            under[line.split("**")[1].rstrip(".")] = heading
    return under


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_of_each_way_stand_under_a_heading_of_their_own(language: Language) -> None:
    """Ticked off one after the other, a seal would be renewed three times."""
    work = plan(_diagnosed(Case.of(ALTERNATIVES), language))
    under = _parts(work.to_markdown())
    conditional = [step for step in work.steps() if step.condition is not None]
    assert len({step.condition for step in conditional}) > 5
    for stage in work.stages:
        conditions = {step.condition for step in stage.steps}
        for step in stage.steps:
            if step.condition is not None:
                assert step.condition.casefold() in under[step.called].replace("\\", "").casefold()
            elif len(conditions) > 1:
                assert under[step.called] in ("### In every case", "### I samtliga fall", under[stage.steps[0].called])
    renewing = [step for step in work.steps() if step.safety and "seal-expired" in step.causes]
    assert len(renewing) > 2
    assert len({under[step.called] for step in renewing if not step.protects_from}) == len(renewing)


def test_each_way_is_headed_in_the_text_and_in_the_picture_too() -> None:
    work = plan(_diagnosed(Case.of(ALTERNATIVES)))
    lines = work.to_text().splitlines()
    rows = [row.text for _, box in boxes(plan_graph(work)) for row in box.rows]
    for step in work.steps():
        if step.condition is not None:
            headed = f"{step.condition[0].upper()}{step.condition[1:]}:"
            assert headed in lines
            assert headed in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_shows_that_it_worked_says_of_which_remedy(language: Language) -> None:
    """That the seal has its old number is wrong after a brand-new seal."""
    work = plan(_diagnosed(Case.of(TWO_SEALS), language))
    (stage,) = [stage for stage in work.stages if len(stage.checks) > 1]
    for page in (work.to_text(), work.to_markdown()):
        for check in stage.checks:
            assert check.remedy is not None
            (line,) = [line for line in page.splitlines() if check.text in line]
            assert f"{check.remedy}”" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stage_that_only_asks_says_where_to_go_on(language: Language) -> None:
    work = plan(_diagnosed(Case.of(ASKING), language))
    asking = [stage for stage in work.stages if stage.kind == "find_out" and stage.later]
    assert len(asking) > 2
    word = {"en": "stage", "sv": "etapp"}[language]
    drawn = dict(boxes(plan_graph(work)))
    for stage in asking:
        kinds = {work.stages[number - 1].kind for number in stage.later}
        assert kinds <= {"do", "risk", "destroy"}
        box = drawn.get(f"stage-{stage.number}-cause") or drawn[f"stage-{stage.number}-questions"]
        assert word in box.note
    text = work.to_text()
    assert text.count({"en": "If it is so: see", "sv": "Om det stämmer: se"}[language]) == len(asking)
    assert "stage 1, 2" not in text
    held = [stage for stage in work.stages if stage.kind == "find_out" and not stage.later]
    titles = {cause.id: cause.title for cause in work.causes}
    (warning, _) = [text for text in work.warnings if {"en": "shown", "sv": "visas"}[language] in text]
    assert held
    assert all(titles[name] in warning for stage in held for name in stage.causes)


def test_a_way_that_does_harm_is_shown_as_not_offered() -> None:
    case = Case(
        behavior="stuck_after_sign_in", platform="folio", joining="by_itself", os_version="3.9", code_required=True,
    )  # fmt: skip
    work = plan(_diagnosed(case))
    assert [way.cause for way in work.withheld] == ["code-in-old-sign-in"]
    assert work.to_text().count(work.withheld[0].harm) == 1
    drawn = dict(boxes(plan_graph(work)))
    assert drawn["withheld-1"].rows[0].text == work.withheld[0].harm


def test_facts_that_contradict_each_other_stand_before_anything_is_done() -> None:
    work = plan(_diagnosed(Case(error=["CardNotValid", "The shelf is full"], card="valid")))
    assert work.conflicts
    text = work.to_text()
    assert text.index(work.conflicts[0]) < text.index("STAGE 1")
    nodes = [node for node, _ in boxes(plan_graph(work))]
    assert nodes.index("conflict-1") < nodes.index("stage-1-cause")


def test_a_message_cannot_move_the_cursor_or_forge_a_heading() -> None:
    case = Case(case="INC1\n# forged", error="\x1b[2J # forged\n- [x] done <b>")
    package = escalate(case, include_personal=True)
    assert "\x1b" not in package.to_text()
    assert "\n# forged" not in package.to_markdown()
    assert "<b>" not in package.to_markdown().replace("\\<b\\>", "")


# Drawn


def test_every_plan_can_be_drawn() -> None:
    """The DOT source of each has a box for every stage with something to do or to ask."""
    for result in small.results()[::3]:
        for language in LANGUAGES:
            case = KnowledgeBase.shipped().case(**result.diagnosis.case.facts)
            work = plan(_diagnosed(case, language))
            graph = plan_graph(work)
            drawn = {node.split("-")[1] for node, _ in boxes(graph) if node.startswith("stage-")}
            assert drawn == {str(stage.number) for stage in work.stages}
            rows = [row.label for _, box in boxes(graph) for row in box.rows if row.marks()]
            rows = [label for label in rows if label]
            assert rows == [step.called for step in work.steps()]
            assert to_dot(graph)
            assert "\nflowchart TB\n" in to_mermaid(graph)
            assert to_outline(graph)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawn_cause_without_steps_says_why(language: Language) -> None:
    work = plan(_diagnosed(Case.of(ASKING), language))
    held_back = [cause for cause in work.causes if cause.held_back == "all"]
    shown = {name for step in work.steps() for name in step.causes}
    assert held_back
    assert shown.isdisjoint(cause.id for cause in held_back)
    said = [box.said() for _, box in boxes(plan_graph(work))]
    why = ALL_HELD_BACK.in_(language)[1:]
    for cause in held_back:
        assert any(cause.title in text and why in text for text in said), cause.id


def test_a_drawn_question_names_the_causes_that_it_is_about() -> None:
    work = plan(_diagnosed(Case.of(ASKING)))
    titles = {cause.id: cause.title for cause in work.causes}
    several = [stage for stage in work.stages if stage.kind == "find_out" and len(stage.causes) > 1]
    drawn = dict(boxes(plan_graph(work)))
    assert several
    for stage in several:
        said = drawn[f"stage-{stage.number}-questions"].said()
        assert all(titles[name] in said for name in stage.causes)


def test_a_drawn_plan_explains_only_what_it_says() -> None:
    cases = [Case.of(facts) for facts in (NOTHING_CHECKED, NO_SEAL, ASKING)]
    graphs = [plan_graph(plan(_diagnosed(case))) for case in (*cases, *map(_example, WRITTEN))]
    explained = [WHEN_SO.en in sheet_of(graph).subtitle for graph in graphs]
    said = [any(box.word == IF_SO.en for _, box in boxes(graph)) for graph in graphs]
    assert explained == said
    assert {*said} == {True, False}


def test_a_drawn_question_warns_of_doing_what_it_asks_for() -> None:
    work = plan(_diagnosed(Case.of(NOTHING_CHECKED)))
    (asked,) = [q for stage in work.stages for q in stage.questions if q.only_if_done]
    rows = [row for _, box in boxes(plan_graph(work)) for row in box.rows if row.text == asked.ask]
    assert [row.detail for row in rows] == ["! Only where it was done already: never do it to find out"]


def test_drawn_stages_begin_at_one_height_below_their_headings() -> None:
    work = plan(_diagnosed(_example("stuck-at-sign-in")))
    svg = ElementTree.fromstring(picture(work, "svg"))
    tops = {
        group.get("id"): min(float(point.partition(",")[2]) for point in shape.get("points", "").split())
        for group in svg.findall(".//{*}g") for shape in group.findall(".//{*}polygon")[:1]
    }  # fmt: skip
    first: dict[int, str] = {}
    for node, box in boxes(plan_graph(work)):
        first.setdefault(box.column, node)
    heights = [tops[node] for node in first.values()]
    assert len(heights) > 2
    assert max(heights) - min(heights) < 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_fit_a_screen_across(language: Language) -> None:
    work = plan(_diagnosed(Case.of(NOTHING_CHECKED), language))
    drawn = picture(work, "png")
    width = int.from_bytes(drawn[16:20])
    assert drawn[:4] == b"\x89PNG"
    assert width < 1900
    svg = ElementTree.fromstring(picture(work, "svg"))
    words = "".join(svg.itertext())
    assert all(str(step.number) in words for step in work.steps())


@pytest.mark.parametrize("facts", [{"platform": "phone"}, {}, {"error": "Fel 4711"}, ALL_EXCLUDED])
def test_a_case_without_a_plan_is_drawn_too(facts: dict[str, str]) -> None:
    work = plan(_diagnosed(Case.of(facts)))
    assert picture(work, "png")[:4] == b"\x89PNG"
    assert work.summary in work.to_text()


# From the command line


def _expert(*arguments: str, stdin: str = "", hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "expert", *arguments],
        cwd=small.TREE, input=stdin, capture_output=True, text=True, encoding="utf-8",
        env=small.environment(PYTHONHASHSEED=hash_seed),
    )  # fmt: skip


def test_equal_input_gives_equal_bytes() -> None:
    for command in ("plan", "escalate"):
        first, second = (
            _expert(command, "facts/examples/no-answer.yaml", "--format", "json", hash_seed=seed)
            for seed in ("1", "2")
        )
        assert first.returncode == 0
        assert first.stdout == second.stdout


def test_the_command_writes_what_the_ending_asks_for(tmp_path: Path) -> None:
    begins = {"md": b"# INC0000187", "json": b"{", "svg": b"<?xml", "dot": b"digraph", "mmd": b"---", "txt": b"INC"}
    for ending, start in begins.items():
        out = tmp_path / f"plan.{ending}"
        done = _expert("plan", "facts/examples/no-answer.yaml", "--language", "en", "-o", str(out))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert out.read_bytes().startswith(start)


def test_the_command_takes_settings_and_standard_input() -> None:
    setting = ("--set", "seal=expired")
    done = _expert("plan", "-", *setting, "--format", "json", stdin="error: SealUnknown\n")
    assert json.loads(done.stdout)["outcome"] == "confirmed"


def test_the_escalation_command_hides_personal_data_unless_asked() -> None:
    setting = "error=Fel 4711 för anna@contoso.com"
    assert "anna@contoso.com" not in _expert("escalate", "--set", setting).stdout
    shown = _expert("escalate", "--set", setting, "--include-personal", "--format", "json").stdout
    assert "anna@contoso.com" in shown
    assert EscalationPackage.from_json(shown).personal


@pytest.mark.parametrize("command", ["plan", "escalate"])
def test_bad_input_is_told_and_nothing_is_written(command: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = _expert(command, "--set", "platfrom=folio", "-o", str(out))
    assert done.returncode == 2
    assert "platform" in done.stderr
    assert not out.exists()
    assert _expert(command).returncode == 2


def test_where_very_many_causes_are_mere_guesses_the_page_asks_first(tmp_path: Path) -> None:
    text = {"en": "made up", "sv": "påhittat"}
    facts = {
        f"made_up_{n}": {"type": "yes_no", "cost": "user", "title": text, "ask": text, "where_to_look": text}
        for n in range(15)
    }  # fmt: skip
    (tmp_path / "vocabulary.yaml").write_text(json.dumps({"facts": facts}), "utf-8")
    (tmp_path / "causes").mkdir()
    document = next(iter(small.knowledge().documents))
    sources = [{"document": document, "heading": "Made up", "date": "2020-01-01"}]
    for n in range(15):
        cause = {
            "id": f"made-up-{n}", "title": text, "explains": ["setup-failed-network"],
            "confirmed_when": {f"made_up_{n}": True}, "sources": sources,
            "remedy": {"id": f"mend-{n}", "title": text, "options": [{"steps": [{"text": text}]}], "sources": sources},
            "cases": [
                {"name": "yes", "facts": {f"made_up_{n}": True}, "verdict": "confirmed"},
                {"name": "no", "facts": {f"made_up_{n}": False}, "verdict": "ruled_out"},
            ],
        }  # fmt: skip
        (tmp_path / "causes" / f"made-up-{n}.json").write_text(json.dumps(cause), "utf-8")
    knowledge = KnowledgeBase.load(tmp_path)
    open_case = plan(diagnose(knowledge.case(**NOTHING_CHECKED), knowledge))
    asked = open_case.to_text()
    assert "FIND OUT FIRST" in asked
    assert "STAGE" not in asked
    assert asked.count("\n  ? ") == 6
    proven = plan(diagnose(knowledge.case(**NOTHING_CHECKED, made_up_3=True), knowledge))
    assert "STAGE 1" in proven.to_text()


# What the heading of a plan promises


def _heading(case: Case | Diagnosis, language: Language = "en") -> str:
    found = case if isinstance(case, Diagnosis) else diagnose(case, language=language)
    return " ".join(sheet_of(plan_graph(plan(found))).subtitle)


def test_a_plan_that_begins_with_a_question_says_so_without_promising_that_it_tells_most() -> None:
    assert "a question about the surest and safest of the causes" in _heading(Case.of(NOTHING_CHECKED))
    assert "without their answers nothing can be recognized" in _heading(Case(platform="folio"))


@pytest.mark.parametrize(("language", "counted"), [("en", "1 superseded"), ("sv", "1 ersatt")])
def test_a_cause_that_only_replaced_documentation_confirms_is_not_counted_as_confirmed(
    language: Language, counted: str
) -> None:
    case = Case.from_file(small.EXAMPLES / "no-answer.yaml")
    heading = _heading(case, language)
    assert counted in heading
    assert not re.search(r"\d (confirmed|bekräftad)", heading)
    assert counted in " ".join(sheet_of(reasoning_graph(diagnose(case, language=language))).subtitle)


def test_what_saves_from_steps_that_are_held_back_says_that_they_are_not_shown() -> None:
    cases = [Case.of(symptom.example) for symptom in KnowledgeBase.shipped().symptoms.values()]
    met = set()
    for stages in (plan(diagnose(case)).stages for case in cases):
        shown = any(mark in DESTRUCTIVE for stage in stages for step in stage.steps for mark in step.safety)
        for condition in (stage.condition for stage in stages if stage.kind == "protect"):
            assert shown or "They are not shown yet" in (condition or "")
            assert not shown or "not shown" not in (condition or "")
            met.add(shown)
    assert False in met
