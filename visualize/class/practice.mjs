// Practice: a series of exercises in the hands of the learner. What it comes to is worked out in session.mjs.

import { el, fill, focusOn } from "./dom.mjs";
import { saved } from "./files.mjs";
import { causeLink, isName, stepList, verdictChip } from "./parts.mjs";
import { Attempt, drawn, resultsFile } from "./session.mjs";
import { inOrder, say } from "./texts.mjs";
import { standingsOf, whatRulesOut, whyRuledOut } from "./verdicts.mjs";

export class Practice {
  constructor(at) {
    this.at = at;
    this.root = el("div", { class: "practice" });
    this.wanted = { mode: "learning", length: "", symptom: "", level: "easy", count: 3, number: 1, name: "", minutes: 10 };
    this.series = null; // the exercises, once it has begun
    this.results = [];
    this.endings = []; // how each of them ended
    this.linked = null; // the exercise that a link led to, if that is what is practiced
    this.missing = null; // {symptom, seed, level} of a link to an exercise that is not on this page
    this.waiting = null; // the exercise of a link that would end what is going on
    this.timer = null;
  }

  render() {
    if (this.series === null) this.renderStart();
    else if (this.place >= this.series.length) this.renderEnd();
    else this.renderExercise();
  }

  /** The address of what is practiced: a series has none of its own. */
  get placeHere() {
    return this.linked === null ? "practice" : placeOfExercise(this.linked);
  }

  // Before it begins

  renderStart() {
    const { words } = this.at;
    const exercises = this.at.exercises;
    if (!exercises.length) {
      fill(this.root, this.notice(), el("p", {}, say(words.no_exercises)));
      return;
    }
    const { wanted } = this;
    const set = (name, read = (value) => value) => ({ change: (event) => { wanted[name] = read(event.target.value); } });
    const whole = (least, most) => (value) => Math.min(most, Math.max(least, Math.floor(Number(value)) || least));
    const symptoms = [...new Set(exercises.map((one) => one.symptom))];
    const chosen = (name, options) => {
      const select = el("select", { id: name, on: set(name) }, options.map(([value, text]) => el("option", { value }, text)));
      select.value = wanted[name];
      return select;
    };
    const number = (name, least, most) => el("input", { id: name, type: "number", min: least, max: most, value: wanted[name], on: set(name, whole(least, most)) });
    const field = (name, control) => el("div", { class: "field" }, el("label", { for: name }, say(words.fields[name])), control);
    fill(this.root, el("form", { class: "start", on: { submit: (event) => { event.preventDefault(); this.begin(); } } },
      el("h2", {}, say(words.practice_title)),
      this.notice(),
      el("p", {}, say(words.practice_about, { n: exercises.length, symptoms: symptoms.length })),
      el("fieldset", {}, el("legend", {}, say(words.mode)), ["learning", "exam"].map((mode) => el("label", { class: "radio" },
        el("input", { type: "radio", name: "mode", value: mode, checked: wanted.mode === mode, on: set("mode") }), " ", el("strong", {}, say(words.modes[mode])), " ", say(words.modes_about[mode])))),
      el("div", { class: "fields" },
        field("count", number("count", 1, 50)),
        field("level", chosen("level", [["easy", say(words.levels.easy)], ["hard", say(words.levels.hard)], ["", say(words.any)]])),
        field("length", chosen("length", [["", say(words.any)], ["short", say(words.lengths.short)], ["long", say(words.lengths.long)]])),
        field("symptom", chosen("symptom", [["", say(words.any)], ...symptoms.map((id) => [id, say(this.at.symptoms.get(id).title)])])),
        field("number", number("number", 1, 9999)),
        field("minutes", number("minutes", 1, 600)),
        field("name", el("input", { id: "name", type: "text", maxlength: 60, autocomplete: "off", value: wanted.name, on: { input: (event) => { wanted.name = event.target.value; } } }))),
      el("p", { class: "soft" }, say(words.hard_about), " ", say(words.number_about)),
      el("button", { type: "submit", class: "primary" }, say(words.begin))));
  }

  /** That an exercise is not on this page, and the command that brings it in a terminal, where there can be one; or that
      it would end what is going on. */
  notice() {
    const { words } = this.at;
    if (this.waiting !== null) {
      return el("div", { class: "notice", role: "status" }, el("p", {}, say(words.other_under_way)),
        el("button", { type: "button", on: { click: () => this.begin([this.waiting], this.waiting) } }, say(words.begin_other)));
    }
    if (this.missing === null) return null;
    const { symptom, seed, level } = this.missing;
    const isOne = isName(symptom) && Number.isSafeInteger(seed) && seed >= 0 && ["easy", "hard"].includes(level);
    return el("div", { class: "notice", role: "status" },
      isOne ? [el("p", {}, say(words.exercise_not_here, { symptom, seed })),
        el("p", {}, say(words.in_a_terminal), " ", el("code", {}, commandOf(this.missing)))]
        : el("p", {}, say(words.not_here)));
  }

  begin(exercises = drawn(this.at.exercises, this.wanted), linked = null) {
    if (!exercises.length) return;
    this.linked = linked;
    this.at.went(this.placeHere);
    this.series = exercises;
    this.results = [];
    this.endings = [];
    this.place = 0;
    this.outOfTime = false;
    this.deadline = this.wanted.mode === "exam" ? Date.now() + this.wanted.minutes * 60_000 : null;
    this.startTimer();
    this.next();
  }

  /** The one exercise of a link; what is going on goes on, until somebody says otherwise. */
  show(symptom, seed, level, { anew = false } = {}) {
    const found = this.at.exercises.find((one) => one.symptom === symptom && one.seed === seed && one.level === level);
    const isIt = found !== undefined && found === this.linked && this.isUnderWay;
    this.missing = found === undefined ? { symptom, seed, level } : null;
    this.waiting = found !== undefined && this.isUnderWay && (anew || !isIt) ? found : null;
    if (found !== undefined && !this.isUnderWay) this.begin([found], found);
    else {
      this.render();
      focusOn(this.root.querySelector(isIt && !anew ? "h2" : ".notice"));
    }
  }

  /** Whether something would be lost if another exercise began. */
  get isUnderWay() {
    if (this.series === null || this.place >= this.series.length) return false;
    return this.deadline !== null || this.place > 0 || this.attempt.moves.length > 0 || this.attempt.isOver;
  }

  next() {
    this.missing = null;
    this.waiting = null;
    if (this.place < this.series.length) {
      this.attempt = new Attempt(this.series[this.place], this.wanted.mode, () => Date.now());
      this.log = [];
    }
    this.render();
    focusOn(this.root.querySelector("h2"));
  }

  // The time of an exam

  startTimer() {
    clearInterval(this.timer);
    this.timer = this.deadline === null ? null : setInterval(() => this.tick(), 1000);
  }

  tick() {
    const left = this.deadline - Date.now();
    if (left <= 0) this.stopForTime();
    else if (this.clock) fill(this.clock, say(this.at.words.time_left, { time: minutesOf(Math.ceil(left / 1000)) }));
  }

  stopForTime() {
    clearInterval(this.timer);
    if (this.place < this.series.length) {
      if (!this.attempt.isOver) this.attempt.stop();
      this.keep();
      this.place = this.series.length;
    }
    this.outOfTime = true;
    this.render();
    focusOn(this.root.querySelector("h2"));
  }

  // An exercise

  renderExercise() {
    const { attempt } = this;
    const { words } = this.at;
    const { exercise } = attempt;
    const isExam = attempt.mode === "exam";
    this.clock = isExam ? el("span", { class: "clock", role: "timer" }) : null;
    this.cost = el("span", { class: "cost" });
    this.news = el("div", { class: "news", role: "status", "aria-live": "polite" });
    this.looking = el("section", { class: "looking" });
    this.naming = el("section", { class: "naming" });
    this.mending = el("section", { class: "mending" });
    const button = (name, act) => el("button", { type: "button", on: { click: act } }, say(words[name]));
    this.helps = [
      !isExam && button("hint", () => this.hint()), !isExam && button("undo", () => this.undo()),
      button(isExam ? "skip_exercise" : "give_up", () => this.giveUp()),
    ].filter(Boolean);
    this.two = el("div", { class: "two" }, this.looking, this.naming);
    fill(this.root,
      this.notice(),
      el("h2", {}, say(words.exercise_of, { n: this.place + 1, of: this.series.length })),
      el("div", { class: "report" }, el("h3", {}, say(words.report)), el("p", {}, say(exercise.report)),
        exercise.level === "hard" && el("p", { class: "soft" }, say(words.hard_exercise))),
      el("div", { class: "bar" }, this.cost, this.clock, this.helps),
      this.news,
      this.two,
      this.mending);
    if (this.deadline !== null) this.tick();
    this.update();
  }

  update() {
    const { attempt } = this;
    fill(this.cost, say(this.at.words.cost_so_far, { n: rounded(attempt.costToTell) }));
    fill(this.looking, this.observations());
    fill(this.naming, this.causes());
    fill(this.mending, attempt.isNamed ? this.ways() : null);
    this.two.hidden = attempt.isNamed;
    this.helps.forEach((one) => { one.hidden = attempt.isNamed && one !== this.helps.at(-1) || attempt.isOver; });
    fill(this.news, this.log.slice(-1).map((entry) => entry()));
  }

  /** What was just learned; it is said anew when the language changes. */
  tell(entry) {
    this.log.push(entry);
    this.update();
  }

  observations() {
    const { attempt } = this;
    const { words } = this.at;
    const facts = [...attempt.exercise.answers].sort((one, other) => inOrder(this.ask(one), this.ask(other)));
    const row = (answer) => {
      const found = this.at.document.facts[answer.fact];
      const looked = attempt.looked.includes(answer.fact);
      return el("li", { class: looked ? "looked" : "" },
        el("button", {
          type: "button", "data-fact": answer.fact, disabled: attempt.isNamed && !looked, "aria-pressed": String(looked),
          on: { click: () => this.look(answer) },
        }, el("span", { class: "ask" }, say(found.ask)), " ", el("span", { class: "soft" }, say(words.minutes, { n: answer.cost }))),
        looked ? el("span", { class: "answer" }, say(answer.words)) : el("span", { class: "where soft" }, say(found.where)));
    };
    return [el("h3", {}, say(words.look_up)), el("ul", { class: "observations" }, facts.map(row))];
  }

  ask(answer) {
    return say(this.at.document.facts[answer.fact].ask);
  }

  look(answer) {
    const { attempt } = this;
    if (attempt.isNamed || attempt.looked.includes(answer.fact)) return;
    const told = attempt.look(answer.fact);
    const { words } = this.at;
    const titles = (names) => names.map((name) => say(this.at.causes.get(name).title)).join("; ");
    this.tell(() => el("p", {}, el("strong", {}, `${say(this.at.document.facts[answer.fact].title)}: ${say(answer.words)}.`), " ",
      attempt.mode !== "exam" && [
        told.confirmed.length > 0 && `${say(words.confirms)} ${titles(told.confirmed)}. `,
        told.ruled_out.length > 0 && `${say(words.rules_out)} ${titles(told.ruled_out)}.`,
        !told.confirmed.length && !told.ruled_out.length && say(words.decides_nothing),
      ]));
    this.root.querySelector(`[data-fact="${answer.fact}"]`)?.focus();
  }

  causes() {
    const { attempt } = this;
    const { words } = this.at;
    const sorted = choicesOf(this.at, attempt.exercise);
    const shows = attempt.mode !== "exam";
    const stands = shows ? standingsOf(attempt.exercise, attempt.looked) : {};
    const told = (name) => (stands[name] ?? "possible") !== "possible" && stands[name];
    const choice = (name) => el("li", {}, el("label", { class: "radio" },
      el("input", { type: "radio", name: "cause", value: name, disabled: attempt.isNamed || attempt.named.includes(name) }), " ",
      say(this.at.causes.get(name).title), " ",
      told(name) && verdictChip(this.at, told(name)),
      attempt.named.includes(name) && el("span", { class: "soft" }, ` (${say(words.named_before)})`)));
    return [
      el("h3", {}, say(words.name_cause)),
      el("form", { on: { submit: (event) => { event.preventDefault(); this.name(event.target.elements.cause.value); } } },
        el("fieldset", {}, el("legend", { class: "unseen" }, say(words.name_cause)), el("ul", { class: "causes" }, sorted.map(choice))),
        !attempt.isNamed && el("div", { class: "bar" },
          el("button", { type: "submit", class: "primary" }, say(words.name_it)),
          !shows && attempt.mayNameMore && attempt.named.length > 0
            && el("button", { type: "button", on: { click: () => this.close() } }, say(words.no_more_causes)))),
    ];
  }

  name(cause) {
    if (!cause || this.attempt.isNamed) return;
    const { attempt } = this;
    const { words } = this.at;
    const { right, verdict } = attempt.name(cause);
    const why = whyRuledOut(attempt.exercise, cause, attempt.looked);
    if (attempt.mode === "exam") this.tell(() => el("p", {}, say(words.named_exam)));
    else if (right) this.tell(() => this.saidOfRight(cause));
    else {
      const isLure = (attempt.exercise.lures ?? []).includes(cause);
      this.tell(() => el("p", { class: "wrong" },
        say(words.wrong, { cause: this.at.causes.get(cause).title, n: rounded(attempt.costOfWrong(verdict)) }), " ",
        isLure ? say(attempt.exercise.lured) : why?.length ? say(words.wrong_ruled_out, { facts: this.allTold(why) })
          : verdict === "ruled_out" ? say(words.wrong_reported, { facts: attempt.exercise.against?.[cause] ?? "" })
            : [say(words.wrong_open[verdict]), " ", this.whyNot(cause)]));
    }
    if (attempt.isNamed) this.toMending();
    else focusOn(this.root.querySelector(".naming input:not(:disabled)"));
  }

  /** That a cause is right; as long as another is at work too, only what is known of this one. */
  saidOfRight(cause) {
    const { attempt } = this;
    const { words } = this.at;
    const isProven = attempt.isRight ? attempt.isSettledNow : attempt.verdicts[cause] === "confirmed";
    return el("p", { class: "right" }, say(isProven ? words.right_proven : words.right_open), " ",
      !attempt.isRight && say(words.not_all));
  }

  /** In an exam, nothing is named any more. */
  close() {
    this.attempt.close();
    this.update();
    this.toMending();
  }

  /** What speaks against a cause that is still possible: the facts that rule it out, looked up or not. */
  whyNot(cause) {
    const { attempt } = this;
    const facts = whatRulesOut(attempt.exercise, cause, attempt.looked);
    return facts ? say(this.at.words.speaks_against, { facts: this.allTold(facts) }) : say(this.at.words.only_a_trial);
  }

  allTold(facts) {
    return facts.map((fact) => this.told(fact)).join("; ");
  }

  told(fact) {
    const answer = this.attempt.exercise.answers.find((one) => one.fact === fact);
    return `${say(this.at.document.facts[fact].title)}: ${say(answer.words)}`;
  }

  hint() {
    const hint = this.attempt.hint();
    const { words } = this.at;
    if (hint === null) this.tell(() => el("p", {}, say(words.no_hint)));
    else this.tell(() => el("p", {}, say(words.hint_is, { ask: this.at.document.facts[hint.fact].ask, n: rounded(hint.price) })));
  }

  undo() {
    const move = this.attempt.undo();
    const { words } = this.at;
    this.tell(() => el("p", {}, say(move === null ? words.nothing_to_undo : words.undone)));
  }

  giveUp() {
    if (this.attempt.isOver) return;
    this.attempt.giveUp();
    this.finish();
  }

  // The way to mend it

  toMending() {
    if (!this.attempt.exercise.mending.length) this.finish();
    else focusOn(this.mending.querySelector("h3"));
  }

  ways() {
    const { attempt } = this;
    const { words } = this.at;
    if (attempt.isOver) return this.outcome();
    if (!attempt.exercise.mending.length) return null;
    const titles = attempt.atWork.map((cause) => say(this.at.causes.get(cause).title)).join("; ");
    return [
      el("h3", {}, say(words.choose_way)),
      attempt.mode !== "exam" && el("p", {}, say(words.it_is, { cause: titles })),
      el("form", { on: { submit: (event) => { event.preventDefault(); this.mend(event.target.elements.way.value); } } },
        el("fieldset", {}, el("legend", { class: "unseen" }, say(words.choose_way)),
          el("ul", { class: "ways" }, attempt.exercise.mending.map((way) => el("li", {}, el("label", { class: "radio" },
            el("input", { type: "radio", name: "way", value: way.id }), " ", this.wayTitle(way)), this.briefSteps(way))))),
        el("button", { type: "submit", class: "primary" }, say(words.do_it))),
    ];
  }

  wayTitle(way) {
    const remedy = this.at.remedies.get(way.remedy);
    const found = remedy.ways[way.way];
    return el("strong", {}, remedy.ways.length > 1 && found.title ? `${say(remedy.title)}: ${say(found.title)}` : say(remedy.title));
  }

  /** The steps of a way without their marks: to know what they do is what is practiced. */
  briefSteps(way) {
    const steps = stepsHere(this.at, way);
    return el("ol", { class: "soft" }, steps.map((step) => el("li", {},
      step.only_if && `${say(this.at.words.step_if, { case: step.case })} `, say(step.short ?? step.text))));
  }

  mend(id) {
    if (!id || this.attempt.isOver) return;
    this.attempt.mend(id);
    this.finish();
  }

  finish() {
    this.attempt.end();
    this.keep();
    if (this.attempt.mode === "exam") {
      this.place += 1;
      this.next();
      return;
    }
    this.update();
    focusOn(this.mending.querySelector("h3"));
  }

  keep() {
    this.results.push(this.attempt.result());
    this.endings.push(this.attempt.ending);
  }

  /** How an exercise ended: the cause, what the chosen way does, the score, the recommended path. */
  outcome() {
    const { attempt } = this;
    const { words } = this.at;
    const { exercise } = attempt;
    const result = this.results[this.results.length - 1];
    const chosen = exercise.mending.find((way) => way.id === attempt.chosen);
    const isLast = this.place + 1 >= this.series.length;
    return [
      el("h3", {}, say(words.endings[attempt.ending])),
      el("p", {}, say(words.it_was), " ", attempt.atWork.map((cause, place) => [place > 0 && "; ", causeLink(this.at, cause)])),
      chosen && el("div", { class: `consequence ${chosen.judged}` },
        el("p", {}, el("strong", {}, say(words.judged[chosen.judged])), " ", say(chosen.told)),
        stepList(this.at, stepsHere(this.at, chosen), { brief: true })),
      chosen && chosen.judged !== "right" && this.better(),
      scoreTable(this.at, result),
      el("h4", {}, say(words.best_path, { n: rounded(exercise.best_cost) })),
      el("ol", {}, exercise.best.map((fact) => el("li", {}, this.told(fact)))),
      el("p", {}, say(words.same_again), " ", el("code", {}, commandOf(exercise))),
      el("button", { type: "button", class: "primary", on: { click: () => { this.place += 1; this.next(); } } }, say(isLast ? words.to_results : words.next_exercise)),
    ];
  }

  better() {
    const right = this.attempt.exercise.mending.find((way) => way.judged === "right");
    return right && el("p", {}, say(this.at.words.better), " ", this.wayTitle(right));
  }

  // The end

  renderEnd() {
    const { words } = this.at;
    const mean = Math.round(this.results.reduce((sum, one) => sum + one.score.total, 0) / Math.max(1, this.results.length));
    const file = () => resultsFile(this.at.document.knowledge, this.wanted.name.trim(), this.wanted.mode, this.results);
    clearInterval(this.timer);
    fill(this.root,
      this.notice(),
      el("h2", {}, say(words.results_title)),
      this.outOfTime && el("p", { class: "notice" }, say(words.out_of_time)),
      el("p", {}, say(words.results_sum, { right: this.results.filter((one) => one.right).length, of: this.results.length, mean })),
      resultTable(this.at, this.results, this.endings),
      el("div", { class: "bar" },
        el("button", { type: "button", class: "primary", on: { click: () => saved(`${this.fileName()}.json`, JSON.stringify(file(), null, 2), "application/json") } }, say(words.save_results)),
        el("button", { type: "button", on: { click: () => this.again() } }, say(words.again))),
      el("p", { class: "soft" }, say(words.save_about)));
  }

  fileName() {
    const name = this.wanted.name.trim().toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return `results${name ? `-${name}` : ""}`;
  }

  again() {
    this.series = null;
    this.linked = null;
    this.at.went(this.placeHere);
    this.render();
    focusOn(this.root.querySelector("h2"));
  }

  /** Sheets for paper: of the series, or of what the form would draw. */
  printed() {
    const exercises = this.series ?? drawn(this.at.exercises, this.wanted);
    return exercises.map((exercise, place) => sheet(this.at, exercise, place + 1, exercises.length));
  }
}

/** The causes to choose from, in the order of the alphabet. */
function choicesOf(at, { causes, lures = [] }) {
  const title = (name) => say(at.causes.get(name).title);
  return [...causes.map((cause) => cause.cause), ...lures].sort((one, other) => inOrder(title(one), title(other)));
}

/** The command for the same exercise in a terminal. */
function commandOf({ symptom, seed, level }) {
  return `expert practice --seed ${seed} --symptom ${symptom}${level === "hard" ? " --level hard" : ""}${say(words.asked)}`;
}

/** The place of an exercise on this page. */
function placeOfExercise({ symptom, seed, level }) {
  return `practice/${symptom}/${seed}${level === "hard" ? "/hard" : ""}`;
}

/** The steps of a way for the device of the exercise: what only other devices need is left out, what it needs is sure. */
function stepsHere(at, way) {
  const steps = at.remedies.get(way.remedy).ways[way.way].steps;
  return steps.map((step, place) => ((way.sure ?? []).includes(place) ? surely(step) : step))
    .filter((_, place) => !(way.left_out ?? []).includes(place));
}

/** A step whose case is the one of the exercise; what it does then only in some cases is marked so still. */
function surely(step) {
  const marks = (step.marks ?? []).map((mark) => ({ safety: mark.safety, condition: step.still }));
  return { ...step, only_if: undefined, case: step.still, marks };
}

function scoreTable(at, result) {
  const { score } = result;
  const { words } = at;
  const rows = [["proof", 40], ["cost", 30], ["safety", 30], ["total", 100]];
  return el("table", { class: "score" }, el("caption", {}, say(words.score)), el("tbody", {}, rows.map(([name, of]) =>
    el("tr", { class: `score-${name}` }, el("th", { scope: "row" }, say(words.parts_of_score[name])), el("td", {}, say(words.points_of, { n: score[name], of }))))));
}

function resultTable(at, results, endings) {
  const { words } = at;
  const heads = ["exercise", "cause", "ending", "minutes", "proof", "cost", "safety", "total"];
  const titled = (cause) => say(at.causes.get(cause)?.title) || cause;
  const row = (one, place) => [
    say(at.symptoms.get(one.symptom)?.title) || one.symptom, one.causes.map(titled).join("; "),
    say(words.endings[endings[place]]), rounded(one.cost), one.score.proof, one.score.cost, one.score.safety, one.score.total,
  ];
  return el("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": say(words.results_title) },
    el("table", { class: "results" },
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, say(words.columns[head]))))),
      el("tbody", {}, results.map((one, place) => el("tr", {}, row(one, place).map((cell) => el("td", {}, String(cell))))))));
}

/** An exercise on paper: the report, the questions in the order of the alphabet, the causes, room for the remedy. */
function sheet(at, exercise, place, of) {
  const { words } = at;
  const facts = exercise.answers.map((answer) => ({ answer, found: at.document.facts[answer.fact] }))
    .sort((one, other) => inOrder(say(one.found.ask), say(other.found.ask)));
  return el("section", { class: "sheet" },
    el("h2", {}, say(words.exercise_of, { n: place, of })),
    el("p", { class: "soft" }, el("code", {}, commandOf(exercise)), " · ",
      el("code", {}, `#${placeOfExercise(exercise)}`)),
    el("blockquote", {}, say(exercise.report)),
    exercise.level === "hard" && el("p", { class: "soft" }, say(words.hard_exercise)),
    el("h3", {}, say(words.look_up)),
    el("table", { class: "questions" }, el("thead", {}, el("tr", {}, ["question", "minutes", "answer"].map((head) => el("th", { scope: "col" }, say(words.columns[head]))))),
      el("tbody", {}, facts.map(({ answer, found }) => el("tr", {}, el("td", {}, say(found.ask)), el("td", {}, String(answer.cost)), el("td", { class: "blank" }))))),
    el("h3", {}, say(words.name_cause)),
    el("ul", { class: "choices" }, choicesOf(at, exercise).map((cause) => el("li", {}, say(at.causes.get(cause).title)))),
    el("div", { class: "room whole" }, el("strong", {}, say(words.your_remedy))));
}

function rounded(minutes) {
  return Math.round(minutes * 10) / 10;
}

function minutesOf(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
