// The state of practicing: verdicts by sets, costs, hints, undo, exams, and what is kept of it all.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const scripts = process.env.CLASS_SCRIPTS;
const { Attempt, drawn, lengthOf, resultsFile } = await import(`${scripts}/session.mjs`);
const { points } = await import(`${scripts}/score.mjs`);
const { isSettled, standingsOf, verdictsOf, whatRulesOut, whyRuledOut } = await import(`${scripts}/verdicts.mjs`);
const room = JSON.parse(readFileSync(process.env.CLASS_DOCUMENT, "utf8"));
const exercises = room.exercises;

const clock = () => clock.now;
clock.now = 0;

const hard = exercises.filter((one) => one.level === "hard");

/** An exercise solved as it is recommended. */
function thorough(exercise, mode = "learning") {
  const attempt = new Attempt(exercise, mode, clock);
  for (const fact of exercise.best) attempt.look(fact);
  for (const cause of attempt.atWork) attempt.name(cause);
  attempt.mend(exercise.mending.find((way) => way.judged === "right").id);
  return attempt;
}

const wrongOf = ({ causes, cause, also }) => causes.find((one) => one.cause !== cause && !also.includes(one.cause)).cause;

test("what keeps a proof from being one stands in its place, and nowhere else", () => {
  const causes = [{ cause: "a", confirmed_by: [["x"]], no_proof: "superseded" }, { cause: "b", ruled_out_by: [["x"]], no_proof: "superseded" }];
  assert.deepEqual(standingsOf({ causes }, ["x"]), { a: "superseded", b: "ruled_out" });
  assert.deepEqual(standingsOf({ causes }, []), { a: "possible", b: "possible" });
});

test("a cause is likely once those are ruled out that the library says", () => {
  const causes = [{ cause: "a", likely_by: [["x"]], likely_after: ["b"] }, { cause: "b", ruled_out_by: [["y"]] }];
  assert.deepEqual(verdictsOf({ causes }, ["x"]), { a: "possible", b: "possible" });
  assert.deepEqual(verdictsOf({ causes }, ["x", "y"]), { a: "likely", b: "ruled_out" });
});

test("the verdicts are those that the library reckons", () => {
  for (const { exercise, looked, verdicts } of JSON.parse(readFileSync(process.env.CLASS_VERDICTS, "utf8"))) {
    assert.deepEqual(verdictsOf(exercises[exercise], looked), verdicts);
  }
});

test("whatever is done, it comes to what it comes to in the library", () => {
  const attempts = JSON.parse(readFileSync(process.env.CLASS_ATTEMPTS, "utf8"));
  for (const { exercise, moves, result } of attempts) {
    const attempt = new Attempt(exercise, "learning", clock);
    const act = {
      look: (fact) => attempt.look(fact), name: (cause) => attempt.name(cause), undo: () => attempt.undo(),
      mend: (way) => attempt.mend(way), give_up: () => attempt.giveUp(),
    };
    for (const [kind, name] of moves) act[kind](name);
    assert.deepEqual({ ...attempt.result(), seconds: null }, result, JSON.stringify(moves));
  }
  assert.ok(attempts.some(({ exercise, result }) => exercise.also.length && result.right));
  assert.ok(attempts.some(({ exercise, result }) => result.named.some((name) => exercise.lures.includes(name))));
});

test("the points are those that the library gives", { skip: !existsSync(process.env.SCORE_VECTORS) && "there is no table of examples of the library" }, () => {
  for (const { ending, points: wanted } of JSON.parse(readFileSync(process.env.SCORE_VECTORS, "utf8"))) {
    assert.deepEqual(points(ending), wanted, JSON.stringify(ending));
  }
});

test("who does as is recommended gets all points", () => {
  for (const exercise of exercises) {
    const { score, cost, right, remedy } = thorough(exercise).result();
    assert.equal(cost, exercise.best_cost);
    assert.deepEqual([right, remedy.safe], [true, true]);
    assert.deepEqual(score, { proof: 40, cost: 30, safety: 30, total: 100 });
  }
});

test("a lucky guess is never paid more than thorough work", () => {
  for (const exercise of exercises) {
    const lucky = new Attempt(exercise, "learning", clock);
    lucky.atWork.forEach((cause) => lucky.name(cause));
    lucky.mend(exercise.mending.find((way) => way.judged === "right").id);
    const all = new Attempt(exercise, "learning", clock);
    for (const answer of exercise.answers) all.look(answer.fact);
    all.atWork.forEach((cause) => all.name(cause));
    all.mend(exercise.mending.find((way) => way.judged === "right").id);
    assert.ok(lucky.result().score.total < all.result().score.total, exercise.symptom);
  }
});

test("to look up twice costs once, and tells what is newly decided", () => {
  const [exercise] = exercises;
  const attempt = new Attempt(exercise, "learning", clock);
  const told = exercise.best.map((fact) => attempt.look(fact));
  const cost = attempt.cost;
  assert.deepEqual(attempt.look(exercise.best[0]), { confirmed: [], ruled_out: [] });
  assert.equal(attempt.cost, cost);
  assert.ok(told.some((one) => one.confirmed.includes(exercise.cause) || one.ruled_out.length));
  assert.ok(isSettled(attempt.verdicts, exercise.cause));
});

test("hints follow the recommended path and have their price; none when all is known", () => {
  const exercise = exercises.find((one) => one.best.length > 0);
  const attempt = new Attempt(exercise, "learning", clock);
  for (const fact of exercise.best) {
    const before = attempt.cost;
    const hint = attempt.hint();
    assert.equal(hint.fact, fact);
    assert.equal(hint.price, exercise.hint_cost);
    assert.equal(attempt.cost, before + hint.price);
    attempt.look(fact);
  }
  const cost = attempt.cost;
  assert.equal(attempt.hint(), null);
  assert.equal(attempt.cost, cost, "that nothing is left to look up is told for nothing");
  assert.equal(attempt.result().hints, exercise.best.length);
});

test("a hint that is asked for again tells what comes after it, at its price, as in a terminal; at the end the first", () => {
  const exercise = exercises.reduce((one, other) => (other.best.length > one.best.length ? other : one));
  assert.ok(exercise.best.length > 1);
  const attempt = new Attempt(exercise, "learning", clock);
  const hints = exercise.best.map(() => attempt.hint());
  assert.deepEqual(hints.map((hint) => hint.fact), exercise.best);
  assert.equal(attempt.cost, exercise.report_cost + hints.length * exercise.hint_cost);
  assert.deepEqual(attempt.hint(), { fact: exercise.best[0], price: 0 });
  assert.equal(attempt.result().hints, hints.length);
});

test("undo takes a move back, but not what it cost", () => {
  const [exercise] = exercises;
  const attempt = new Attempt(exercise, "learning", clock);
  assert.equal(attempt.undo(), null);
  attempt.look(exercise.answers[0].fact);
  const cost = attempt.cost;
  assert.deepEqual(attempt.undo(), { looked: exercise.answers[0].fact });
  assert.deepEqual(attempt.looked, []);
  assert.equal(attempt.cost, cost);
  assert.equal(attempt.result().undone, 1);
});

test("a wrong name costs, and counts for more where it was ruled out already", () => {
  const exercise = exercises.find((one) => one.causes.some((cause) => cause.ruled_out_by.some((set) => set.length)));
  const other = exercise.causes.find((cause) => cause.ruled_out_by.some((set) => set.length));
  const [facts] = other.ruled_out_by;
  const attempt = new Attempt(exercise, "learning", clock);
  facts.forEach((fact) => attempt.look(fact));
  const before = attempt.cost;
  assert.deepEqual(attempt.name(other.cause), { right: false, verdict: "ruled_out" });
  assert.deepEqual(whyRuledOut(exercise, other.cause, attempt.looked), facts);
  assert.equal(attempt.cost, before + exercise.ruled_out_cost);
  assert.equal(attempt.isNamed, false);
  assert.deepEqual(attempt.namedWrong(), [{ cause: other.cause, verdict: "ruled_out" }]);
});

test("of what would rule a cause out, that is named which needs the fewest further facts", () => {
  const exercise = { causes: [{ cause: "c", ruled_out_by: [["a", "b"], ["d", "e", "f"]] }, { cause: "never", ruled_out_by: [] }] };
  assert.deepEqual(whatRulesOut(exercise, "c", []), ["a", "b"]);
  assert.deepEqual(whatRulesOut(exercise, "c", ["d", "e"]), ["d", "e", "f"]);
  assert.equal(whatRulesOut(exercise, "never", ["a"]), undefined);
});

test("how an exercise ended is said as it is", () => {
  const exercise = exercises.find((one) => one.mending.some((way) => way.judged === "in_vain" || way.judged === "harmful"));
  const ended = (mode, act) => {
    const attempt = new Attempt(exercise, mode, clock);
    act(attempt);
    return attempt.ending;
  };
  const named = (attempt) => attempt.name(exercise.cause);
  const mended = (judged) => (attempt) => {
    named(attempt);
    attempt.mend(exercise.mending.find((way) => judged.includes(way.judged)).id);
  };
  assert.equal(ended("learning", mended(["right"])), "solved");
  assert.equal(ended("learning", mended(["in_vain", "harmful"])), "not_mended");
  assert.equal(ended("learning", (attempt) => { named(attempt); attempt.giveUp(); }), "found");
  assert.equal(ended("learning", (attempt) => attempt.giveUp()), "given_up");
  assert.equal(ended("exam", (attempt) => attempt.giveUp()), "skipped");
  assert.equal(ended("exam", (attempt) => attempt.stop()), "out_of_time");
  assert.equal(ended("exam", (attempt) => attempt.name(wrongOf(exercise))), "wrong");
  const two = new Attempt(hard.find((one) => one.also.length), "learning", clock);
  two.name(two.exercise.also[0]);
  two.giveUp();
  assert.equal(two.ending, "partly");
});

test("of two causes both are to be named; an exam takes two names of every hard exercise, and so gives none away", () => {
  const [two, one] = [hard.find((exercise) => exercise.also.length), hard.find((exercise) => !exercise.also.length)];
  for (const exercise of [two, one]) {
    const attempt = new Attempt(exercise, "exam", clock);
    attempt.close();
    assert.equal(attempt.isNamed, false, "something has to be named first");
    assert.equal(attempt.name(exercise.cause).right, true);
    assert.deepEqual([attempt.isNamed, attempt.mayNameMore], [false, true]);
    attempt.close();
    assert.deepEqual([attempt.isNamed, attempt.isRight], [true, exercise === one]);
    const other = new Attempt(exercise, "exam", clock);
    const told = other.costToTell;
    other.name(wrongOf(exercise));
    assert.equal(other.costToTell, told, "what is told gives no name away");
    assert.ok(other.result().cost > told);
    other.name(exercise.cause);
    assert.equal(other.isNamed, true);
  }
  const attempt = new Attempt(two, "learning", clock);
  attempt.name(two.cause);
  assert.deepEqual([attempt.isNamed, attempt.isRight], [false, false]);
  attempt.name(two.also[0]);
  assert.deepEqual([attempt.isNamed, attempt.isRight, attempt.result().level], [true, true, "hard"]);
  assert.deepEqual(attempt.result().causes, [two.cause, ...two.also]);
});

test("a cause of the misquoted message is ruled out from the beginning, and no verdict tells so", () => {
  const exercise = hard.find((one) => one.lures.length);
  const attempt = new Attempt(exercise, "learning", clock);
  const [lure] = exercise.lures;
  assert.equal(lure in attempt.verdicts, false);
  assert.deepEqual(attempt.name(lure), { right: false, verdict: "ruled_out" });
  assert.equal(attempt.cost, exercise.report_cost + exercise.ruled_out_cost);
});

test("an exam takes one answer, and has neither undo nor second thoughts", () => {
  const [exercise] = exercises;
  const attempt = new Attempt(exercise, "exam", clock);
  attempt.look(exercise.answers[0].fact);
  assert.equal(attempt.undo(), null);
  attempt.name(wrongOf(exercise));
  assert.equal(attempt.isNamed, true);
  attempt.name(exercise.cause);
  assert.equal(attempt.isRight, false);
  attempt.mend(exercise.mending[0].id);
  assert.equal(attempt.isOver, true);
  assert.equal(attempt.result().score.proof, 0);
});

test("who gives up has no points, and the time stops", () => {
  clock.now = 0;
  const attempt = new Attempt(exercises[0], "learning", clock);
  clock.now = 81_400;
  attempt.giveUp();
  clock.now = 99_000;
  const result = attempt.result();
  assert.equal(result.seconds, 81);
  assert.deepEqual([result.right, result.score.total, result.remedy.safe], [false, 0, null]);
});

test("one number draws the same series for everybody, each symptom once before any comes again", () => {
  const wanted = { length: "", symptom: "", count: 50, number: 7 };
  const series = drawn(exercises, wanted);
  assert.deepEqual(series, drawn([...exercises].reverse(), wanted));
  assert.notDeepEqual(series, drawn(exercises, { ...wanted, number: 8 }));
  const symptoms = new Set(exercises.map((one) => one.symptom));
  assert.equal(new Set(series.slice(0, symptoms.size).map((one) => one.symptom)).size, Math.min(50, symptoms.size));
  assert.ok(drawn(exercises, { ...wanted, level: "hard" }).every((one) => one.level === "hard"));
  const easy = exercises.filter((one) => one.level === "easy");
  assert.deepEqual(drawn(exercises, { ...wanted, level: "easy" }), drawn(easy, wanted));
  assert.ok(drawn(exercises, { ...wanted, length: "short" }).every((one) => lengthOf(one) === "short"));
  assert.equal(drawn(exercises, { ...wanted, count: 2 }).length, 2);
});

test("results have the form that others read", () => {
  const result = thorough(exercises[0]).result();
  const file = resultsFile(room.knowledge, "Anna", "learning", [result]);
  assert.deepEqual(Object.keys(file), ["schema", "knowledge", "name", "mode", "results"]);
  assert.equal(file.schema, "expert/practice-results/1");
  assert.deepEqual(Object.keys(result), ["seed", "symptom", "cause", "level", "case", "right", "named", "looked", "hints",
    "undone", "cost", "best_cost", "seconds", "remedy", "score", "causes"]);
  assert.deepEqual(Object.keys(result.remedy), ["chosen", "safe"]);
  assert.equal(result.level, "easy");
  assert.equal(thorough(exercises[0], "exam").result().level, "exam");
  assert.deepEqual(Object.keys(result.score), ["proof", "cost", "safety", "total"]);
});
