"""The command `rules links`: the addresses that the knowledge leads to, where each stands, and whether it answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from expert.cli import exit_codes, knowing, options
from expert.cli.output import write_text
from expert.cli.streams import tell
from expert.foundations.texts import Language, Text
from expert.rules.addresses import Address, addresses, without_address
from expert.rules.knowledge import KnowledgeBase, name_of

TIMEOUT = 15
LINKS = Text(
    "List every address that documents and links lead to, with where it stands, and the documents that have none, with "
    "the reason. With --check, each address is tried over the network, and what does not open is told: exit code 1. "
    "Where nothing at all answers there is no network, and that is told: exit code 2.",
    "Lista varje adress som dokument och länkar leder till, med var den står, och dokumenten som inte har någon, med "
    "skälet. Med --check provas varje adress över nätverket, och det som inte öppnas anges: slutkod 1. Svarar "
    "ingenting alls finns det inget nätverk, och det sägs: slutkod 2.",
)
_NO_ADDRESS = Text("{part}: no address: {reason}", "{part}: utan adress: {reason}")
_NO_REASON = Text("and nothing says why", "och inget säger varför")
_COUNT = Text(
    "Addresses: {n}. Documents: {documents}. With an address: {with_one}. With the reason why there is none: "
    "{with_reason}.",
    "Adresser: {n}. Dokument: {documents}. Med adress: {with_one}. Med skälet till att den saknas: {with_reason}.",
)
_TRYING = Text("Trying {n} addresses …", "Provar {n} adresser …")
_TRIED = Text(
    "Addresses: {n}. Opened: {opens}. Failed: {fails}. Refused to programs (look in a browser): {undecided}.",
    "Adresser: {n}. Öppnade: {opens}. Misslyckade: {fails}. Nekade till program (titta i en webbläsare): {undecided}.",
)
_NO_NETWORK = Text(
    "no address answered, so nothing could be tried: there is no network here",
    "ingen adress svarade, så ingenting kunde provas: det finns inget nätverk här",
)
_STATUS = Text("answers {status}", "svarar {status}")
_REFUSES = Text("refuses programs ({status}); look in a browser", "nekar program ({status}); titta i en webbläsare")
_SILENCES = {
    "unknown_host": Text("no such host", "värden finns inte"),
    "unreachable": Text("the host cannot be reached", "värden går inte att nå"),
    "timeout": Text("no answer in time", "inget svar i tid"),
    "certificate": Text("the host's certificate does not hold", "värdens certifikat håller inte"),
    "no_http": Text("no answer of a web server", "inget svar från en webbserver"),
}


@options.command("links", LINKS)
@options.option("--check", "checks", is_flag=True, help=Text(
    "Try each address over the network. Besides this, only `collect` and --live use one.",
    "Prova varje adress över nätverket. Utöver det här är det bara `collect` och --live som använder det.",
))
@options.option(
    "--timeout", type=options.Whole(1, 600), default=TIMEOUT, metavar=Text("SECONDS", "SEKUNDER"), help=Text(
        f"How long to wait for an answer (default: {TIMEOUT}).", f"Hur länge ett svar inväntas (annars {TIMEOUT}).",
    ),
)
@options.language
@options.rules
def rules_links(checks: bool, timeout: int, language: Language, folders: tuple[str, ...]) -> None:
    knowledge = knowing.knowledge_of(folders)
    if checks:
        sys.exit(_check(addresses(knowledge), timeout, language))
    lines = "".join(f"{line}\n" for line in _listed(knowledge, language))
    write_text(lines, addresses=(address.url for address in addresses(knowledge)))


def _listed(knowledge: KnowledgeBase, language: Language) -> Iterator[str]:
    found, without = addresses(knowledge), without_address(knowledge)
    yield from map(_line, found)
    for name, reason in without.items():
        part = name_of(("documents", name))
        yield _NO_ADDRESS.format(part=part, reason=reason or _NO_REASON).in_(language)
    yield _COUNT.format(
        n=len(found), documents=len(knowledge.documents), with_one=len(knowledge.documents) - len(without),
        with_reason=sum(reason is not None for reason in without.values()),
    ).in_(language)


def _line(address: Address) -> str:
    return f"{address.url} ({', '.join(map(name_of, address.parts))})"


def _check(found: list[Address], timeout: int, language: Language) -> int:
    # What speaks to a network is loaded only where it is to.
    from expert.cli.addresses_tried import tried

    tell(_TRYING.format(n=len(found)).in_(language))
    answers = tried((address.url for address in found), timeout)
    if found and all(answer.status is None for answer in answers.values()):
        tell(_NO_NETWORK.in_(language))
        return exit_codes.NOTHING_TRIED
    opens = undecided = 0
    for address in found:
        answer = answers[address.url]
        opens, undecided = opens + answer.opens, undecided + answer.undecided
        if answer.silence is not None:
            said = _SILENCES[answer.silence]
        elif not answer.opens:
            said = (_REFUSES if answer.undecided else _STATUS).format(status=answer.status)
        else:
            continue
        tell(f"{said.in_(language)}: {_line(address)}")
    fails = len(found) - opens - undecided
    write_text(_TRIED.format(n=len(found), opens=opens, fails=fails, undecided=undecided).in_(language) + "\n")
    return exit_codes.CHECK_FAILED if fails else exit_codes.RAN
