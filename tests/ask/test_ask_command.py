"""The command `expert ask` as a process: over a pipe, saved after every answer, and whatever happens to it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small

COMMAND = (sys.executable, "-m", "expert", "ask")
ENVIRONMENT = small.environment()
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and permissions as on POSIX")


def run(*arguments: str, typed: str | bytes = "", folder: Path) -> subprocess.CompletedProcess[str]:
    """The command with these lines typed into its pipe."""
    data = typed if isinstance(typed, bytes) else typed.encode()
    done = subprocess.run(
        [*COMMAND, *arguments], input=data, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=60, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


class Session:
    """A running interview that is typed into line by line."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=folder, env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1"}, text=True,
            encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def until(self, beginning: str) -> None:
        """Read up to a line that begins so."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(beginning):
                return
        raise AssertionError(f"no line begins with {beginning!r}")

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self, how: signal.Signals | None = None) -> tuple[int, str]:
        """The exit code and what was said last, after a signal or the end of input."""
        if how is not None:
            self._process.send_signal(how)
        said, _ = self._process.communicate(timeout=60)
        return self._process.returncode, said


def saved(file: Path) -> str:
    """The facts in a file that an interview has made, below the line that says what it holds."""
    first, _, facts = file.read_text("utf-8").partition("\n")
    assert first.startswith("# This holds what was typed")
    return facts


def test_an_interview_over_a_plain_pipe(tmp_path: Path) -> None:
    done = run(typed="NoJoinRule\nwhy\n?\nexp\n", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "What is the exact error message? (ask the borrower)" in done.stdout
    assert "  4. expired" in done.stdout
    assert "The cause is confirmed: “The library's seal is broken or has expired”." in done.stdout
    assert 'error: "NoJoinRule"\nseal: expired\n' in done.stdout
    assert "THEN, BY THE ANSWER" in done.stdout
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", done.stdout), "no cursor tricks, no color"
    assert list(tmp_path.iterdir()) == []


def test_the_same_in_swedish(tmp_path: Path) -> None:
    typed = "Hyllan är full\nvarför\nhoppa\ntillbaka\n15\n15\n"
    done = run("--language", "sv", typed=typed, folder=tmp_path)
    assert done.returncode == 0
    assert "Orsaken är bekräftad: ”Låntagaren har nått hyllans gräns”." in done.stdout
    assert "Ångrat: Låntagarens läsplattor som räknas" in done.stdout


def test_the_language_of_the_environment_is_taken(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, input=b"sluta\n", cwd=tmp_path, env={**ENVIRONMENT, "LC_ALL": "sv_SE.UTF-8"}, capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert "Du lämnade intervjun." in done.stdout.decode()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    typed = "Setup failed. The network was lost.\nwhy\n1\nwhy\nno\nwhy\n"
    outputs = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            COMMAND, input=typed.encode(), cwd=tmp_path, env={**ENVIRONMENT, "PYTHONHASHSEED": seed},
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_facts_that_are_known_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "ticket.yaml").write_text("case: INC1\nerror: NoJoinRule\nplatform: folio\n", "utf-8")
    done = run("ticket.yaml", "--set", "seal=valid", typed="blocked\n", folder=tmp_path)
    assert "Known already: 4." in done.stdout
    assert "What is the exact error message?" not in done.stdout
    assert "The reader's model is blocked" in done.stdout


# Saving


def test_every_answer_is_saved_before_the_next_question(tmp_path: Path) -> None:
    session, file = Session("--save", "ticket.yaml", folder=tmp_path), tmp_path / "ticket.yaml"
    session.until("What is the exact error message?")
    assert not file.exists()
    session.type("NoJoinRule")
    session.until("What is the state")
    assert saved(file) == 'error: "NoJoinRule"\n'
    session.type("valid")
    session.until("Is the reader's model allowed")
    assert saved(file) == 'error: "NoJoinRule"\nseal: valid\n'
    session.type("back")
    session.until("What is the state")
    assert saved(file) == 'error: "NoJoinRule"\n'
    session.type("skip")
    session.until("On what day does the seal")
    assert saved(file) == 'error: "NoJoinRule"\nseal:\n'
    session.end()


@POSIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_what_was_answered_outlives_the_process(name: str, tmp_path: Path) -> None:
    session = Session("--save", "ticket.yaml", folder=tmp_path)
    session.type("NoJoinRule")
    session.type("valid")
    session.until("Is the reader's model allowed")
    code, said = session.end(getattr(signal, name))
    if name == "SIGINT":
        assert code == 130
        assert said.endswith("Saved: ticket.yaml\nTo go on: expert ask ticket.yaml --save ticket.yaml\n")
    assert [path.name for path in tmp_path.iterdir()] == ["ticket.yaml"]
    done = run("--save", "ticket.yaml", typed="blocked\n", folder=tmp_path)
    assert "Going on with ticket.yaml: 2 facts known, 0 questions not answered." in done.stdout
    assert "The cause is confirmed" in done.stdout


@POSIX
def test_an_interrupt_without_a_file_says_in_two_lines_how_to_go_on(tmp_path: Path) -> None:
    session = Session(folder=tmp_path)
    session.type("NoJoinRule")
    session.until("What is the state")
    code, said = session.end(signal.SIGINT)
    assert code == 130
    assert said.endswith(
        "\nNot saved in a file, so the command below holds what is known: 1 fact known.\n"
        "To go on: expert ask --set error=NoJoinRule\n"
    )


def test_the_end_of_input_loses_nothing(tmp_path: Path) -> None:
    for typed in ("", "NoJoinRule", "NoJoinRule\n", "NoJoinRule\nnonsense\n"):
        done = run(typed=typed, folder=tmp_path)
        assert done.returncode == 0
        assert "You left the interview." in done.stdout
        assert ('error: "NoJoinRule"' if typed else "No fact is known yet.") in done.stdout


def test_an_interrupted_interview_goes_on_without_asking_again(tmp_path: Path) -> None:
    run("--save", "ticket.yaml", typed="The shelf is full\nskip\n", folder=tmp_path)
    done = run("ticket.yaml", "--save", "ticket.yaml", typed="quit\n", folder=tmp_path)
    assert "Going on with ticket.yaml: 1 fact known, 1 question not answered." in done.stdout
    assert "How many of the borrower's readers count" not in done.stdout.partition("FIND OUT NEXT")[0]
    again = run("ticket.yaml", "--set", "readers_counted=", typed="quit\n", folder=tmp_path)
    assert "How many of the borrower's readers count" in again.stdout.partition("FIND OUT NEXT")[0]


@pytest.mark.parametrize("name", ["ticket.yaml", "ticket.json"])
def test_the_saved_file_gives_the_same_diagnosis(name: str, tmp_path: Path) -> None:
    typed = 'Log: "This card is not valid" – åäö 🙂\nmissing\n'
    asked = run("--save", name, typed=typed, folder=tmp_path)
    diagnose = [sys.executable, "-m", "expert", "diagnose", name]
    done = subprocess.run(diagnose, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=60, check=True)
    screen = re.sub(r" \(line \d+\)", "", done.stdout.decode().removeprefix(f"{name}: "))
    assert screen.startswith("The borrower has no valid card\nConfirmed, because what the borrower has is no card.\n")
    findings = screen.partition("\nMore: ")[0]
    assert f"\n{findings}\nMore: expert diagnose {name} --full." in asked.stdout
    assert asked.stdout.endswith(f"\n\nSaved: {name}\n")


def test_a_json_file_is_saved_as_json(tmp_path: Path) -> None:
    run("--save", "ticket.json", typed="NoJoinRule\nskip\n", folder=tmp_path)
    saved = json.loads((tmp_path / "ticket.json").read_text("utf-8"))
    assert saved == {"error": "NoJoinRule", "seal": None}


def test_an_empty_file_is_an_interview_that_has_just_begun(tmp_path: Path) -> None:
    (tmp_path / "ticket.yaml").write_text("# INC1\n", "utf-8")
    done = run("--save", "ticket.yaml", typed="NoJoinRule\n4\n", folder=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "ticket.yaml").read_text("utf-8").startswith("# INC1\nerror: ")


def test_a_file_that_cannot_be_written_is_told_before_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("platform: folio\n", "utf-8")
    for arguments in (("--save", "no/such/folder.yaml"), ("--save", "."), ("other.yaml", "--save", "-")):
        done = run(*arguments, typed="NoJoinRule\n", folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr


def test_another_fact_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("error: NoJoinRule\n", "utf-8")
    (tmp_path / "b.yaml").write_text("platform: folio\n", "utf-8")
    done = run("a.yaml", "--save", "b.yaml", typed="valid\n", folder=tmp_path)
    assert done.returncode == 2
    assert "expert ask b.yaml --save b.yaml" in done.stderr
    assert (tmp_path / "b.yaml").read_text("utf-8") == "platform: folio\n"


def test_a_file_that_is_no_fact_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Call Anna back.\n", "utf-8")
    done = run("--save", "notes.txt", typed="NoJoinRule\n", folder=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "notes.txt").read_text("utf-8") == "Call Anna back.\n"


def test_where_saving_fails_midway_it_is_told_at_once_and_the_facts_are_shown(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    session = Session("--save", "share/ticket.yaml", folder=tmp_path)
    session.until("What is the exact error message?")
    folder.rmdir()
    session.type("NoJoinRule")
    session.until("Not saved: share/ticket.yaml: the file cannot be written")
    session.until("What is the state")
    session.type("expired")
    code, said = session.end()
    assert code == 2
    assert "Saved:" not in said
    assert 'So that nothing is lost, the facts stand below.\nerror: "NoJoinRule"\nseal: exp' in said
    assert "More: put the facts that stand above into a file, then expert diagnose FILE --full." in said


def test_a_save_that_failed_is_tried_again_after_the_next_answer(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    session = Session("--save", "share/ticket.yaml", folder=tmp_path)
    session.until("What is the exact error message?")
    folder.rmdir()
    session.type("NoJoinRule")
    session.until("Not saved: ")
    folder.mkdir()
    session.type("expired")
    code, said = session.end()
    assert code == 0
    assert said.endswith("\nSaved: share/ticket.yaml\n")
    assert saved(folder / "ticket.yaml") == 'error: "NoJoinRule"\nseal: expired\n'


def test_facts_that_are_set_are_saved_before_the_first_answer(tmp_path: Path) -> None:
    file = tmp_path / "ticket.yaml"
    file.write_text("error:\nbehavior:\n", "utf-8")
    done = run("ticket.yaml", "--set", "error=NoJoinRule", "--save", "ticket.yaml", folder=tmp_path)
    assert file.read_text("utf-8") == 'error: "NoJoinRule"\nbehavior:\n'
    assert "Saved: ticket.yaml" in done.stdout
    run("ticket.yaml", "--save", "other.yaml", folder=tmp_path)
    assert saved(tmp_path / "other.yaml") == 'error: "NoJoinRule"\nbehavior:\n'
    run("--save", "taken-out.yaml", "--set", "error=NoJoinRule", folder=tmp_path)
    run("taken-out.yaml", "--set", "error=", "--save", "taken-out.yaml", folder=tmp_path)
    assert saved(tmp_path / "taken-out.yaml") == ""


def test_where_nothing_is_known_nothing_is_saved_and_nothing_said_to_be(tmp_path: Path) -> None:
    done = run("--save", "ticket.yaml", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "Saved" not in done.stdout
    assert "No fact is known yet." in done.stdout
    more = "More: with the first answer, ticket.yaml is written; then expert diagnose ticket.yaml --full."
    assert more in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Mer: spara fakta (--save FIL), sedan expert diagnose FIL --full --language sv."),
        (("--save", "b.yaml"), "Mer: med det första svaret skrivs b.yaml; sedan expert diagnose b.yaml --full --lang"),
        (("--save", "b.yaml", "--set", "error=NoJoinRule"), "Mer: expert diagnose b.yaml --full --language sv."),
    ],
)
def test_how_to_see_more_fits_whether_and_where_it_is_saved(
    options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    assert said in run(*options, "--language", "sv", typed="sluta\n", folder=tmp_path).stdout


@POSIX
def test_what_was_given_at_first_outlives_the_process_too(tmp_path: Path) -> None:
    session = Session("--set", "error=NoJoinRule", "--save", "ticket.yaml", folder=tmp_path)
    session.until("What is the state")
    session.end(signal.SIGKILL)
    assert saved(tmp_path / "ticket.yaml") == 'error: "NoJoinRule"\n'


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Going on with answers.yaml (INC0000310): 3 facts known, 1 question not answered.\nRecognized: NoJoin"),
        ("sv", "Fortsätter med answers.yaml (INC0000310): 3 fakta kända, 1 obesvarad fråga.\nIgenkänt: NoJoin"),
    ],
)
def test_what_an_interview_goes_on_with_is_said_first(language: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("case: INC0000310\nerror: NoJoinRule\nplatform: folio\ncard:\n", "utf-8")
    assert run("--save", "answers.yaml", "--language", language, folder=tmp_path).stdout.startswith(said)
    assert "Known already: 3. Not answered: 1." in run("answers.yaml", folder=tmp_path).stdout


def test_a_file_that_holds_only_what_was_skipped_is_gone_on_with_too(tmp_path: Path) -> None:
    (tmp_path / "ticket.yaml").write_text("error:\nplatform:\nbehavior:\nstops_at:\nstops_how:\n", "utf-8")
    done = run("--save", "ticket.yaml", folder=tmp_path)
    assert "Going on with ticket.yaml: 0 facts known, 5 questions not answered." in done.stdout
    assert 'expert ask ticket.yaml --save ticket.yaml --set error="…"\n' in done.stdout
    again = "(error:, platform:, behavior:, stops_at:, stops_how:) from ticket.yaml."
    assert f"Or delete the line of what is to be asked again {again}" in done.stdout


def test_when_all_first_questions_are_skipped_it_is_said_how_to_go_on(tmp_path: Path) -> None:
    """The message, and what happens instead of one; "none of these" is no answer to that either."""
    done = run(typed="skip\nskip\nskip\n4\nnone of these\n", folder=tmp_path)
    assert 'To go on, give the message or the behavior: expert ask --set error="…"\n' in done.stdout
    assert "(error:, platform:, behavior:, stops_at:, stops_how:) from the facts below." in done.stdout
    (tmp_path / "ticket.yaml").write_text("case: INC1\n", "utf-8")
    begun = run("ticket.yaml", typed="skip\n" * 5, folder=tmp_path)
    assert 'expert ask ticket.yaml --set error="…"\n' in begun.stdout
    swedish = run("--language", "sv", typed="hoppa\nhoppa\nhoppa\n4\ninget av dessa\n", folder=tmp_path)
    assert 'För att fortsätta, ange meddelandet eller beteendet: expert ask --language sv --set' in swedish.stdout


@pytest.mark.parametrize(
    "message", ["The shelf is full", "NoJoinRule", "The reader hangs", "The profile cannot be read"]
)
def test_what_was_asked_last_is_what_the_first_screen_asks_next(message: str, tmp_path: Path) -> None:
    done = run(typed=f"{message}\nquit\n", folder=tmp_path)
    asked = re.findall(r"^(\S.*\?) \([^)]*\)$", done.stdout, re.MULTILINE)[-1]
    next_ = re.search(r"\nFIND OUT NEXT\n  \? (.*\?) \(", done.stdout)
    assert next_ is not None, done.stdout
    assert next_[1] == asked


def test_where_it_is_saved_and_how_to_go_on_are_said_last_and_once(tmp_path: Path) -> None:
    said = "\nSaved: ticket.yaml\nTo go on: expert ask ticket.yaml --save ticket.yaml\n"
    done = run("--save", "ticket.yaml", typed="NoJoinRule\nquit\n", folder=tmp_path)
    assert done.stdout.endswith(said)
    assert done.stdout.count("Saved:") == 1


@POSIX
def test_the_command_to_go_on_can_be_copied(tmp_path: Path) -> None:
    folder, counts, name = tmp_path / "our rules", "our $counts.yaml", "-ticket of today.yaml"
    (folder / "causes").mkdir(parents=True)
    shipped = small.TREE / "rules" / "causes" / "address-missing.yaml"
    (folder / "causes" / shipped.name).write_bytes(shipped.read_bytes())
    (folder / "overrides.yaml").write_text("causes: [address-missing]\n", "utf-8")
    (tmp_path / counts).write_text("no-card: 2\n", "utf-8")
    arguments = ("--save", name, "--priors", counts, "--rules", folder.name, "--language", "sv")
    done = run(*arguments, typed="NoJoinRule\nsluta\n", folder=tmp_path)
    *_, last = done.stdout.splitlines()
    assert last == (
        "För att fortsätta: expert ask './-ticket of today.yaml' --save './-ticket of today.yaml' "
        "--priors 'our $counts.yaml' --rules 'our rules' --language sv"
    )
    command = last.partition(": ")[2].replace("expert", f"{sys.executable} -m expert", 1)
    again = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert "Fortsätter med ./-ticket of today.yaml: 1 faktum känt" in again.stdout.decode()


def test_who_leaves_without_a_file_is_told_that_the_facts_can_be_saved(tmp_path: Path) -> None:
    done = run(typed="NoJoinRule\nq\n", folder=tmp_path)
    assert "can be saved in a file, such as ticket.yaml. To go on" in done.stdout
    assert 'expert ask ticket.yaml\nerror: "NoJoinRule"\n' in done.stdout
    assert "Nothing is lost" not in done.stdout


# Odd input


@pytest.mark.parametrize(
    "typed",
    [
        b"\xef\xbb\xbfNoJoinRule\r\nexpired\r\n",
        b"\xff\xfe\x00\n\x80\x81\nNoJoinRule\n\xff\n4\n",
        b"NoJoinRule\n\n   \n\x00\n\x1b[2J\n4",
    ],
    ids=["Windows", "no text", "control characters"],
)
def test_whatever_bytes_come_the_answers_are_found(typed: bytes, tmp_path: Path) -> None:
    done = run(typed=typed, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "seal: expired" in done.stdout or "behavior" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "latin-1", "utf-8"])
def test_swedish_is_understood_in_the_encoding_that_the_stream_has(encoding: str, tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, input="Något på åäö ÅÄÖ\n".encode(encoding), cwd=tmp_path,
        env={**ENVIRONMENT, "PYTHONIOENCODING": encoding}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Noted: Error message: Något på åäö ÅÄÖ" in done.stdout.decode()


@POSIX
def test_of_an_input_without_an_end_only_a_little_is_read(tmp_path: Path) -> None:
    with open("/dev/zero", "rb") as endless:
        done = subprocess.run(
            COMMAND, stdin=endless, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=60, check=False
        )
    assert done.returncode == 0
    assert done.stdout.decode().count("That is too long.") == 1
    assert "You left the interview." in done.stdout.decode()


@POSIX
def test_a_closed_standard_input_is_the_end_of_it(tmp_path: Path) -> None:
    command = " ".join([*COMMAND, "<&-"])
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert "You left the interview." in done.stdout.decode()


def test_facts_cannot_come_from_where_the_answers_come_from(tmp_path: Path) -> None:
    done = run("-", typed="error: NoJoinRule\n", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input" in done.stderr


def test_wrong_facts_are_all_told_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "ticket.yaml").write_text("platfrom: folio\nreader_limit: many\n", "utf-8")
    done = run("ticket.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert "ticket.yaml:1" in done.stderr
    assert "ticket.yaml:2" in done.stderr


# A team's own tickets


def test_the_result_says_that_it_weighed_with_a_teams_tickets(tmp_path: Path) -> None:
    (tmp_path / "counts.yaml").write_text("browser-not-ready: 40\nno-card: 2\n", "utf-8")
    typed = "Setup failed. The network was lost.\nno\n"
    done = run("--priors", "counts.yaml", typed=typed, folder=tmp_path)
    assert done.stdout.index("Is the browser ready?") < done.stdout.index("Confirmed: The browser")
    assert "weighed by a team's own confirmed tickets (42 in all, counts.yaml)" in done.stdout
    plain = run(typed=typed, folder=tmp_path)
    assert "weighed" not in plain.stdout


def test_counts_that_say_nothing_are_not_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "counts.yaml").write_text("browser-not-ready: 0\n", "utf-8")
    done = run("--priors", "counts.yaml", typed="NoJoinRule\n", folder=tmp_path)
    assert (done.returncode, "weighed" in done.stdout) == (0, False)


def test_counts_that_are_none_are_refused(tmp_path: Path) -> None:
    for text in ("browser-not-redy: 4\n", "browser-not-ready: -1\n", "browser-not-ready: [1]\n", "- 1\n", "1\n"):
        (tmp_path / "counts.yaml").write_text(text, "utf-8")
        done = run("--priors", "counts.yaml", folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, ""), text
        assert "counts.yaml" in done.stderr
