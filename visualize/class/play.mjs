// Play a case: one claim a frame, gone through with the arrow keys; what follows is shown when the class has guessed.

import { el, fill, focusOn } from "./dom.mjs";
import { GUESSES, framesOf, guessable, letterOf } from "./frames.mjs";
import { minimap } from "./minimap.mjs";
import { byTopic, causeLink, isName, quoted, stepList, verdictChip } from "./parts.mjs";
import { say } from "./texts.mjs";

const LISTED = 6; // causes that a frame lists, where there is room for them
const LEAST = 2; // and in any case
const NAMED = 8; // causes of one verdict that the overview names
const FEW = 5; // so many have room for their whole titles
const STANDINGS = ["confirmed", "superseded", "disputed", "likely", "possible", "ruled_out"];
const KEYS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

export class Play {
  constructor(at) {
    this.at = at;
    this.root = el("div", { class: "play" });
    this.case = at.document.cases?.[0] ?? null;
    this.missing = null; // the id of a case that a link leads to and that is not on this page
    this.start();
  }

  start() {
    this.frames = this.case ? framesOf(this.case) : [];
    this.place = 0;
    this.guess = null;
  }

  /** Play a case: another from its beginning, the one that is shown from where it stands, unless it is to begin `anew`. */
  show(id, { anew = false } = {}) {
    this.missing = this.at.cases.has(id) ? null : id;
    const chosen = this.at.cases.get(id) ?? this.case;
    if (chosen !== this.case || anew) {
      this.case = chosen;
      this.start();
    }
    this.render();
  }

  /** The address of the case. */
  get placeHere() {
    const id = this.missing ?? this.case?.id;
    return id === undefined ? "play" : `play/${encodeURIComponent(id)}`;
  }

  render() {
    const { words } = this.at;
    if (!this.case) {
      fill(this.root, this.isMissing(), el("p", {}, say(words.no_cases)));
      return;
    }
    this.stage = el("section", { class: "stage", tabindex: "0", "aria-label": say(words.frame) });
    this.live = el("div", { class: "claim", "aria-live": "polite" });
    this.aside = el("aside", { class: "overview", tabindex: "0", "aria-label": say(words.overview) });
    this.counter = el("span", { class: "counter" });
    this.back = el("button", { type: "button", on: { click: () => this.go(-1) } }, say(words.back));
    this.next = el("button", { type: "button", class: "primary", on: { click: () => this.go(1) } }, say(words.next));
    const choice = el("select", { id: "case", on: { change: (event) => this.choose(event.target.value) } },
      this.choices());
    choice.value = this.case.id;
    fill(this.stage, this.live);
    fill(this.root,
      this.isMissing(),
      el("div", { class: "bar" },
        el("label", { for: "case" }, say(words.case)), choice,
        document.fullscreenEnabled && el("button", { type: "button", on: { click: () => this.fullScreen() } }, say(words.full_screen))),
      el("div", { class: "projected" }, this.stage, this.aside),
      el("div", { class: "bar controls" }, this.back, this.counter, this.next, el("span", { class: "soft" }, say(words.keys))));
    this.showFrame();
  }

  choose(id) {
    this.show(id);
    this.at.went(this.placeHere);
    this.opened(); // the arrow keys turn the pages of the case, and not of the choice
  }

  isMissing() {
    if (this.missing === null) return null;
    const { words } = this.at;
    return el("p", { class: "notice", role: "status" },
      isName(this.missing) ? say(words.part_not_here, { id: this.missing }) : say(words.not_here));
  }

  choices() {
    const option = (one) => el("option", { value: one.id }, say(one.title));
    const given = this.at.document.cases.filter((one) => !this.at.symptoms.has(one.id));
    const others = this.at.document.cases.filter((one) => this.at.symptoms.has(one.id));
    return [
      given.length > 0 && el("optgroup", { label: say(this.at.words.own_cases) }, given.map(option)),
      byTopic(this.at, others, (one) => this.at.symptoms.get(one.id).topic).map(({ topic, parts }) =>
        el("optgroup", { label: say(topic.title) }, parts.map(option))),
    ];
  }

  go(by) {
    const place = Math.min(Math.max(this.place + by, 0), this.frames.length - 1);
    if (place !== this.place) {
      this.place = place;
      this.showFrame();
    }
  }

  /** Keys while the view is shown; those that a field or a choice needs itself are left to it. */
  press(event) {
    if (!this.case || event.altKey || event.ctrlKey || event.metaKey) return;
    const where = event.target.closest?.("input, select, textarea, [role=tablist], summary");
    if (where || (event.key === " " && event.target.closest?.("button, a"))) return;
    if (event.key in KEYS) this.go(KEYS[event.key]);
    else if (event.key === "Home") this.go(-this.frames.length);
    else if (event.key === "End") this.go(this.frames.length);
    else return;
    event.preventDefault();
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  showFrame() {
    const frame = this.frames[this.place];
    const { words } = this.at;
    this.back.disabled = this.place === 0;
    this.next.disabled = this.place === this.frames.length - 1;
    fill(this.counter, say(words.frame_of, { n: this.place + 1, of: this.frames.length }));
    this.stage.className = ["stage", `shows-${frame.kind}`, frame.no_proof].filter(Boolean).join(" ");
    this.fillStage(frame);
    this.fillAside(frame);
  }

  /** The claim, with as many causes as there is room for. */
  fillStage(frame) {
    for (let most = GUESSES; most >= LEAST; most -= 1) {
      fill(this.live, this.claim(frame, most));
      if (this.stage.scrollHeight <= this.stage.clientHeight + 1) return;
    }
  }

  /** The picture and the names of the causes; of those that matter least only so many as there is room for. */
  fillAside(frame) {
    const most = Object.fromEntries(STANDINGS.map((stands) => [stands, 0]));
    const picture = minimap(this.at, this.case, frame);
    const fits = () => {
      fill(this.aside, picture, this.key(frame, most));
      return this.aside.scrollHeight <= this.aside.clientHeight + 1;
    };
    for (const stands of STANDINGS) {
      const all = this.case.causes.filter((cause) => frame.stands[cause] === stands).length;
      for (most[stands] = Math.min(all, NAMED); most[stands] > 0 && !fits();) most[stands] -= 1;
    }
    fits();
  }

  /** What a frame claims; of many causes it names only so many. */
  claim(frame, most) {
    const { words } = this.at;
    return [
      el("p", { class: "kind" }, say(words.moments[frame.kind])),
      frame.no_proof && [" ", verdictChip(this.at, frame.no_proof)],
      el("h2", { class: frame.kind === "fact" || frame.kind === "worked_out" ? "asked" : "" }, say(frame.title),
        frame.parts > 1 && el("span", { class: "soft" }, ` (${frame.part}/${frame.parts})`)),
      frame.words && this.wordsOf(frame),
      frame.rule && (frame.changes ?? []).length < 2 && el("p", { class: "rule" }, say(words.rule), " ", el("code", {}, frame.rule)),
      (frame.changes ?? []).length > 1 && this.changes(frame.changes, Math.min(most, LISTED)),
      frame.kind === "guess" && this.guesses(frame, most),
      this.wasGuessed(frame),
      frame.steps && stepList(this.at, frame.steps, { first: frame.first, brief: true }),
      frame.kind === "fact" && el("p", { class: "prompt" }, say(this.follows() ? words.what_follows : words.nothing_follows)),
      frame.kind === "end" && this.ending(),
    ];
  }

  wordsOf(frame) {
    const said = say(frame.words);
    if (frame.kind === "seen" && frame.boxes?.includes("fact.error")) return el("blockquote", {}, quoted(said));
    return el("p", { class: frame.kind === "fact" || frame.kind === "worked_out" ? "value" : "words" }, said);
  }

  /** Whether the next frame shows what a rule concludes. */
  follows() {
    return !["fact", "end", "remedy"].includes(this.frames[this.place + 1]?.kind);
  }

  changes(changes, most) {
    const more = changes.length - most;
    return el("ul", { class: "changes" },
      changes.slice(0, most).map((change) => el("li", {}, this.letter(change.cause), " ",
        say(this.at.causes.get(change.cause).title),
        change.rule && el("code", { class: "soft" }, ` ${change.rule}`))),
      more > 0 && el("li", { class: "soft" }, say(this.at.words.and_more, { n: more })));
  }

  letter(cause) {
    return el("b", { class: "letter" }, letterOf(this.case.causes.indexOf(cause)));
  }

  guesses(frame, most) {
    const listed = guessable(this.case, frame, most);
    return [
      el("p", { class: "prompt" }, say(this.at.words.guess_first)),
      el("ul", { class: listed.length > FEW + 1 ? "guesses many" : "guesses" }, listed.map((cause) => el("li", {}, el("button", {
        type: "button", "aria-pressed": String(this.guess === cause),
        on: { click: (event) => {
          this.guess = cause;
          for (const one of event.currentTarget.closest("ul").querySelectorAll("button")) one.setAttribute("aria-pressed", "false");
          event.currentTarget.setAttribute("aria-pressed", "true");
        } },
      }, this.letter(cause), " ", say(this.at.causes.get(cause).title))))),
    ];
  }

  /** After a guess, whether it was right. */
  wasGuessed(frame) {
    const before = this.frames[this.place - 1];
    if (before?.kind !== "guess" || this.guess === null) return null;
    const right = this.guess === before.cause;
    return el("p", { class: right ? "right" : "wrong" },
      say(right ? this.at.words.guess_right : this.at.words.guess_wrong, { cause: this.at.causes.get(this.guess).title }));
  }

  ending() {
    const first = this.frames.find((frame) => frame.kind === "remedy")?.cause;
    return first && el("p", {}, say(this.at.words.read_more), " ", causeLink(this.at, first));
  }

  /** The causes by their letters, under their verdicts so far; of each verdict at most so many. */
  key(frame, most) {
    const known = this.case.causes.filter((cause) => cause in frame.stands);
    const lines = known.length > FEW ? "key many" : "key";
    return STANDINGS.map((stands) => [stands, known.filter((cause) => frame.stands[cause] === stands)])
      .filter(([, causes]) => causes.length)
      .map(([stands, causes]) => [
        el("p", { class: "counts" }, verdictChip(this.at, stands), ` ${causes.length}`),
        most[stands] > 0 && el("ul", { class: `${lines} ${stands}-causes` }, causes.slice(0, most[stands]).map((cause) => {
          const title = say(this.at.causes.get(cause).title);
          return el("li", { title }, this.letter(cause), " ", el("span", {}, title));
        })),
        most[stands] > 0 && causes.length > most[stands] && el("p", { class: "soft" }, say(this.at.words.and_more, { n: causes.length - most[stands] })),
      ]);
  }

  /** The whole case for paper. */
  printed() {
    if (!this.case) return [];
    const { words } = this.at;
    return [
      el("h2", {}, say(this.case.title)),
      el("ol", { class: "moments" }, this.frames.map((frame) => el("li", { class: "whole" },
        el("strong", {}, say(frame.title)), frame.words && [": ", say(frame.words)],
        frame.rule && el("span", { class: "soft" }, ` (${say(words.rule)} ${frame.rule})`),
        (frame.changes ?? []).length > 1 && el("ul", {}, frame.changes.map((change) => el("li", {}, say(this.at.causes.get(change.cause).title), " ", verdictChip(this.at, change.stands)))),
        frame.kind === "guess" && el("ul", { class: "choices" }, guessable(this.case, frame).map((cause) => el("li", {}, say(this.at.causes.get(cause).title)))),
        frame.steps && stepList(this.at, frame.steps, { first: frame.first })))),
    ];
  }

  /** The view has just been opened. */
  opened() {
    focusOn(this.root.querySelector(".stage"));
  }
}
