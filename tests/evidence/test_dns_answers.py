"""What tools print about names in DNS is read for what it shows, and for no more."""

from __future__ import annotations

import pytest

from expert.evidence.dns_answers import DnsAnswer, answers_in, looks_like_answers

NAME = "enterpriseenrollment.contoso.com"
TARGET = "enterpriseenrollment-s.manage.microsoft.com"
FOUND: dict[str, str] = {
    "dig": f"""
; <<>> DiG 9.18.28 <<>> CNAME {NAME}
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;{NAME}. IN CNAME

;; ANSWER SECTION:
{NAME}. 3600 IN CNAME {TARGET}.

;; Query time: 3 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
""",
    "dig +short": f"$ dig +short {NAME} CNAME\n{TARGET}.\n",
    "dig +noall +answer": f"{NAME}.\t3600\tIN\tCNAME\t{TARGET}.",
    "host": f"$ host -t cname {NAME}\n{NAME} is an alias for {TARGET}.\n",
    "nslookup of BIND": f"""
Server:\t\t192.0.2.53
Address:\t192.0.2.53#53

Non-authoritative answer:
{NAME}\tcanonical name = {TARGET}.

Authoritative answers can be found from:
""",
    "nslookup of Windows": f"""
C:\\>nslookup -type=cname {NAME}
Server:  dns01.contoso.com
Address:  10.20.0.10

Non-authoritative answer:
{NAME}\tcanonical name = {TARGET}
""",
    "nslookup of Windows, addresses": f"""
> {NAME}
Server:  dns01.contoso.com
Address:  10.20.0.10

Non-authoritative answer:
Name:    {TARGET}
Addresses:  2603:1030::1
\t  20.1.2.3
Aliases:  {NAME}
""",
    "nslookup of Swedish Windows": f"""
Server:  dns01.contoso.com
Address:  10.20.0.10

Icke-auktoritärt svar:
Namn:    {TARGET}
Address:  20.1.2.3
Aliases:  {NAME}
""",
    "Resolve-DnsName": f"""
PS C:\\> Resolve-DnsName {NAME} -Type CNAME

Name                           Type   TTL   Section    NameHost
----                           ----   ---   -------    --------
{NAME}  CNAME  3600  Answer     {TARGET}
""",
    "a zone with a class first": f"{NAME}. IN 3600 CNAME {TARGET}. ; since 2019",
    "in capitals": f"{NAME.upper()}. 3600 in cname {TARGET.upper()}.",
    "quoted in a mail": f"> {NAME}  canonical name = {TARGET}\n",
    "kdig": f"""
;; ->>HEADER<<- opcode: QUERY; status: NOERROR; id: 61024
;; Flags: qr rd ra; QUERY: 1; ANSWER: 1; AUTHORITY: 0; ADDITIONAL: 1
;; QUESTION SECTION:
;; {NAME}. \t\tIN\tCNAME
;; ANSWER SECTION:
{NAME}. \t3600\tIN\tCNAME\t{TARGET}.
""",
    "the alias leads to a name that is gone": f"""
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 1, ADDITIONAL: 1
;; QUESTION SECTION:
;{NAME}. IN A
;; ANSWER SECTION:
{NAME}. 60 IN CNAME {TARGET}.
;; AUTHORITY SECTION:
microsoft.com. 300 IN SOA ns1.example.net. host.example.net. 1 2 3 4 5
""",
}
_EMPTY_HEADER = f"""
;; ->>HEADER<<- opcode: QUERY, status: {{status}}, id: 7
;; flags: {{flags}}; QUERY: 1, ANSWER: 0, AUTHORITY: {{zones}}, ADDITIONAL: 1
;; QUESTION SECTION:
;{NAME}. IN CNAME
"""
_ZONE = ";; AUTHORITY SECTION:\ncontoso.com. 900 IN SOA ns1.contoso.com. host.contoso.com. 1 2 3 4 5\n"
MISSING: dict[str, tuple[str, str]] = {
    "dig, no such name": (_EMPTY_HEADER.format(status="NXDOMAIN", flags="qr rd ra", zones=1) + _ZONE, "no_such_name"),
    "dig, the zone says that there is none": (
        _EMPTY_HEADER.format(status="NOERROR", flags="qr rd ra", zones=1) + _ZONE, "empty",
    ),
    "dig, asked of the server that has it": (
        _EMPTY_HEADER.format(status="NOERROR", flags="qr aa rd", zones=0), "empty",
    ),
    "nslookup of BIND": (f"** server can't find {NAME}: NXDOMAIN", "no_such_name"),
    "nslookup of Windows": (f"*** dns01.contoso.com can't find {NAME}: Non-existent domain", "no_such_name"),
    "nslookup of Swedish Windows": (f"*** dns01 kan inte hitta {NAME}: Non-existent domain", "no_such_name"),
    "nslookup of BIND, no answer": (
        f"Non-authoritative answer:\n*** Can't find {NAME}: No answer\n\nAuthoritative answers can be found from:\n"
        "contoso.com\n\torigin = ns1.contoso.com\n\tmail addr = host.contoso.com\n", "empty",
    ),
    "nslookup of Windows, the zone alone": (
        f"C:\\>nslookup -type=cname {NAME}\nServer:  dns01\nAddress:  10.0.0.1\n\ncontoso.com\n"
        "\tprimary name server = ns1.contoso.com\n\tresponsible mail addr = host.contoso.com\n", "empty",
    ),
    "host": (f"Host {NAME} not found: 3(NXDOMAIN)", "no_such_name"),
    "Resolve-DnsName": (f"Resolve-DnsName : {NAME} : DNS name does not exist", "no_such_name"),
}  # fmt: skip
UNKNOWN: dict[str, str] = {
    "dig, the server failed": _EMPTY_HEADER.format(status="SERVFAIL", flags="qr rd ra", zones=0),
    "dig, it refused": _EMPTY_HEADER.format(status="REFUSED", flags="qr rd", zones=0),
    "dig, an empty answer of nobody": _EMPTY_HEADER.format(status="NOERROR", flags="qr rd", zones=0),
    "dig, no answer in time": f"$ dig {NAME} CNAME\n;; connection timed out; no servers could be reached",
    "dig +short, nothing": f"$ dig +short {NAME} CNAME\n",
    "nslookup of BIND, the server failed": f"** server can't find {NAME}: SERVFAIL",
    "nslookup of BIND, it refused": f"** server can't find {NAME}: REFUSED",
    "nslookup of BIND, no answer of nobody": f"Non-authoritative answer:\n*** Can't find {NAME}: No answer\n",
    "nslookup of Windows, the server failed": f"*** dns01 can't find {NAME}: Server failed",
    "nslookup of Windows, it refused": f"*** dns01 can't find {NAME}: Query refused",
    "nslookup of Windows, no answer in time": f"> {NAME}\nDNS request timed out.\n    timeout was 2 seconds.\n"
                                              "*** Request to dns01 timed-out\n",
    "host": f"Host {NAME} not found: 2(SERVFAIL)",
    "addresses and no alias": f"{NAME}. 60 IN A 192.0.2.7",
}  # fmt: skip


@pytest.mark.parametrize("form", FOUND)
def test_an_alias_is_found_in_every_form(form: str) -> None:
    (answer,) = answers_in(FOUND[form])
    assert (answer.name, answer.status, answer.chain) == (NAME, "found", (TARGET,))
    assert looks_like_answers(FOUND[form])


@pytest.mark.parametrize("form", MISSING)
def test_that_there_is_none_is_known_where_the_server_of_the_zone_says_so(form: str) -> None:
    text, status = MISSING[form]
    (answer,) = answers_in(text)
    assert (answer.name, answer.status, answer.chain) == (NAME, status, ())
    assert looks_like_answers(text)


@pytest.mark.parametrize("form", UNKNOWN)
def test_a_server_that_fails_refuses_or_is_silent_tells_nothing(form: str) -> None:
    assert [answer.status for answer in answers_in(UNKNOWN[form])] in ([], ["unknown"])


@pytest.mark.parametrize("form", [*FOUND, *UNKNOWN])
def test_a_text_that_is_cut_never_says_that_there_is_none(form: str) -> None:
    lines = {**FOUND, **UNKNOWN}[form].splitlines()
    for i in range(len(lines) + 1):
        for left in (lines[:i], lines[i:], lines[:i] + lines[i + 1 :]):
            said = {answer.status for answer in answers_in("\n".join(left)) if answer.name == NAME}
            assert said <= ({"found", "unknown"} if form in FOUND else {"unknown"}), left


def test_several_calls_in_one_text_are_kept_apart() -> None:
    text = MISSING["dig, no such name"][0] + FOUND["dig"].replace("enterpriseenrollment", "other") + UNKNOWN["host"]
    assert [(a.name.partition(".")[0], a.status) for a in answers_in(text)] == [
        ("enterpriseenrollment", "no_such_name"), ("other", "found"),
    ]  # fmt: skip


def test_what_is_asked_again_and_then_answered_is_answered() -> None:
    assert [answer.status for answer in answers_in(UNKNOWN["host"] + "\n" + FOUND["host"])] == ["found"]


def test_an_alias_of_an_alias_is_followed() -> None:
    text = f"{NAME}. 60 IN CNAME mdm.contoso.com.\nmdm.contoso.com. 60 IN CNAME {TARGET}."
    assert answers_in(text) == [DnsAnswer(NAME, "found", ("mdm.contoso.com", TARGET), 1)]


def test_an_alias_that_leads_in_a_circle_ends() -> None:
    text = "> a.example.com\na.example.com. 60 IN CNAME b.example.com.\nb.example.com. 60 IN CNAME a.example.com."
    assert [answer.chain for answer in answers_in(text)] == [("b.example.com",)]


def test_names_that_are_not_whole_in_the_file_of_a_zone_are_not_guessed() -> None:
    lines = f"{NAME} 3600 IN CNAME {TARGET}"
    assert [answer.chain for answer in answers_in(lines)] == [(TARGET,)]
    assert answers_in(f"$ORIGIN contoso.com.\n{lines}") == []


def test_a_mail_in_which_such_a_line_stands_is_a_mail() -> None:
    mail = (
        "Hi,\nthe enrollment fails since Monday and the iPad says that the profile could not be installed.\n"
        f"I tried this:\n{NAME} canonical name = {TARGET}\nBut it is no different on Wi-Fi.\nRegards\nAnna\n"
    )
    assert not looks_like_answers(mail)


@pytest.mark.parametrize("text", ["", "\n\n", "user,serial\nanna,1", "[section]\n; note\nkey = value", "hello.world"])
def test_other_texts_are_none(text: str) -> None:
    assert not looks_like_answers(text)
