"""What `expert` says when it is called with nothing: the things that one does with it."""

from __future__ import annotations

from expert.foundations.texts import Text

FIRST_PAGE = Text(
    """\
Find out why an iPhone or iPad will not enroll in Microsoft Intune.
Three things to do:

  Diagnose a case      expert diagnose "the error message"
                       expert diagnose ticket.yaml  a fact file, a mail or a log
  Be asked             expert ask                   one question at a time
  Understand and act   expert explain ticket.yaml   why, why not, and what if
                       expert plan ticket.yaml      what to do, the safest first

To begin with: expert new -o ticket.yaml (a fact file to fill in),
expert examples, expert facts
All commands: expert --help
På svenska: expert --language sv
""",
    """\
Ta reda på varför en iPhone eller iPad inte går att registrera i Microsoft
Intune. Tre saker att göra:

  Ställa en diagnos    expert diagnose "felmeddelandet"
                       expert diagnose ärende.yaml  faktafil, mejl eller logg
  Få frågor            expert ask                   en fråga i taget
  Förstå och åtgärda   expert explain ärende.yaml   varför, och varför inte
                       expert plan ärende.yaml      vad som ska göras

Att börja med: expert new -o ärende.yaml (en faktafil att fylla i),
expert examples, expert facts
Alla kommandon: expert --help
In English: expert --language en
""",
)
