// The board reads what was saved, refuses what is something else, and sums it up.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { asCsv, byExercise, decoded, readResults, summary } = await import(`${process.env.CLASS_SCRIPTS}/board.mjs`);

const result = (more = {}) => ({
  seed: 7, symptom: "s", cause: "c", level: "easy", case: null, right: true, named: ["d", "c"], looked: ["f"], hints: 1,
  undone: 0, cost: 25, best_cost: 16, seconds: 81, remedy: { chosen: "r/1", safe: true },
  score: { proof: 40, cost: 27, safety: 30, total: 97 }, causes: ["c"], ...more,
});
const file = (name, results) => JSON.stringify({
  schema: "expert/practice-results/1", knowledge: { version: "1", digest: "sha256:0" }, name, mode: "exam", results,
});

test("what was saved is read", () => {
  const [read] = readResults(file("Anna", [result()]));
  assert.deepEqual([read.name, read.mode, read.knowledge.digest], ["Anna", "exam", "sha256:0"]);
  assert.deepEqual(read.results, [result()]);
});

test("what the library reads is read, and what it refuses is refused", () => {
  const table = JSON.parse(readFileSync(process.env.RESULT_FILE_CASES, "utf8"));
  for (const { name, read, text, base64, of, replace, repeat = 1 } of table.cases) {
    const changed = () => table[of].replace(replace[0], () => replace[1].repeat(repeat));
    const bytes = base64 ? Buffer.from(base64, "base64") : Buffer.from(text ?? changed());
    if (read) assert.doesNotThrow(() => readResults(decoded(bytes)), name);
    else assert.throws(() => readResults(decoded(bytes)), { message: /^board_/ }, name);
  }
});

test("a file that is too large, or has too many results, is refused", () => {
  assert.throws(() => decoded(Buffer.alloc(2_000_001, 65)), { message: "board_too_large" });
  assert.throws(() => readResults(file("x", Array(10_001).fill(result()))), { message: "board_other_form" });
});

test("of two causes at work, none counts as named wrongly; of an older file neither does the one named last", () => {
  const both = result({ level: "hard", named: ["x", "d", "c"], causes: ["c", "d"] });
  const older = { ...result({ seed: 9, named: ["c", "d"] }) };
  delete older.causes;
  const files = readResults(file("Bo", [both, older, result()]));
  const wrong = Object.fromEntries(byExercise(files).map((one) => [`${one.seed} ${one.isHard}`, one.wrong]));
  assert.deepEqual(wrong, { "7 true": { x: 1 }, "9 false": {}, "7 false": { d: 1 } });
});

test("people are summed up, the best first", () => {
  const poor = result({ right: false, remedy: { chosen: "r/2", safe: false }, score: { proof: 0, cost: 0, safety: 0, total: 0 } });
  const rows = summary([file("Bo", [poor, result()]), file("Anna", [result()]), file("Cy", [])].flatMap(readResults));
  assert.deepEqual(rows.map((row) => [row.name, row.solved, row.tried, row.unsafe, row.total]), [["Anna", 1, 1, 0, 97], ["Bo", 1, 2, 1, 49], ["Cy", 0, 0, 0, 0]]);
});

test("exercises are summed up, the hardest first, with what was named instead", () => {
  const files = readResults(file("Bo", [result(), result({ seed: 8, right: false, named: ["d"], score: { proof: 0, cost: 0, safety: 0, total: 0 } })]));
  const [hard, other] = byExercise(files);
  assert.deepEqual([hard.seed, hard.solved, hard.wrong], [8, 0, { d: 1 }]);
  assert.equal(other.seed, 7);
});

test("the table is what a spreadsheet reads, and no formula", () => {
  const csv = asCsv(readResults(file('=cmd|"x"', [result()])));
  const [head, line] = csv.split("\r\n");
  assert.equal(head, "name,mode,seed,symptom,cause,level,case,right,named,looked,hints,undone,cost,best_cost,seconds,chosen,safe,proof,cost_points,safety,total,causes");
  assert.equal(line, '"\'=cmd|""x""",exam,7,s,c,easy,,true,d c,f,1,0,25,16,81,r/1,true,40,27,30,97,c');
});

test("what cannot be seen in a name stands by its code", () => {
  assert.equal(readResults(file("A\u202egpj\u200b", []))[0].name, "A\\u{202e}gpj\\u{200b}");
});

test("a table is read back as it was written, learner by learner", () => {
  const odd = result({ case: 'a "b",\r\nc', seconds: null, remedy: { chosen: null, safe: null }, named: [], right: false });
  const files = [file('=cmd|"x"', [result(), odd]), file("'=1", [result({ seed: 8 })])].flatMap(readResults);
  const back = readResults(`\ufeff${asCsv(files)}`);
  const kept = files.map((one) => ({ ...one, knowledge: { version: "", digest: "" } }));
  assert.deepEqual(back, kept);
});

test("the table that the terminal has kept is read", () => {
  const [one, other, ...more] = readResults(readFileSync(process.env.RESULTS_TABLE, "utf8"));
  assert.deepEqual([one.name, one.mode, other.name, other.mode, more.length], ["Anna", "learning", "=Bo", "exam", 0]);
  assert.equal(one.results.length, 2);
  assert.deepEqual(readResults(readFileSync(process.env.RESULTS_JSON, "utf8"))[0].results, one.results);
});

test("a table with what is none is refused whole", () => {
  const csv = asCsv(readResults(file("Anna", [result()])));
  for (const bad of [csv.replace(",25,", ",x,"), csv.replace(",97,c", ""), csv.replace(",7,", ",-7,")]) {
    assert.throws(() => readResults(bad), { message: "board_other_form" });
  }
});
