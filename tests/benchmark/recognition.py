"""Measures the recognition of messages in a log of 10 MB beside `grep -F -i` with the same messages."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from expert import KnowledgeBase
from expert.foundations.texts import Text
from expert.recognizing.exact import Exact
from expert.recognizing.recognizer import Recognizer
from expert.recognizing.text_read import TextRead
from expert.rules.models import Message, Symptom
from tests.benchmark.rows import in_turns, say

ROUNDS = 7
SIZE = 10_000_000
MORE = (600, 5000)
LOG = 2_000_000
EVERY = 25_000
"""Lines between two messages in the log."""

SHORT = "Something that is not one of the messages at all, of about eighty characters."
PROCESSES = ("mdmd", "profiled", "mobileassetd", "accountsd", "SpringBoard", "kernel", "wifid", "apsd", "installd")
LINES = (
    "Server has no commands for this device.",
    "Connection established to mdm.example.com ({number} ms)",
    "Checking in with server https://mdm.example.com/checkin, attempt {number}",
    "profile {number} installed, payloads: {number}; next refresh in {number} s",
    "sandbox: {process}({number}) deny(1) file-read-data /private/var/mobile/Library/{process}",
    "0x1a49{number}bc0 Client connection: XPC_TYPE_ERROR <error: 0x1a49{number}bc0> {{ count = 1, transaction: 0 }}",
    "Wi-Fi “Gäst” anslöts, signalstyrka -{number}; enheten är registrerad",
    "Enrollment state: enrolled = 0, supervised = 1, user = Anna-{number}",
)
# The greatest memory of a process counts from that of the one that started it; so a small one stands between.
APART = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"
MEMORY = """\
import resource, sys
from expert import KnowledgeBase
from expert.recognizing.recognizer import Recognizer
unit = 1 if sys.platform == "darwin" else 1024
recognizer = Recognizer(KnowledgeBase.shipped().symptoms.values())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    text = file.read()
assert recognizer.recognize([text]).matches
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit / len(text.encode()))
"""


def main(knowledge: KnowledgeBase) -> None:
    """A log of 10 MB with a few messages in it: time beside grep, also with many more messages, and memory."""
    symptoms = list(knowledge.symptoms.values())
    wordings = list(wordings_of(symptoms))
    text = log(wordings)
    counts = (len(wordings), *MORE)
    grep = shutil.which("grep")
    with tempfile.TemporaryDirectory() as home:
        file = Path(home, "log")
        file.write_text(text, encoding="utf-8", newline="")
        works: dict[str, Callable[[], object]] = {}
        for count in counts:
            known = [*symptoms, *more(wordings, count)]
            works[f"ours {count}"] = partial(Recognizer(known).recognize, [text])
            messages = Path(home, f"messages-{count}")
            messages.write_text("\n".join([*wordings_of(known), ""]), encoding="utf-8", newline="")
            if grep is not None:
                command = [grep, "-F", "-i", "-f", str(messages), str(file)]
                works[f"grep {count}"] = partial(subprocess.run, command, check=True, capture_output=True)
        recognizer = Recognizer(symptoms)
        works["1000 short"] = lambda: [recognizer.recognize([SHORT]) for _ in range(1000)]
        taken = in_turns(works, ROUNDS)
        memory = memory_a_byte(file)
    print(f"\na log of 10 MB: {', '.join(f'{name} {taken[name]:.0f} ms' for name in works if name != '1000 short')}; "
          f"a message of {len(SHORT)} characters: {taken['1000 short']:.1f} µs")
    for count in counts if grep is not None else ():
        ratio = taken[f"ours {count}"] / taken[f"grep {count}"]
        what = f"recognition of {count} messages in a log of 10 MB / grep -F -i"
        say(what, f"{ratio:.1f} x", "at most 5 x", ratio <= 5)
    say("memory of reading and recognizing it, a byte of text", f"{memory:.1f} B", "at most 12 B", memory <= 12)
    beside_the_exact_layer(symptoms, text[:LOG])


def beside_the_exact_layer(symptoms: list[Symptom], some_log: str) -> None:
    """All layers beside the exact one alone: of messages as they are documented, of mistyped ones, and of a log."""
    exact, every = Exact(symptoms), Recognizer(symptoms)
    whole = [re.sub("<[^<>]*>", "Fabrikam", words) for words in wordings_of(symptoms)]
    mistyped = [words.replace("e", "w", 1) for words in whole]
    texts = {
        "a documented message": (whole, 3), "a mistyped message": (mistyped, 3), "a log of 2 MB": ([some_log], 1.5),
    }  # fmt: skip
    works: dict[str, Callable[[], object]] = {}
    for name, some in texts.items():
        works[f"exact {name}"] = lambda some=some[0]: [exact.read(text) for text in some]  # type: ignore[misc]
        works[f"every {name}"] = lambda some=some[0]: [  # type: ignore[misc]
            every.recognized_in([TextRead(text, every)]) for text in some
        ]
    taken = in_turns(works, ROUNDS)
    for name, (_, most) in texts.items():
        ratio = taken[f"every {name}"] / taken[f"exact {name}"]
        say(f"recognition of {name} / by the exact layer alone", f"{ratio:.2f} x", f"at most {most} x", ratio <= most)


def memory_a_byte(file: Path) -> float:
    """The memory that reading a text and recognizing it takes in a process of its own, the text included."""
    command = [sys.executable, "-c", APART, sys.executable, "-c", MEMORY, str(file)]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


def wordings_of(symptoms: Iterable[Symptom]) -> Iterator[str]:
    """Every wording of their messages."""
    for symptom in symptoms:
        for message in symptom.messages:
            yield from message.wordings()


def log(wordings: list[str]) -> str:
    """A device's log, the same every time, with a message now and then."""
    chance = random.Random(7)
    lines: list[str] = []
    length = 0
    while length < SIZE:
        process = chance.choice(PROCESSES)
        words = chance.choice(LINES).format(process=process, number=chance.randrange(1000, 10000))
        if len(lines) % EVERY == EVERY // 2:
            words = chance.choice(wordings)
        line = f"Nov 02 09:{chance.randrange(10, 60)}:{chance.randrange(10, 60)} iPhone {process} <Notice>: {words}\n"
        lines.append(line)
        length += len(line)
    return "".join(lines)


def more(wordings: list[str], count: int) -> Iterator[Symptom]:
    """Symptoms with messages of the words of the known ones, until there are so many."""
    chance = random.Random(11)
    words = sorted({word for wording in wordings for word in wording.split()})
    for number in range(count - len(wordings)):
        message = Message(" ".join(chance.choices(words, k=chance.randrange(5, 14))))
        yield Symptom(id=f"more-{number}", title=Text("", ""), example={}, sources=(), messages=(message,))
