"""Which of several enrollment restrictions applies to the user: the lowest priority among those that reach them.

The default ones carry the priority 0 and come last all the same; their ids end in `_Default…`. Where something that
would come first may or may not reach the user, it is not known which applies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from expert.evidence.subjects import About

_DEFAULT = "default"
_EVERYBODY = "alllicensedusersassignmenttarget"
_DEVICES = "alldevicesassignmenttarget"
_FILTERED = "filtered"
_GROUP, _NOT_GROUP = "groupassignmenttarget", "exclusiongroupassignmenttarget"


def winner(configurations: Sequence[Mapping[str, Any]], about: About, *, whole: bool) -> int | None:
    """The place of the one that applies; None where that is not known.

    Args:
        configurations: all of one kind.
        about: who the user is, and in which groups.
        whole: whether there are no others.
    """
    if not whole:
        return None
    default = [i for i, one in enumerate(configurations) if _is_default(one)]
    others = [i for i in range(len(configurations)) if i not in default]
    if any(not isinstance(configurations[i].get("priority"), int) for i in others):
        return None
    for priority in sorted({int(configurations[i]["priority"]) for i in others}):
        equal = [i for i in others if configurations[i]["priority"] == priority]
        reached = {i: reaches(configurations[i].get("assignments"), about) for i in equal}
        if None in reached.values():
            return None
        if any(reached.values()):
            found = [i for i in equal if reached[i]]
            return found[0] if len(found) == 1 else None
    return default[0] if len(default) == 1 else None


def reaches(assignments: Any, about: About) -> bool | None:
    """Whether something that is assigned to groups or to everybody reaches the user; None where that is not known."""
    if not isinstance(assignments, list):
        return None
    known = [_reached_by(*_target(assignment), about) for assignment in assignments]
    if any(excluded is not False for excluded, _ in known):
        return False if any(excluded for excluded, _ in known) else None
    included = [inside for _, inside in known]
    return True if True in included else None if None in included else False


def _reached_by(kind: str, group: str | None, about: About) -> tuple[bool | None, bool | None]:
    """Whether an assignment takes the user out, and whether it takes them in."""
    if kind == _NOT_GROUP:
        return _is_in(group, about), False
    if kind in (_EVERYBODY, _DEVICES):
        return False, True
    return False, _is_in(group, about) if kind == _GROUP else None


def _is_default(configuration: Mapping[str, Any]) -> bool:
    return str(configuration.get("id", "")).casefold().rpartition("_")[2].startswith(_DEFAULT)


def _target(assignment: Any) -> tuple[str, str | None]:
    target = assignment.get("target") if isinstance(assignment, Mapping) else None
    if not isinstance(target, Mapping):
        return "", None
    if str(target.get("deviceAndAppManagementAssignmentFilterType") or "none").casefold() != "none":
        return _FILTERED, None
    kind = str(target.get("@odata.type", "")).casefold().rpartition(".")[2]
    group = target.get("groupId")
    return kind, group if isinstance(group, str) else None


def _is_in(group: str | None, about: About) -> bool | None:
    return None if group is None else about.in_group(group)
