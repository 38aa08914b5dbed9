"""A rule folder of one's own extends what lies below it, names what it replaces, and is named where it is at fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from expert import Case, KnowledgeBase, diagnose
from expert.rules.checking import check_layers
from expert.rules.extending import ADDITIONS, Overrides, additions_to
from tests.commands import run
from tests.rules.folders import Fill, said_of

SHIPPED = KnowledgeBase.shipped()
SOURCE = "{document: handbook, heading: Screen, date: 2019-11-18}"

GREY_SCREEN = f"""\
id: grey-screen
title: {{en: A grey screen, sv: En grå skärm}}
recognized_when: {{behavior: shows_a_grey_screen}}
example: {{behavior: shows_a_grey_screen, platform: folio}}
sources: [{SOURCE}]
"""
VALUES = """\
facts:
  behavior:
    add_values:
      shows_a_grey_screen: {en: the screen stays grey, sv: skärmen förblir grå}
"""
EXPLAINS = f"""\
id: reader-fault
add_explains: [grey-screen]
add_sources: [{SOURCE}]
add_cases: [{{name: a grey screen, shows: grey-screen, verdict: possible}}]
"""
ALL_EXPLAINED = [link.symptom for link in SHIPPED.causes["reader-fault"].links()]
EXPLAINED = ALL_EXPLAINED[0]
WORDINGS = f"""\
id: shelf-full
add_messages:
  - {{en: No more devices for you, sv: Inga fler enheter för dig}}
  - {{en: Too many toys}}
add_sources: [{SOURCE}]
"""
CAUSE = f"""\
id: %s
title: {{en: A, sv: B}}
explains: [%s]
confirmed_when: {{app: broken}}
remedy: {{id: %s, title: {{en: A, sv: B}}, options: [{{steps: [{{step: join-again}}]}}], sources: [{SOURCE}]}}
sources: [{SOURCE}]
cases:
  - {{name: dust, facts: {{app: broken}}, verdict: confirmed}}
  - {{name: no dust, facts: {{app: current}}, verdict: ruled_out}}
"""
REMEDY = (
    f"{{id: %s, title: {{en: A, sv: B}}, options: [{{steps: [{{step: join-again}}]}}], sources: [{SOURCE}]}}"
)
FACT = """\
facts:
  %s:
    type: %s
    title: {en: A, sv: B}
    ask: {en: A?, sv: B?}
    where_to_look: {en: A., sv: B.}
    cost: user
"""
SYMPTOM = f"""\
id: %s
title: {{en: A, sv: B}}
messages: [{{en: %s, sv: Det luktar}}]
example: {{error: It smells burned, platform: folio}}
sources: [{SOURCE}]
"""
DERIVATION = f"""\
id: %s
title: {{en: A, sv: B}}
when: %s
concludes: %s
sources: [{SOURCE}]
"""


def test_a_value_is_added_to_a_fact_with_a_symptom_it_shows_and_a_cause_that_explains_it(fill: Fill) -> None:
    folder = fill({
        "vocabulary.yaml": VALUES, "symptoms/grey-screen.yaml": GREY_SCREEN, "causes/reader-fault.yaml": EXPLAINS,
    })  # fmt: skip
    knowledge = KnowledgeBase.load(folder)
    assert [*SHIPPED.vocabulary["behavior"].values, "shows_a_grey_screen"] == [*knowledge.vocabulary["behavior"].values]
    assert [cause.id for cause in knowledge.causes_of("grey-screen")] == ["reader-fault"]
    case = knowledge.case(behavior="shows a grey screen", platform="folio")
    diagnosis = diagnose(case, knowledge)
    assert [symptom.id for symptom in diagnosis.symptoms] == ["grey-screen"]
    assert diagnosis.cause("reader-fault").sources[-1].heading == "Screen"
    assert knowledge.causes["reader-fault"].cases[: len(SHIPPED.causes["reader-fault"].cases)] == (
        SHIPPED.causes["reader-fault"].cases
    )


def test_what_is_added_leaves_the_shipped_knowledge_as_it_is(fill: Fill) -> None:
    KnowledgeBase.load(fill({"vocabulary.yaml": VALUES, "symptoms/shelf-full.yaml": WORDINGS}))
    assert "shows_a_grey_screen" not in SHIPPED.vocabulary["behavior"].values
    assert diagnose(Case(error="No more devices for you")).outcome == "unrecognized"


@pytest.mark.parametrize("message", ["No more devices for you", "Inga fler enheter för dig", "The shelf is full"])
def test_a_message_is_added_to_a_symptom(fill: Fill, message: str) -> None:
    knowledge = KnowledgeBase.load(fill({"symptoms/shelf-full.yaml": WORDINGS}))
    found = diagnose(knowledge.case(error=message, platform="folio"), knowledge)
    assert [symptom.id for symptom in found.symptoms] == ["shelf-full"]
    assert len(found.causes) == len(SHIPPED.causes_of("shelf-full"))


def test_folders_add_to_the_same_part_one_after_the_other(fill: Fill) -> None:
    first = fill({"symptoms/shelf-full.yaml": WORDINGS}, "one")
    wordings = WORDINGS.replace("toys", "cats")
    second = fill({"symptoms/shelf-full.yaml": wordings.replace("handbook", "handbok")}, "two")
    said = 'two/symptoms/shelf-full.yaml:5: there is no document "handbok"; did you mean "handbook"?'
    assert said_of(first, second) == [said]
    mended = fill({"symptoms/shelf-full.yaml": wordings}, "two")
    added = KnowledgeBase.load(first, mended).symptoms["shelf-full"].messages[-4:]
    assert [message.en for message in added] == [
        "No more devices for you", "Too many toys", "No more devices for you", "Too many cats",
    ]


def test_what_to_collect_is_added(fill: Fill) -> None:
    note = "add_collect: [{text: {en: Call Bo., sv: Ring Bo.}}]\nadd_help: [{url: 'https://ours.example/help'}]\n"
    escalation = KnowledgeBase.load(fill({"escalation.yaml": note})).escalation
    assert escalation.collect[:-1] == SHIPPED.escalation.collect
    assert [part.text.sv for part in escalation.collect[-1:]] == ["Ring Bo."]
    assert escalation.help[-1].url == "https://ours.example/help"


def test_sentences_of_an_added_fact_are_used(fill: Fill) -> None:
    sentences = """\
dust_seen:
  known: {en: there is dust, sv: det finns damm}
  denied: {en: there is no dust, sv: det inte finns damm}
  unknown: {en: it is not known whether there is dust, sv: det är okänt om det finns damm}
"""
    folder = fill({"vocabulary.yaml": FACT % ("dust_seen", "yes_no"), "sentences.yaml": sentences})
    vocabulary = KnowledgeBase.load(folder).vocabulary
    assert vocabulary["dust_seen"].clause(False).sv == "det inte finns damm"


def test_whatever_can_be_added_to_is_a_list_or_table_of_its_part() -> None:
    owners: dict[str, Any] = {
        "symptoms": next(iter(SHIPPED.symptoms.values())), "causes": next(iter(SHIPPED.causes.values())),
        "escalation": SHIPPED.escalation, "facts": SHIPPED.vocabulary["behavior"],
    }  # fmt: skip
    assert owners.keys() == ADDITIONS.keys()
    for kind, owner in owners.items():
        assert additions_to(kind)
        for name in additions_to(kind):
            assert isinstance(getattr(owner, name.removeprefix("add_")), (Sequence, dict)), name


# What is replaced is named


HOW = "; to replace it, write `%s` in overrides.yaml"
THERE = {
    "a symptom": (
        {"symptoms/shelf-full.yaml": GREY_SCREEN.replace("grey-screen", "shelf-full")
         .replace("shows_a_grey_screen", "stuck_after_sign_in")},
        'ours/symptoms/shelf-full.yaml:1: rules/symptoms/shelf-full.yaml has the symptom '
        '"shelf-full" already' + HOW % "symptoms: [shelf-full]"
        + "; to add to it, write only add_sources, add_messages, add_phrases, add_reports, add_near_misses, add_notes "
        "here",
    ),
    "a cause": (
        {"causes/reader-fault.yaml": CAUSE % ("reader-fault", ", ".join(ALL_EXPLAINED), "mend-it")},
        'ours/causes/reader-fault.yaml:1: rules/causes/reader-fault.yaml has the cause "reader-fault" already'
        + HOW % "causes: [reader-fault]"
        + "; to add to it, write only add_sources, add_explains, add_cases, add_notes here",
    ),
    "a remedy": (
        {"remedies/give-card.yaml":
         REMEDY % "give-card"},
        "ours/remedies/give-card.yaml:1: rules/remedies/give-card.yaml has the remedy "
        '"give-card" already' + HOW % "remedies: [give-card]",
    ),
    "a shared step": (
        {"steps/join-again.yaml": "{id: join-again, last: true, text: {en: A, sv: B}}"},
        'ours/steps/join-again.yaml:1: rules/steps/join-again.yaml has the shared step "join-again" already'
        + HOW % "steps: [join-again]",
    ),
    "a derivation": (
        {"derivations/counted-readers-reach-limit.yaml": DERIVATION % (
            "counted-readers-reach-limit", "{readers_counted: {at_least: 15}}", "{limit_reached: true}")},
        "ours/derivations/counted-readers-reach-limit.yaml:1: rules/derivations/counted-readers-reach-limit.yaml has "
        'the derivation "counted-readers-reach-limit" already' + HOW % "derivations: [counted-readers-reach-limit]",
    ),
    "a document": (
        {"documents.yaml": "ours: {title: A, publisher: B}\nhandbook: {title: A, publisher: B}\n"},
        'ours/documents.yaml:2: rules/documents.yaml has the document "handbook" already'
        + HOW % "documents: [handbook]",
    ),
    "a topic": (
        {"topics.yaml": "ours: {en: A, sv: B}\nlimits: {en: A, sv: B}\n"},
        'ours/topics.yaml:2: rules/topics.yaml has the topic "limits" already' + HOW % "topics: [limits]",
    ),
    "a fact": (
        {"vocabulary.yaml": FACT % ("earlier_borrower", "yes_no")},
        'ours/vocabulary.yaml:3: facts/vocabulary.yaml has the fact "earlier_borrower" already'
        + HOW % "facts: [earlier_borrower]"
        + "; to add to it, write only add_values, add_sources, add_also, add_read_as here",
    ),
    "a cost": (
        {"vocabulary.yaml": "costs: {user: {weight: 3, title: {en: A, sv: B}}}\n"},
        'ours/vocabulary.yaml:1: facts/vocabulary.yaml has the cost "user" already' + HOW % "costs: [user]",
    ),
    "page": (
        {"vocabulary.yaml": "pages: {seal: {en: The desk > Library > Seal, sv: Disken > Bibliotek > Sigill}}\n"},
        'ours/vocabulary.yaml:1: facts/vocabulary.yaml has the page "seal" already' + HOW % "pages: [seal]",
    ),
    "sentences": (
        {"sentences.yaml": "error: {known: {en: A, sv: B}, denied: {en: A, sv: B}, unknown: {en: A, sv: B}}\n"},
        'ours/sentences.yaml:1: facts/sentences.yaml has the sentences about "error" already'
        + HOW % "sentences: [error]",
    ),
    "a rule of scope": (
        {"scope.yaml": "- {id: not-a-reader, out_of_scope_when: {platform: phone}, reason: {en: A, sv: B}}\n"},
        'ours/scope.yaml:1: rules/scope.yaml has the rule of scope "not-a-reader" already'
        + HOW % "scope: [not-a-reader]",
    ),
    "a rule of what is solved": (
        {"solved.yaml": "- {id: joins-now, solved_when: {card: valid}, reason: {en: A, sv: B}}\n"},
        'ours/solved.yaml:1: rules/solved.yaml has the rule of what is solved "joins-now" already'
        + HOW % "solved: [joins-now]",
    ),
    "how a text tells": (
        {"in_text.yaml": "run_by: [{value: school, en: [school]}]\n"},
        'ours/in_text.yaml:1: facts/in_text.yaml has how texts give away "run_by" already' + HOW % "in_text: [run_by]",
    ),
    "an impossibility": (
        {"impossible.yaml": "- {id: limit-out-of-range, never: {reader_limit: 0}, reason: {en: A, sv: B}}\n"},
        'ours/impossible.yaml:1: rules/impossible.yaml has the impossibility "limit-out-of-range" already'
        + HOW % "impossible: [limit-out-of-range]",
    ),
    "a term": (
        {"glossary.yaml": "library-card: {term: {en: card, sv: kort}, sources: []}\n"},
        'ours/glossary.yaml:1: rules/glossary.yaml has the term "library-card" already'
        + HOW % "glossary: [library-card]",
    ),
    "what to collect": (
        {"escalation.yaml": "collect: [{text: {en: A, sv: B}}]\n"},
        "ours/escalation.yaml:1: rules/escalation.yaml has what to collect before escalating already"
        + HOW % "escalation: true" + "; to add to it, write only add_collect, add_help here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", THERE)
def test_what_is_there_already_is_not_replaced_without_being_named(fill: Fill, what: str) -> None:
    files, expected = THERE[what]
    assert said_of(fill(files)) == [expected]


@pytest.mark.parametrize("what", THERE)
def test_it_is_replaced_when_it_is_named_as_the_message_says(fill: Fill, what: str) -> None:
    files, said = THERE[what]
    folder = fill({**files, "overrides.yaml": said.split("`")[1] + "\n"})
    assert KnowledgeBase.load(folder).digest != SHIPPED.digest


def test_every_kind_can_be_named() -> None:
    assert {said.split("`")[1].partition(":")[0] for _, said in THERE.values()} == set(Overrides.__dataclass_fields__)


def test_sentences_that_are_named_replace_the_shipped_ones(fill: Fill) -> None:
    files, _ = THERE["sentences"]
    knowledge = KnowledgeBase.load(fill({**files, "overrides.yaml": "sentences: [error]\n"}))
    assert knowledge.vocabulary["error"].says.known.sv == "B"
    assert SHIPPED.vocabulary["error"].says.known.sv != "B"


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ("causes:\n  - reader-falt\n",
         '2: there is no cause "reader-falt" below this folder; did you mean "reader-fault"?'),
        ("causes: [reader-fault]\n", '1: nothing in this folder replaces the cause "reader-fault"'),
        ("facts: [behavior]\n", '1: nothing in this folder replaces the fact "behavior"'),
        ("escalation: true\n", "1: nothing in this folder replaces what to collect before escalating"),
        ("cause: [reader-fault]\n", '1: "cause" is not known here; did you mean "causes"?'),
        ("causes: reader-fault\n", "1: causes must be a list"),
        ("- reader-fault\n", "1: must be a table of `name: value`"),
    ],
)
def test_overrides_that_replace_nothing_are_told(fill: Fill, overrides: str, said: str) -> None:
    folder = fill({"vocabulary.yaml": VALUES, "overrides.yaml": overrides})
    assert said_of(folder) == [f"ours/overrides.yaml:{said}"]


def test_overrides_that_cannot_be_read_do_not_make_what_they_name_wrong(fill: Fill) -> None:
    files, _ = THERE["a document"]
    assert said_of(fill({**files, "overrides.yaml": "documents: [handbook\n"})) == [
        "ours/overrides.yaml:1: this is not well-formed YAML: a list that is opened with [ is not closed with ]"
    ]


# Mistakes in what is added


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"vocabulary.yaml": VALUES.replace("behavior", "behaviour")},
         'vocabulary.yaml:3: there is no fact "behaviour" below this folder; did you mean "behavior"?'),
        ({"vocabulary.yaml": VALUES.replace("shows_a_grey_screen", "stuck_after_sign_in")},
         'vocabulary.yaml:4: "stuck_after_sign_in" is there already'),
        ({"vocabulary.yaml": VALUES.replace("behavior", "earlier_borrower")},
         "vocabulary.yaml:4: `values` are for facts of the type word, and such a fact needs them"),
        ({"vocabulary.yaml": VALUES.replace(", sv: skärmen förblir grå", "")}, 'vocabulary.yaml:4: "sv" is missing'),
        ({"vocabulary.yaml": VALUES + "    type: word\n"},
         'vocabulary.yaml:5: "type" is not known here; it can be: add_also, add_read_as, add_sources, add_values'),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace("shelf-full", "shelf-ful")},
         'symptoms/shelf-full.yaml:1: the file is named "shelf-full" but its id is "shelf-ful"'
         "; they must be the same"),
        ({"symptoms/shelf-ful.yaml": WORDINGS.replace("shelf-full", "shelf-ful")},
         'symptoms/shelf-ful.yaml:1: there is no symptom "shelf-ful" below this folder; did you mean '
         '"shelf-full"?'),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace(f"[{SOURCE}]", "[]")},
         "symptoms/shelf-full.yaml:5: every statement needs a source"),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace(f"add_sources: [{SOURCE}]\n", "")},
         'symptoms/shelf-full.yaml:1: "add_sources" is missing'),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace("en: Too many toys", "en: '…'")},
         "symptoms/shelf-full.yaml:4: a message needs a wording in en or sv, or a code"),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace("en: Too many toys", "en: Toys, tells: {toys: 1}")},
         'symptoms/shelf-full.yaml:4: there is no fact "toys" (a new fact is defined in vocabulary.yaml)'),
        ({"symptoms/shelf-full.yaml": WORDINGS.replace("add_messages", "add_message")},
         'symptoms/shelf-full.yaml:2: "add_message" is not known here; did you mean "add_messages"?'),
        ({"causes/reader-fault.yaml":
          EXPLAINS.replace("[grey-screen]", "[grey-scren]").replace("grey-screen", EXPLAINED)},
         'causes/reader-fault.yaml:2: there is no symptom "grey-scren"'),
        ({"causes/reader-fault.yaml": EXPLAINS.replace("grey-screen", EXPLAINED)},
         "causes/reader-fault.yaml:2: this symptom is named twice"),
        ({"steps/join-again.yaml": "{id: join-again, add_text: {en: A, sv: B}}"},
         'steps/join-again.yaml:1: "text" is missing'),
        ({"escalation.yaml": "add_collects: []\n"},
         'escalation.yaml:1: "add_collects" is not known here; did you mean "add_collect"?'),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_added_is_told_where_it_stands(fill: Fill, files: dict[str, str], said: str) -> None:
    assert said_of(fill(files))[0] == f"ours/{said}"


def test_a_value_that_does_not_exist_yet_is_told_with_where_it_is_defined(fill: Fill) -> None:
    folder = fill({"symptoms/grey-screen.yaml": GREY_SCREEN, "causes/reader-fault.yaml": EXPLAINS})
    assert said_of(folder) == [
        f'ours/symptoms/grey-screen.yaml:{line}: behavior cannot be "shows_a_grey_screen"; it can be: '
        f'{", ".join(sorted(SHIPPED.vocabulary["behavior"].values))} (a new value is defined in vocabulary.yaml)'
        for line in (3, 4)
    ]  # fmt: skip


# Who is at fault where two folders meet


STEP = "{id: %s, text: {en: A, sv: B}%s}"


def test_a_fact_that_is_replaced_is_at_fault_where_shipped_rules_rely_on_what_it_was(fill: Fill) -> None:
    folder = fill({"vocabulary.yaml": FACT % ("app", "yes_no"),
                   "overrides.yaml": "facts: [app]\n"})
    said = said_of(folder)
    assert {line.partition(" ")[0] for line in said} == {"ours/vocabulary.yaml:3:"}
    assert (
        "ours/vocabulary.yaml:3: rules/causes/app-outdated.yaml relies on what stands here: "
        'app must be true or false (yes or no), not "outdated"'
    ) in said


def test_a_shared_step_that_is_replaced_is_at_fault_where_it_leaves_others_without_protection(fill: Fill) -> None:
    folder = fill({"steps/back-up-reader.yaml": STEP % ("back-up-reader", ""),
                   "overrides.yaml": "steps: [back-up-reader]\n"})
    said = said_of(folder)
    assert {line.partition(" ")[0] for line in said} == {"ours/steps/back-up-reader.yaml:1:"}
    assert (
        "ours/steps/back-up-reader.yaml:1: rules/steps/join-again.yaml relies on what stands here: "
        "erases_device: no earlier step protects from the loss"
    ) in said


def test_a_shared_step_that_is_replaced_is_at_fault_where_it_now_needs_steps_itself(fill: Fill) -> None:
    before = ", protects_from: [erases_device], before: [{when: {platform: folio}, title: {en: A, sv: B}, " \
             "steps: [save-borrowed-books], in_short: {en: A., sv: B.}}]"
    folder = fill({"steps/back-up-reader.yaml": STEP % ("back-up-reader", before),
                   "overrides.yaml": "steps: [back-up-reader]\n"})
    assert all(line.startswith("ours/steps/back-up-reader.yaml:1: rules/") for line in said_of(folder))


def test_the_derivation_that_closes_a_circle_is_at_fault_whatever_it_is_called(fill: Fill) -> None:
    shipped = SHIPPED.derivations["other-library-has-a-plan"]
    assert (shipped.when, shipped.concludes) == ({"other_library": True}, {"plan_installed": True})
    closing = DERIVATION % ("z-last", "{plan_installed: true}", "{other_library: true}")
    (said,) = said_of(fill({"derivations/z-last.yaml": closing}))
    assert said.startswith("ours/derivations/z-last.yaml:3: this derivation rests on its own conclusion: ")


def test_the_later_of_two_remedies_of_one_id_is_at_fault(fill: Fill) -> None:
    inline = fill({"causes/a.yaml": CAUSE % ("a", "shelf-full", "mend-it")}, "one")
    using = (CAUSE % ("b", "shelf-full", "x")).splitlines()
    using[4] = "remedy: mend-it"
    second = fill({"remedies/mend-it.yaml": REMEDY % "mend-it", "causes/b.yaml": "\n".join(using)}, "two")
    third = fill({"causes/c.yaml": CAUSE % ("c", "shelf-full", "mend-it")}, "three")
    there = 'there is another remedy "mend-it"; give this one an id of its own'
    assert said_of(inline, second) == [f"two/remedies/mend-it.yaml:1: {there}"]
    assert said_of(inline, third) == [f"three/causes/c.yaml:5: {there}"]
    assert said_of(second, third) == [f"three/causes/c.yaml:5: {there}"]
    both = fill({f"causes/{name}.yaml": CAUSE % (name, "shelf-full", "mend-it") for name in "ab"}, "both")
    assert said_of(both) == [f"both/causes/{name}.yaml:5: {there}" for name in "ab"]


def test_every_mistake_is_told_of_a_file_of_the_folder_and_never_of_a_shipped_one(fill: Fill) -> None:
    """Whatever a folder replaces by something that does not fit, what is said begins with one of its files."""
    kinds = ("word", "yes_no", "version", "date")
    names = [name for name, fact in SHIPPED.vocabulary.facts.items() if fact.type in kinds]
    facts = "".join((FACT % (name, "number")).removeprefix("facts:\n") for name in names)
    steps = {f"steps/{name}.yaml": STEP % (name, ", safety: [erases_device]") for name in SHIPPED.steps}
    replacing = {"vocabulary.yaml": f"facts:\n{facts}", **steps}
    overrides = f"facts: [{', '.join(names)}]\nsteps: [{', '.join(SHIPPED.steps)}]\n"
    said = said_of(fill({**replacing, "overrides.yaml": overrides}))
    assert len(said) > 100
    assert {line.split("/")[0] for line in said[:-1]} == {"ours"}
    assert "there are more than" in said[-1]


# Warnings


def test_missing_sentences_and_swedish_wordings_are_told_as_warnings(fill: Fill) -> None:
    folder = fill({
        "vocabulary.yaml": FACT % ("dust_seen", "yes_no"), "symptoms/shelf-full.yaml": WORDINGS,
    })  # fmt: skip
    warnings = check_layers([folder]).warnings
    shown = [warning.in_("en").removeprefix(f"{folder.parent.as_posix()}/") for warning in warnings]
    assert shown == [
        "ours/symptoms/shelf-full.yaml:4: warning: this message has no Swedish wording, so it is recognized in "
        "English only",
        'ours/vocabulary.yaml:3: warning: how "dust_seen" reads inside a sentence is not written in sentences.yaml',
        "ours/vocabulary.yaml:3: warning: no condition reads dust_seen, so it makes no difference whether it is known",
    ]
    assert all(warning.in_("sv").split(": ")[1] == "varning" for warning in warnings)


@pytest.mark.parametrize(("value", "quoted", "told"), [
    ("{en: no dust, sv: inget damm}", False, True), ("{en: no dust, sv: inget damm}", True, False),
    ("{en: dust, sv: damm}", False, False),
])  # fmt: skip
def test_a_sentence_does_not_deny_twice(fill: Fill, value: str, quoted: bool, told: bool) -> None:
    en, sv = ("“{value}”", "”{value}”") if quoted else ("{value}", "{value}")
    sentences = f"""\
dust_seen:
  known: {{en: "there is {en}", sv: "det finns {sv}"}}
  denied: {{en: "there is not {en}", sv: "det inte finns {sv}"}}
  open: {{en: what there is, sv: vad som finns}}
"""
    vocabulary = f"{FACT % ('dust_seen', 'word')}    values: {{none_seen: {value}}}\n"
    warnings = check_layers([fill({"vocabulary.yaml": vocabulary, "sentences.yaml": sentences})]).warnings
    twice = [warning.in_("sv") for warning in warnings if "denies twice" in warning.in_("en")]
    assert len(twice) == 2 * told, "once for each language"
    assert all("här nekas två gånger" in said for said in twice)


def test_codes_and_logs_need_no_swedish(fill: Fill) -> None:
    wordings = WORDINGS.replace("{en: Too many toys}", "{en: TOO_MANY, kind: code}")
    assert check_layers([fill({"symptoms/shelf-full.yaml": wordings})]).warnings == ()


def test_the_shipped_knowledge_has_sentences_for_every_fact() -> None:
    warnings = check_layers([]).warnings
    assert [warning for warning in warnings if "sentences" in warning.text.en] == []
    assert all(warning.place is not None and warning.place.line for warning in warnings)


def test_rules_check_tells_warnings_and_finds_the_folder_sound(fill: Fill) -> None:
    folder = fill({"vocabulary.yaml": FACT % ("dust_seen", "yes_no")})
    done = run("rules", "check", "--rules", folder, "--language", "en")
    assert done.exit_code == 0
    assert done.stdout.endswith(": sound.\n")
    assert done.stderr == (
        f'{folder.as_posix()}/vocabulary.yaml:3: warning: how "dust_seen" reads inside a sentence is not written in '
        "sentences.yaml [missing-sentences]\n"
        f"{folder.as_posix()}/vocabulary.yaml:3: warning: no condition reads dust_seen, so it makes no difference "
        "whether it is known [unused-fact]\n"
        "notes: 2 (--notes shows them)\n"
    )


# Cases of rules that come out otherwise


def spoiled(*folders: Path) -> list[str]:
    """What `rules test` says, without the path up to the folders."""
    arguments = [part for folder in folders for part in ("--rules", str(folder))]
    done = run("rules", "test", *arguments, "--language", "en")
    assert done.exit_code == (1 if done.stderr else 0)
    return done.stderr.replace(f"{folders[0].parent.as_posix()}/", "").splitlines()


def likely_alone() -> tuple[str, str]:
    """A shipped cause and the name of its case in which it is likely because every rival is ruled out."""
    for cause in SHIPPED.causes.values():
        symptom = next(cause.links())
        for case in cause.cases:
            if case.verdict == "likely" and case.shows in (None, symptom.symptom) and not symptom.named:
                return cause.id, case.name
    raise AssertionError("no shipped cause is likely by exclusion")


def test_a_shipped_case_that_a_new_rival_spoils_is_told_of_the_rival(fill: Fill) -> None:
    cause, case = likely_alone()
    symptom = next(SHIPPED.causes[cause].links()).symptom
    said = spoiled(fill({"causes/rival.yaml": CAUSE % ("rival", symptom, "mend-it")}))
    spoiled_case = f'the case "{case}" of {cause} (rules/causes/{cause}.yaml) comes out possible instead of likely'
    assert f"ours/causes/rival.yaml: with this, {spoiled_case}" in said
    assert all(line.startswith("ours/causes/rival.yaml: ") for line in said)


def test_a_case_of_a_folder_that_a_later_one_spoils_is_told_of_the_later(fill: Fill) -> None:
    symptom = SYMPTOM % ("it-smells", "It smells burned")
    only = CAUSE % ("only", "it-smells", "mend-it")
    only += "  - {name: unseen, verdict: likely}\napplies_when: {platform: folio}\n"
    first = fill({"symptoms/it-smells.yaml": symptom, "causes/only.yaml": only}, "one")
    second = fill({"causes/rival.yaml": CAUSE % ("rival", "it-smells", "mend-too")}, "two")
    assert spoiled(first) == []
    assert spoiled(first, second) == [
        'two/causes/rival.yaml: with this, the case "unseen" of only (one/causes/only.yaml) comes out possible instead '
        "of likely"
    ]


def test_a_case_that_is_wrong_by_itself_is_told_of_its_own_file(fill: Fill) -> None:
    wrong = CAUSE.replace("{app: current}, verdict: ruled_out", "{}, verdict: ruled_out")
    first = fill({"causes/dust.yaml": wrong % ("dust", "shelf-full", "mend-it")}, "one")
    second = fill({"causes/more.yaml": CAUSE % ("more", "shelf-full", "mend-too")}, "two")
    expected = 'one/causes/dust.yaml:9: dust: case “no dust”: expected ruled_out, got possible'
    assert spoiled(first) == [expected]
    assert spoiled(first, second) == [expected]


def test_a_case_that_was_added_is_told_of_the_file_that_adds_it(fill: Fill) -> None:
    added = EXPLAINS.replace("verdict: possible", "verdict: confirmed")
    folder = fill({
        "vocabulary.yaml": VALUES, "symptoms/grey-screen.yaml": GREY_SCREEN, "causes/reader-fault.yaml": added,
    })  # fmt: skip
    assert spoiled(folder) == [
        'ours/causes/reader-fault.yaml:4: reader-fault: case “a grey screen”: expected confirmed, got possible'
    ]


def test_a_shipped_case_that_is_spoiled_by_a_derivation_or_a_symptom_is_told_of_it(fill: Fill) -> None:
    derivation = DERIVATION % ("never", "{platform: folio}", "{app: current}")
    said = spoiled(fill({"derivations/never.yaml": derivation}))
    assert said
    assert {line.partition(" ")[0] for line in said} == {"ours/derivations/never.yaml:"}
