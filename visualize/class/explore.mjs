// Explore: a search, a tree that folds by theme and symptom, and the cause or symptom that was opened, with its picture.

import { el, fill, focusOn } from "./dom.mjs";
import { find, indexOf } from "./search.mjs";
import { breakable, byTopic, causeLink, isName, markChips, noteList, quoted, sourceList, stepList, symptomLink } from "./parts.mjs";
import { say } from "./texts.mjs";

const MOST = 40; // hits that are shown

export class Explore {
  constructor(at) {
    this.at = at;
    this.index = null; // made when something is first searched for
    this.query = "";
    this.open = null; // {kind: "cause" | "symptom", id}
    this.unfolded = new Set();
    this.root = el("div", { class: "explore" });
  }

  /** Show everything anew, in the language of the page. */
  render() {
    const { words } = this.at;
    this.results = el("div", { class: "tree" });
    this.count = el("p", { class: "soft", role: "status" });
    this.detail = el("article", { class: "detail" });
    const field = el("input", {
      id: "search", type: "search", autocomplete: "off", spellcheck: "false", value: this.query,
      on: { input: (event) => this.search(event.target.value) },
    });
    fill(this.root,
      el("div", { class: "find" },
        el("h2", {}, say(words.explore_title)),
        el("label", { for: "search" }, say(words.search)), field, this.count, this.results),
      this.detail);
    this.search(this.query);
    this.showDetail();
  }

  search(query) {
    this.query = query;
    const { words } = this.at;
    if (!query.trim()) {
      fill(this.count, say(words.tree_count, { symptoms: this.at.symptoms.size, causes: this.at.causes.size }));
      fill(this.results, this.tree());
      return;
    }
    this.index ??= indexOf(this.at.document);
    const hits = find(this.index, query);
    fill(this.count, hits.length ? say(words.hits, { n: hits.length }) : say(words.no_hits));
    fill(this.results, el("ul", { class: "hits" }, hits.slice(0, MOST).map((hit) => this.hit(hit))));
  }

  hit(hit) {
    const { at } = this;
    const kind = el("span", { class: `kind ${hit.kind}` }, say(at.words[hit.kind]));
    if (hit.kind === "cause") return el("li", {}, kind, " ", causeLink(at, hit.id));
    const symptom = at.symptoms.get(hit.id);
    return el("li", {}, kind, " ", symptomLink(at, hit.id), messages(symptom, 2));
  }

  tree() {
    const groups = byTopic(this.at, this.at.document.symptoms, (symptom) => symptom.topic);
    return groups.map(({ topic, parts }) => this.folding(`topic/${topic.id}`, "topic",
      [say(topic.title), " ", el("span", { class: "soft" }, `(${parts.length})`)],
      () => parts.map((symptom) => this.symptomFold(symptom))));
  }

  symptomFold(symptom) {
    return this.folding(`symptom/${symptom.id}`, "symptom", [say(symptom.title)], () => [
      messages(symptom, 3),
      el("ul", {}, symptom.causes.map((id) => el("li", {}, causeLink(this.at, id)))),
      el("p", {}, el("a", { href: `#symptom/${symptom.id}` }, say(this.at.words.open_symptom))),
    ]);
  }

  /** A part of the tree; what is in it is made when it is first unfolded. */
  folding(key, kind, title, contents) {
    const details = el("details", { class: kind, open: this.unfolded.has(key) }, el("summary", {}, title));
    const make = () => {
      if (details.childElementCount === 1) details.append(...contents().flat(Infinity).filter(Boolean));
    };
    if (details.open) make();
    details.addEventListener("toggle", () => {
      if (details.open) {
        make();
        this.unfolded.add(key);
      } else this.unfolded.delete(key);
    });
    return details;
  }

  /** Open a cause or a symptom, and go to it. */
  show(kind, id) {
    const known = kind === "cause" ? this.at.causes : this.at.symptoms;
    this.open = { kind: known.has(id) ? kind : "missing", id, place: `${kind}/${encodeURIComponent(id)}` };
    this.showDetail();
    focusOn(this.detail.querySelector("h2"));
    this.detail.scrollIntoView({ block: "start" });
  }

  /** Open nothing any more. */
  close() {
    if (this.open === null) return;
    this.open = null;
    this.showDetail();
  }

  /** The address of what is open. */
  get placeHere() {
    return this.open?.place ?? "explore";
  }

  showDetail() {
    if (this.open === null) fill(this.detail, el("p", { class: "soft" }, say(this.at.words.nothing_open)));
    else if (this.open.kind === "missing") fill(this.detail, notHere(this.at, this.open.id));
    else if (this.open.kind === "cause") fill(this.detail, causeDetail(this.at, this.open.id));
    else fill(this.detail, symptomDetail(this.at, this.open.id));
  }

  /** What is printed: what is open, or else the tree. */
  printed() {
    if (this.open?.kind === "cause") return causeDetail(this.at, this.open.id);
    if (this.open?.kind === "symptom") {
      const symptom = this.at.symptoms.get(this.open.id);
      return [symptomDetail(this.at, symptom.id), symptom.causes.map((id) => el("section", {}, causeDetail(this.at, id)))];
    }
    return [
      el("h2", {}, say(this.at.words.explore_title)),
      byTopic(this.at, this.at.document.symptoms, (symptom) => symptom.topic).map(({ topic, parts }) => [
        el("h3", {}, say(topic.title)),
        parts.map((symptom) => el("div", { class: "whole" }, el("h4", {}, say(symptom.title)), messages(symptom, 3),
          el("ul", {}, symptom.causes.map((id) => el("li", {}, say(this.at.causes.get(id).title)))))),
      ]),
    ];
  }
}

/** That a link leads to a part that this page does not have. */
function notHere(at, id) {
  const { words } = at;
  return el("h2", { class: "notice" }, isName(id) ? say(words.part_not_here, { id }) : say(words.not_here));
}

function messages(symptom, most) {
  const shown = [...new Set((symptom.messages ?? []).map((message) => say(message)))].slice(0, most);
  return shown.length > 0 && el("ul", { class: "messages" }, shown.map((text) => el("li", {}, quoted(text))));
}

function symptomDetail(at, id) {
  const symptom = at.symptoms.get(id);
  const { words } = at;
  const codes = symptom.codes ?? [];
  return [
    el("p", { class: "kind symptom" }, say(words.symptom)),
    el("h2", {}, say(symptom.title)),
    el("p", { class: "soft" }, el("code", {}, symptom.id)),
    messages(symptom, 12),
    codes.length > 0 && el("p", {}, say(words.codes), " ", codes.map((code, i) => [i ? ", " : "", el("code", {}, code)])),
    symptom.shown_if && el("p", {}, say(words.shown_if, { condition: symptom.shown_if })),
    noteList(symptom.notes),
    el("h3", {}, say(words.ladder)),
    el("p", { class: "soft" }, say(symptom.any_cause ? words.ladder_any : words.ladder_about)),
    el("ol", { class: "ladder" }, symptom.causes.map((cause) => rung(at, at.causes.get(cause), symptom))),
    el("h3", {}, say(words.sources)),
    sourceList(at, symptom.sources ?? []),
  ];
}

/** One line of a symptom's picture: what proves a cause, the cause, what is to be done. */
function rung(at, cause, symptom) {
  const named = (symptom.named ?? []).includes(cause.id);
  return el("li", {}, el("div", { class: "flow" },
    el("div", { class: "box question" }, named ? say(at.words.named) : anyOf(at, cause.proved_by), onlyIf(at, cause)),
    arrow(),
    el("div", { class: `box cause${cause.superseded ? " superseded" : ""}` }, causeLink(at, cause.id, breakable),
      cause.superseded && el("div", { class: "word" }, say(at.words.superseded))),
    arrow(),
    el("div", { class: "box remedy" }, breakable(say(at.remedies.get(cause.remedy).title)))));
}

function causeDetail(at, id) {
  const cause = at.causes.get(id);
  const remedy = at.remedies.get(cause.remedy);
  const { words } = at;
  const explains = at.document.symptoms.filter((symptom) => !symptom.any_cause && symptom.causes.includes(id));
  return [
    el("p", { class: "kind cause" }, say(words.cause)),
    el("h2", {}, say(cause.title)),
    el("p", { class: "soft" }, el("code", {}, cause.id)),
    cause.superseded && el("p", { class: "notice" }, say(words.superseded_about)),
    cause.waits && el("p", { class: "notice" }, say(words.waits)),
    picture(at, cause, explains[0]),
    el("h3", {}, say(words.proved_by)),
    alternatives(at, cause.proved_by),
    onlyIf(at, cause),
    el("h3", {}, say(words.ruled_out_by)),
    cause.ruled_out_by ? alternatives(at, cause.ruled_out_by) : el("p", {}, say(words.ruled_out_otherwise)),
    cause.applies_if && [el("p", {}, say(words.applies_if)), el("ul", {}, cause.applies_if.map((one) => el("li", {}, say(one))))],
    el("h3", {}, say(words.to_look_up)),
    el("ul", { class: "facts" }, cause.facts.map((name) => fact(at, name))),
    noteList(cause.notes),
    el("h3", {}, say(words.remedy_title, { title: remedy.title })),
    remedy.ways.map((way, place) => wayShown(at, way, place, remedy.ways.length)),
    remedy.verify && el("p", {}, el("strong", {}, say(words.verify)), " ", say(remedy.verify)),
    noteList(remedy.notes),
    explains.length > 0 && [
      el("h3", {}, say(words.explains)),
      el("ul", {}, explains.map((symptom) => el("li", {}, symptomLink(at, symptom.id)))),
    ],
    el("h3", {}, say(words.sources)),
    sourceList(at, [...(cause.sources ?? []), ...(remedy.sources ?? [])]),
  ];
}

/** Conditions of which one is enough. */
function alternatives(at, listed) {
  if (listed.length === 1) return el("p", {}, say(listed[0]));
  return [el("p", {}, say(at.words.any_of)), el("ul", {}, listed.map((one) => el("li", {}, say(one))))];
}

/** The same inside a box. */
function anyOf(at, listed) {
  return listed.map((one, place) => [place > 0 && el("div", { class: "soft" }, say(at.words.or)), el("div", {}, breakable(say(one)))]);
}

/** Where alone a cause comes into question: its proof counts only there. */
function onlyIf(at, cause) {
  return cause.only_if && el("div", { class: "condition" }, breakable(say(cause.only_if)));
}

/** The picture of a cause: what is seen, what is asked, the answer that proves it, the cause, what is to be done. */
function picture(at, cause, symptom) {
  const remedy = at.remedies.get(cause.remedy);
  const boxes = [
    symptom && ["symptom", say(symptom.title)],
    ["question", say(cause.asked)],
    ["answer", [anyOf(at, cause.proved_by), onlyIf(at, cause)]],
    [`cause${cause.superseded ? " superseded" : ""}`, [el("strong", {}, say(cause.title)),
      cause.superseded && el("div", { class: "word" }, say(at.words.superseded))]],
    ["remedy", [say(remedy.title), " ", markChips(at, sureMarks(remedy))]],
  ].filter(Boolean);
  return el("figure", { class: "picture" }, boxes.map(([kind, words], place) => [
    place > 0 && arrow(),
    el("div", { class: "label soft" }, say(at.words.flow[kind.split(" ")[0]])),
    el("div", { class: `box ${kind}` }, words),
  ]));
}

/** What the first way of a remedy does, each danger once; what it does in every case comes before what it may do. */
function sureMarks(remedy) {
  const way = remedy.ways.find((one) => !one.superseded) ?? remedy.ways[0];
  const marks = way.steps.flatMap((step) => step.marks ?? []);
  const sure = new Map(marks.filter((mark) => mark.condition === undefined).map((mark) => [mark.safety, mark]));
  const others = marks.filter((mark) => mark.condition !== undefined && !sure.has(mark.safety));
  return [...sure.values(), ...new Map(others.map((mark) => [`${mark.safety} ${mark.condition.en}`, mark])).values()];
}

function arrow() {
  return el("span", { class: "arrow", "aria-hidden": "true" });
}

function fact(at, name) {
  const found = at.document.facts[name];
  return el("li", {}, el("strong", {}, say(found.ask)), " ", say(found.where), " ",
    el("span", { class: "soft" }, `(${say(found.how)}, ${say(at.words.minutes, { n: found.cost })})`));
}

function wayShown(at, way, place, ways) {
  const { words } = at;
  const title = way.title ? say(way.title) : say(words.way, { n: place + 1 });
  return el("section", { class: `way${way.superseded ? " superseded" : ""}` },
    ways > 1 && el("h4", {}, title, way.superseded && el("em", {}, ` (${say(words.superseded)})`)),
    way.only_if && el("p", { class: "soft" }, say(words.only_if, { condition: way.only_if })),
    way.note && el("p", { class: "note" }, say(way.note)),
    way.harm && el("p", { class: "notice" }, say(way.harm.text), " ", markChips(at, way.harm.marks)),
    stepList(at, way.steps));
}
