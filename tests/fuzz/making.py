"""Draws inputs of every target, by the vocabulary and the commands that there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import click
import yaml

from tests.commands import every_command
from tests.fuzz import drawing as st
from tests.fuzz import evidence_files, rule_folders
from tests.fuzz.hostile import PIECES, Words, damaged, draw_chance, encoded, whole, words_of
from tests.fuzz.inputs import Input, Knowledge, Target


def inputs(target: Target, of: Knowledge) -> st.Strategy[Input]:
    """Inputs of a target.

    Args:
        target: what is fuzzed.
        of: the knowledge that they are for, which has to be in place.
    """
    return _MAKERS[target](of, words_of(of))


# Facts


_READING = ("diagnose", "plan", "explain", "ticket", "escalate", "graph", "ladder")
_FACT_FILES = ("a.yaml", "a.yaml", "a.yml", "a.json", "a.txt", "A.YAML", "å ä.yaml", "a\nb.yaml", "\x1b[31m.yaml")


@st.composite
def _fact_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    name = draw(st.sampled_from(_FACT_FILES))
    facts = draw(_facts(words))
    data = draw(encoded(draw(_written(facts, as_json=name == "a.json"))))
    if draw_chance(draw, 80):
        # By the library alone: a command takes several times as long.
        by_hand = draw(st.dictionaries(_names(words), words.anything(), max_size=4)) if draw_chance(draw, 20) else None
        return Input("facts", of, {name: data}, values=by_hand)
    command = [draw(st.sampled_from(_READING)), name]
    if draw_chance(draw, 30):
        command += ["--set", draw(_setting(words))]
    if draw_chance(draw, 20):
        command += ["--no-text-facts"]
    if command[0] == "diagnose":
        command += draw(st.sampled_from(((), ("--full",), ("--brief",), ("-q",), ("--exit-code",), ("--save",))))
    if "--save" in command and "--set" not in command:
        command += ["--set", "case=1"]
    command += draw(_common())
    if draw_chance(draw, 15):
        return draw(_several_files(of, words, {name: data}))
    return Input("facts", of, {name: data}, (tuple(command),))


@st.composite
def _several_files(draw: st.Draw, of: Knowledge, words: Words, files: dict[str, bytes]) -> Input:
    """Several files at once, in a folder or not, of which some are no fact files."""
    given = {f"cases/{name}": body for name, body in files.items()}
    for name in draw(st.lists(st.sampled_from(("b.yaml", "c.json", "d.log", "e.bin", "f/g.yml")), max_size=3)):
        facts = draw(_facts(words))
        given[f"cases/{name}"] = draw(encoded(draw(_written(facts, as_json=name == "c.json"))))
    names = sorted(given)
    command = draw(st.sampled_from((
        ("diff", names[0], names[-1]), ("diff", names[0], names[-1], "--format", "json"), ("diagnose", "cases"),
        ("diagnose", *names), ("diagnose", *names, "--format", "json"), ("diagnose", "cases", "--brief"),
        ("diagnose", *names, "no-such-file.yaml", "--full"), ("diagnose", "cases", "--format", "markdown"),
    )))  # fmt: skip
    return Input("facts", of, given, ((*command, *draw(_common())),))


def _names(words: Words) -> st.Strategy[str]:
    """Names of facts, what people write for them, and what is nearly one."""
    return words.once("names", lambda: _some_names(words))


def _some_names(words: Words) -> st.Strategy[str]:
    vocabulary = words.knowledge.vocabulary
    known = sorted(vocabulary.facts)
    called = sorted({word for fact in vocabulary.facts.values() for word in fact.also}) or known
    near = st.builds(lambda name, at, piece: name[:at] + piece + name[at:], st.sampled_from(known),
                     st.integers(0, 9), st.sampled_from(PIECES))
    right = st.sampled_from(known)
    return st.one_of(right, right, right, st.sampled_from(called), near, words.texts(1))


@st.composite
def _facts(draw: st.Draw, words: Words) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = []
    if draw_chance(draw, 70):
        facts.append(("error", draw(st.one_of(words.texts(), st.lists(words.texts(), max_size=3)))))
    for name in draw(st.lists(_names(words), max_size=5)):
        facts.append((name, draw(words.values(name))))
    return facts


@st.composite
def _written(draw: st.Draw, facts: list[tuple[str, Any]], *, as_json: bool) -> str:
    """A fact file, in one of the ways in which people and programs write one."""
    how = draw(st.integers(0, 3))
    if as_json or how == 0:
        pretty = draw(st.sampled_from((None, 1, "\t")))
        escaped = draw(st.booleans())
        if draw_chance(draw, 80):
            return whole(json.dumps(dict(facts), indent=pretty, ensure_ascii=escaped))
        entries = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in facts)  # also a name given twice
        return "{" + ",\n".join(entries) + draw(st.sampled_from(("}", ",}", "", "}}", "} {}")))
    if how == 1:
        return _as_yaml(facts, draw(st.sampled_from((None, True, False))))
    lines = [draw(_line(name, value)) for name, value in facts]
    around = draw(st.sampled_from((("", ""), ("---\n", ""), ("# a case\n", ""), ("", "\n---\n"), ("\n\n  ", "\n..."))))
    return around[0] + "\n".join(lines) + around[1]


def _as_yaml(facts: list[tuple[str, Any]], flow: bool | None) -> str:
    # What it cannot write (half of a character) goes as JSON, which is YAML too.
    plain = json.loads(whole(json.dumps(dict(facts), ensure_ascii=False)))
    return yaml.safe_dump(plain, allow_unicode=True, default_flow_style=flow, sort_keys=False)


@st.composite
def _line(draw: st.Draw, name: str, value: Any) -> str:
    """A fact as it is typed by hand, in quotes or not."""
    typed = whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    space = draw(st.sampled_from((" ", " ", " ", "", "  ", "\t", "\u00a0")))
    style = draw(st.integers(0, 6))
    if style == 1:
        typed = "'" + typed.replace("'", "''") + "'"
    elif style == 2:
        typed = json.dumps(typed, ensure_ascii=False)
    elif style in (3, 4):
        inside = typed.replace("\n", "\n  ")
        typed = f"{'|' if style == 3 else '>-'}\n  {inside}"
    elif style == 5:
        typed = f"[{typed}]"
    elif style == 6:
        typed = "".join(f"\n- {part}" for part in typed.split("\n"))
    return f"{whole(name)}:{space}{typed}"


@st.composite
def _setting(draw: st.Draw, words: Words) -> str:
    name = draw(_names(words))
    value = draw(words.values(name))
    return _typed(f"{name}{draw(st.sampled_from(('=', '=', '=', ' = ', '', '==')))}{value}")


def _typed(text: str) -> str:
    """As the argument of a command can be: without zero bytes, and bytes that are no UTF-8 as the system has them."""
    return text.replace("\x00", "")


@st.composite
def _common(draw: st.Draw) -> tuple[str, ...]:
    language = draw(st.sampled_from(((), ("--language", "en"), ("--language", "sv"))))
    return (*language, *draw(st.sampled_from(((), (), ("--engine", "compiled"), ("--engine", "both")))))


# Texts


_TEXT_FILES = ("a.log", "a.txt", "a.eml", "a.md", "a", "a.yaml", "a.json")


@st.composite
def _text_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    written = draw(_text(words))
    name = draw(st.sampled_from((*_TEXT_FILES, "-", "")))
    options = [*draw(st.sampled_from(((), ("--full",), ("--format", "json"), ("--brief",)))), *draw(_common())]
    if not name:
        argument = _typed(written[:5000]) + draw(st.sampled_from(("", "", "\udcff")))
        return Input("text", of, {}, (("diagnose", *options, "--", argument),))
    data = draw(encoded(written))
    if name == "-":
        return Input("text", of, {}, (("diagnose", "-", *options),), data)
    return Input("text", of, {name: data}, (("diagnose", name, *options),))


@st.composite
def _text(draw: st.Draw, words: Words) -> str:
    """A mail, a log or a message."""
    kind = draw(st.integers(0, 5))
    inside = draw(words.texts(10))
    if kind == 1:
        head = f"From: {draw(words.texts(1))}\nSubject: {draw(words.texts(2))}\nDate: Mon, 23 Nov 2026\n\n"
        return f"{head}{inside}\n> {draw(words.texts())}\n-- \n{draw(words.texts(1))}"
    if kind == 2:
        stamp = draw(st.sampled_from(("2026-11-23 10:00:00.123", "Nov 23 10:00:00", "[10:00]", "1732350000")))
        lines = [f"{stamp} a.b[17] <{level}>: " for level in ("Error", "Info", "Notice")]
        between = draw(st.sampled_from((1, 1, 20, 2000)))
        return inside.join(line * between + "\n" for line in lines)
    if kind == 3:
        return json.dumps({"error": {"code": inside, "message": draw(words.texts())}, "a": [inside]})
    if kind == 4:
        return f"{inside} {draw(st.sampled_from(PIECES)) * draw(st.sampled_from((1, 300, 20_000)))}"[:100_000]
    return inside


# What is written


@cache
def forms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Every command that writes in a form that can be chosen, with the forms."""
    found = {}
    for names, command in every_command():
        for option in command.params:
            if option.name == "form" and isinstance(option.type, click.Choice):
                found[names] = tuple(option.type.choices)
    return found


# What takes minutes, or writes one thing whatever it is given.
LEFT_OUT = (("rules", "mutants"), ("config",))
_BEFORE_FORMAT: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("diff",): ("a.yaml", "b.yaml"), ("tree",): (), ("facts",): (), ("rules", "check"): ("--rules", "rules"),
    ("rules", "list"): ("--rules", "rules"), ("rules", "test"): ("--rules", "rules"),
    ("rules", "show"): ("causes/fuzzed", "--rules", "rules"),
}  # fmt: skip
_ENDING = {"text": "txt", "markdown": "md", "mermaid": "mmd"}


def output_of(command: tuple[str, ...], form: str) -> Input:
    """One input for a form of a command, with words that hurt in the facts and in a rule.

    Args:
        command: the command, by its names.
        form: the form.
    """
    said = "shelf limit reached " + " ".join(piece for piece in PIECES if len(piece) < 60 and piece < "\ud800")
    facts = {"error": f"Shelf full\n{said}", "case": said[:200], "platform": "folio"}
    rules = rule_folders.cause_of("shelf-full", said, {"card": "missing"}, "handbook")
    files = {name: json.dumps(facts).encode() for name in ("a.yaml", "b.yaml")}
    files |= {f"rules/{name}": body for name, body in rules.items()}
    return Input("outputs", "small", files, ((*command, *_BEFORE_FORMAT.get(command, ("a.yaml",)), "--format", form),))


@st.composite
def _output_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    command = draw(st.sampled_from(sorted(forms().keys() - set(LEFT_OUT))))
    form = draw(st.sampled_from(forms()[command]))
    files = {name: draw(_shown(words)) for name in ("a.yaml", "b.yaml")}
    line: tuple[str, ...] = (*command, *_BEFORE_FORMAT.get(command, ("a.yaml",)), "--format", form)
    if command[0] == "rules":
        files |= {f"rules/{name}": body for name, body in draw(rule_folders.hostile_words(words)).items()}
    if command == ("facts",):
        line = (*command, *line[1:], "--", _typed(draw(words.texts(1))))
        return Input("outputs", of, files, (line,))
    if command == ("tree",):
        line += ("--symptom", draw(words.drawn("symptoms")))
    line += ("--language", draw(st.sampled_from(("en", "sv"))))
    if command == ("ticket",):
        line += draw(st.sampled_from(((), ("--for", "user"), ("--redact", "none"))))
    if command == ("escalate",):
        line += draw(st.sampled_from(((), ("--include-personal",))))
    if command == ("explain",):
        line += draw(st.sampled_from(((), ("--why-not", draw(words.drawn("causes"))))))
    if command[0] not in ("rules", "facts") and draw_chance(draw, 40):
        line += ("-o", f"out.{_ENDING.get(form, form)}")
    return Input("outputs", of, files, (line,))


@st.composite
def _shown(draw: st.Draw, words: Words) -> bytes:
    """A well-formed fact file that is recognized, with texts that hurt wherever one can stand."""
    seen = draw(st.lists(words.once("wordings", lambda: st.sampled_from([
        wording for symptom in words.knowledge.symptoms.values() for message in symptom.messages
        for wording in message.wordings()
    ])), min_size=1, max_size=2))  # fmt: skip
    facts: dict[str, Any] = {"error": [f"{text} {draw(words.texts(2))}" for text in seen]}
    for definition in words.knowledge.vocabulary.facts.values():
        if definition.type == "text" and draw_chance(draw, 60):
            facts[definition.name] = draw(words.texts(2))
    for name in draw(st.lists(words.facts(), max_size=4)):
        definition = words.knowledge.vocabulary[name]
        if definition.type not in ("text", "texts"):
            facts[name] = draw(words.values(definition.name))
    return json.dumps(facts).encode()


# What is typed


_TYPED = (
    "?", "why", "varför", "back", "tillbaka", "known", "känt", "skip", "hoppa", "skip page", "hoppa över sidan", "help",
    "hjälp", "find network", "sök nät", "find ", "quit", "sluta", "1", "2", "3", "9", "0", "-1", "y", "n", "ja", "nej",
    "yes", "no", "", " ", "list", "a", "b", "? 1", "give up",
    "hint", "tips", "undo", "ångra", "next", "nästa", "c", "4", "? 2",
)  # fmt: skip


@st.composite
def _interview_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    line = st.one_of(
        st.sampled_from(_TYPED), st.sampled_from(_TYPED), st.integers(0, 12).map(str), st.sampled_from(words.all),
        words.texts(2),
    )  # fmt: skip
    typed = "\n".join(draw(st.lists(line, max_size=12))) + draw(st.sampled_from(("\n", "")))
    stdin = draw(encoded(typed))
    if draw_chance(draw, 25):
        language = draw(st.sampled_from(("en", "sv")))
        practice = ["practice", "--seed", str(draw(st.integers(0, 999))), "--language", language]
        if draw_chance(draw, 30):
            practice += ["--symptom", draw(words.drawn("symptoms"))]
        if draw_chance(draw, 50):
            practice += ["--level", draw(st.sampled_from(("easy", "hard", "exam")))]
        if draw_chance(draw, 30):
            practice += ["--count", str(draw(st.integers(1, 3)))]
        return Input("interview", of, {}, (tuple(practice),), stdin)
    files, command = {}, ["ask"]
    if draw_chance(draw, 60):
        files["a.yaml"] = draw(st.one_of(_shown(words), _facts(words).map(lambda facts: _yaml_bytes(facts))))
        command.append("a.yaml")
    if draw_chance(draw, 50):
        command += ["--save", draw(st.sampled_from(("a.yaml", "out.yaml")))]
    if draw_chance(draw, 15):
        files["priors.yaml"] = draw(_priors(words))
        command += ["--priors", "priors.yaml"]
    return Input("interview", of, files, ((*command, *draw(_common())),), stdin)


def _yaml_bytes(facts: list[tuple[str, Any]]) -> bytes:
    return _as_yaml(facts, None).encode()


@st.composite
def _priors(draw: st.Draw, words: Words) -> bytes:
    causes = st.one_of(words.drawn("causes"), st.sampled_from(PIECES))
    counts = draw(st.dictionaries(causes, words.anything(), max_size=4))
    data = _as_yaml(list(counts.items()), None).encode()
    return draw(damaged(data)) if draw_chance(draw, 20) else data


# Rules


_SHOWN_RULES = (("list",), ("test",), ("show", "causes/fuzzed"), ("check", "--notes", "--strict"))


@st.composite
def _rule_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    alone = of == "small" and draw_chance(draw, 65)
    files = draw(rule_folders.folders(words, alone=alone))
    commands: list[tuple[str, ...]] = []
    if not alone and draw_chance(draw, 30 if of == "small" else 10):
        commands.append(("rules", "check", "--rules", "rules", *draw(st.sampled_from(((), ("--format", "json"))))))
    if not alone and draw_chance(draw, 10):
        shown = _SHOWN_RULES if of == "small" else _SHOWN_RULES[::2]  # the others go over all of it
        commands.append(("rules", *draw(st.sampled_from(shown)), "--rules", "rules"))
    if not alone and draw_chance(draw, 10):
        commands.append(("diagnose", draw(st.sampled_from(words.all)), "--rules", "rules", "--engine", "both"))
    return Input("rules", of, files, tuple(commands))


# Evidence


@st.composite
def _evidence_inputs(draw: st.Draw, of: Knowledge, words: Words) -> Input:
    files = draw(evidence_files.files_of(words))
    if draw_chance(draw, 75):
        return Input("evidence", of, files)
    named = draw(st.sampled_from((tuple(files), tuple(files), (".",))))
    command = ["evidence", *named, "--on", draw(st.sampled_from(("2026-11-23", "2026-11-23", "9999-12-31", "x")))]
    command += draw(st.sampled_from(((), ("--user", "anna@contoso.com"), ("--device", "DMPX1234ABCD"))))
    command += draw(st.sampled_from((
        (), ("--format", "json"), ("--format", "markdown"), ("--format", "html"), ("-o", "out.html"),
        ("--redact", "tenant"), ("--redact", "personal"),
    )))  # fmt: skip
    command += draw(st.sampled_from(((), ("--language", "sv"))))
    if draw_chance(draw, 20):
        return Input("evidence", of, files, (("diagnose", *files, *draw(_common())),))
    return Input("evidence", of, files, (tuple(command),))


_MAKERS: Mapping[Target, Callable[[Knowledge, Words], st.Strategy[Input]]] = {
    "facts": _fact_inputs, "rules": _rule_inputs, "text": _text_inputs, "outputs": _output_inputs,
    "interview": _interview_inputs, "evidence": _evidence_inputs,
}  # fmt: skip
