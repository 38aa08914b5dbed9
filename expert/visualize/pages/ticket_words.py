"""The words of tickets and of messages to users, in both languages."""

from __future__ import annotations

from expert.foundations.terms import Outcome
from expert.foundations.texts import Text

MESSAGE = Text("The message", "Meddelandet")
FACTS = Text("What is known", "Det som är känt")
ALARMS = Text("Before you do anything", "Innan du gör något")
PLAN = Text("To do", "Att göra")
ASK = Text("To find out", "Att ta reda på")
DONE = Text("Ruled out", "Uteslutet")
OPEN = Text("Still open", "Fortfarande öppet")
STUCK = Text("For those who take over", "Till den som tar över")
CASE = Text("The case", "Ärendet")

GREETING = Text("Hello,", "Hej!")
WHY = Text(
    "To find out why your iPhone or iPad does not enroll we need your help with this:",
    "För att ta reda på varför din iPhone eller iPad inte går att registrera behöver vi din hjälp med det här:",
)
WHY_ONE = Text(
    "To find out why your iPhone or iPad does not enroll we need to know one thing:",
    "För att ta reda på varför din iPhone eller iPad inte går att registrera behöver vi veta en sak:",
)
ANSWER = Text(
    "Please answer this message. Do not erase or reset anything before you hear from us.",
    "Svara på det här meddelandet. Radera eller återställ ingenting innan du har hört av oss.",
)
NOTHING_TO_ASK = Text(
    "We are working on why your iPhone or iPad does not enroll and need nothing more from you right now. Do not erase "
    "or reset anything before you hear from us.",
    "Vi arbetar med att ta reda på varför din iPhone eller iPad inte går att registrera och behöver inget mer av dig "
    "just nu. Radera eller återställ ingenting innan du har hört av oss.",
)
FOUND = Text(
    "We have found what keeps your device from enrolling and are putting it right. Do not erase or reset anything "
    "before you hear from us.",
    "Vi har hittat vad som hindrar registreringen av din enhet och åtgärdar det. Radera eller återställ ingenting "
    "innan du har hört av oss.",
)
ENDED: dict[Outcome, Text] = {
    "solved": Text(
        "Your device should enroll now. Tell us if it does not.",
        "Nu ska det gå att registrera enheten. Hör av dig om det inte gör det.",
    ),
    "out_of_scope": Text(
        "Your case is being passed on to those who look after it. You need not do anything right now.",
        "Ditt ärende lämnas vidare till dem som tar hand om sådana. Du behöver inte göra något just nu.",
    ),
}
"""What is said where there is nothing to ask and the search is over."""

THANKS = Text("Thank you!", "Tack!")
SUBJECT = Text("About your device", "Om din enhet")
