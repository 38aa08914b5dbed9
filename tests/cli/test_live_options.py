"""`--live` on a command line: what is asked, about which domain, and what is said where it cannot be."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from expert.cli import live, options
from expert.cli.live import Live
from expert.evidence import About
from expert.foundations.problems import InputError
from expert.foundations.texts import Text
from tests.evidence.name_server import Alias, name_server


@options.command("look", Text("Look.", "Titta."))
@options.option("--user", default="", help=Text("The user.", "Användaren."))
@live.asked
@options.timeout
def look(live: Live, user: str) -> None:
    found = live.evidence(About.of(user=user))
    click.echo("nothing" if found is None else sorted(found.kinds), nl=False)


@options.command("within", Text("Look in time.", "Titta i tid."))
@live.asked
@options.timeout
def within(live: Live) -> None:
    click.echo(live.seconds, nl=False)


def run(*arguments: str, command: Any = look) -> Result:
    return CliRunner().invoke(command, arguments)


def test_without_it_nothing_is_asked() -> None:
    assert run().output == "nothing"


@pytest.mark.parametrize("arguments", [("--domain", "contoso.test"), ("--user", "person@contoso.test")])
def test_it_asks_about_the_domain_that_is_named_or_that_of_the_user(arguments: tuple[str, ...]) -> None:
    with name_server({"enterpriseenrollment.contoso.test": Alias("manage.microsoft.com.")}) as resolver:
        result = run("--live", "dns", "--resolver", resolver, "--timeout", "2", *arguments)
    assert (result.exit_code, result.exception) == (0, None)


def test_a_command_with_a_time_of_its_own_keeps_it() -> None:
    assert run("--live", "dns", "--timeout", "5", command=within).output == "10.0"


@pytest.mark.parametrize(("arguments", "said"), [
    (("--live", "dns"), "--live asks about a domain"), (("--domain", "contoso.com"), "belong to --live"),
    (("--resolver", "192.0.2.53"), "belong to --live"),
    (("--live", "dns", "--domain", "no domain"), "this is no domain"),
    (("--live", "discovery", "--domain", "contoso.com", "--resolver", "ns"), "by its IP address"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expert.evidence.live.asking.find_spec", lambda _: None)
    result = run("--live", "discovery", "--domain", "contoso.com")
    assert isinstance(result.exception, InputError)
    assert str(result.exception).endswith('pip install "enrollment-expert[live]"')
