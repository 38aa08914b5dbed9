"""Puts cases at the end of the list of cases in a cause's file, and leaves everything else there as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from expert.foundations import nodes, parsing
from expert.foundations.problems import InputError, Place, Problem, ProblemList
from expert.foundations.texts import Text
from expert.proving.case_text import case_flow, case_yaml
from expert.rules.cause_files import CauseFile

_LISTS = ("cases", "add_cases")
_NO_LIST = Text("there is no list of cases here that a case could be added to",
                "det finns ingen lista med fall här som ett fall kan läggas till i")
_AS_JSON = Text("cases are added to YAML files only", "fall läggs bara till i YAML-filer")
_OTHERWISE = Text("a case cannot be added here without changing something else; paste it by hand",
                  "det går inte att lägga till ett fall här utan att något annat ändras; klistra in det för hand")


def with_cases(file: CauseFile, cases: Sequence[Mapping[str, Any]]) -> str:
    """The text of the file with further cases after those that it has.

    Args:
        file: the file of a cause.
        cases: the cases as plain data; one whose name the file has already is left out.

    Raises:
        InputError: the file is JSON, has no list of cases, or cannot be extended without changing anything else.
    """
    if parsing.is_json(file.path):
        raise _refused(file, _AS_JSON)
    before = _said(file.text, file)
    listed = next((name for name in _LISTS if isinstance(before.get(name), list)), None)
    if listed is None:
        raise _refused(file, _NO_LIST)
    known = {" ".join(str(case.get("name")).split()) for case in before[listed]}
    further = [case for case in cases if " ".join(str(case["name"]).split()) not in known]
    if not further:
        return file.text
    text = _inserted(file, listed, further)
    after = _said(text, file)
    count = len(before[listed])
    added = [case.get("name") for case in after.get(listed, [])[count:]]
    if {**after, listed: after.get(listed, [])[:count]} != before or added != [case["name"] for case in further]:
        raise _refused(file, _OTHERWISE)
    return text


def _refused(file: CauseFile, text: Text) -> InputError:
    return InputError([Problem(text, Place(file.shown))])


def _said(text: str, file: CauseFile) -> dict[str, Any]:
    problems = ProblemList()
    node = parsing.parse(text, file.shown, as_json=False, problems=problems)
    problems.raise_if_any()
    said = nodes.plain(node)
    return said if isinstance(said, dict) else {}


def _inserted(file: CauseFile, listed: str, cases: Sequence[Mapping[str, Any]]) -> str:
    text = file.text
    found = _list_in(yaml.compose(text, Loader=yaml.SafeLoader), listed)
    if found is None or not found.value:
        raise _refused(file, _NO_LIST)
    if found.flow_style:
        place = found.end_mark.index - 1
        written = "".join(f", {case_flow(case)}" for case in cases)
        return text[:place].rstrip(", \n") + written + text[place:]
    indent = found.value[0].start_mark.column - 2
    lines = text.splitlines(keepends=True)
    end = max(_last_lines(found, lines, indent))
    lines[end] = lines[end] if lines[end].endswith(("\n", "\r")) else lines[end] + "\n"
    ending = "\r\n" if lines[end].endswith("\r\n") else "\n"
    written = "".join(case_yaml(case, indent) for case in cases).replace("\n", ending)
    return "".join((*lines[: end + 1], written, *lines[end + 1 :]))


def _list_in(node: yaml.Node | None, listed: str) -> yaml.SequenceNode | None:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == listed and isinstance(value, yaml.SequenceNode):
            return value
    return None


def _last_lines(node: yaml.Node, lines: Sequence[str], indent: int) -> Iterator[int]:
    """The numbers of the lines, from 0, on which what the node holds may end."""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # What follows such a text up to the next part, blank lines and comments, is counted to it.
        end = min(node.end_mark.line, len(lines)) - (node.end_mark.column == 0 or node.end_mark.line >= len(lines))
        while end > node.start_mark.line and _is_beside(lines[end], indent):
            end -= 1
        yield end
    elif isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from _last_lines(part, lines, indent)
    else:
        yield min(node.end_mark.line, len(lines) - 1)


def _is_beside(line: str, indent: int) -> bool:
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip()) <= indent)
