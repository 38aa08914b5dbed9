"""The man pages hold all that help says, in the macros that `man` reads."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from expert.cli import exit_codes
from expert.cli.configuration import SETTINGS
from expert.cli.help_examples import EXAMPLES
from expert.foundations.texts import LANGUAGES, Language
from tests.commands import every_command
from tests.generated.man_page import man_page

MACROS = {".TH", ".SH", ".SS", ".TP", ".TQ", ".B", ".PP", ".RS", ".RE", ".nf", ".fi"}


def plain(text: str) -> str:
    """The page as it is read."""
    said = re.sub(r"^\.\w+ ?", "", text, flags=re.MULTILINE)
    for written, read in ((r"\-", "-"), (r"\(dq", '"'), (r"\(ti", "~"), (r"\&", ""), (r"\e", "\\")):
        said = said.replace(written, read)
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_with_its_options_and_examples_stands_in_it(language: Language) -> None:
    page = plain(man_page(language))
    for name, examples in EXAMPLES.items():
        assert f"expert {name}".strip() in page
        for line, about in examples:
            assert f"{about.in_(language)}\n" in page
            assert f"\n{line}\n" in page
    for _, command in every_command():
        assert all(param.opts[-1] in page for param in command.params if isinstance(param, click.Option))
    assert all(setting.variable in page for setting in SETTINGS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_and_every_exit_code_stands_in_it(language: Language) -> None:
    page = man_page(language)
    codes = {value for value in vars(exit_codes).values() if type(value) is int}
    assert exit_codes.INTERRUPTED in codes
    assert all(f"\n.TP\n.B {code}\n" in page for code in codes)
    assert f": {', '.join(SETTINGS)}. " in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_text_is_taken_for_a_macro(language: Language) -> None:
    page = man_page(language)
    assert {line.split(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))} <= MACROS
    assert not re.search(r"(?<!\\)-", re.sub(r"^\.(?:TH|RS).*", "", page, flags=re.MULTILINE))


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")
@pytest.mark.parametrize("language", LANGUAGES)
def test_groff_has_nothing_to_say_against_it(language: Language, tmp_path: Path) -> None:
    (tmp_path / "expert.1").write_text(man_page(language), encoding="utf-8")
    command = ["groff", "-man", "-ww", "-z", "-Kutf8", "-Tutf8", str(tmp_path / "expert.1")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
