"""The results of a class as a report: a table of the learners, and where on each symptom people err."""

from __future__ import annotations

from collections.abc import Iterator

from expert.foundations.texts import QUOTED, Text
from expert.results.class_report import Averages, ClassReport, Mistake, OfLearner, OfSymptom
from expert.visualize.pages.blocks import Block, Heading, Item, Paragraph, Title

WORDS = {
    "title": Text("The class: {exercises} exercises in {files} files", "Klassen: {exercises} övningar i {files} filer"),
    "of_one": Text("The class: {exercises} exercises in 1 file", "Klassen: {exercises} övningar i 1 fil"),
    "none": Text("There is no result in these files.", "Det finns inget resultat i filerna."),
    "learners": Text("By learner", "Efter deltagare"),
    "symptoms": Text("By symptom, the hardest first", "Efter symptom, det svåraste först"),
    "points": Text(
        "Points and minutes are averages: proof of 40, cost of 30, safety of 30, the sum of 100. “At once” is right "
        "with the first answer, “unsafe” a way that does harm which could be avoided.",
        "Poäng och minuter är medelvärden: bevis av 40, kostnad av 30, säkerhet av 30, summan av 100. ”Direkt” är rätt "
        "redan första gången, ”fara” ett sätt som gör skada som hade kunnat undvikas.",
    ),
    "name": Text("name", "namn"),
    # The columns are narrow enough for a terminal of 80 columns.
    "exercises": Text("done", "antal"),
    "right": Text("right", "rätt"),
    "first": Text("at once", "direkt"),
    "unsafe": Text("unsafe", "fara"),
    "proof": Text("proof", "bevis"),
    "cost": Text("cost", "kostn."),
    "safety": Text("safety", "säkerh."),
    "total": Text("sum", "summa"),
    "seconds": Text("time", "tid"),
    "nameless": Text("(no name)", "(inget namn)"),
    "exam": Text("{name} (exam)", "{name} (prov)"),
    "time": Text("{minutes}:{seconds:02}", "{minutes}:{seconds:02}"),
    "symptom": Text(
        "{title}: {exercises} done, {right} right, {first} of them at once; {total} points on average ({proof}, "
        "{cost}, {safety})",
        "{title}: {exercises} gjorda, {right} rätt, {first} av dem direkt; {total} poäng i medeltal ({proof}, {cost}, "
        "{safety})",
    ),
    "wrongly": Text("Named wrongly: {mistakes}.", "Felaktigt angivna: {mistakes}."),
    "unsafely": Text("Mended unsafely: {mistakes}.", "Osäkert åtgärdade: {mistakes}."),
    "mistake": Text("{title} ({count})", "{title} ({count})"),
}


def class_report_blocks(report: ClassReport) -> Iterator[Block]:
    """The report, block by block."""
    return _Report(report).blocks()


class _Report:
    def __init__(self, report: ClassReport) -> None:
        self._report = report

    def blocks(self) -> Iterator[Block]:
        report = self._report
        title = "of_one" if report.files == 1 else "title"
        yield Title(self._say(title, exercises=report.exercises, files=report.files))
        yield from map(Paragraph, report.notes)
        if not report.exercises:
            yield Paragraph(self._say("none"))
            return
        yield Heading(self._say("learners"))
        yield Item(self._say("points"), grid=(self._columns(), *map(self._row, report.learners)))
        yield Heading(self._say("symptoms"))
        yield from map(self._symptom, report.symptoms)

    def _columns(self) -> tuple[str, ...]:
        names = ("name", "exercises", "right", "first", "unsafe", "proof", "cost", "safety", "total", "seconds")
        return tuple(map(self._say, names))

    def _row(self, learner: OfLearner) -> tuple[str, ...]:
        name = learner.name or self._say("nameless")
        counts = (learner.exercises, learner.right, learner.first, learner.unsafe)
        called = self._say("exam", name=name) if learner.mode == "exam" else name
        return called, *map(str, counts), *_points(learner.points), self._time(learner.seconds)

    def _symptom(self, symptom: OfSymptom) -> Item:
        proof, cost, safety, total = _points(symptom.points)
        said = self._say(
            "symptom", title=symptom.title, exercises=symptom.exercises, right=symptom.right, first=symptom.first,
            proof=proof, cost=cost, safety=safety, total=total,
        )  # fmt: skip
        listed = (("wrongly", symptom.named_wrongly), ("unsafely", symptom.chosen_unsafely))
        below = (self._say(word, mistakes=self._mistakes(mistakes)) for word, mistakes in listed if mistakes)
        return Item(said, below=tuple(below))

    def _mistakes(self, mistakes: tuple[Mistake, ...]) -> str:
        quoted = ((QUOTED.format(text=mistake.title).in_(self._report.language), mistake.count) for mistake in mistakes)
        return ", ".join(self._say("mistake", title=title, count=count) for title, count in quoted)

    def _time(self, seconds: float | None) -> str:
        if seconds is None:
            return "-"
        minutes, rest = divmod(round(seconds), 60)
        return self._say("time", minutes=minutes, seconds=rest)

    def _say(self, word: str, /, **values: object) -> str:
        return WORDS[word].format(**values).in_(self._report.language)


def _points(points: Averages) -> tuple[str, str, str, str]:
    return f"{points.proof:g}", f"{points.cost:g}", f"{points.safety:g}", f"{points.total:g}"
