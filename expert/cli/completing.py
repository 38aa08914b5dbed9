"""What a shell offers to complete: facts and their values, causes, symptoms, examples, files.

The commands and options are offered by click. Here is what stands behind them, and how each shell asks and is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from expert.cli.help import COMPLETE_VARIABLE, language_of
from expert.foundations.problems import InputError
from expert.foundations.texts import NO, YES, Text

if TYPE_CHECKING:
    from expert.rules.knowledge import KnowledgeBase

Item = CompletionItem[str]
Offered = Iterable[tuple[str, Text | None]]
"""Words, each with what it means."""

PROGRAM = "expert"


def offered(param: click.Parameter, word: str, ctx: click.Context, incomplete: str) -> list[Item]:
    """What can stand for a parameter.

    Args:
        param: the parameter.
        word: the word for its value in help, in English.
        ctx: the command line so far.
        incomplete: the beginning of the value.
    """
    word = word.strip("[].")
    if word in _FILES:
        return [CompletionItem(incomplete, type=_FILES[word])]
    words = _BY_NAME.get(f"{ctx.info_name} {param.name}") or _BY_NAME.get(param.name or "") or _BY_WORD.get(word)
    if words is None:
        return []
    try:
        return _items(words(ctx, incomplete), incomplete, ctx)
    except InputError:  # a shell that is asking hears of no mistakes
        return []


def _items(words: Offered, incomplete: str, ctx: click.Context) -> list[Item]:
    language = language_of(ctx)
    return [
        CompletionItem(word, help=None if about is None else str(about.in_(language)))
        for word, about in words if word.startswith(incomplete)
    ]  # fmt: skip


def _knowledge(ctx: click.Context) -> KnowledgeBase:
    from expert.cli import options

    return options.knowledge_of(tuple(ctx.params.get("folders") or ()))


def _settings(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, Text | None]]:
    """`fact=`, and once the fact is there, its values."""
    vocabulary = _knowledge(ctx).vocabulary
    name, equals, _ = incomplete.partition("=")
    if not equals:
        yield from ((f"{fact.name}=", fact.title) for fact in vocabulary.facts.values())
        return
    meant = vocabulary.meant(name)
    if meant is None:
        return
    fact = vocabulary[meant]
    values: Mapping[str, Text] = {"yes": YES, "no": NO} if fact.type == "yes_no" else fact.values
    yield from ((f"{name}={value}", words) for value, words in values.items())


def _titled(kind: str) -> Callable[[click.Context, str], Offered]:
    def words(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
        for name, part in getattr(_knowledge(ctx), kind).items():
            yield name, part if isinstance(part, Text) else getattr(part, "title", None)

    return words


def _documents(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    for name, document in _knowledge(ctx).documents.items():
        yield name, Text(document.title, document.title)


def _facts(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    yield from ((fact.name, fact.title) for fact in _knowledge(ctx).vocabulary.facts.values())


def _methods(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    vocabulary = _knowledge(ctx).vocabulary
    if "enrollment_method" in vocabulary:
        yield from vocabulary["enrollment_method"].values.items()


def _rules(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, Text | None]]:
    from expert.rules.catalog import entries

    yield from ((entry.id, entry.title) for entry in entries(_knowledge(ctx)))
    yield from _facts(ctx, incomplete)


def _examples(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    from expert.cli.examples import shipped_examples

    yield from ((name, None) for name in shipped_examples())


def _themes(ctx: click.Context, _: str) -> Iterator[tuple[str, Text | None]]:
    from expert.visualize.canvas.themes import names

    yield from ((name, None) for name in names())


_FILES = {
    "FILE": "file", "PATH": "file", "OUT": "file", "A": "file", "B": "file", "COUNTS": "file", "DIR": "dir",
    "RESULTS": "file", "IN": "file",
}  # fmt: skip
_BY_WORD: Mapping[str, Callable[[click.Context, str], Offered]] = {
    "FACT=VALUE": _settings, "CAUSE": _titled("causes"), "THEME": _themes,
}  # fmt: skip
_BY_NAME: Mapping[str, Callable[[click.Context, str], Offered]] = {
    "symptom": _titled("symptoms"), "symptoms": _titled("symptoms"), "topic": _titled("topics"),
    "method": _methods, "document": _documents,
    "show name": _rules, "facts words": _facts, "examples name": _examples,
}  # fmt: skip


# The shells


class _Bash(BashComplete):
    """Bash takes `fact=value` apart at the equals sign, and wants only what comes after it."""

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        if [[ $type == dir ]]; then
            compopt -o dirnames
        elif [[ $type == file ]]; then
            compopt -o default
        elif [[ $type == plain ]]; then
            COMPREPLY+=("$value")
            [[ $value == *= ]] && compopt -o nospace
        fi
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete "$1")
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
    _taken_apart = False

    @staticmethod
    def _check_version() -> None:
        """Which bash is on the path says nothing about the one that reads the script."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and the beginning of that."""
        import os

        count = int(os.environ["COMP_CWORD"]) + 1
        words = split_arg_string(os.environ["COMP_WORDS"])[:count]
        words += [""] * (count - len(words))
        joined: list[str] = []
        for word in words:
            # That a blank was typed between two words is not told, and an option is no value.
            self._taken_apart = len(joined) > 1 and (
                word == "=" or (joined[-1].endswith("=") and not word.startswith("-"))
            )
            if self._taken_apart:
                joined[-1] += word
            else:
                joined.append(word)
        return joined[1:-1], joined[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The line for a word."""
        value = item.value.partition("=")[2] if self._taken_apart and "=" in item.value else item.value
        return f"{item.type},{value}"


class _Zsh(ZshComplete):
    """Zsh sets a blank behind a word, which may not stand behind `fact=`."""

    source_template = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local type key descr
    local -a words_only described open response
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    for type key descr in ${response}; do
        if [[ "$type" == dir ]]; then
            _path_files -/
        elif [[ "$type" == file ]]; then
            _path_files -f
        elif [[ "$key" == *= ]]; then
            open+=("$key":"$descr")
        elif [[ "$descr" == "_" ]]; then
            words_only+=("$key")
        else
            described+=("$key":"$descr")
        fi
    done
    (( $#open )) && _describe -V open open -U -S ''
    (( $#described )) && _describe -V described described -U
    (( $#words_only )) && compadd -U -V words -a words_only
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""


class _PowerShell(ShellComplete):
    """Windows PowerShell 5.1 and PowerShell 7; three lines for each word: its type, the word, what it means."""

    name = "powershell"
    source_template = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = ($commandAst.CommandElements | ForEach-Object { $_.Extent.Text }) -join "`n"
    $count = $commandAst.CommandElements.Count
    $env:COMP_CWORD = if ($wordToComplete) { $count - 1 } else { $count }
    $env:%(complete_var)s = 'powershell_complete'
    try { $lines = @(& %(prog_name)s 2>$null) }
    finally { Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s -ErrorAction SilentlyContinue }
    for ($i = 0; $i + 2 -lt $lines.Count; $i += 3) {
        $type, $value, $about = $lines[$i], $lines[$i + 1], $lines[$i + 2]
        if ($type -eq 'plain') {
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        } elseif ($type -eq 'dir' -or $type -eq 'file') {
            Get-ChildItem -Path "$wordToComplete*" -Directory:($type -eq 'dir') -ErrorAction SilentlyContinue |
                ForEach-Object {
                    $path = Resolve-Path -Relative $_.FullName
                    if ($path -match '\\s') { $path = "'$path'" }
                    [System.Management.Automation.CompletionResult]::new($path, $_.Name, 'ProviderItem', $_.FullName)
                }
        }
    }
}
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and the beginning of that."""
        import os

        words = [word.strip("'\"") for word in os.environ["COMP_WORDS"].split("\n")]
        count = int(os.environ["COMP_CWORD"])
        return words[1:count], words[count] if count < len(words) else ""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """The three lines for a word."""
        return f"{item.type}\n{item.value}\n{' '.join((item.help or item.value).split()) or '_'}"


SHELLS: Mapping[str, type[ShellComplete]] = {
    "bash": _Bash, "zsh": _Zsh, "fish": FishComplete, "powershell": _PowerShell,
}  # fmt: skip


def register() -> None:
    """Let click answer each shell as these classes do."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)


def script(shell: str, command: click.Command) -> str:
    """What a shell is to be told so that it asks."""
    return SHELLS[shell](command, {}, PROGRAM, COMPLETE_VARIABLE).source()
