"""The commands `plan` and `escalate`: they ask the library and set its documents in the wanted form."""

from __future__ import annotations

from expert.cli import case_options, forms, knowing, media, options, redacting
from expert.cli.configuration import configured
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import show
from expert.cli.settings import Settings
from expert.engine import diagnose
from expert.escalating.package import escalate as package_of
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.planning.planner import plan as work_of
from expert.results.document import addresses_in
from expert.visualize.views import JSON, PDF, PICTURES, REPORTS, SLIDES


@options.command("plan", Text(
    "Plan what to do about every open cause: the cheapest and safest first, and how to see that it worked.",
    "Planera vad som ska göras åt varje öppen orsak: det billigaste och ofarligaste först, och hur det syns att "
    "det har hjälpt.",
), reads_file=True)
@options.argument("file", required=False, metavar=options.FILE)
@case_options.settings
@redacting.shown
@options.form(*forms.names(REPORTS, JSON, PICTURES, PDF, SLIDES))
@media.medium
@options.theme
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def plan(
    file: str | None, settings: Settings, redact: str | None, form: str | None, medium: str, language: Language,
    output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = media.form_of(form, output, medium, REPORTS, JSON)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    case = case_of(file, settings, knowledge)
    by = redacting.redactor(redact, knowledge, (case,))
    work = redacting.as_shown(work_of(diagnose(case, knowledge, language=language, engine=engine)), by)
    if medium == "screen" and form in forms.names(REPORTS, JSON):
        show(forms.written(work, form, to_file=output is not None), output, addresses_in(work))
    else:
        from expert.visualize.drawings.plan import plan_graph
        from expert.visualize.frames import decks

        redacting.tell_what_is_not_known(by, language)
        drawn = media.Drawn(lambda: plan_graph(work), lambda: decks.of_plan(work))
        media.put(drawn, form, medium, output, language)


@options.command("escalate", Text(
    "Put together what others need in order to help with a case, ready to paste and without personal data.",
    "Ställ samman det som andra behöver för att hjälpa till med ett ärende, klart att klistra in och utan "
    "personuppgifter.",
), reads_file=True)
@options.argument("file", required=False, metavar=options.FILE)
@case_options.settings
@redacting.leaves
@options.option("--include-personal", is_flag=True, help=Text(
    "Give pasted texts and other personal facts as they are: the same as --redact none.",
    "Ta med inklistrade texter och andra personliga fakta som de är: detsamma som --redact none.",
))
@options.form(*forms.names(REPORTS, JSON))
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def escalate(
    file: str | None, settings: Settings, redact: str | None, include_personal: bool, form: str | None,
    language: Language, output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or forms.by_ending(output, REPORTS, JSON)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    case = case_of(file, settings, knowledge)
    level = "none" if include_personal else redacting.level_of(redact, "personal")
    package = package_of(
        case, knowledge, language=language, engine=engine, redact=level, redact_key=configured().redact_key
    )
    show(forms.written(package, form, to_file=output is not None), output, addresses_in(package))
