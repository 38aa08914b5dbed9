"""The outline tells in plain text what the picture shows."""

from __future__ import annotations

from expert import Diagnosis, KnowledgeBase
from expert.foundations.texts import LANGUAGES
from expert.visualize.canvas.outline import to_outline
from expert.visualize.drawings.reasoning import reasoning_graph
from expert.visualize.drawings.tree import tree_graph

OUTLINE = """\
Case INC42: why the device does not enroll
1 confirmed, 1 possible, 1 ruled out.  Knowledge 2026.11.

message: "The library does not answer."
`- Symptom: No connection to the server (no-server)
   |- CNAME record: there is none
   |  `- proves: CONFIRMED: Address missing (address-missing)
   |     `- Create the records
   |           1. Create both records. [! CHANGES TENANT] (then wait up to 72
   |              hours)
   |           2. Enroll again.
   |           (1 other option: see the text of the diagnosis)
   |- Enrolled earlier by somebody else: not known yet
   |  `- may explain: POSSIBLE: Earlier user (earlier-user)
   |     `- FIND OUT, QUESTION 1: Did somebody else use the device? (Ask the
   |        user.)
   `- Intune license: assigned
      `- rules out: RULED OUT: No license (no-license)
"""


def test_a_case_reads_from_what_was_seen_to_what_to_do(confirmed: Diagnosis) -> None:
    assert to_outline(reasoning_graph(confirmed)) == OUTLINE


def test_it_fits_a_terminal_of_eighty_columns(every_outcome: dict[str, Diagnosis]) -> None:
    texts = [to_outline(reasoning_graph(diagnosis)) for diagnosis in every_outcome.values()]
    texts += [to_outline(tree_graph(KnowledgeBase.shipped(), None, language)) for language in LANGUAGES]
    assert max(len(line) for text in texts for line in text.splitlines()) <= 80


def test_every_box_is_told_and_none_twice_in_full() -> None:
    graph = tree_graph(KnowledgeBase.shipped())
    text = " ".join(to_outline(graph).replace("|", " ").split())
    for cause in KnowledgeBase.shipped().causes.values():
        told = text.count(f"({cause.id})")
        assert told >= 1
        assert told == text.count(f"({cause.id}) (see above)") + 1


def test_connectors_are_plain_ascii(confirmed: Diagnosis) -> None:
    assert to_outline(reasoning_graph(confirmed)).isascii()
