// Finds symptoms and causes by what somebody remembers of them: a message, a code, a word, in either language.

const COMBINING = /[\u0300-\u036f]/g;
const SEPARATORS = /[^\p{L}\p{N}]+/u;
const LONG = 5; // letters from which on one slip is forgiven; two from LONGER on
const LONGER = 9;

/** A text as it is compared: small letters without accents, one blank between words. */
export function folded(text) {
  return words(text).join(" ");
}

/** The words of a text, folded. */
export function words(text) {
  return text.normalize("NFKD").replace(COMBINING, "").toLowerCase().split(SEPARATORS).filter((word) => word);
}

/** An index of the page's document: an entry for each symptom and each cause. */
export function indexOf(document) {
  const symptoms = document.symptoms.map((symptom) => entry("symptom", symptom, [
    [3, both(symptom.title)],
    [4, (symptom.messages ?? []).flatMap(both)],
    [4, symptom.codes ?? []],
    [2, [symptom.id.replaceAll("-", " ")]],
    [1, [symptom.words ?? ""]],
  ]));
  const causes = document.causes.map((cause) => entry("cause", cause, [
    [3, both(cause.title)],
    [2, [cause.id.replaceAll("-", " ")]],
  ]));
  return [...symptoms, ...causes];
}

/** The entries that a query finds, the best first. All its words must be there; slips in long ones are forgiven. */
export function find(index, query) {
  const wanted = words(query);
  if (!wanted.length) return [];
  const whole = wanted.join(" ");
  return index
    .map((one) => ({ kind: one.kind, id: one.id, score: scored(one, wanted, whole) }))
    .filter((hit) => hit.score > 0)
    .sort((one, other) => other.score - one.score);
}

/** Whether two words are the same but for so many slips (a letter more, less, other, or two swapped). */
export function isNear(one, other, slips) {
  if (Math.abs(one.length - other.length) > slips) return false;
  let before = [], last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > slips) return false;
    [before, last] = [last, row];
  }
  return last[other.length] <= slips;
}

function both(text) {
  return [text.en, text.sv];
}

function entry(kind, part, fields) {
  const weights = new Map();
  const texts = [];
  for (const [weight, listed] of fields) {
    for (const text of listed) {
      const found = words(text);
      texts.push(` ${found.join(" ")} `);
      for (const word of found) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
    }
  }
  return { kind, id: part.id, weights, texts };
}

function scored(one, wanted, whole) {
  let score = one.texts.some((text) => text.includes(` ${whole}`)) ? 5 * wanted.length : 0;
  for (const word of wanted) {
    const found = bestOf(one.weights, word);
    if (!found) return 0;
    score += found;
  }
  return score;
}

/** How well a word is found among an entry's: whole, as a beginning, or with slips. */
function bestOf(weights, word) {
  const exact = weights.get(word);
  if (exact) return 3 * exact;
  const slips = word.length >= LONGER ? 2 : word.length >= LONG ? 1 : 0;
  let best = 0;
  for (const [known, weight] of weights) {
    if (known.startsWith(word)) best = Math.max(best, 2 * weight);
    else if (slips && isNear(word, known, slips)) best = Math.max(best, weight);
  }
  return best;
}
