"""The command `ticket`: a case as a ticket takes it, or the message that asks its user."""

from __future__ import annotations

from expert.cli import case_options, forms, knowing, options, redacting
from expert.cli.configuration import configured
from expert.cli.help import Choice
from expert.cli.inputs import case_of, keep_apart
from expert.cli.output import show
from expert.cli.own_domain import for_own_domain
from expert.cli.settings import Settings
from expert.escalating.tickets import message_to_user
from expert.escalating.tickets import ticket as ticket_of
from expert.foundations.terms import EngineChoice
from expert.foundations.texts import Language, Text
from expert.results.document import Document, addresses_in
from expert.visualize.views import CHATS, JSON, PAGE, REPORTS

_FORMS = (*REPORTS, PAGE, JSON, *CHATS)


@options.command("ticket", Text(
    "Write a case as a ticket takes it: the verdict and its proof, what is done and open, the plan to tick off, the "
    "questions, and what others need if you are stuck. What can identify somebody is masked.\n\n"
    "With --for user: a short message to the user, who is asked only what a user can answer.",
    "Skriv ett ärende så som det ska stå i ärendesystemet: utslaget och vad som bevisar det, vad som är gjort och "
    "öppet, planen att bocka av, frågorna, och det andra behöver om du har kört fast. Det som kan peka ut någon "
    "maskeras.\n\n"
    "Med --for user: ett kort meddelande till användaren, som bara får frågor som en användare kan svara på.",
), reads_file=True)
@options.argument("file", required=False, metavar=options.FILE)
@case_options.settings
@options.option("--for", "reader", type=Choice(("desk", "user")), default="desk", help=Text(
    "Who is to read it: the desk (if left out), or the user.",
    "Vem som ska läsa: supporten (om inget anges) eller användaren (user).",
))
@redacting.leaves
@options.form(*forms.names(*_FORMS))
@options.language
@options.output
@options.rules
@options.timeout
@options.engine
def ticket(
    file: str | None, settings: Settings, reader: str, redact: str | None, form: str | None, language: Language,
    output: str | None, folders: tuple[str, ...], engine: EngineChoice | None,
) -> None:
    form = form or forms.by_ending(output, *_FORMS)
    keep_apart([file], output)
    knowledge = knowing.knowledge_of(folders)
    case = case_of(file, settings, knowledge)
    made: Document
    level = redacting.level_of(redact, "personal", for_ticket=True)
    if reader == "user":
        message = message_to_user(case, knowledge, language=language, engine=engine)
        made = redacting.redacted(message, redacting.redactor(level, knowledge, (case,)))
    else:
        made = ticket_of(
            case, knowledge, language=language, engine=engine, redact=level, redact_key=configured().redact_key
        )
    made = for_own_domain(made, level)
    show(forms.written(made, form, to_file=output is not None), output, addresses_in(made))
