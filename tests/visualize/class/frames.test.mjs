// The frames of a case: one claim each, nothing given away, every verdict there in the end.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const scripts = process.env.CLASS_SCRIPTS;
const { framesOf, guessable, layoutOf, letterOf, linesOf } = await import(`${scripts}/frames.mjs`);
const { breakable } = await import(`${scripts}/parts.mjs`);
const { inLanguage, revived, speak } = await import(`${scripts}/texts.mjs`);
const room = JSON.parse(readFileSync(process.env.CLASS_DOCUMENT, "utf8"));

test("the last frame knows the verdict of every cause", () => {
  for (const played of room.cases) {
    const last = framesOf(played).at(-1);
    assert.deepEqual(Object.keys(last.stands).sort(), [...played.causes].sort());
  }
});

test("a verdict is known from its frame on, not before", () => {
  for (const played of room.cases) {
    let before = {};
    for (const frame of framesOf(played)) {
      const changed = Object.keys(frame.stands).filter((cause) => frame.stands[cause] !== before[cause]);
      assert.deepEqual(changed.sort(), frame.changes.map((change) => change.cause).sort());
      before = frame.stands;
    }
  }
});

test("steps that would not fit on a frame go on in the next", () => {
  const step = (n) => ({ text: { en: `step ${n}`, sv: "s".repeat(60) } });
  const moment = { kind: "remedy", title: {}, steps: Array.from({ length: 9 }, (_, n) => step(n + 1)) };
  const frames = framesOf({ moments: [moment], causes: [], boxes: [], lines: [] });
  assert.ok(frames.length > 1);
  assert.deepEqual(frames.flatMap((frame) => frame.steps), moment.steps);
  assert.deepEqual(frames.map((frame) => frame.first), [1, 6]);
  assert.deepEqual(frames.map((frame) => [frame.part, frame.parts]), [[1, 2], [2, 2]]);
});

test("the longer what stands above them, their marks, and what these depend on, the fewer steps stand on a frame", () => {
  const text = (letters) => ({ en: "x", sv: "x".repeat(letters) });
  const steps = (marks) => Array.from({ length: 5 }, () => ({ text: text(40), short: text(40), marks }));
  const parts = (more, marks = []) => framesOf({
    moments: [{ kind: "remedy", title: text(30), steps: steps(marks), ...more }], causes: [], boxes: [], lines: [],
  });
  assert.equal(parts({}).length, 1);
  assert.ok(parts({ title: text(80), words: text(270) }).length > 1);
  assert.ok(parts({}, [{ safety: "erases_device", condition: text(40) }, { safety: "changes_tenant" }]).length > 1);
  const crowded = parts({ words: text(3000) });
  assert.deepEqual(crowded.map((frame) => frame.steps.length), [1, 1, 1, 1, 1], "each has one at least");
});

test("five short steps fit on one", () => {
  const steps = Array.from({ length: 5 }, () => ({ text: { en: "x", sv: "x".repeat(400) }, short: { en: "x", sv: "x" } }));
  assert.equal(framesOf({ moments: [{ kind: "remedy", title: {}, steps }], causes: [], boxes: [], lines: [] }).length, 1);
});

test("every box of a picture has a place of its own, from what was seen to the remedy", () => {
  for (const played of room.cases) {
    const { places } = layoutOf(played);
    const taken = [...places.values()].map(({ x, y }) => `${x} ${y}`);
    assert.equal(places.size, played.boxes.length);
    assert.equal(new Set(taken).size, taken.length);
    for (const line of linesOf(played)) assert.ok(places.get(line.source).x <= places.get(line.target).x, JSON.stringify(line));
  }
});

test("letters go on after Z", () => {
  assert.deepEqual([0, 25, 26, 27, 52, 701, 702].map(letterOf), ["A", "Z", "AA", "AB", "BA", "ZZ", "AAA"]);
});

test("texts are said in a language, with what they hold said in it too", () => {
  const text = { en: "No, not “{cause}” ({n})", sv: "Nej, inte ”{cause}” ({n}) {other}" };
  const cause = { en: "the {clock}", sv: "klockan" };
  assert.equal(inLanguage(text, "en", { cause, n: 2 }), "No, not “the {clock}” (2)");
  assert.equal(inLanguage(text, "sv", { cause, n: 2 }), "Nej, inte ”klockan” (2) {other}");
});

test("long Swedish words may be broken where their parts are joined, and nowhere else", () => {
  assert.equal(breakable("enhetsregistreringshanterarens"), "enhetsregistreringshanterarens", "English is left alone");
  speak("sv");
  assert.equal(breakable("Enhetsregistreringshanterarens konto"), "Enhets\u00adregistrerings\u00adhanterarens konto");
  assert.equal(breakable("registreringsmetod"), "registrerings\u00admetod");
  assert.equal(breakable("inställningsapp"), "inställningsapp", "short enough");
  speak("en");
});

test("packed texts come back in their places", () => {
  const packed = { texts: [["a", "b"], ["c"]], document: { x: [{ t: 0 }], y: { z: { t: 1 }, n: 0 } }, words: { w: { t: 1 } } };
  assert.deepEqual(revived(packed), {
    document: { x: [{ en: "a", sv: "b" }], y: { z: { en: "c", sv: "c" }, n: 0 } }, words: { w: { en: "c", sv: "c" } },
  });
});

test("the class guesses among what is still open, and the right one is always there", () => {
  const causes = Array.from({ length: 30 }, (_, n) => `c${String(n).padStart(2, "0")}`);
  const stands = Object.fromEntries(causes.map((cause) => [cause, cause === "c00" ? "ruled_out" : "possible"]));
  const few = guessable({ causes }, { stands, cause: "c29" }, 2);
  assert.deepEqual(few, ["c01", "c29"]);
  const listed = guessable({ causes }, { stands, cause: "c29" });
  assert.equal(listed.length, 10);
  assert.ok(listed.includes("c29") && !listed.includes("c00"));
  assert.deepEqual(listed, [...listed].sort());
  for (const played of room.cases) {
    for (const frame of framesOf(played).filter((one) => one.kind === "guess")) {
      assert.ok(guessable(played, frame).includes(frame.cause), played.id);
    }
  }
});
