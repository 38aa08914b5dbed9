"""Every command's help ends with examples, in both languages, and each of them works as it stands there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from expert.cli.help_examples import EXAMPLES
from expert.foundations import content
from expert.results.practice_results import PracticeResults
from expert.teach import Practice
from expert.teach.result_files import as_json, result_of
from tests.commands import every_command, run

TICKET = content.bundled("facts", "examples", "no-server-connection.yaml").read_text(encoding="utf-8")
CERTIFICATE = """{"@odata.type": "#microsoft.graph.applePushNotificationCertificate",
 "topicIdentifier": "com.apple.mgmt.External.00000000-0000-0000-0000-000000000000", "certificateSerialNumber": "01",
 "certificateUploadFailureReason": null, "expirationDateTime": "2099-09-11T14:39:25Z"}"""
COMMANDS = [" ".join(names) for names, _ in every_command()]
LINES = [line for examples in EXAMPLES.values() for line, _ in examples]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_both_languages(name: str) -> None:
    assert EXAMPLES.get(name), f"write an example for `expert {name}` in help_examples.py"
    for language, heading in (("en", "Examples"), ("sv", "Exempel")):
        environment = {"LC_ALL": f"{language}.UTF-8"}
        shown = run(*name.split(), "--help", environment=environment)[1].partition(f"\n{heading}:\n")[2]
        assert re.findall(r"^    (expert .*)$", shown, re.MULTILINE) == [line for line, _ in EXAMPLES[name]]
        for line, about in EXAMPLES[name]:
            assert f"  {about.sv if language == 'sv' else about.en}\n    {line}\n" in shown
            assert re.match(rf"expert {name}(?!\S)" if name else "expert ", line)


def test_no_example_is_of_a_command_that_there_is_not() -> None:
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that examples speak of."""
    monkeypatch.chdir(tmp_path)
    Path("ticket.yaml").write_text(TICKET, encoding="utf-8")
    Path("later.yaml").write_text(TICKET.replace("ipados", "ios"), encoding="utf-8")
    Path("log.txt").write_text("10:00 Device Cap Reached\n", encoding="utf-8")
    Path("devices.csv").write_text("case,error,platform\nINC1,Device Cap Reached,ios\n", encoding="utf-8")
    Path("tickets").mkdir()
    Path("tickets", "1.yaml").write_text(TICKET, encoding="utf-8")
    Path("export").mkdir()
    Path("export", "apns.json").write_text(CERTIFICATE, encoding="utf-8")
    practice = Practice.draw(1)
    practice.guess(practice.hidden.cause)
    kept = as_json(PracticeResults("Anna", "learning", (result_of(practice),)))
    Path("results").mkdir()
    for name in ("anna.json", "bo.json", "results/anna.json"):
        Path(name).write_text(kept, encoding="utf-8")
    Path("our-rules").mkdir()
    Path("our-rules", "knowledge.yaml").write_text('version: "ours"\n', encoding="utf-8")
    return tmp_path


def tried() -> Iterator[object]:
    """Each line once; what takes minutes only where it is asked for."""
    for line in dict.fromkeys(LINES):
        yield pytest.param(line, marks=pytest.mark.mutants if "mutants" in line else ())


@pytest.mark.parametrize("line", list(tried()))
def test_each_example_works(line: str, folder: Path) -> None:
    _, *arguments = shlex.split(re.sub(r" >>? \S+$", "", line))
    if arguments[0] in ("new", "examples"):
        Path("ticket.yaml").unlink()
    if "--results" in arguments:
        Path(arguments[arguments.index("--results") + 1]).unlink()
    code, out, error = run(*arguments, stdin="")
    assert code == 0, error
    assert out or (set(folder.rglob("*")) and ("-o" in arguments or "pages" in arguments))
    for name in re.findall(r"-o (\S+)", line):
        assert Path(name).stat().st_size > 0
