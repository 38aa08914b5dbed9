"""What the files of devices say by `facts/evidence`: just these facts, and never a wrong one from a damaged file."""

from __future__ import annotations

import io
import shutil
import tarfile
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
import yaml

from expert.evidence import About, Evidence, read_evidence
from expert.evidence.evidence import TextFound
from expert.evidence.reading import evidence_of
from expert.evidence.sources import Source
from expert.evidence.timeline import timeline_lines
from expert.foundations.limits import MOST_EVIDENCE_TEXTS
from expert.foundations.problems import InputError
from tests.evidence.mutations import mutants

FILES = Path(__file__).resolve().parents[2] / "evidence"
EXPECTED = yaml.safe_load((FILES / "expected.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 10, 6)
MUTANTS = 24
ENDS_OTHERWISE = "removed.log"
"""Its last line takes back what the first says: without that line, the first stands."""


def evidence_in(data: bytes, name: str) -> Evidence:
    """What a file of some bytes says."""
    source = Source(name, lambda: nullcontext(io.BytesIO(data)), len(data))
    return evidence_of([source], about=About.of(observed_on=DAY))


def facts_in(data: bytes, name: str) -> dict[str, object]:
    """The facts that it gives, as the list of what is expected has them."""
    facts = evidence_in(data, name).facts
    return {fact: value.isoformat() if isinstance(value, date) else value for fact, value in facts.items()}


def said_in(name: str) -> tuple[TextFound, ...]:
    """The texts of a file."""
    return evidence_in((FILES / "device" / name).read_bytes(), name).said


def test_every_file_is_expected_to_say_something() -> None:
    assert {path.name for path in (FILES / "device").iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_just_its_facts(name: str) -> None:
    assert facts_in((FILES / "device" / name).read_bytes(), name) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - {ENDS_OTHERWISE}))
def test_a_damaged_file_gives_no_wrong_fact(name: str) -> None:
    data = (FILES / "device" / name).read_bytes()
    for what, damaged in mutants(data, MUTANTS, name):
        try:
            facts = facts_in(damaged, name)
        except InputError:
            continue
        facts.pop("observed_on", None)
        assert facts.items() <= EXPECTED[name].items(), what


LOGS = ("scep-ipad.log", "topic-iphone.log", "configuration.txt", "mac.log", "unified.ndjson")


@pytest.mark.parametrize("name", LOGS)
def test_the_same_log_from_windows_or_quoted_in_a_mail_says_the_same(name: str) -> None:
    data = (FILES / "device" / name).read_bytes()
    assert facts_in(data.replace(b"\n", b"\r\n"), name) == EXPECTED[name]
    if not name.endswith("ndjson"):
        assert facts_in(b"".join(b">> " + line for line in data.splitlines(keepends=True)), name) == EXPECTED[name]


def test_what_failed_is_said_with_its_line_its_time_and_its_phase() -> None:
    (said,) = said_in("scep-ipad.log")
    assert (said.place.line, said.written, said.time, said.phase) == (3, "Oct  6 08:12:09", None, "scep")
    said = said_in("unified.ndjson")[0]
    assert said.time is not None
    assert (said.place.line, said.time.isoformat()) == (2, "2026-10-06T10:15:09.120001+02:00")
    assert said.phase == "installation"


@pytest.mark.parametrize("name", ["healthy.log", "app.log", "installed.rtf", "removed.log", "reply.plist", "reply.txt",
                                  "activation.txt"])
def test_where_nothing_failed_nothing_is_said(name: str) -> None:
    assert said_in(name) == ()


def test_a_log_of_many_errors_makes_a_case_with_as_many_messages_as_one_may_have() -> None:
    line = "Oct  6 08:00:{:02} Karins-iPad profiled[50] <Notice>: no. MCInstallationErrorDomain Code={}\n"
    data = "".join(line.format(number % 60, number) for number in range(3_000)).encode()
    evidence = evidence_in(data, "errors.log")
    assert evidence.facts == {"where_shown": "device_log", "platform": "ipados"}
    assert len(evidence.case()) > 2
    assert len(evidence.said) <= MOST_EVIDENCE_TEXTS


def test_a_large_log_says_what_its_lines_say_and_where() -> None:
    line = b"Oct  6 08:00:00 Karins-iPad wifid[50] <Notice>: signal is good, attempt and then another one\n"
    data = line * 5_000 + (FILES / "device" / "scep-ipad.log").read_bytes() + line * 5_000
    evidence = evidence_in(data, "large.log")
    assert evidence.facts == EXPECTED["scep-ipad.log"]
    assert [said.place.line for said in evidence.said] == [5_003]


@pytest.mark.parametrize("packed", [True, False])
def test_a_sysdiagnose_gives_its_logs_and_profiles_and_nothing_else_of_it_is_opened(
    tmp_path: Path, packed: bool
) -> None:
    inside = {
        "logs/MCState/Shared/MDM.plist": "MDM.plist", "logs/MCState/Shared/profile-4711.stub": "profile-4711.stub",
        "logs/MobileActivation/mobileactivationd.log.1": "scep-ipad.log",
        "Personal/other.mobileconfig": "other.mobileconfig",
    }  # fmt: skip
    path, folder = tmp_path / "sysdiagnose_2026.10.06_iPad.tar.gz", tmp_path / "sysdiagnose_2026.10.06_iPad"
    for name, file in inside.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / "device" / file, folder / name)
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder, folder.name)
    evidence = read_evidence(path if packed else folder, about=About.of(observed_on=DAY))
    assert evidence.facts == {
        "where_shown": "device_log", "platform": "ipados", "management_profile_installed": True,
        "other_mdm_enrolled": False,
    }  # fmt: skip
    assert [unread.why.en.startswith("of this sysdiagnose") for unread in evidence.unread] == [True]
    assert [subject.kind for subject in evidence.subjects] == ["device"]


def test_the_timeline_is_told_in_both_languages() -> None:
    data = b"".join((FILES / "device" / name).read_bytes() for name in ("topic-iphone.log", "scep-ipad.log"))
    evidence = evidence_in(data, "both.log")
    swedish = timeline_lines(evidence, "sv")
    assert [line.split(":")[0][:24] for line in swedish] == ["Enhetens certifikat (SCE", "Installation av profilen"]
    assert timeline_lines(evidence, "en")[0].startswith("The device's certificate (SCEP) Oct  6 08:12:09: ")
    assert [span.phase for span in evidence.timeline().spans] == ["scep", "installation"]
