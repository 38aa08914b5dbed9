"""The exercise in a terminal or a pipe: lines in, lines out, and nothing is lost."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, cast

import pytest

from expert.cli.practice_dialogue import Dialogue
from expert.foundations.texts import LANGUAGES, Language
from expert.results.exercise import Hint
from expert.teach import Practice
from tests import commands, small
from tests.commands import Ran


def run(*arguments: str, lines: str | bytes = "", language: Language = "en") -> Ran:
    return commands.run(*arguments, "--language", language, stdin=lines)


def told(practice: Practice, *lines: str) -> tuple[bool, str]:
    """What an exercise says when these lines are typed."""
    said: list[str] = []
    dialogue = Dialogue(practice, said.append)
    finished = dialogue.run(iter(lines))
    dialogue.finish()
    return finished, "\n".join(said)


def letter(practice: Practice, *, right: bool) -> str:
    names = list(practice.causes)
    chosen = next(name for name in names if (name == practice.hidden.cause) is right)
    return "ABCDEFGHIJ"[names.index(chosen)]


def way(practice: Practice, judged: str = "right") -> str:
    """The number of the first way to mend it that is so judged."""
    kinds = [found.judged for found in practice.result.ways]
    return str(kinds.index(cast(Any, judged)) + 1)


def test_a_learner_looks_things_up_and_names_the_cause() -> None:
    practice = Practice.draw(11)
    best, title = practice.result.best, practice.result.title
    numbers = [observation.fact for observation in practice.observations]
    lines = [str(numbers.index(looked.fact) + 1) for looked in best]
    finished, text = told(practice, *lines, letter(practice, right=True), way(practice))
    cost = f"{practice.cost:g}"
    assert finished
    assert f"Right: {title}." in " ".join(text.split())
    assert f"Your path: {cost} min" in text
    assert f"The recommended path (cheapest on average): {cost} min" in text
    assert "Score: 100 of 100: proof 40 of 40, cost 30 of 30, safety 30 of 30." in text


def test_nonsense_costs_nothing() -> None:
    practice = Practice.draw(11)
    nonsense = ("", "   ", "99", "-1", "0", "?", "? 99", "Z", "\x1b[31m", "å" * 500, "DROP TABLE", "1 2 3")
    named = letter(practice, right=False), letter(practice, right=True)
    finished, text = told(practice, "1", *nonsense, *named, *nonsense, way(practice))
    assert finished
    assert len(practice.exercise.looked_up) == len(practice.exercise.wrong) == 1
    assert "\x1b" not in text
    assert "2. Named: " in text


def test_a_number_that_there_is_not_is_answered_with_those_there_are() -> None:
    practice = Practice.draw(11)
    _, text = told(practice, "99", "? 99", "? 0")
    count = len(practice.observations)
    for number in ("99", "0"):
        assert f"There is no number {number}; 1 to {count}." in text
    assert text.count("There is no number 99") == 2
    assert text.count("Write a number to look something up") == 1


def test_the_same_wrong_answer_counts_once_and_is_told() -> None:
    practice = Practice.draw(11)
    wrong = letter(practice, right=False)
    _, text = told(practice, wrong, wrong, wrong)
    assert text.count("You have named that already.") == 2
    assert text.count("No, it is not that") == 1
    (step,) = practice.exercise.steps
    assert " ".join(text.split()).count(step.told) == 4  # each time it is named, and on the path
    assert len(practice.exercise.wrong) == 1


@pytest.mark.parametrize("word", ["quit", "q", "exit", "avsluta", "sluta", "Q"])
def test_leaving_may_be_said_in_several_ways(word: str) -> None:
    finished, _ = told(Practice.draw(11), word, "give up")
    assert not finished


def test_where_to_look_is_told_for_nothing() -> None:
    practice = Practice.draw(11)
    _, text = told(practice, "? 1")
    asked = practice.observations[0]
    assert f"{asked.ask} {asked.where_to_look}" in " ".join(text.split())
    assert practice.cost == practice.exercise.report_cost


def test_when_the_input_ends_what_was_looked_up_is_said_and_the_cause_is_not() -> None:
    practice = Practice.draw(11)
    finished, text = told(practice, "2", "hello")
    assert not finished
    (looked,) = practice.exercise.looked_up
    assert f"{looked.title}: {looked.words}" in text.split("You left the exercise")[1]
    assert "The cause was" not in text
    assert "recommended path" not in text


def test_bytes_that_are_no_text_end_nothing() -> None:
    result = run("practice", "--seed", "11", lines=b"2\n\xff\xfe\n1\n")
    assert result.exit_code == 0
    practice = Practice.draw(11)
    for observation in practice.observations[:2]:
        practice.observe(observation.fact)
    assert f"Your path: {practice.cost:g} min" in result.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_giving_up_shows_the_solution(language: Language) -> None:
    practice = Practice.draw(11, language=language)
    _, text = told(practice, {"en": "give up", "sv": "ge upp"}[language])
    assert practice.result.title in " ".join(text.split())
    assert {"en": "0 of 100", "sv": "0 av 100"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(6))
def test_no_line_is_wider_than_a_terminal(seed: int, language: Language) -> None:
    _, text = told(Practice.draw(seed, language=language), "1", "2", "lista", "ge upp")
    assert max(map(len, text.splitlines())) <= 80


def test_the_command_prints_a_seed_that_draws_the_same_again() -> None:
    first = run("practice", lines="quit\n")
    assert first.exit_code == 0
    seed = first.output.splitlines()[0].removeprefix("Exercise ")
    again = run("practice", "--seed", seed, lines="quit\n")
    assert again.output == first.output


def test_the_command_that_draws_the_same_again_has_the_options_that_were_given(tmp_path: Path) -> None:
    folder = tmp_path / ("our rules " + "x" * 90)
    (folder / "causes").mkdir(parents=True)
    shipped = small.TREE / "rules" / "causes" / "address-missing.yaml"
    (folder / "causes" / shipped.name).write_bytes(shipped.read_bytes())
    (folder / "overrides.yaml").write_text("causes: [address-missing]\n", encoding="utf-8")
    options = ("--seed", "7", "--symptom", "no-join-rule", "--rules", str(folder))
    said = run("practice", *options, lines="q\n", language="sv").output.splitlines()[1]
    *_, quoted = said.partition(": ")
    assert shlex.split(quoted) == ["expert", "practice", *options, "--language", "sv"]
    plain = commands.run("practice", "--seed", "7", stdin="q\n", environment={"LC_ALL": "sv_SE.UTF-8"})
    assert plain.output.splitlines()[1] == "Samma igen: expert practice --seed 7"


@pytest.mark.parametrize(
    ("name", "said"),
    [("x.gif", "this command does not write .gif"), ("x.json", "does not write .json"),
     ("no/x.svg", "there is no such folder"), (".", "this is a folder; name a file in it")],
)
def test_a_picture_that_cannot_be_drawn_there_is_refused_before_the_exercise(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("practice", "--picture", name, lines="give up\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_swedish_is_understood_as_windows_writes_it() -> None:
    answer = run("practice", "--seed", "11", lines="Inloggningssätt på åäö\nq\n", language="sv").output
    typed = "Inloggningssätt på åäö\nq\n".encode("cp1252")
    result = run("practice", "--seed", "11", lines=typed, language="sv")
    assert result.output == answer
    assert "”Inloggningssätt på åäö” går inte att tolka." in answer


def drawn(tmp_path: Path, lines: str) -> str:
    out = tmp_path / "paths.txt"
    result = run("practice", "--seed", "11", "--picture", str(out), lines=lines)
    assert result.exit_code == 0
    return out.read_text(encoding="utf-8")


def test_the_path_taken_is_drawn_beside_the_best_path(tmp_path: Path) -> None:
    practice = Practice.draw(11)
    lines = [letter(practice, right=False), *map(str, range(1, len(practice.observations) + 1))]
    own, best = drawn(tmp_path, "\n".join([*lines, letter(practice, right=True), ""])).split("The recommended path")
    assert "WRONG ANSWER" in own
    assert f"NAMED RIGHT, CONFIRMED: {practice.result.title}" in " ".join(own.split())
    assert f": {practice.result.title}" in " ".join(best.split())
    assert "NAMED" not in best


def test_the_picture_of_an_exercise_that_was_left_gives_nothing_away(tmp_path: Path) -> None:
    practice = Practice.draw(11)
    for observation in practice.observations:
        practice.observe(observation.fact)
    telling = {step.looked.fact for step in practice.exercise.steps if step.confirmed and step.looked is not None}
    harmless = [i for i, seen in enumerate(practice.observations, start=1) if seen.fact not in telling]
    text = drawn(tmp_path, f"{harmless[0]}\nquit\n")
    assert "Left here" in text
    assert "The recommended path" not in text
    assert f"Confirms: {practice.result.title}" not in " ".join(text.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("practice", "--symptom", "no-such"), 'there is no symptom "no-such"'),
        (("practice", "--seed", "-1"), "-1"),
        (("practice", "--seed", "x"), "x"),
        (("ladder",), "--symptom"),
        (("ladder", "--symptom", "no-such"), 'there is no symptom "no-such"'),
        (("ladder", str(small.EXAMPLES / "no-answer.yaml"), "--symptom", "shelf-full"), "does not show"),
        (("handout", "--symptom", "no-such"), 'there is no symptom "no-such"'),
    ],
)
def test_bad_input_is_said_and_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_hints_and_undo_are_had_by_their_words() -> None:
    practice = next(found for seed in range(60) if len((found := Practice.draw(seed)).result.best) == 1)
    _, text = told(practice, "hint", "undo", "1", "undo", "hint", "give up")
    assert text.count("Look at this next: ") == text.count("There is no further hint: ") == 1
    assert "There is nothing to take back." in text
    assert f"Taken back: {practice.observations[0].title}." in text
    assert practice.exercise.undone == practice.hints == 1


def test_a_further_hint_goes_deeper_and_says_when_there_is_no_more() -> None:
    practice = Practice.draw(11)
    hints: list[Hint] = []
    while not hints or hints[-1].cost:
        hints.append(practice.hint())
    *told_of, last = hints
    facts = [found.fact for found in told_of]
    assert len(set(facts)) == len(facts) == practice.hints >= 1
    assert last.told.startswith("There is no further hint: look first at what you were told: ")
    for fact in facts:
        assert fact is not None
        practice.observe(fact)
    assert practice.hint().told == "What is known settles it: name the cause."


def test_in_swedish_they_are_tips_and_angra() -> None:
    practice = Practice.draw(11, language="sv")
    _, text = told(practice, "tips", "1", "ångra", "ge upp")
    assert "Titta på det här härnäst: " in text
    assert "Tillbakataget: " in text


def test_a_wrong_cause_is_told_with_what_speaks_against_it() -> None:
    practice = Practice.draw(11)
    _, text = told(practice, letter(practice, right=False))
    assert "It is not that: " in " ".join(text.split())


def test_an_unsafe_way_is_told_with_its_consequence() -> None:
    seeds = (Practice.draw(seed) for seed in range(30))
    practice = next(p for p in seeds if "harmful" in [found.judged for found in p.answer_key.result.ways])  # type: ignore[union-attr]
    _, text = told(practice, letter(practice, right=True), f"? {way(practice, 'harmful')}", way(practice, "harmful"))
    said = " ".join(text.split())
    assert practice.result.way is not None
    assert practice.result.way.told in said
    assert "Harm for nothing: " in said
    assert "Its dangers: !" in said


def test_no_letter_of_a_cause_leaves_the_exercise() -> None:
    practice = Practice.draw(1, "joining-stops")
    letters = Dialogue(practice, print)._letters
    assert list(letters.values()) == list(practice.causes)
    assert "Q" not in letters


def test_an_exam_tells_nothing_before_its_end_but_how_long_it_took() -> None:
    practice = Practice.draw(11, level="exam")
    said: list[str] = []
    seconds = iter([10.0, 95.4])
    dialogue = Dialogue(practice, said.append, clock=lambda: next(seconds))
    assert dialogue.run(iter([letter(practice, right=False), "1"]))
    dialogue.tell_time()
    text = "\n".join(said)
    assert text.count("Noted.") == 2
    assert "No, it is not that" not in text
    assert practice.result.title not in text.split("Noted.")[1]
    assert dialogue.seconds == 85.4
    assert text.endswith("It took 1:25 min.")
