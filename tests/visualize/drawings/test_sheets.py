"""A tree too large for a sheet is divided by topic into sheets, each a tree of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from expert import KnowledgeBase
from expert.foundations.texts import LANGUAGES, Language, Text
from expert.visualize.canvas.graph import Graph, box_of, boxes, parts_of, sheet_of
from expert.visualize.canvas.theme import theme
from expert.visualize.drawings.tree import tree_graph
from tests.teach.synthetic import knowledge_of
from tests.visualize.sizes import crossed, size_of

TOPICS = ("keys", "locks", "doors")
Explained = Mapping[str, tuple[str, ...]]


def house(explained: Explained, about: Mapping[str, Sequence[str]]) -> KnowledgeBase:
    """Knowledge of some symptoms, with the topics that they are about; those of no topic are about none."""
    knowledge = knowledge_of(explained)
    topic = {symptom: name for name, symptoms in about.items() for symptom in symptoms}
    symptoms = {name: replace(found, topic=topic.get(name)) for name, found in knowledge.symptoms.items()}
    titles = {name: Text(f"About {name}", f"Om {name}") for name in about}
    return replace(knowledge, symptoms=symptoms, topics=titles)


def own_causes(symptoms: Sequence[str], each: int) -> Explained:
    """For each symptom, causes of its own."""
    return {symptom: tuple(f"{symptom}-cause-{i}" for i in range(each)) for symptom in symptoms}


def symptoms_about(each: int) -> dict[str, list[str]]:
    """By topic, the names of so many symptoms."""
    return {topic: [f"{topic}-{i}" for i in range(each)] for topic in TOPICS}


def every(about: Mapping[str, Sequence[str]]) -> list[str]:
    return [symptom for symptoms in about.values() for symptom in symptoms]


@pytest.fixture(scope="module")
def large() -> KnowledgeBase:
    """Three topics with 8 symptoms each; every topic has a cause that some symptoms share, and all share one."""
    about = symptoms_about(8)
    explained = {
        symptom: (*causes, *([f"{topic}-shared"] if symptom in about[topic][:3] else []), "everywhere")
        for topic in TOPICS
        for symptom, causes in own_causes(about[topic], 4).items()
    }
    return house(explained, about)


def titles_of(graph: Graph) -> list[str]:
    return [sheet_of(sheet).title for sheet in parts_of(graph)]


def shown(graph: Graph, kind: str) -> list[list[str]]:
    """The names of all boxes of a kind, sheet by sheet."""
    return [[box.name for _, box in boxes(sheet) if box.kind == kind] for sheet in parts_of(graph)]


def test_what_fits_on_a_sheet_is_not_divided() -> None:
    about = symptoms_about(3)
    graph = tree_graph(house(own_causes(every(about), 2), about))
    assert sheet_of(graph).parts == ()
    assert sorted(shown(graph, "tree_symptom")[0]) == sorted(every(about))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_larger_tree_has_a_sheet_for_each_topic_in_the_order_of_topics(
    large: KnowledgeBase, language: Language
) -> None:
    graph = tree_graph(large, language=language)
    assert titles_of(graph) == [large.topics[topic].in_(language) for topic in TOPICS]
    for topic, names in zip(TOPICS, shown(graph, "tree_symptom"), strict=True):
        assert sorted(names) == [symptom.id for symptom in large.symptoms.values() if symptom.topic == topic]


def test_every_sheet_is_a_tree_of_its_own(large: KnowledgeBase) -> None:
    graph = tree_graph(large)
    for symptoms, causes in zip(shown(graph, "tree_symptom"), shown(graph, "cause"), strict=True):
        assert sorted(causes) == sorted({cause.id for name in symptoms for cause in large.causes_of(name)})
        assert "everywhere" in causes
    for sheet in parts_of(graph):
        assert crossed(sheet) == []
        for node, box in boxes(sheet):
            assert box.kind != "cause" or len(sheet.succ[node]) == 1, "every cause leads to its remedy"


def test_what_stands_on_several_sheets_is_named_by_the_number_of_its_sheet(large: KnowledgeBase) -> None:
    graph = tree_graph(large)
    assert {node for node in graph if "everywhere" in node and node.startswith("cause-")} == {
        "cause-everywhere", "cause-everywhere--2", "cause-everywhere--3",
    }  # fmt: skip


def test_the_whole_says_what_it_holds_and_each_cause_counts_once(large: KnowledgeBase) -> None:
    sheet = sheet_of(tree_graph(large))
    assert sheet.title == "iOS/iPadOS enrollment: the whole diagnostic tree"
    assert sheet.subtitle[0].startswith(f"24 symptoms, {len(large.causes)} causes.")


def test_symptoms_of_no_topic_come_last(large: KnowledgeBase) -> None:
    lost = replace(large.symptoms["keys-0"], topic=None)
    graph = tree_graph(replace(large, symptoms={**large.symptoms, "keys-0": lost}))
    assert titles_of(graph)[-1] == "Other symptoms"
    assert shown(graph, "tree_symptom")[-1] == ["keys-0"]


def test_without_any_topic_the_sheets_are_numbered() -> None:
    symptoms = every(symptoms_about(10))
    graph = tree_graph(house(own_causes(symptoms, 6), {}))
    titles, whole = titles_of(graph), "iOS/iPadOS enrollment: the whole diagnostic tree"
    assert len(titles) > 1
    assert titles == [f"{whole} ({n} of {len(titles)})" for n in range(1, len(titles) + 1)]
    assert sorted(name for names in shown(graph, "tree_symptom") for name in names) == sorted(symptoms)


def test_a_topic_too_large_for_a_sheet_takes_several() -> None:
    about = {**symptoms_about(4), "doors": [f"doors-{i}" for i in range(30)]}
    graph = tree_graph(house(own_causes(every(about), 4), about), language="sv")
    doors = [title for title in titles_of(graph) if title.startswith("Om doors")]
    assert len(doors) > 1
    assert doors == [f"Om doors ({n} av {len(doors)})" for n in range(1, len(doors) + 1)]
    assert titles_of(graph) == ["Om keys", "Om locks", *doors]


def test_symptoms_that_share_a_question_stand_on_one_sheet_where_they_fit() -> None:
    pairs = {f"pair-{i}-{side}": (f"cause-{i}", *own_causes([f"pair-{i}-{side}"], 5)[f"pair-{i}-{side}"])
             for i in range(12) for side in ("a", "b")}
    graph = tree_graph(house(pairs, {"keys": list(pairs)}))
    assert len(parts_of(graph)) > 1
    for names in shown(graph, "tree_symptom"):
        assert {name[:-2] + "-a" for name in names} | {name[:-2] + "-b" for name in names} == set(names)


def test_symptoms_that_all_share_a_question_are_divided_too() -> None:
    symptoms = [f"symptom-{i:02}" for i in range(30)]
    explained = {symptom: ("everywhere", *causes) for symptom, causes in own_causes(symptoms, 4).items()}
    graph = tree_graph(house(explained, {"keys": symptoms}))
    assert len(parts_of(graph)) > 1
    assert sorted(name for names in shown(graph, "tree_symptom") for name in names) == symptoms
    assert all("everywhere" in causes for causes in shown(graph, "cause"))


def test_a_single_symptom_is_not_divided_however_much_explains_it() -> None:
    graph = tree_graph(house(own_causes(["alone"], 150), {"keys": ["alone"]}))
    assert sheet_of(graph).parts == ()
    assert len(shown(graph, "cause")[0]) == 150


def test_a_topic_alone_is_a_sheet_with_its_title(large: KnowledgeBase) -> None:
    graph = tree_graph(large, topic="locks")
    assert (sheet_of(graph).title, sheet_of(graph).parts) == ("About locks", ())
    assert sorted(shown(graph, "tree_symptom")[0]) == [f"locks-{i}" for i in range(8)]


def test_a_topic_that_no_symptom_is_about_is_an_empty_sheet(large: KnowledgeBase) -> None:
    graph = tree_graph(replace(large, topics={**large.topics, "windows": Text("Windows", "Fönster")}), topic="windows")
    assert list(graph) == []
    assert sheet_of(graph).subtitle[0].startswith("0 symptoms, 0 causes.")


def test_an_unknown_topic_is_an_error(large: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        tree_graph(large, topic="no-such-topic")


def test_four_times_as_much_is_about_four_times_as_many_boxes_on_sheets_of_the_same_size() -> None:
    """As the shipped rules would grow: symptoms that share questions with others of their topic, in four copies."""
    def copies(count: int) -> KnowledgeBase:
        about = {topic: [f"{topic}-{i}-{n}" for i in range(5) for n in range(count)] for topic in TOPICS}
        explained = {
            symptom: (f"{symptom}-cause", f"{topic}-{symptom[-3]}-{symptom[-1]}", f"{topic}-shared-{symptom[-1]}")
            for topic, symptoms in about.items() for symptom in symptoms
        }
        return house(explained, about)

    once, grown = tree_graph(copies(1)), tree_graph(copies(4))
    assert sheet_of(once).parts == ()
    assert 3 * len(once) <= len(grown) <= 5 * len(once)
    assert len(parts_of(grown)) >= len(TOPICS)
    assert all(crossed(sheet) == [] for sheet in parts_of(grown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_is_larger_than_a0_on_its_side(large: KnowledgeBase, language: Language) -> None:
    for sheet in parts_of(tree_graph(large, language=language)):
        width, height = size_of(sheet)
        assert max(width / 1189, height / 841) <= theme().page.resolution / 25.4  # in millimeters


def test_a_remedy_stands_again_where_a_line_to_it_would_cross_others() -> None:
    knowledge = house({"one": ("a", "b"), "two": ("c", "d")}, {"keys": ["one", "two"]})
    remedies = {name: replace(knowledge.remedy_of(knowledge.causes["a"]), id=name) for name in ("first", "second")}
    shared = {"a": "first", "b": "second", "c": "first", "d": "second"}
    causes = {name: replace(knowledge.causes[name], remedy=remedy) for name, remedy in shared.items()}
    graph = tree_graph(replace(knowledge, causes=causes, remedies=remedies))
    assert crossed(graph) == []
    for cause, remedy in shared.items():
        assert [node.partition("~")[0] for node in graph.succ[f"cause-{cause}"]] == [f"remedy-{remedy}"]
    assert 2 < sum(box.kind == "tree_remedy" for _, box in boxes(graph)) <= 4


def test_a_remedy_stands_again_on_a_slide_where_its_line_would_cross_others() -> None:
    knowledge = house({"one": ("a", "b", "c")}, {"keys": ["one"]})
    remedies = {name: replace(knowledge.remedy_of(knowledge.causes["a"]), id=name) for name in ("first", "second")}
    shared = {"a": "first", "b": "second", "c": "first"}
    causes = {name: replace(knowledge.causes[name], remedy=remedy) for name, remedy in shared.items()}
    graph = tree_graph(replace(knowledge, causes=causes, remedies=remedies), "one")
    assert crossed(graph) == []
    (again,) = graph.succ["cause-c"]
    assert again == "remedy-first~c"
    assert box_of(graph, again).note == f"its steps stand at “{box_of(graph, 'cause-a').title}”"


def test_a_remedy_of_neighbors_stands_once() -> None:
    knowledge = house({"one": ("a", "b", "c")}, {"keys": ["one"]})
    remedies = {"shared": replace(knowledge.remedy_of(knowledge.causes["a"]), id="shared")}
    causes = {**knowledge.causes, **{name: replace(knowledge.causes[name], remedy="shared") for name in ("a", "c")}}
    graph = tree_graph(replace(knowledge, causes=causes, remedies=remedies))
    assert [node for node in graph if node.startswith("remedy-shared")] == ["remedy-shared"]
    assert crossed(graph) == []


def test_a_low_sheet_is_not_halved_into_a_ribbon() -> None:
    about = symptoms_about(3)
    graph = tree_graph(house(own_causes(every(about), 2), about), topic="keys")
    assert {box.column for _, box in boxes(graph)} == {1, 2, 3, 4}
