"""Files of results, as JSON and as CSV: written so that nothing in them acts, and read as what anybody could have sent.

A file is read whole or refused, with the line of what is wrong with it. In JSON a file is one learner's in one mode; in
CSV each line says whose it is, so that the files of a class can be put below each other.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, cast

from expert.foundations.limits import LONGEST_NAME, MAX_NUMBER, MOST_MOVES, MOST_RESULTS
from expert.foundations.nodes import Node, Scalar, Sequence, Table, place_of
from expert.foundations.outgoing import in_csv, in_json, one_line, out_of_csv
from expert.foundations.parsing import parse
from expert.foundations.problems import InputError, Place, Problem, ProblemList, shown
from expert.foundations.shapes import read_part
from expert.foundations.texts import Text
from expert.results.practice_results import (
    RESULTS_SCHEMA,
    KnowledgeUsed,
    Mode,
    PracticeResult,
    PracticeResults,
    RemedyChosen,
    ScoreKept,
)
from expert.teach.practice import Practice
from expert.teach.score import COST, PROOF, SAFETY

COLUMNS = (
    "name", "mode", "seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints", "undone", "cost",
    "best_cost", "seconds", "chosen", "safe", "proof", "cost_points", "safety", "total", "causes",
)  # fmt: skip
_ADDED = ("causes",)  # columns that a table of before they were kept does not have

_LARGEST = 10**18  # a seed is below it
_ID = re.compile(r"[a-z0-9][a-z0-9_/-]{0,119}")


def result_of(practice: Practice, seconds: float | None = None) -> PracticeResult:
    """What became of an exercise that is over.

    Args:
        practice: the exercise.
        seconds: how long it took, where that was kept.
    """
    exercise, result = practice.exercise, practice.result
    parts = result.scored_by
    named = [step for step in exercise.steps if step.named is not None]
    points = (0, 0, 0) if parts is None else (parts.proof.points, parts.cost.points, parts.safety.points)
    return PracticeResult(
        seed=exercise.seed,
        symptom=exercise.symptom,
        cause=next((step.named for step in named if step.right and step.named is not None), result.cause),
        level=exercise.level,
        case=None if exercise.ticket is None else one_line(exercise.ticket)[:LONGEST_NAME],
        right=result.right,
        named=tuple(step.named for step in named if step.named is not None),
        looked=tuple(looked.fact for looked in exercise.looked_up),
        hints=practice.hints,
        undone=exercise.undone,
        cost=exercise.cost,
        best_cost=result.best_cost,
        seconds=seconds,
        remedy=RemedyChosen(exercise.chosen, None if result.way is None else result.way.safe),
        score=ScoreKept(*points, total=sum(points)),
        causes=practice.hidden.causes,
    )


def with_result(known: PracticeResults | None, new: PracticeResults) -> PracticeResults:
    """Results with further ones of the same learner, mode and knowledge after them."""
    return new if known is None else PracticeResults(new.name, new.mode, (*known.results, *new.results), new.knowledge)


# Written


def as_json(results: PracticeResults) -> str:
    """The results of one learner as a JSON document, ending in a newline."""
    knowledge = results.knowledge or KnowledgeUsed("", "")
    data = {
        "schema": RESULTS_SCHEMA,
        "knowledge": asdict(knowledge),
        "name": results.name,
        "mode": results.mode,
        "results": [asdict(result) for result in results.results],
    }
    return in_json(data) + "\n"


def as_csv(of_all: Iterable[PracticeResults]) -> str:
    """The results of learners as a table, one result a line."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for results in of_all:
        for result in results.results:
            table.writerow([in_csv(cell) for cell in _cells(results, result)])
    return written.getvalue()


def _cells(results: PracticeResults, result: PracticeResult) -> Iterator[str]:
    remedy, score = result.remedy, result.score
    yield from (results.name, results.mode, str(result.seed), result.symptom, result.cause, result.level)
    yield from (result.case or "", _yes_no(result.right), " ".join(result.named), " ".join(result.looked))
    yield from (str(result.hints), str(result.undone), f"{result.cost:g}", f"{result.best_cost:g}")
    yield from ("" if result.seconds is None else f"{result.seconds:g}", remedy.chosen or "", _yes_no(remedy.safe))
    yield from map(str, (score.proof, score.cost, score.safety, score.total))
    yield " ".join(result.causes)


def _yes_no(value: bool | None) -> str:
    return {None: "", True: "true", False: "false"}[value]


# Read


@dataclass(frozen=True)
class _Head:
    """What stands around the results of a JSON file."""

    __pydantic_config__ = {"extra": "ignore"}
    schema: str
    name: str
    mode: Mode
    knowledge: KnowledgeUsed | None = None


def read_results(text: str, name: str) -> tuple[PracticeResults, ...]:
    """The results in a file; JSON where it begins with a brace, else a table.

    Args:
        text: what stands in it.
        name: what to call it in messages.

    Raises:
        InputError: it is no file of results, or something in it cannot be; all of it is listed.
    """
    text = text.lstrip("\ufeff")
    return (_read_json(text, name),) if text.lstrip().startswith("{") else _read_csv(text, name)


def _read_json(text: str, name: str) -> PracticeResults:
    problems = ProblemList()
    node = parse(text, name, as_json=True, problems=problems)
    if node is not None:
        node = _numbered(node, problems)
    found = node.items.get("schema") if isinstance(node, Table) else None
    if not isinstance(node, Table) or getattr(found, "text", None) != RESULTS_SCHEMA:
        raise InputError([Problem(_NOT_OURS, Place(name))])
    rows = getattr(node.items.get("results"), "items", None)
    if not isinstance(rows, tuple):
        raise InputError([Problem(_NO_RESULTS, Place(name))])
    _require_few(len(rows), name)
    head = read_part(_Head, node, problems)
    results = [(row, read_part(PracticeResult, row, problems)) for row in rows]
    problems.raise_if_any()
    if head is None:
        raise InputError([Problem(_NOT_OURS, Place(name))])
    _check_types(head, node, problems)
    for row, result in results:
        if result is not None:
            _check_types(result, row, problems)
            _check(result, problems, _places(row))
    _check_name(head.name, problems, place_of(node, ("name",)))
    problems.raise_if_any()
    kept = tuple(result for _, result in results if result is not None)
    return PracticeResults(head.name, head.mode, kept, head.knowledge)


def _numbered(node: Node, problems: ProblemList) -> Node:
    """The document with its whole numbers written as such (`7` for `7.0`), for JSON knows but one kind of number.

    `NaN` and the like, which a decoder of Python reads and no other does, are noted.
    """
    if isinstance(node, Table):
        return Table({key: _numbered(part, problems) for key, part in node.items.items()}, node.keys, node.place)
    if isinstance(node, Sequence):
        return Sequence(tuple(_numbered(part, problems) for part in node.items), node.place)
    if not node.plain or node.text in ("true", "false", "null"):
        return node
    if re.fullmatch(r"-?[0-9.]+(?:[eE][-+]?[0-9]+)?", node.text) is None:
        problems.add(_NOT_JSON.format(given=shown(node.text)), node.place)
        return node
    number = float(node.text)
    whole = not node.text.lstrip("-").isdecimal() and number.is_integer() and abs(number) < _LARGEST
    return Scalar(str(int(number)), node.place, plain=True) if whole else node


def _check_types(read: object, node: Node, problems: ProblemList) -> None:
    """Note what was read as something else than it is in JSON: a number from a text, true from 1."""
    if isinstance(node, Table):
        for key, part in node.items.items():
            if hasattr(read, key):
                _check_types(getattr(read, key), part, problems)
    elif isinstance(node, Sequence):
        for one, part in zip(cast(Any, read), node.items, strict=True):
            _check_types(one, part, problems)
    elif node.plain is isinstance(read, str) or (node.plain and node.text in ("true", "false")) is not isinstance(
        read, bool
    ):
        problems.add(_OTHER_TYPE.format(given=shown(node.text)), node.place)


def _places(row: Node) -> Callable[[str], Place]:
    return lambda field: place_of(row, (field,))


def _read_csv(text: str, name: str) -> tuple[PracticeResults, ...]:
    problems = ProblemList()
    found: dict[tuple[str, Mode], list[PracticeResult]] = {}
    for count, (number, row) in enumerate(_rows(text, name), start=1):
        _require_few(count, name)
        place = Place(name, number)
        result = _from_cells(row, place, problems)
        if result is not None:
            _check(result, problems, lambda _, place=place: place)  # type: ignore[misc]
            _check_name(row["name"], problems, place)
            found.setdefault((row["name"], cast(Mode, row["mode"])), []).append(result)
    problems.raise_if_any()
    return tuple(PracticeResults(learner, mode, tuple(kept)) for (learner, mode), kept in found.items())


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a table that are not empty, each with the number of its last line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = (row for row in reader if row)
    try:
        columns = tuple(next(rows, ()))
        if columns not in (COLUMNS, COLUMNS[: -len(_ADDED)]):
            raise InputError([Problem(_NOT_OURS, Place(name))])
        for row in rows:
            if len(row) != len(columns):
                raise InputError([Problem(_CELLS.format(count=len(columns)), Place(name, reader.line_num))])
            cells = dict(zip(columns, map(out_of_csv, row), strict=True))
            yield reader.line_num, {**dict.fromkeys(_ADDED, ""), **cells}
    except csv.Error:
        raise InputError([Problem(_NO_TABLE, Place(name, reader.line_num))]) from None


def _from_cells(row: Mapping[str, str], place: Place, problems: ProblemList) -> PracticeResult | None:
    cells = _Cells(row, place, problems)
    cells.one_of("mode", "learning", "exam")
    result = PracticeResult(
        seed=cells.whole("seed"),
        symptom=row["symptom"],
        cause=row["cause"],
        level=cast(Any, cells.one_of("level", "easy", "hard", "exam")),
        case=row["case"] or None,
        right=cells.one_of("right", "true", "false") == "true",
        named=_words(row["named"]),
        looked=_words(row["looked"]),
        hints=cells.whole("hints"),
        undone=cells.whole("undone"),
        cost=cells.number("cost"),
        best_cost=cells.number("best_cost"),
        seconds=cells.number("seconds") if row["seconds"] else None,
        remedy=RemedyChosen(
            row["chosen"] or None, cells.one_of("safe", "true", "false") == "true" if row["safe"] else None
        ),
        score=ScoreKept(
            cells.whole("proof"), cells.whole("cost_points"), cells.whole("safety"), cells.whole("total")
        ),
        causes=_words(row["causes"]),
    )
    return None if cells.wrong else result


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split(" ") if word)


class _Cells:
    """The cells of a line as values; what is none is noted."""

    def __init__(self, row: Mapping[str, str], place: Place, problems: ProblemList) -> None:
        self._row = row
        self._place = place
        self._problems = problems
        self.wrong = False

    def whole(self, column: str) -> int:
        return int(self._cell(column, r"[0-9]{1,18}", "0", _WHOLE))

    def number(self, column: str) -> float:
        return float(self._cell(column, r"[0-9]{1,12}(?:\.[0-9]{1,6})?(?:e\+?[0-9]{1,2})?", "0", _NUMBER))

    def one_of(self, column: str, *words: str) -> str:
        said = Text(f"must be one of {', '.join(words)}", f"ska vara något av {', '.join(words)}")
        return self._cell(column, "|".join(words), words[0], said)

    def _cell(self, column: str, pattern: str, otherwise: str, said: Text) -> str:
        cell = self._row[column]
        if re.fullmatch(pattern, cell):
            return cell
        self.wrong = True
        given = shown(cell)
        problem = Text(f'{column} {said.en}, not "{given}"', f"{column} {said.sv}, inte ”{given}”")
        self._problems.add(problem, self._place)
        return otherwise


def _check(result: PracticeResult, problems: ProblemList, place: Callable[[str], Place]) -> None:
    """Note what the shape of a result allows, and no exercise gives."""

    def refuse(field: str, text: Text) -> None:
        problems.add(text, place(field))

    for field, value in (("symptom", result.symptom), ("cause", result.cause)):
        if _ID.fullmatch(value) is None:
            refuse(field, _NO_ID.format(field=field, given=shown(value)))
    for field, values in (("named", result.named), ("looked", result.looked), ("causes", result.causes)):
        if len(values) > MOST_MOVES or any(_ID.fullmatch(value) is None for value in values):
            refuse(field, _NO_IDS.format(field=field, most=MOST_MOVES))
    if result.remedy.chosen is not None and _ID.fullmatch(result.remedy.chosen) is None:
        refuse("remedy", _NO_ID.format(field="chosen", given=shown(result.remedy.chosen)))
    if result.case is not None and len(result.case) > LONGEST_NAME:
        refuse("case", _TOO_LONG.format(field="case", most=LONGEST_NAME))
    numbers = {"cost": result.cost, "best_cost": result.best_cost, "seconds": result.seconds or 0.0}
    counts: dict[str, float] = {"hints": result.hints, "undone": result.undone}
    for field, number in (numbers | counts).items():
        if not isfinite(number) or not 0 <= number <= MAX_NUMBER:
            refuse(field, _OUT_OF_RANGE.format(field=field, most=MAX_NUMBER))
    if not 0 <= result.seed < _LARGEST:
        refuse("seed", _OUT_OF_RANGE.format(field="seed", most=_LARGEST - 1))
    score = result.score
    most = ((score.proof, PROOF), (score.cost, COST), (score.safety, SAFETY["right"]))
    if any(not 0 <= points <= top for points, top in most) or sum(points for points, _ in most) != score.total:
        refuse("score", _NO_SCORE)


def _check_name(name: str, problems: ProblemList, place: Place) -> None:
    if len(name) > LONGEST_NAME:
        problems.add(_TOO_LONG.format(field="name", most=LONGEST_NAME), place)


def _require_few(count: int, name: str) -> None:
    if count > MOST_RESULTS:
        raise InputError([Problem(_TOO_MANY.format(most=MOST_RESULTS), Place(name))])


_NOT_OURS = Text(
    "this is no file of results that `practice --results` or the class page has written",
    "det här är ingen resultatfil som `practice --results` eller klassens sida har skrivit",
)
_NOT_JSON = Text("{given} is no number of JSON", "{given} är inget tal i JSON")
_OTHER_TYPE = Text(
    '"{given}" cannot stand here: a text stands in quotes, and a number, true, false and null do not',
    "”{given}” kan inte stå här: en text står inom citattecken, men inte ett tal, true, false eller null",
)
_NO_RESULTS = Text("there is no list of results in it", "det finns ingen lista med resultat i den")
_NO_TABLE = Text("this is not a well-formed table (CSV)", "det här är ingen giltig tabell (CSV)")
_CELLS = Text("a line must have {count} cells", "en rad ska ha {count} celler")
_WHOLE = Text("must be a whole number", "ska vara ett heltal")
_NUMBER = Text("must be a number", "ska vara ett tal")
_NO_ID = Text('{field}: "{given}" is no id', "{field}: ”{given}” är inget id")
_NO_IDS = Text("{field} must be ids, at most {most}", "{field} ska vara id:n, högst {most}")
_TOO_LONG = Text("{field} is longer than {most} characters", "{field} är längre än {most} tecken")
_OUT_OF_RANGE = Text("{field} must be from 0 to {most}", "{field} ska vara från 0 till {most}")
_NO_SCORE = Text(
    f"the score must be at most {PROOF}, {COST} and {SAFETY['right']} points, and total their sum",
    f"poängen ska vara högst {PROOF}, {COST} och {SAFETY['right']}, och total deras summa",
)
_TOO_MANY = Text("more than {most} results in one file", "fler än {most} resultat i en fil")
