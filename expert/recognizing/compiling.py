"""Makes the compiled copy of what is shipped, for the package that is built, and holds it against the files."""

from __future__ import annotations

from expert.facts import speaking, vocabulary_files
from expert.facts.vocabulary_files import shipped_vocabulary
from expert.foundations import content
from expert.foundations.compiled import compiled_copy, distrust, why_not_used
from expert.foundations.problems import InputError
from expert.recognizing import compiled_counts
from expert.rules import loader
from expert.rules.folders import shipped_folder
from expert.rules.knowledge import KnowledgeBase


def compile_shipped() -> bytes:
    """The compiled copy of the shipped knowledge, and of what is worked out from it to recognize texts.

    Raises:
        InputError: something in the files is wrong.
    """
    knowledge = loader.knowledge_of([shipped_folder()])
    return compiled_copy({
        vocabulary_files.SECTION: (vocabulary_files.section_of(knowledge.vocabulary), vocabulary_files.KINDS),
        loader.SECTION: (loader.section_of(knowledge), loader.KINDS),
        speaking.SECTION: (speaking.section_of_shipped(), speaking.KINDS),
        compiled_counts.SECTION: (compiled_counts.section_of(knowledge), compiled_counts.KINDS),
    })  # fmt: skip


def distrust_changed_copy() -> bool:
    """Hold the compiled copy against the files; where it says something else, use it no more, and read these anew.

    Its checksum finds damage, and its seal whatever was changed, but not by somebody who made both anew. This takes as
    long as to check the rules, so it is asked where something has gone wrong that should not.

    Returns:
        Whether it was in use, and is no more.
    """
    path = content.compiled()
    try:
        unused = why_not_used(loader.SECTION, loader.shipped_digest, loader.KINDS, loader.HOLDS)
        if unused or path.read_bytes() == compile_shipped():
            return False
    except (OSError, InputError):  # there is none, or the files are no better
        return False
    distrust(path.as_posix())
    shipped_vocabulary.cache_clear()
    KnowledgeBase.shipped.cache_clear()
    compiled_counts.forget()
    return True
