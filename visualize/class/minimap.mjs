// The small picture of a case: its boxes from what was seen to what is to be done, those lit that a frame is about.

import { svg } from "./dom.mjs";
import { layoutOf, letterOf, linesOf } from "./frames.mjs";
import { say } from "./texts.mjs";

const WIDTH = 24; // in the letter size of the page, as everything here
const ROW = 2.4;
const HIGHEST = 13;
const WIDE = { fact: 2.6, derived_fact: 2.6, symptom: 3.2, cause: 3.4, remedy: 2.6 };
const HATCH = 0.5; // from one slanting line to the next
const READABLE = 1.5; // rows that are lower have no room for letters

/** The picture as it stands at a frame. */
export function minimap(at, played, frame) {
  const { columns, rows, places, wide } = layoutOf(played);
  const row = Math.min(ROW, HIGHEST / rows);
  const height = Math.max(ROW, rows * row);
  const where = (id) => {
    const { x, y } = places.get(id);
    return { x: (x + 0.5) * (WIDTH / columns), y: rows === 1 ? height / 2 : (y + 0.5) * row };
  };
  const seen = (id) => frame.shown.has(id);
  const all = linesOf(played);
  const lines = all.filter((line) => isDrawn(line, all, frame) && (wide === 1 || line.kind !== "explains")).map((line) => {
    const [from, to] = [where(line.source), where(line.target)];
    const half = (id) => widthOf(kindOf(played, id), wide) / 2;
    const fired = seen(line.source) && seen(line.target);
    return svg("line", {
      class: `line ${fired ? lookOf(line, frame) : "unseen"}`, x1: from.x + half(line.source), y1: from.y,
      x2: to.x - half(line.target), y2: to.y,
    });
  });
  const boxes = played.boxes.map((box) => boxShown(at, played, frame, box, { ...where(box.id), width: widthOf(box.kind, wide), row: row * places.get(box.id).share }));
  return svg("svg", {
    class: "minimap", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": say(at.words.minimap_about),
  }, lines, boxes);
}

const SHOWN_BY = {
  proves: ["confirmed", "superseded", "disputed"], suggests: ["likely", "possible", "disputed"], rules_out: ["ruled_out", "disputed"],
};

/** Whether a line may be seen yet: one that decides a cause, or leads to what is to be done, would give it away. */
function isDrawn(line, all, frame) {
  if (line.kind === "remedied_by") return frame.shown.has(line.target);
  if (line.kind === "explains") return !all.some((other) => other.target === line.target && decides(other, frame));
  return !(line.kind in SHOWN_BY) || decides(line, frame);
}

/** How a line that has fired looks: one to what is no proof is as soft as its box. */
function lookOf(line, frame) {
  const stands = frame.stands[line.target.slice("cause.".length)];
  const isSoft = stands === "disputed" ? line.kind in SHOWN_BY : stands === "superseded" && line.kind === "proves";
  return isSoft ? stands : line.kind;
}

/** Whether a fact's line to a cause says how it stands by now. */
function decides(line, frame) {
  return (SHOWN_BY[line.kind] ?? []).includes(frame.stands[line.target.slice("cause.".length)]);
}

function kindOf(played, id) {
  return played.boxes.find((box) => box.id === id).kind;
}

/** How wide a box is; narrower for causes that stand in several rows beside each other. */
function widthOf(kind, wide) {
  return kind === "cause" && wide > 1 ? (0.75 * WIDTH) / 5 / wide : WIDE[kind];
}

function boxShown(at, played, frame, box, { x, y, width, row }) {
  const height = Math.min(1.9, row * 0.8);
  const cause = box.kind === "cause" ? box.id.slice("cause.".length) : null;
  const stands = cause === null ? "" : frame.stands[cause] ?? "none";
  const classes = ["node", box.kind, stands, frame.lit.includes(box.id) ? "lit" : "", frame.shown.has(box.id) ? "" : "unseen"];
  const letter = cause !== null && row >= READABLE && width >= READABLE
    ? svg("text", { x, y: y + 0.36, "text-anchor": "middle" }, letterOf(played.causes.indexOf(cause))) : null;
  return svg("g", { class: classes.filter(Boolean).join(" ") },
    svg("title", {}, titleOf(at, box, frame)),
    box.kind === "symptom" ? hexagon(x, y, width, height)
      : svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: box.kind.endsWith("fact") ? 0.4 : 0 }),
    stands === "superseded" && svg("path", { class: "hatching", d: slantsIn({ x: x - width / 2, y: y - height / 2, width, height }) }),
    stands === "ruled_out" && svg("line", { class: "strike", x1: x - width / 2, y1: y + height / 2, x2: x + width / 2, y2: y - height / 2 }),
    letter);
}

/** The slanting lines inside a box, as slides hatch what only older documentation names. */
function slantsIn({ x, y, width, height }) {
  let path = "";
  for (let at = HATCH; at < width + height; at += HATCH) {
    path += `M${x + Math.max(0, at - height)} ${y + Math.min(at, height)}L${x + Math.min(at, width)} ${y + Math.max(0, at - width)}`;
  }
  return path;
}

function hexagon(x, y, width, height) {
  const [w, h, cut] = [width / 2, height / 2, 0.5];
  const points = [[-w, 0], [-w + cut, -h], [w - cut, -h], [w, 0], [w - cut, h], [-w + cut, h]];
  return svg("polygon", { points: points.map(([dx, dy]) => `${x + dx},${y + dy}`).join(" ") });
}

function titleOf(at, box, frame) {
  const [kind, ...rest] = box.id.split(".");
  const ref = rest.join(".");
  if (kind === "cause") {
    const stands = frame.stands[ref];
    const word = stands ? `: ${say(at.words.verdicts[stands])}` : "";
    return `${say(at.causes.get(ref)?.title) || ref}${word}`;
  }
  if (box.label) return say(box.label);
  const part = kind === "symptom" ? at.symptoms.get(ref) : at.remedies.get(ref);
  return part ? say(part.title) : ref;
}
