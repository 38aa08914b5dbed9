// The board of a class: reads the files of results that were saved, and sums them up.

import { RESULTS_SCHEMA } from "./session.mjs";

/** The results in a file, checked, of each learner; throws an Error whose message is the key of a text where it has none.
    It is JSON where it begins with a brace, and then one learner's; else a table, which may hold those of several. */
export function readResults(text) {
  const held = text.replace(/^\ufeff/, "");
  return held.trimStart().startsWith("{") ? [fromJson(held)] : fromTable(held);
}

function fromJson(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error("board_no_json");
  }
  if (data === null || typeof data !== "object" || data.schema !== RESULTS_SCHEMA || !Array.isArray(data.results)) {
    throw new Error("board_other_form");
  }
  const results = data.results.map(checked);
  const { version = "", digest = "" } = data.knowledge ?? {};
  return {
    knowledge: { version: String(version), digest: String(digest) }, // both empty where the file does not say it
    name: readable(data.name).slice(0, 100),
    mode: data.mode === "exam" ? "exam" : "learning",
    results,
  };
}

/** A row for each file, the best first: how much was solved, and the average of each part of the score. */
export function summary(files) {
  return files.map(row).sort((one, other) => other.total - one.total || one.name.localeCompare(other.name));
}

/** How each exercise went over all files, the hardest first: how many tried it, solved it, and named what instead. */
export function byExercise(files) {
  const found = new Map();
  for (const result of files.flatMap((file) => file.results)) {
    const key = `${result.symptom} ${result.seed}`;
    const one = found.get(key) ?? { symptom: result.symptom, seed: result.seed, cause: result.cause, tried: 0, solved: 0, unsafe: 0, total: 0, wrong: {} };
    one.tried += 1;
    one.solved += result.right ? 1 : 0;
    one.unsafe += result.remedy.safe === false ? 1 : 0;
    one.total += result.score.total;
    for (const name of result.named) if (name !== result.cause) one.wrong[name] = (one.wrong[name] ?? 0) + 1;
    found.set(key, one);
  }
  const each = [...found.values()].map((one) => ({ ...one, total: Math.round(one.total / one.tried) }));
  return each.sort((one, other) => one.total - other.total);
}

const COLUMNS = ["name", "mode", "seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints",
  "undone", "cost", "best_cost", "seconds", "chosen", "safe", "proof", "cost_points", "safety", "total"];

/** A table as `asCsv` and the terminal write it: a line for each exercise, by name and mode. It names no knowledge. */
function fromTable(text) {
  const [head, ...lines] = rowsOf(text);
  if (head?.join() !== COLUMNS.join()) throw new Error("board_no_json");
  const files = new Map();
  for (const line of lines) {
    if (line.length !== COLUMNS.length) throw new Error("board_other_form");
    const cells = Object.fromEntries(COLUMNS.map((column, place) => [column, line[place].replace(/^'(?=['=+\-@\t\r])/, "")]));
    const key = `${cells.mode} ${cells.name}`;
    const file = files.get(key) ?? {
      knowledge: { version: "", digest: "" }, name: readable(cells.name).slice(0, 100),
      mode: cells.mode === "exam" ? "exam" : "learning", results: [],
    };
    file.results.push(checked(fromCells(cells)));
    files.set(key, file);
  }
  return [...files.values()];
}

/** What a line of a table says, in the form that a JSON file has. */
function fromCells(cells) {
  const reckoned = (column) => {
    if (!/^[0-9]+(?:\.[0-9]+)?$/.test(cells[column])) throw new Error("board_other_form");
    return Number(cells[column]);
  };
  const listed = (column) => cells[column].split(" ").filter(Boolean);
  return {
    seed: reckoned("seed"), symptom: cells.symptom, cause: cells.cause, level: cells.level, case: cells.case || null,
    right: cells.right === "true", named: listed("named"), looked: listed("looked"), hints: reckoned("hints"),
    undone: reckoned("undone"), cost: reckoned("cost"), best_cost: reckoned("best_cost"),
    seconds: cells.seconds ? reckoned("seconds") : null,
    remedy: { chosen: cells.chosen || null, safe: { true: true, false: false }[cells.safe] ?? null },
    score: { proof: reckoned("proof"), cost: reckoned("cost_points"), safety: reckoned("safety"), total: reckoned("total") },
  };
}

/** The lines of a table of comma-separated values (RFC 4180), without empty ones. */
function rowsOf(text) {
  const rows = [];
  let row = [], read = 0;
  for (const found of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy)) {
    const [whole, quoted, plain, end] = found;
    read = found.index + whole.length;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0]) rows.push(row);
    row = [];
  }
  if (read < text.length) throw new Error("board_no_json"); // a quotation mark where none can stand
  return rows;
}

/** Files of results as one table of comma-separated values, a line for each exercise. */
export function asCsv(files) {
  const lines = files.flatMap((file) => file.results.map((result) => {
    const { remedy, score } = result;
    const cells = {
      ...result, name: file.name, mode: file.mode, named: result.named.join(" "), looked: result.looked.join(" "),
      chosen: remedy.chosen, safe: remedy.safe, proof: score.proof, cost_points: score.cost, safety: score.safety,
      total: score.total,
    };
    return COLUMNS.map((column) => cell(cells[column])).join(",");
  }));
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

/** A cell; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const harmless = /^['=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function row(file) {
  const { results } = file;
  const mean = (part) => (results.length ? Math.round(results.reduce((sum, one) => sum + part(one), 0) / results.length) : 0);
  return {
    name: file.name,
    mode: file.mode,
    tried: results.length,
    solved: results.filter((one) => one.right).length,
    unsafe: results.filter((one) => one.remedy.safe === false).length,
    hints: results.reduce((sum, one) => sum + one.hints, 0),
    seconds: results.reduce((sum, one) => sum + (one.seconds ?? 0), 0),
    proof: mean((one) => one.score.proof),
    cost: mean((one) => one.score.cost),
    safety: mean((one) => one.score.safety),
    total: mean((one) => one.score.total),
  };
}

function checked(one) {
  if (one === null || typeof one !== "object") throw new Error("board_other_form");
  const { score = {}, remedy = {} } = one;
  const names = (value) => (Array.isArray(value) ? value.filter((name) => typeof name === "string").map(readable) : []);
  return {
    seed: number(one.seed), symptom: readable(one.symptom), cause: readable(one.cause), level: readable(one.level),
    case: typeof one.case === "string" ? readable(one.case) : null, right: one.right === true, named: names(one.named),
    looked: names(one.looked), hints: number(one.hints), undone: number(one.undone), cost: number(one.cost),
    best_cost: number(one.best_cost), seconds: typeof one.seconds === "number" ? one.seconds : null,
    remedy: {
      chosen: typeof remedy?.chosen === "string" ? remedy.chosen : null,
      safe: typeof remedy?.safe === "boolean" ? remedy.safe : null,
    },
    score: {
      proof: number(score?.proof), cost: number(score?.cost), safety: number(score?.safety), total: number(score?.total),
    },
  };
}

function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** A string as it may be shown: what cannot be seen stands by its code. */
function readable(value) {
  if (typeof value !== "string") return "";
  return value.slice(0, 200).replace(/[\p{C}\p{Zl}\p{Zp}\u00ad\u115f\u1160\u2800\u3164\uffa0]/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
}
