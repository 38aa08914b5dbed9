"""Rules are read in bounded time and memory: what is beyond a limit is told with file, line and limit."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expert import Case, InputError, KnowledgeBase, diagnose
from expert.foundations import durations, limits
from expert.foundations.deadlines import TookTooLong
from expert.rules.checking import check_layers
from tests.commands import run
from tests.rules.checked import FACT, SOURCE, cause, lines, step
from tests.rules.folders import Fill, said_of

# Only files are read


def named_pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(path))


def leading_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a named pipe": (named_pipe, "this is no regular file but a named pipe, a socket or a device"),
    "a device": (endless, "this is no regular file but a named pipe, a socket or a device"),
    "a socket": (listening, "the file cannot be read (it is no regular file)"),
    "a link to itself": (leading_to_itself, "the link cannot be read (the link leads to itself)"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has none of these")
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_told_and_not_waited_for(name: str, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    make, said = NO_FILES[name]
    folder = fill(cause())
    monkeypatch.chdir(folder / "causes")  # the name of a socket must be short
    make(Path("odd.yaml"))
    (told,) = said_of(folder)
    assert told.startswith(f"ours/causes/odd.yaml: {said}")
    assert run("rules", "check", "--rules", folder)[:2] == (1, "")
    assert run("diagnose", "--set", "platform=folio", "--rules", folder)[:2] == (2, "")


def test_a_link_that_leads_back_to_its_folder_is_told_once(fill: Fill) -> None:
    folder = fill(cause())
    (folder / "causes" / "again").symlink_to(folder / "causes", target_is_directory=True)
    assert said_of(folder) == [
        "ours/causes/again: this link leads back to a folder that it lies in; delete it"
    ]


def test_a_link_to_a_rule_elsewhere_is_read(fill: Fill, tmp_path: Path) -> None:
    folder = fill(cause())
    file = folder / "causes" / "dust.yaml"
    file.rename(tmp_path / "kept.yaml")
    file.symlink_to(tmp_path / "kept.yaml")
    assert "dust" in KnowledgeBase.load(folder).causes


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_settings_are_read_from_a_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("expert.toml")
    code, out, said = run("config", "--language", "en")
    assert (code, out) == (2, "")
    assert said.startswith("expert.toml: this is no regular file")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 5_000])
def test_settings_without_end_are_told(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("expert.toml").write_text(text, "utf-8")
    code, out, said = run("config", "--language", "en")
    assert (code, out) == (2, "")
    assert said.startswith("expert.toml")
    assert len(said.splitlines()) == 1


# How much is read


def test_a_folder_of_too_many_files_is_told_and_not_gone_through(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expert.rules.folders.MOST_ENTRIES", 50)
    folder = fill({f"causes/{number}.txt": "" for number in range(100)})
    (told,) = said_of(folder)
    assert told.startswith("ours: there are more than ")


def test_a_folder_of_too_many_rules_or_too_large_ones_is_told(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill({f"causes/{number}.yaml": "id: x\n" for number in range(30)})
    for limit in ("MOST_RULE_FILES", "MAX_RULE_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(f"expert.rules.folders.{limit}", 20)
            (told,) = said_of(folder)
            assert told.startswith("ours: more than ")


@pytest.mark.parametrize(
    "kind", ["causes", "symptoms", "facts", "derivations"]
)
def test_too_many_parts_are_told(kind: str, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill(cause())
    monkeypatch.setitem(limits.MOST_PARTS, kind, 3)
    assert any(f" {kind}; at most 3 can be used" in told for told in said_of(folder))


def test_too_many_causes_of_one_symptom_are_told_at_the_first_too_many(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill({**cause("dust"), **cause("zz-dust")})
    KnowledgeBase.load(folder)
    count = sum(any(link.symptom == "shelf-full" for link in one.links())
                for one in KnowledgeBase.load(folder).causes.values())  # fmt: skip
    monkeypatch.setattr("expert.rules.checks.sizes.MOST_CAUSES_OF_SYMPTOM", count - 1)
    (told,) = [line for line in said_of(folder) if "explain shelf-full" in line]
    assert told.startswith("ours/causes/zz-dust.yaml:3: more than ")


# What one file says


def test_a_title_of_a_million_characters_is_told_with_its_line(fill: Fill) -> None:
    title = "word " * 200_000
    files = {path: text.replace("There is dust in the port", title) for path, text in cause().items()}
    assert said_of(fill(files)) == [
        f"ours/causes/dust.yaml:2: this text has {len(title) - 1} characters; a text in a rule file has at most 10000"
    ]


def test_the_name_of_a_fact_has_a_length_too(fill: Fill) -> None:
    (told,) = said_of(fill({"causes/dust.json": f'{{"id":\n"dust",\n"confirmed_when": {{"{"x" * 20_000}": true}}}}'}))
    assert told.startswith("ours/causes/dust.json:3: this text has 20000 characters")


@pytest.mark.parametrize("wait", ["PT" + "9" * 5_000 + "H", "P1234567D"])
def test_a_wait_of_thousands_of_digits_is_told(wait: str, fill: Fill) -> None:
    (told,) = said_of(fill(step("Wait.", "Vänta.", f", wait: {wait}")))
    assert told.endswith("must be a duration such as PT72H, with numbers of at most 6 digits")
    assert durations.parts(wait) is None


def test_a_number_of_thousands_of_digits_in_words_is_no_duration(fill: Fill) -> None:
    folder = fill(step(f"Wait {'9' * 5_000} hours.", f"Vänta {'9' * 5_000} timmar.", ", wait: PT1H"))
    assert lines(folder, "untold-wait") == ["remedies/blow-the-dust-out.yaml:3"] * 2


@pytest.mark.parametrize(
    "hole", ["{value:>2000000000}", "{value:d}", "{value!r}", "{value.__class__}", "{0}", "{", "{x}"]
)
def test_a_sentence_holds_nothing_but_its_holes(hole: str, fill: Fill) -> None:
    """A width of two thousand millions would be two thousand millions of blanks."""
    files = {
        "vocabulary.yaml": "facts:\n" + FACT % ("dust", "number"),
        "sentences.yaml": (
            f'dust:\n  known: {{en: "dust is {hole}", sv: "damm är {hole}"}}\n  denied: {{en: a, sv: b}}\n'
            "  open: {en: whether, sv: om}\n"
        ),
    }  # fmt: skip
    assert said_of(fill(files)) == ["ours/sentences.yaml:2: this sentence can hold only {title}, {value}"] * 2


def any_of(count: int) -> str:
    return f"{{any: [{', '.join(f'{{readers_counted: {number}}}' for number in range(count))}]}}"


COUNTED = {
    "facts: {app: broken}": "facts: {readers_counted: 1}", "facts: {app: current}": "facts: {readers_counted: 999}",
}  # fmt: skip


def counting(when: str) -> dict[str, str]:
    ((path, text),) = cause(when=when).items()
    for old, new in COUNTED.items():
        text = text.replace(old, new)
    return {path: text}


def test_a_condition_of_a_thousand_parts_is_told(fill: Fill) -> None:
    (told,) = said_of(fill(counting(any_of(972))))
    assert told.startswith("ours/causes/dust.yaml:4: a condition has at most 50 tests and conditions")
    (told,) = said_of(fill(counting(f"{{all: [{{readers_counted: {list(range(972))}}}]}}")))
    assert told.startswith("ours/causes/dust.yaml:4: at most 100 values can be named here")


def test_a_condition_as_large_as_allowed_is_used_and_checked(fill: Fill) -> None:
    folder = fill(counting(any_of(49)))
    assert not check_layers([folder]).errors
    known = KnowledgeBase.load(folder)
    (found,) = [one for one in diagnose(known.case(error="The shelf is full", readers_counted=48), known).causes
                if one.id == "dust"]  # fmt: skip
    assert found.verdict == "confirmed"


@pytest.mark.parametrize(("begin", "end"), [("{any: [", "]}"), ("{all: [", "]}"), ("{not: ", "}")])
def test_conditions_deep_inside_each_other_are_told(begin: str, end: str, fill: Fill) -> None:
    KnowledgeBase.load(fill(cause(when=begin * 12 + "{app: broken}" + end * 12)))
    (told,) = said_of(fill(cause(when=begin * 13 + "{app: broken}" + end * 13)))
    assert told.startswith("ours/causes/dust.yaml:4: more than 12 conditions inside each other")


def test_anchors_that_multiply_are_not_read(fill: Fill) -> None:
    doubling = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh",
                                                                                                  strict=True))
    (told,) = said_of(fill({"documents.yaml": doubling}))
    assert told.startswith("ours/documents.yaml:1: anchors and aliases")


# Derivations


def chain(length: int, *, ways: int = 1, asked: bool = False, value: str = "true") -> dict[str, str]:
    """Facts of which each is worked out from the one before, in so many ways."""
    facts = "".join(FACT % (f"dust_{n}", "yes_no") + ("" if asked or not n else "    asked: false\n")
                    for n in range(length + 1))  # fmt: skip
    files = {"vocabulary.yaml": "facts:\n" + facts}
    whens = ["{%s: %s}", "{%s: [%s]}", "{all: [{%s: %s}]}"]
    for n in range(length):
        for way in range(ways):
            files[f"derivations/follows-{n}-{way}.yaml"] = (
                f"id: follows-{n}-{way}\ntitle: {{en: It follows, sv: Det följer}}\n"
                f"when: {whens[way] % (f'dust_{n}', value)}\nconcludes: {{dust_{n + 1}: true}}\nsources: [{SOURCE}]\n"
            )
    return files


def test_a_chain_of_two_ways_each_is_told_where_it_begins_to_be_too_many(fill: Fill) -> None:
    (told,) = said_of(fill(chain(18, ways=2)))
    assert told.startswith("ours/derivations/follows-7-0.yaml:3: dust_8 can be worked out in 256 ways")


@pytest.mark.parametrize("asked", [True, False])
def test_a_chain_of_derivations_has_a_length(asked: bool, fill: Fill) -> None:
    told = said_of(fill(chain(60, asked=asked)))
    assert any("a chain of more than 30 derivations begins here" in line for line in told)
    assert any("follows over more than 30 derivations" in line for line in told) is not asked


def test_a_chain_that_no_value_goes_along_has_a_length_too(fill: Fill) -> None:
    """Nobody concludes false, but what is to be asked for is looked for along it all the same."""
    told = said_of(fill(chain(60, value="false")))
    assert told == [line for line in told if "follows over more than 30 derivations" in line] != []


def test_a_chain_as_long_as_allowed_is_concluded_and_explained(fill: Fill) -> None:
    known = KnowledgeBase.load(fill({**chain(30), **cause(when="{dust_30: true}")} | {
        "causes/dust.yaml": cause(when="{dust_30: true}")["causes/dust.yaml"].replace("app: broken", "dust_0: true")
        .replace("app: current", "dust_30: false")
    }))
    found = {one.id: one for one in diagnose(known.case(error="The shelf is full", dust_0=True), known).causes}
    assert found["dust"].verdict == "confirmed"
    opened = diagnose(known.case(error="The shelf is full"), known)
    assert "dust_0" in next(one.missing for one in opened.causes if one.id == "dust")


def tangled(count: int) -> dict[str, str]:
    """Facts that each follow from every other one: from one before it when it is so, from one behind it when not."""
    facts = FACT % ("dust_0", "yes_no") + "".join(
        FACT % (f"dust_{n}", "yes_no") + "    asked: false\n" for n in range(1, count)
    )
    files = {"vocabulary.yaml": "facts:\n" + facts}
    for n in range(count):
        for other in range(1, count):
            if n != other:
                so = "true" if n < other else "false"
                files[f"derivations/follows-{n}-{other}.yaml"] = (
                    f"id: follows-{n}-{other}\ntitle: {{en: It follows, sv: Det följer}}\n"
                    f"when: {{dust_{n}: {so}}}\nconcludes: {{dust_{other}: {so}}}\nsources: [{SOURCE}]\n"
                )
    return files


def test_derivations_that_lead_back_and_forth_are_told_in_bounded_time(fill: Fill) -> None:
    """There are as many ways without a circle as orders of the facts; without a bound this would not end."""
    told = said_of(fill(tangled(18)))
    assert any("these lead back and forth" in line for line in told)


def test_what_is_to_be_found_out_is_looked_at_once(fill: Fill) -> None:
    """Of a few facts that follow from each other there are few enough ways for an interview."""
    known = KnowledgeBase.load(fill({**tangled(4), **cause(when="{app: broken}")}))
    from expert.engine.reasoner import Reasoner

    found = Reasoner.of(known).reason(Case.of({}, known.vocabulary))
    assert found.to_find_out(["dust_3", "dust_1"]) == ("dust_0",)


def test_a_folder_that_is_beyond_a_limit_is_an_error_of_input(fill: Fill) -> None:
    with pytest.raises(InputError):
        KnowledgeBase.load(fill(chain(40)))


# Regular expressions


SLOW = "(?:a|b)*c"
"""Of a text without a c it tries all letters from each on: the square of the length, which is allowed."""


def with_lines(*lines: str) -> dict[str, str]:
    written = ", ".join(f"'{line}'" for line in lines)
    return {**cause(), "in_text.yaml": f"platform: [{{value: folio, lines: [{written}]}}]\n"}


@pytest.mark.parametrize("line", ["(a+)+$", "(?:a|aa)+$", "(?:a*)*b"])
def test_a_regular_expression_that_tries_everything_is_refused_when_the_rules_are_loaded(line: str, fill: Fill) -> None:
    """Of 200 letters it would try more ways than there are seconds since the world began, and no thread could stop."""
    code, out, told = run("diagnose", "--set", f"error={'a' * 200}!", "--rules", fill(with_lines(line)), "--language",
                          "en")  # fmt: skip
    assert (code, out) == (2, "")
    assert "in_text.yaml:1: where this regular expression does not fit, each further character can double" in told


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such signals")
def test_a_regular_expression_that_takes_long_is_stopped_and_named(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.recognizing.text_facts.MOST_SECONDS_OF_LINES", 0.1)
    said = f"error={'ab' * 10_000}"
    code, out, told = run("diagnose", "--set", said, "--rules", fill(with_lines(SLOW)), "--language", "en")
    assert (code, out) == (2, "")
    assert told.splitlines()[-1] == (
        "a regular expression by which platform is read from texts (`lines` in in_text.yaml) took more than 0.1 s, "
        "and was stopped"
    )
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_where_nothing_can_interrupt_it_the_next_expression_is_not_begun(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expert.recognizing.text_facts.MOST_SECONDS_OF_LINES", 0.05)
    knowledge = KnowledgeBase.load(fill(with_lines(SLOW, SLOW.replace("c", "d"))))
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(diagnose, Case(error="ab" * 10_000), knowledge)
        with pytest.raises(TookTooLong):
            done.result()
