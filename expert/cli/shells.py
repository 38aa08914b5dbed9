"""How each shell asks what can come next on a command line, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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

from expert.cli.names import COMPLETE_VARIABLE, PROGRAM


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
