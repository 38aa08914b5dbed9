// What somebody remembers is found: a message, a code, a word, in either language, with a slip.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { find, folded, indexOf, isNear } = await import(`${process.env.CLASS_SCRIPTS}/search.mjs`);
const room = JSON.parse(readFileSync(process.env.CLASS_DOCUMENT, "utf8"));
const index = indexOf(room);
const firstOf = (query) => find(index, query)[0]?.id;

test("accents, case and signs do not matter", () => {
  assert.equal(folded("Företags-Portalen: ÅÄÖ!"), "foretags portalen aao");
});

test("every symptom is the first hit of its own title in either language", () => {
  for (const symptom of room.symptoms) {
    for (const title of [symptom.title.en, symptom.title.sv]) {
      const best = find(index, title).filter((hit) => hit.score === find(index, title)[0].score).map((hit) => hit.id);
      assert.ok(best.includes(symptom.id), `${title}: ${best}`);
    }
  }
});

test("every message finds its symptom", () => {
  for (const symptom of room.symptoms) {
    for (const message of symptom.messages ?? []) {
      assert.ok(find(index, message.en).some((hit) => hit.id === symptom.id), message.en);
    }
  }
});

test("a slip in a long word is forgiven, and all words must be there", () => {
  const cause = room.causes.find((one) => /[a-z]{7}/.test(one.title.en));
  const word = cause.title.en.match(/[a-z]{7,}/)[0];
  const mistyped = word.slice(0, 2) + word[3] + word[2] + word.slice(4);
  assert.ok(find(index, mistyped).some((hit) => hit.id === cause.id), mistyped);
  assert.deepEqual(find(index, `${word} xyzzyxyzzy`), []);
  assert.deepEqual(find(index, "   "), []);
});

test("what begins so is found while it is being typed", () => {
  const [word] = folded(room.symptoms[0].title.en).split(" ").filter((one) => one.length > 4);
  assert.ok(find(index, word.slice(0, 4)).length > 0);
  assert.equal(typeof firstOf(word), "string");
});

test("slips are counted: one more, one less, another, two swapped", () => {
  for (const other of ["profil", "profilee", "profule", "porfile"]) assert.ok(isNear("profile", other, 1), other);
  assert.ok(!isNear("profile", "prfoiel", 1));
  assert.ok(!isNear("profile", "file", 2));
});
