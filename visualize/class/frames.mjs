// The frames of a played case: what each of its moments shows, and what is known of every cause by then.

const STEPS = 5; // so many steps with a short wording fit on a frame
const CAUSES = 3; // the column of the causes in the small picture
const MANY = 12; // so many of them stand below each other
export const GUESSES = 10; // so many causes to guess from, where there is room for them
const ROOM = 710; // pixels inside a frame where 1920 x 1080 are projected, for what stands in `HEIGHTS`
const HEIGHTS = { around: 150, title: 63, words: 49, step: 46, betweenSteps: 13 }; // of a line each, in pixels
const LETTERS = { title: 36, words: 60, step: 62 }; // so many of them in a line
const CHIP = 14; // so many letters of a step's line take the frame of a mark and its name, beside what it depends on

/**
 * The frames of a case. Each is its moment with `stands` (how every cause stands so far), `lit` (the boxes that it is
 * about), `shown` (those that were spoken of so far) and, of a remedy, `first`, the number of its first step.
 */
export function framesOf(played) {
  const frames = [];
  let stands = {};
  const shown = new Set();
  for (const moment of played.moments) {
    const changes = moment.changes ?? [];
    stands = { ...stands, ...Object.fromEntries(changes.map((change) => [change.cause, change.stands])) };
    const lit = [...(moment.boxes ?? []), ...changes.map((change) => `cause.${change.cause}`)];
    lit.forEach((box) => shown.add(box));
    for (const part of cut(moment)) frames.push({ ...part, stands, lit, shown: new Set(shown) });
  }
  return frames;
}

/** A moment, cut into several where its steps would not fit on one frame, in either language. */
function cut(moment) {
  const steps = moment.steps ?? [];
  if (!steps.length) return [moment];
  const parts = [];
  let part = [], first = 1;
  steps.forEach((step, place) => {
    if (part.length && (part.length >= STEPS || heightOf(moment, [...part, step]) > ROOM)) {
      parts.push({ ...moment, steps: part, first });
      [part, first] = [[], place + 1];
    }
    part.push(step);
  });
  parts.push({ ...moment, steps: part, first });
  return parts.map((one, place) => ({ ...one, part: place + 1, parts: parts.length }));
}

/** About how high a frame gets by some steps, in pixels where 1920 x 1080 are projected: in the language in which it
    gets higher. */
function heightOf(moment, steps) {
  return Math.max(...["en", "sv"].map((code) => {
    const lines = (count, kind) => Math.ceil(count / LETTERS[kind]) * HEIGHTS[kind];
    const length = (text) => text?.[code]?.length ?? 0;
    const heights = steps.map((step) => lines(lettersOf(step, length), "step") + HEIGHTS.betweenSteps);
    return HEIGHTS.around + lines(length(moment.title), "title") + lines(length(moment.words), "words")
      + heights.reduce((sum, height) => sum + height, 0);
  }));
}

/** About how many letters' room a step takes as it stands on a frame: its case, its short wording, marks and wait. */
function lettersOf(step, length) {
  const marks = (step.marks ?? []).map((mark) => length(mark.condition) + 2 * CHIP);
  return length(step.case) + length(step.short ?? step.text) + length(step.wait)
    + (marks.length ? marks.reduce((sum, letters) => sum + letters, 0) : CHIP);
}

/** The causes to guess from, in the order of their letters: those that are still open; of more than `most`, some with the
    one. */
export function guessable(played, frame, most = GUESSES) {
  const open = played.causes.filter((cause) => frame.stands[cause] !== "ruled_out");
  if (open.length <= most) return open;
  const some = open.filter((cause) => cause !== frame.cause).slice(0, most - 1);
  return open.filter((cause) => cause === frame.cause || some.includes(cause));
}

/** The lines of a case's picture, with the ids of their boxes. */
export function linesOf(played) {
  return played.lines.map(({ source, target, kind }) => ({ source: played.boxes[source].id, target: played.boxes[target].id, kind }));
}

/** Where the boxes of a case stand in its small picture: columns from what was seen to what is to be done, and rows;
    `share` is how many rows each has for itself. */
export function layoutOf(played) {
  const columns = [[], [], [], [], []];
  const from = (kind) => new Set(linesOf(played).filter((line) => line.kind === kind).map((line) => line.source));
  const [seen, worked] = [from("recognizes"), from("derives")];
  for (const box of played.boxes) {
    if (box.kind === "symptom") columns[1].push(box);
    else if (box.kind === "cause") columns[3].push(box);
    else if (box.kind === "remedy") columns[4].push(box);
    else if (seen.has(box.id) || worked.has(box.id)) columns[0].push(box);
    else columns[2].push(box);
  }
  const wide = Math.ceil(columns[CAUSES].length / MANY) || 1; // very many causes stand in rows beside each other
  const lengths = columns.map((column, x) => (x === CAUSES ? Math.ceil(column.length / wide) : column.length));
  const rows = Math.max(1, ...lengths);
  const places = new Map();
  columns.forEach((column, x) => column.forEach((box, place) => {
    const [across, down] = x === CAUSES ? [place % wide, Math.floor(place / wide)] : [0, place];
    const share = rows / lengths[x];
    places.set(box.id, {
      x: x === CAUSES ? x + (across - (wide - 1) / 2) * (0.9 / wide) : x, y: (down + 0.5) * share - 0.5, share,
    });
  }));
  return { columns: columns.length, rows, places, wide };
}

/** The letters by which causes are called in a case: A, B … Z, AA … */
export function letterOf(place) {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : letterOf(Math.floor(place / 26) - 1) + letter;
}
