// The board: results of a class, read from files that are dropped on it or chosen, as tables.

import { LARGEST, asCsv, byExercise, decoded, readResults, summary } from "./board.mjs";
import { el, fill } from "./dom.mjs";
import { saved } from "./files.mjs";
import { causeLink, symptomLink } from "./parts.mjs";
import { say } from "./texts.mjs";

export class Board {
  constructor(at) {
    this.at = at;
    this.root = el("div", { class: "board" });
    this.files = [];
    this.problems = [];
  }

  /** The address of the board. */
  get placeHere() {
    return "board";
  }

  render() {
    const { words } = this.at;
    const input = el("input", { id: "files", type: "file", multiple: true, accept: ".json,.csv,application/json,text/csv", on: { change: (event) => this.take(event.target.files) } });
    this.tables = el("div", { class: "tables" });
    this.status = el("div", { role: "status" });
    fill(this.root,
      el("h2", {}, say(words.board_title)),
      el("p", {}, say(words.board_about)),
      el("div", {
        class: "drop", on: {
          dragover: (event) => { event.preventDefault(); event.currentTarget.classList.add("over"); },
          dragleave: (event) => event.currentTarget.classList.remove("over"),
          drop: (event) => {
            event.preventDefault();
            event.currentTarget.classList.remove("over");
            this.take(event.dataTransfer.files);
          },
        },
      }, input, el("label", { for: "files" }, say(words.drop_here))),
      this.status, this.tables);
    this.showTables();
  }

  async take(files) {
    this.problems = [];
    for (const file of files) {
      try {
        const text = decoded(new Uint8Array(await file.slice(0, LARGEST + 1).arrayBuffer()));
        const read = readResults(text).map((one) => ({ ...one, text, name: one.name || file.name }));
        // Learners may call their files alike; the same file twice counts once.
        this.files = [...this.files.filter((one) => one.text !== text), ...read];
      } catch (error) {
        this.problems.push({ file: file.name, what: error.message });
      }
    }
    this.showTables();
  }

  showTables() {
    const { words } = this.at;
    const { digest } = this.at.document.knowledge;
    const other = this.files.some((file) => file.knowledge.digest && file.knowledge.digest !== digest);
    fill(this.status,
      this.problems.map((one) => el("p", { class: "wrong" }, `${one.file}: ${say(words[one.what] ?? words.board_other_form)}`)),
      this.files.length > 0 && el("p", {}, say(words.board_read, { n: new Set(this.files.map((file) => file.text)).size })),
      other && el("p", { class: "notice" }, say(words.board_other_knowledge)));
    fill(this.tables, this.files.length ? [
      this.people(), this.exercises(),
      el("div", { class: "bar" },
        el("button", { type: "button", on: { click: () => saved("class.csv", `\ufeff${asCsv(this.files)}`, "text/csv") } }, say(words.save_csv)),
        el("button", { type: "button", on: { click: () => { this.files = []; this.problems = []; this.render(); } } }, say(words.clear_board))),
    ] : null);
  }

  people() {
    const { words } = this.at;
    const row = (one) => [one.name, say(words.modes[one.mode]), `${one.solved}/${one.tried}`, one.unsafe, one.hints,
      `${Math.floor(one.seconds / 60)}:${String(one.seconds % 60).padStart(2, "0")}`, one.proof, one.cost, one.safety, one.total];
    return table(this.at, words.board_people, ["name", "mode", "found", "unsafe", "hints", "time", "proof", "cost", "safety", "total"], summary(this.files).map(row));
  }

  exercises() {
    const { words } = this.at;
    const linked = (cause) => (this.at.causes.has(cause) ? causeLink(this.at, cause) : cause);
    const instead = (one) => Object.entries(one.wrong).sort(([, a], [, b]) => b - a).slice(0, 2)
      .map(([cause, n], place) => [place > 0 && "; ", linked(cause), ` (${n})`]);
    const called = (one) => [symptomLink(this.at, one.symptom), one.isHard && ` (${say(words.hard_one)})`];
    const row = (one) => [called(one), one.causes.map((cause, place) => [place > 0 && "; ", linked(cause)]),
      `${one.solved}/${one.tried}`, one.unsafe, instead(one), one.total];
    return table(this.at, words.board_exercises, ["exercise", "cause", "found", "unsafe", "instead", "total"], byExercise(this.files).map(row));
  }

  printed() {
    return this.files.length ? [el("h2", {}, say(this.at.words.board_title)), this.people(), this.exercises()] : [];
  }
}

function table(at, caption, heads, rows) {
  return el("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": say(caption) },
    el("table", {}, el("caption", {}, say(caption)),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, say(at.words.columns[head]))))),
      el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, place) => (place === 0
        ? el("th", { scope: "row" }, cell) : el("td", {}, typeof cell === "number" ? String(cell) : cell))))))));
}
