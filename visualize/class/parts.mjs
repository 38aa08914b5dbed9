// What several views show alike: verdicts, marks, steps, sources, and links from one part of the page to another.

import { el, outward } from "./dom.mjs";
import { language, say } from "./texts.mjs";

const LONG_WORD = /\p{L}{18,}/gu;
const QUOTATION = { en: "“{text}”", sv: "”{text}”" };

/** The page's document, found by id, and its words. What is empty was left out of it, and is put back where it counts. */
export function room(document, words) {
  for (const part of [...document.symptoms, ...document.causes]) whole(part, ["causes", "facts", "proved_by"]);
  for (const remedy of document.remedies) for (const way of whole(remedy, ["ways"]).ways) whole(way, ["steps"]);
  for (const one of document.cases ?? []) whole(one, ["causes", "boxes", "lines", "moments"]);
  for (const one of document.exercises ?? []) whole(one, ["answers", "causes", "best", "mending"]);
  const byId = (parts) => new Map(parts.map((part) => [part.id, part]));
  return {
    document,
    words,
    topics: byId(document.topics),
    symptoms: byId(document.symptoms),
    causes: byId(document.causes),
    remedies: byId(document.remedies),
    cases: byId(document.cases ?? []),
    exercises: document.exercises ?? [],
  };
}

function whole(part, lists) {
  for (const name of lists) part[name] ??= [];
  return part;
}

/** Whether something can be the id of a part of the knowledge. */
export function isName(id) {
  return /^[a-z0-9][a-z0-9-]{0,119}$/.test(id);
}

/** Where a long Swedish compound may be broken in a narrow box: behind the endings that join its parts. Not every browser
    knows how to hyphenate Swedish. */
export function breakable(said) {
  if (language() !== "sv") return said;
  return said.replace(LONG_WORD, (word) => word.replace(/(?:ings|ions|hets|tets)(?=\p{L}{4})/gu, "$&\u00ad"));
}

/** What a message says, in the quotation marks of the language. */
export function quoted(words) {
  return say(QUOTATION, { text: words });
}

/** How a cause stands: a word with a border of its own, never color alone. */
export function verdictChip(at, stands) {
  return el("span", { class: `verdict ${stands}` }, say(at.words.verdicts[stands]));
}

/** The marks of a step: filled for what it does, outlined with its condition for what it does in some cases only. */
export function markChips(at, marks) {
  if (!marks?.length) return el("span", { class: "mark safe" }, say(at.words.safe));
  return marks.map((mark) => {
    const name = say(at.words.marks[mark.safety]);
    if (mark.condition === undefined) return el("span", { class: `mark ${mark.safety}` }, name);
    return el("span", { class: "mark conditional" }, say(at.words.mark_if, { condition: mark.condition, mark: name }));
  });
}

/** Steps as a list that counts from a number. `brief` prefers the short wordings. */
export function stepList(at, steps, { first = 1, brief = false } = {}) {
  return el("ol", { class: "steps", start: first }, steps.map((step) => el("li", {}, stepText(at, step, brief))));
}

function stepText(at, step, brief) {
  const short = step.short && el("strong", { class: brief ? "" : "short" }, say(step.short));
  const full = el("span", { class: "full" }, say(step.text));
  return [
    step.only_if && [el("em", { class: "only-if" }, brief ? say(at.words.step_if, { case: step.case })
      : say(at.words.step_only_if, { condition: step.only_if })), " "],
    brief && short ? short : [short, short ? " " : null, full],
    " ",
    markChips(at, step.marks),
    step.wait && el("span", { class: "wait" }, ` ${say(at.words.wait, { time: step.wait })}`),
    !brief && step.grid && grid(step.grid),
    !brief && (step.links ?? []).map((link) => el("div", { class: "link" }, linkTo(link))),
  ];
}

function grid(found) {
  const row = (cells, name) => el("tr", {}, cells.map((cell) => el(name, name === "th" ? { scope: "col" } : {}, cell)));
  return el("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": found.columns.map(say).join(", ") },
    el("table", {}, el("thead", {}, row(found.columns.map((column) => say(column)), "th")),
      el("tbody", {}, found.rows.map((cells) => row(cells, "td")))));
}

/** A link that the rules name. */
export function linkTo(link) {
  return outward(link.url, link.title === undefined ? link.url : say(link.title));
}

/** Notes as paragraphs. */
export function noteList(notes) {
  return (notes ?? []).map((note) => el("p", { class: "note" }, say(note.text), (note.links ?? []).map((link) => [" ", linkTo(link)])));
}

/** Sources with their addresses, by their places in the document. */
export function sourceList(at, places) {
  const sources = [...new Set(places)].map((place) => at.document.sources[place]);
  return el("ul", { class: "sources" }, sources.map((source) => {
    const { title, url, no_url: without } = at.document.documents[source.document];
    return el("li", {},
      url ? outward(url, title) : title,
      ` · ${source.heading} · ${source.date}`,
      source.status && el("strong", {}, ` (${say(at.words.status[source.status])})`),
      without && ` (${say(at.words.no_address, { reason: without })})`,
      source.note && el("div", { class: "soft" }, say(source.note)));
  }));
}

/** A link to a cause on this page. */
export function causeLink(at, id, worded = (title) => title) {
  return el("a", { href: `#cause/${id}` }, worded(say(at.causes.get(id).title)));
}

/** A link to a symptom on this page; its title alone where the page does not have it. */
export function symptomLink(at, id) {
  const symptom = at.symptoms.get(id);
  return symptom ? el("a", { href: `#symptom/${id}` }, say(symptom.title)) : id;
}

/** Options of a choice from the page's symptoms, by theme. */
export function byTopic(at, parts, topicOf) {
  const none = { id: "", title: at.words.no_topic };
  return [...at.document.topics, none]
    .map((topic) => ({ topic, parts: parts.filter((part) => (topicOf(part) ?? "") === topic.id) }))
    .filter((group) => group.parts.length);
}
