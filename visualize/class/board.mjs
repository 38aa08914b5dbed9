// The board of a class: reads the files of results that were saved, and sums them up.

import { RESULTS_SCHEMA } from "./session.mjs";
import { inOrder } from "./texts.mjs";

/** Bytes of a file that is read. */
export const LARGEST = 2_000_000;

const BOUNDS = { results: 10_000, moves: 1_000, letters: 200, depth: 40, number: 1e9, seed: 1e18 };
const POINTS = { proof: 40, cost: 30, safety: 30 };
const LEVELS = ["easy", "hard", "exam"];
const MODES = ["learning", "exam"];
const ID = /^[a-z0-9][a-z0-9_/-]{0,119}$/;

/** The text of a file, as the library decodes it; throws an Error whose message is the key of a text where it is none. */
export function decoded(bytes) {
  if (bytes.length > LARGEST) throw new Error("board_too_large");
  const encoding = { "255,254": "utf-16le", "254,255": "utf-16be" }[[...bytes.subarray(0, 2)].join()] ?? "utf-8";
  let text;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error("board_no_json");
  }
  if (encoding === "utf-8" && text.includes("\0")) throw new Error("board_no_json");
  return text;
}

/** The results in a file, checked, of each learner; throws an Error whose message is the key of a text where it has none.
    It is JSON where it begins with a brace, and then one learner's; else a table, which may hold those of several. What
    is read and what is refused is the same as in the library (tests/teach/result_file_cases.json). */
export function readResults(text) {
  const held = text.replace(/^\ufeff+/, "");
  return held.trimStart().startsWith("{") ? [fromJson(held)] : fromTable(held);
}

function fromJson(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error("board_no_json");
  }
  const { schema, name, mode, knowledge = null, results } = data;
  must(schema === RESULTS_SCHEMA && Array.isArray(results) && results.length <= BOUNDS.results && isSound(text));
  must(isText(name) && isShort(name) && MODES.includes(mode));
  must(knowledge === null || (hasFields(knowledge, ["version", "digest"]) && Object.values(knowledge).every(isText)));
  const { version, digest } = knowledge ?? { version: "", digest: "" }; // both empty where the file does not say it
  return { knowledge: { version, digest }, name: readable(name), mode, results: results.map(checked) };
}

/** Whether no table in a JSON text has a key twice, and it is not nested too deep. */
function isSound(text) {
  const open = []; // of each table that is open, its keys; of a list, null
  for (const [token, , colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]|[^\s,:{}[\]"]+/g)) {
    if (token === "}" || token === "]") open.pop();
    else if (colon) {
      const [keys, key] = [open.at(-1), JSON.parse(token.slice(0, -colon.length))];
      if (keys.has(key)) return false;
      keys.add(key);
    } else {
      if (open.length > BOUNDS.depth) return false;
      if (token === "{" || token === "[") open.push(token === "{" ? new Set() : null);
    }
  }
  return true;
}

/** A row for each file, the best first: how much was solved, and the average of each part of the score. */
export function summary(files) {
  return files.map(row).sort((one, other) => other.total - one.total || inOrder(one.name, other.name));
}

/** How each exercise went over all files, the hardest first: how many tried it, solved it, and named what instead. */
export function byExercise(files) {
  const found = new Map();
  for (const result of files.flatMap((file) => file.results)) {
    const isHard = result.level === "hard"; // with the same number, another exercise
    const key = `${result.symptom} ${result.seed} ${isHard}`;
    const causes = atWork(result);
    const one = found.get(key) ?? { symptom: result.symptom, seed: result.seed, isHard, causes, tried: 0, solved: 0, unsafe: 0, total: 0, wrong: {} };
    one.tried += 1;
    one.solved += result.right ? 1 : 0;
    one.unsafe += result.remedy.safe === false ? 1 : 0;
    one.total += result.score.total;
    for (const name of result.named) if (!causes.includes(name)) one.wrong[name] = (one.wrong[name] ?? 0) + 1;
    found.set(key, one);
  }
  const each = [...found.values()].map((one) => ({ ...one, total: Math.round(one.total / one.tried) }));
  return each.sort((one, other) => one.total - other.total);
}

/** The causes that were at work; of an older file, the one that it keeps, and what was found besides. */
function atWork({ causes, cause, right, named }) {
  if (causes.length) return causes;
  return right ? [...new Set([cause, named.at(-1) ?? cause])] : [cause];
}

const COLUMNS = ["name", "mode", "seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints",
  "undone", "cost", "best_cost", "seconds", "chosen", "safe", "proof", "cost_points", "safety", "total", "causes"];
const ADDED = ["causes"]; // columns that a table of before they were kept does not have

/** A table as `asCsv` and the terminal write it: a line for each exercise, by name and mode. It names no knowledge. */
function fromTable(text) {
  const [head, ...lines] = rowsOf(text);
  const columns = [COLUMNS, COLUMNS.slice(0, -ADDED.length)].find((known) => known.join("\n") === head?.join("\n"));
  if (columns === undefined) throw new Error("board_no_json");
  must(lines.length <= BOUNDS.results);
  const files = new Map();
  for (const line of lines) {
    must(line.length === columns.length);
    const cells = Object.fromEntries(columns.map((column, place) => [column, line[place].replace(/^'(?=['=+\-@\t\r])/, "")]));
    must(isShort(cells.name) && MODES.includes(cells.mode));
    const key = `${cells.mode} ${cells.name}`;
    const file = files.get(key) ?? {
      knowledge: { version: "", digest: "" }, name: readable(cells.name), mode: cells.mode, results: [],
    };
    file.results.push(checked(fromCells(cells)));
    files.set(key, file);
  }
  return [...files.values()];
}

/** What a line of a table says, in the form that a JSON file has. */
function fromCells(cells) {
  const read = (column, form) => {
    must(form.test(cells[column]));
    return Number(cells[column]);
  };
  const whole = (column) => read(column, /^[0-9]{1,18}$/);
  const number = (column) => read(column, /^[0-9]{1,12}(?:\.[0-9]{1,6})?(?:e\+?[0-9]{1,2})?$/);
  const listed = (column) => (cells[column] ?? "").split(" ").filter(Boolean);
  const isSo = (column) => {
    must(["true", "false"].includes(cells[column]));
    return cells[column] === "true";
  };
  return {
    seed: whole("seed"), symptom: cells.symptom, cause: cells.cause, level: cells.level, case: cells.case || null,
    right: isSo("right"), named: listed("named"), looked: listed("looked"), hints: whole("hints"),
    undone: whole("undone"), cost: number("cost"), best_cost: number("best_cost"),
    seconds: cells.seconds ? number("seconds") : null,
    remedy: { chosen: cells.chosen || null, safe: cells.safe ? isSo("safe") : null },
    score: { proof: whole("proof"), cost: whole("cost_points"), safety: whole("safety"), total: whole("total") },
    causes: listed("causes"),
  };
}

/** The lines of a table of comma-separated values (RFC 4180), without empty ones. */
function rowsOf(text) {
  const rows = [];
  let row = [], read = 0;
  for (const found of text.matchAll(/(?:"((?:[^"]|"")*)"|((?:[^",\r\n][^,\r\n]*)?))(,|\r\n|\r|\n|$)/gy)) {
    const [whole, quoted, plain, end] = found;
    read = found.index + whole.length;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || quoted !== undefined || plain) rows.push(row);
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
      total: score.total, causes: result.causes.join(" "),
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

const FIELDS = ["seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints", "undone", "cost", "best_cost",
  "seconds", "remedy", "score"];

/** One result, whose every field is what an exercise can give; `causes` came later. */
function checked(one) {
  must(hasFields(one, FIELDS, ["causes"]) && hasFields(one.remedy, [], ["chosen", "safe"]) && hasFields(one.score, [...Object.keys(POINTS), "total"]));
  const { remedy, score, causes = [] } = one;
  const { chosen = null, safe = null } = remedy;
  must(isWhole(one.seed, BOUNDS.seed) && isWhole(one.hints, BOUNDS.number) && isWhole(one.undone, BOUNDS.number));
  must(isNumber(one.cost, BOUNDS.number) && isNumber(one.best_cost, BOUNDS.number) && (one.seconds === null || isNumber(one.seconds, BOUNDS.number)));
  must(isId(one.symptom) && isId(one.cause) && (chosen === null || isId(chosen)) && LEVELS.includes(one.level));
  must([one.named, one.looked, causes].every((names) => Array.isArray(names) && names.length <= BOUNDS.moves && names.every(isId)));
  must(typeof one.right === "boolean" && (safe === null || typeof safe === "boolean"));
  must(one.case === null || (isText(one.case) && isShort(one.case)));
  must(Object.entries(POINTS).every(([part, most]) => isWhole(score[part], most)) && score.total === score.proof + score.cost + score.safety);
  return { ...one, case: one.case === null ? null : readable(one.case), remedy: { chosen, safe }, causes };
}

function must(isSo) {
  if (!isSo) throw new Error("board_other_form");
}

/** Whether something is a table with these fields, and none but these and those that it may have. */
function hasFields(value, fields, optional = []) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  return fields.every((name) => Object.hasOwn(value, name)) && Object.keys(value).every((name) => [...fields, ...optional].includes(name));
}

function isText(value) {
  return typeof value === "string";
}

function isShort(text) {
  return [...text].length <= BOUNDS.letters;
}

function isId(value) {
  return isText(value) && ID.test(value);
}

function isNumber(value, most) {
  return typeof value === "number" && value >= 0 && value <= most;
}

function isWhole(value, most) {
  return Number.isInteger(value) && isNumber(value, most);
}

/** A string as it may be shown: what cannot be seen stands by its code. */
function readable(value) {
  return value.replace(/[\p{C}\p{Zl}\p{Zp}\u00ad\u115f\u1160\u2800\u3164\uffa0]/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
}
