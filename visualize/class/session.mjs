// The state of practicing: a series of exercises, what was done in each, and what came of it. Nothing here is shown.

import { isSettled, ruledOut, verdictsOf } from "./verdicts.mjs";
import { points } from "./score.mjs";

export const RESULTS_SCHEMA = "expert/practice-results/1";
const MOST_AT_WORK = 2; // causes of a hard exercise

/** Exercises in an order that a number decides, so that a whole class that types the same number gets the same ones. */
export function drawn(exercises, { length, symptom, level, count, number }) {
  const fitting = exercises.filter((one) => (!length || lengthOf(one) === length) && (!symptom || one.symptom === symptom)
    && (!level || one.level === level));
  const lots = fitting.map((one) => [lot(`${number}/${one.symptom}/${one.seed}${one.level === "hard" ? "/hard" : ""}`), one]);
  const shuffled = lots.sort(([a], [b]) => a - b).map(([, one]) => one);
  return spread(shuffled).slice(0, count);
}

/** Whether an exercise is "short" or "long": by what the recommended path looks up, and the causes to tell apart. */
export function lengthOf(exercise) {
  return exercise.best.length <= 2 && exercise.causes.length <= 5 ? "short" : "long";
}

/** One exercise while it is solved. `clock` tells milliseconds. */
export class Attempt {
  constructor(exercise, mode, clock) {
    this.exercise = exercise;
    this.mode = mode;
    this.moves = []; // {looked: fact} or {named: cause}
    this.hinted = new Set();
    this.undone = 0;
    this.spent = 0; // minutes of moves that were taken back
    this.chosen = null;
    this.givenUp = false;
    this.isClosed = false; // no further cause will be named
    this.isStopped = false;
    this.clock = clock;
    this.started = clock();
    this.ended = null;
  }

  get looked() {
    return this.moves.filter((move) => "looked" in move).map((move) => move.looked);
  }

  get named() {
    return this.moves.filter((move) => "named" in move).map((move) => move.named);
  }

  get verdicts() {
    return verdictsOf(this.exercise, this.looked);
  }

  /** The causes that are at work: one, or two where it is hard. */
  get atWork() {
    return [this.exercise.cause, ...(this.exercise.also ?? [])];
  }

  /** Whether the cause is named for good: rightly, or, in an exam, at all; or given up. */
  get isNamed() {
    if (this.mode !== "exam") return this.givenUp || this.isRight;
    return this.givenUp || this.isClosed || this.named.length >= (this.mayNameMore ? MOST_AT_WORK : 1);
  }

  /** Whether an exam takes a further name: of every hard exercise, so that it gives away none that has two. */
  get mayNameMore() {
    return this.exercise.level === "hard";
  }

  /** Whether all that is at work was named. */
  get isRight() {
    return this.atWork.every((cause) => this.named.includes(cause));
  }

  /** Whether nothing is left to do: a way to mend it was chosen, or there is none to choose. */
  get isOver() {
    return this.isNamed && (this.chosen !== null || this.givenUp || !this.exercise.mending.length);
  }

  /** Minutes: the report, what was looked up, wrong names, hints. */
  get cost() {
    const { exercise } = this;
    const looked = this.looked.reduce((sum, fact) => sum + this.costOf(fact), 0);
    return exercise.report_cost + looked + this.costOfNames + this.hinted.size * exercise.hint_cost + this.spent;
  }

  get costOfNames() {
    return this.namedWrong().reduce((sum, one) => sum + this.costOfWrong(one.verdict), 0);
  }

  /** The minutes that are told while it goes on: in an exam, wrong names are not told from right ones. */
  get costToTell() {
    return this.mode === "exam" ? this.cost - this.costOfNames : this.cost;
  }

  costOfWrong(verdict) {
    return verdict === "ruled_out" ? this.exercise.ruled_out_cost : this.exercise.wrong_cost;
  }

  costOf(fact) {
    return this.exercise.answers.find((answer) => answer.fact === fact).cost;
  }

  /** Look a fact up; twice costs nothing more. Tells which causes it newly confirms and rules out. */
  look(fact) {
    const before = this.verdicts;
    if (!this.isNamed && !this.looked.includes(fact)) this.moves.push({ looked: fact });
    const after = this.verdicts;
    const turned = (verdict) => Object.keys(after).filter((name) => after[name] === verdict && before[name] !== verdict);
    return { confirmed: turned("confirmed"), ruled_out: turned("ruled_out") };
  }

  /** Name the cause. Tells whether it is right, and the verdict that it had by what was known. */
  name(cause) {
    const verdict = this.verdictOn(cause, this.verdicts);
    if (!this.isNamed && !this.named.includes(cause)) this.moves.push({ named: cause });
    return { right: this.atWork.includes(cause), verdict };
  }

  /** The verdict on a cause to choose from; what the screen does not show explains nothing. */
  verdictOn(cause, verdicts) {
    return verdicts[cause] ?? "ruled_out";
  }

  /** In an exam: no further cause is named. */
  close() {
    if (this.named.length) this.isClosed = true;
  }

  /** What to look up next on the recommended path, and what the hint costs; none when nothing is left to tell. Asked
      again before it was looked up, what comes after it; where nothing does, what was hinted at first, at no cost. */
  hint() {
    const open = this.exercise.best.filter((name) => !this.looked.includes(name));
    if (!open.length || this.isNamed || this.isSettledNow) return null;
    const fact = open.find((name) => !this.hinted.has(name));
    if (fact === undefined) return { fact: open[0], price: 0 };
    this.hinted.add(fact);
    return { fact, price: this.exercise.hint_cost };
  }

  get isSettledNow() {
    return isSettled(this.verdicts, ...this.atWork);
  }

  /** Take the last move back; what it cost stays paid. Nothing in an exam, nor when the cause is named. */
  undo() {
    if (this.mode === "exam" || this.isNamed || !this.moves.length) return null;
    const before = this.cost;
    const move = this.moves.pop();
    this.undone += 1;
    this.spent += before - this.cost;
    return move;
  }

  giveUp() {
    this.givenUp = true;
    this.end();
  }

  /** Choose a way to mend it, by its id. */
  mend(id) {
    if (this.chosen === null) this.chosen = id;
    this.end();
    return this.exercise.mending.find((way) => way.id === this.chosen);
  }

  /** The time of the exam was over before it was. */
  stop() {
    this.isStopped = true;
    this.giveUp();
  }

  /** What has become of it, as the key of a word. */
  get ending() {
    if (!this.isRight) {
      if (this.isStopped) return "out_of_time";
      if (this.atWork.some((cause) => this.named.includes(cause))) return "partly";
      if (this.mode === "exam") return this.named.length ? "wrong" : "skipped";
      return "given_up";
    }
    if (this.chosen === null) return this.exercise.mending.length ? "found" : "solved";
    const way = this.exercise.mending.find((one) => one.id === this.chosen);
    return { right: "solved", avoidable: "unsafe" }[way.judged] ?? "not_mended";
  }

  end() {
    if (this.ended === null) this.ended = this.clock();
  }

  /** What is kept of it. */
  result() {
    const { exercise } = this;
    const wrong = this.namedWrong();
    const out = ruledOut(exercise, this.looked);
    const way = exercise.mending.find((one) => one.id === this.chosen) ?? null;
    // A way that is for none of the causes named fits by luck at best, and earns nothing.
    const isForNamed = this.isRight || (way?.causes ?? []).some((cause) => this.named.includes(cause));
    return {
      seed: exercise.seed,
      symptom: exercise.symptom,
      cause: this.named.find((name) => this.atWork.includes(name)) ?? exercise.cause,
      level: exercise.level === "easy" && this.mode === "exam" ? "exam" : exercise.level,
      case: null,
      right: this.isRight,
      named: this.named,
      looked: this.looked,
      hints: this.hinted.size,
      undone: this.undone,
      cost: this.cost,
      best_cost: exercise.best_cost,
      seconds: Math.round(((this.ended ?? this.clock()) - this.started) / 1000),
      remedy: { chosen: this.chosen, safe: way === null ? null : way.safe === true },
      score: points({
        right: this.isRight,
        settled: this.isSettledNow,
        ruled_out: out.now,
        others: out.of,
        wrong: wrong.length,
        against: wrong.filter((one) => one.verdict === "ruled_out").length,
        cost: this.cost,
        best_cost: exercise.best_cost,
        // Where nothing is to be done about the cause, nothing can be done wrong.
        way: way !== null && isForNamed ? way.judged : this.isRight && !exercise.mending.length ? "right" : null,
      }),
      causes: this.atWork,
    };
  }

  /** The wrong names, each with the verdict that it had when it was named. */
  namedWrong() {
    const known = [], wrong = [];
    for (const move of this.moves) {
      if ("looked" in move) known.push(move.looked);
      else if (!this.atWork.includes(move.named)) {
        wrong.push({ cause: move.named, verdict: this.verdictOn(move.named, verdictsOf(this.exercise, known)) });
      }
    }
    return wrong;
  }
}

/** Results as a file holds them. */
export function resultsFile(knowledge, name, mode, results) {
  const { version, digest } = knowledge;
  return { schema: RESULTS_SCHEMA, knowledge: { version, digest }, name, mode, results };
}

/** One exercise of each symptom before a second one of any. */
function spread(exercises) {
  const rounds = new Map();
  return exercises
    .map((one) => {
      const round = rounds.get(one.symptom) ?? 0;
      rounds.set(one.symptom, round + 1);
      return [round, one];
    })
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** A number from a text that looks drawn by lot (FNV-1a, with its bits mixed once more). */
function lot(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}
