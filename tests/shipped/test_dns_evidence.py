"""What the shipped knowledge takes from DNS: the same from a file of answers as from a line in a mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from expert.evidence import About, read_evidence
from tests.shipped.corpus import diagnosed

BOTH = (
    ("enterpriseenrollment", "dns_enterprise_enrollment", (
        "enterpriseenrollment-s.manage.microsoft.com", "EnterpriseEnrollment.manage.microsoft.com",
        "manage.microsoft.com", "enterpriseenrollment-s.manage.microsoft.us",
        "enterpriseenrollment-s.manage.microsoftonline.cn",
    )),
    ("enterpriseregistration", "dns_enterprise_registration", (
        "EnterpriseRegistration.windows.net", "enterpriseregistration.microsoftonline.us",
    )),
)  # fmt: skip
ELSEWHERE = ("mdm.example.net", "manage.microsoft.com.example.net", "enterpriseregistration.windows.net.example.net")


def facts_of(tmp_path: Path, text: str, about: About | None = None) -> dict[str, object]:
    file = tmp_path / "answers.txt"
    file.write_text(text, encoding="utf-8")
    return dict(read_evidence(file, about=about).facts)


@pytest.mark.parametrize(("record", "fact", "targets"), BOTH, ids=lambda given: given if isinstance(given, str) else "")
def test_a_file_of_answers_and_a_line_in_a_mail_say_the_same(
    record: str, fact: str, targets: tuple[str, ...], tmp_path: Path
) -> None:
    said: dict[str, str | None] = {f"{record}.contoso.com canonical name = {target}": "ok" for target in targets}
    said |= {f"{record}.contoso.com. 600 IN CNAME {target}.": "wrong" for target in ELSEWHERE}
    said |= {f"** server can't find {record}.contoso.com: {why}": value for why, value in (
        ("NXDOMAIN", "missing"), ("SERVFAIL", None), ("REFUSED", None), ("Non-existent domain", "missing"),
    )}  # fmt: skip
    for text, value in said.items():
        assert facts_of(tmp_path, text).get(fact) == value, text
        read = {found.fact: found.value for found in diagnosed(text).read_from_text}
        assert read.get(fact) == value, text


def test_records_of_another_domain_than_the_users_are_left_aside(tmp_path: Path) -> None:
    text = "** server can't find enterpriseenrollment.fabrikam.com: NXDOMAIN"
    assert facts_of(tmp_path, text, About.of(user="person@contoso.com")) == {}
    assert facts_of(tmp_path, text, About.of(user="person@fabrikam.com")) == {"dns_enterprise_enrollment": "missing"}


def test_domains_that_contradict_each_other_give_nothing(tmp_path: Path) -> None:
    text = (
        "enterpriseenrollment.contoso.com. 1 IN CNAME manage.microsoft.com.\n"
        "enterpriseenrollment.fabrikam.com. 1 IN CNAME mdm.example.net.\n"
    )
    assert facts_of(tmp_path, text) == {}


def test_the_targets_themselves_are_of_nobodys_domain(tmp_path: Path) -> None:
    assert facts_of(tmp_path, "** server can't find enterpriseenrollment.manage.microsoft.com: NXDOMAIN") == {}


def test_an_alias_within_the_domain_may_lead_on(tmp_path: Path) -> None:
    assert facts_of(tmp_path, "enterpriseenrollment.contoso.com. 60 IN CNAME mdm.contoso.com.") == {}


def test_a_fact_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "answers.txt"
    lines = ("autodiscover.contoso.com. 1 IN CNAME a.example.net.",
             "enterpriseenrollment.contoso.com. 1 IN CNAME manage.microsoft.com.")  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    (reading,) = read_evidence(file).readings
    assert (reading.place.line, reading.because) == (2, "dns-record.dns_enterprise_enrollment")


def test_what_a_prompt_of_windows_saves_is_read(tmp_path: Path) -> None:
    file = tmp_path / "answers.txt"
    text = "** server can't find enterpriseenrollment.contoso.com: NXDOMAIN\r\n"
    for encoding in ("utf-16", "utf-8-sig", "cp850"):
        file.write_bytes(f"Icke-auktoritärt svar:\r\n{text}".encode(encoding))
        assert read_evidence(file).facts == {"dns_enterprise_enrollment": "missing"}, encoding
