"""How much is accepted and how long anything may take: every limit beyond which something is refused or cut.

What is beyond a limit is told with the limit, never passed over in silence. Each is far above what anybody needs: the
shipped knowledge, which grows, and a large log stay well below.
"""

from __future__ import annotations

# One file

MAX_BYTES = 2_000_000
"""Bytes of a fact file or a rule file: they are read whole, and a hundred times what the largest holds."""

MAX_DEPTH = 40
"""Levels of tables and lists in a file: readers go down one call a level, and Python stops at a thousand."""

MOST_PROBLEMS = 200
"""Problems that one reader lists; a file with more is not what it was taken for."""

LONGEST_RULE_TEXT = 10_000
"""Characters of one text, name or pattern in a rule file: it is drawn and broken into lines, word by word."""

MOST_DIGITS = 18
"""Digits of a whole number in a file: what more digits say is no count of anything, and slow to read."""

# A case

MAX_NUMBER = 1_000_000_000
"""The largest number that a fact can be."""

LONGEST_LINE_TEXT = 10_000
"""Characters of a fact that is a text of one line, such as a ticket's number: it stands in titles and pictures."""

MOST_TEXTS = 500
"""Messages of one case: each is read by every layer of recognition."""

LARGE = 256 * 1024
"""Bytes of the largest text that is kept whole; of a larger one, the passages that matter."""

LONG = 20_000
"""Characters of a text from which on it is a log: read in full for messages and codes, and for what people put in their
own words only at both ends."""

END = 2_000
"""Characters of such an end."""

MOST_SECONDS_OF_LINES = 10.0
"""Seconds for all regular expressions of a rule folder (`lines`) to go through one text; the shipped ones take
thousandths, and one that tries everything in every way would take years."""

MOST_STEPS_OF_EXPRESSION = 10_000_000_000
"""Steps in which a regular expression of a rule folder may go through a text of `LONG` characters, worst come to worst:
25 times the square of them. The most of a shipped one are half of that; three repeats that share out the same
characters take their cube."""

MOST_MARKS = 30
"""Combining marks in a row that are put in order together: to order marks takes the square of their number."""

# A rule folder

MOST_RULE_FILES = 20_000
"""Files that are read of a rule folder; they are read one by one, and thirty times what the shipped rules have."""

MOST_ENTRIES = 100_000
"""Names that are looked at in a rule folder, of files and of folders, whether they are rules or not."""

MAX_RULE_BYTES = 50_000_000
"""Bytes of all files of a rule folder together: they are in memory at once."""

MOST_RULE_FOLDERS_DEEP = 4
"""Folders within each other in a rule folder: a kind and a topic are two."""

MOST_PARTS: dict[str, int] = {"causes": 5_000, "symptoms": 5_000, "facts": 5_000, "derivations": 5_000}
"""Parts of each kind in all rule folders together: each command reads all of them."""

MOST_CAUSES_OF_SYMPTOM = 300
"""Causes that explain one symptom: a diagnosis lists and judges all of them, and so does a picture."""

MOST_TESTS_IN_CONDITION = 50
"""Facts that one condition puts to a test, and conditions inside it: checks try each part against each other one, and
both with every value that matters, so that twice as many take eight times as long."""

MOST_VALUES_OF_TEST = 100
"""Values that one test of a condition names."""

MOST_IN_CONDITION_DEEP = 12
"""Conditions inside each other in a condition."""

MOST_VALUES_TRIED = 1_000_000
"""Values of facts that the checks of a rule folder try, to find out under what facts conditions hold, and whether
where one does another does: some twenty seconds, and fifty times what the shipped rules take."""

MOST_DIGITS_OF_DURATION = 6
"""Digits of the days, hours or minutes of a wait: 999999 hours are a hundred years."""

# Derivations

MOST_DERIVATIONS_DEEP = 30
"""Derivations of which each rests on the one before: an explanation tells all of them."""

MOST_WAYS = 200
"""In how many ways a fact can be found out; an interview weighs each of them."""

MOST_WAYS_TRIED = 20_000
"""Steps in counting these ways: where derivations lead in circles, most of them lead nowhere."""

# Results of exercises

MOST_RESULTS = 10_000
"""Results of exercises in one file: a class of thirty with three hundred each."""

MOST_RESULT_FILES = 1_000
"""Files of results that one report reads."""

LONGEST_NAME = 200
"""Characters of a learner's name, and of what a ticket is called."""

MOST_MOVES = 1_000
"""Observations, or names, in one result: many times as many as an exercise offers."""

# Named pipes

SECONDS_FOR_OTHER_END = 2.0
"""Seconds in which somebody must have begun to write into a named pipe that is read, or to read from one that is
written to: who starts both starts one of them first."""

# Pictures

GRAPHVIZ_SECONDS = 120
"""Seconds for Graphviz to draw one picture; the largest of the shipped knowledge takes a few."""

MOST_PICTURE_BYTES = 200_000_000
"""Bytes of what Graphviz draws at once: it is in memory, and all pictures of a handout have a few millions."""

# Themes

LONGEST_BRAND_TEXT = 50
"""Characters of a header or a footer: one line, in letters that a class can read."""

MOST_LOGO_BYTES = 1_000_000
"""Bytes of a logo: it is carried in every picture."""

MOST_LOGO_DOTS = 8_000
"""Dots of a side of a logo: it is unpacked in memory."""

# Evidence

MOST_EVIDENCE_FILES = 100_000
"""Files of a folder or an archive that are read: ten times what a device's diagnostics hold."""

MAX_JSON_BYTES = 300_000_000
"""Bytes of one answer or export in JSON: it is in memory whole, and that of a tenant of 100,000 devices has half."""

MOST_EVIDENCE_TEXTS = 200
"""Texts of evidence that become messages of a case, in the order of the files: each is read by every layer of
recognition, and what a log says more than these is the same in other words."""

MAX_PLIST_BYTES = 20_000_000
"""Bytes of one property list: it is in memory whole, and a profile with certificates and pictures has some millions."""

MAX_DNS_BYTES = 50_000_000
"""Bytes of a text of name servers' answers: a zone of a million names has half."""

MAX_CERTIFICATE_BYTES = 1_000_000
"""Bytes of a file of certificates: one has a few thousand."""

MOST_EXPANDED_BYTES = 20_000_000_000
"""Bytes that an archive unpacks to."""

MOST_INNER_BYTES = 100_000_000
"""Bytes of an archive in an archive that is in memory whole: it is not read from its beginning to its end, or what it
lies in cannot be set back."""

MOST_TIMES_EXPANDED = 200
"""How many times as large as an archive what is in it may be: logs are packed to a tenth, bombs to a thousandth."""

SMALL_ENOUGH_EXPANDED = 100_000_000
"""Bytes up to which what an archive unpacks to is not held against its size: many empty lines pack well, too."""
