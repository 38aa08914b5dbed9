// The score of an exercise, as the library defines it (expert/teach): proof, cost and safety, each from counts alone.

const PROOF = 40;
const COST = 30;
const SAFETY = { right: 30, avoidable: 15, in_vain: 10, harmful: 0 };
const PARTS = 4; // so many wrong names take everything

/**
 * The points that an ending earns, of 40, 30 and 30.
 *
 * `ending` has: right (the cause was named), settled (what was looked up proves it), ruled_out and others (how many
 * other causes are ruled out, and how many can be), wrong (wrong names), against (those of them that were ruled out
 * already), cost and best_cost in minutes, and way (how the chosen way to mend it is judged, or null).
 */
export function points(ending) {
  const safety = ending.way === null ? 0 : SAFETY[ending.way];
  if (!ending.right) return withTotal(0, 0, safety);
  const left = Math.max(0, PARTS - ending.wrong - ending.against) / PARTS;
  if (!ending.settled) {
    return withTotal(Math.floor((PROOF * left * ending.ruled_out) / (ending.others + 1)), 0, safety);
  }
  const cheap = ending.cost ? Math.min(1, ending.best_cost / ending.cost) : 1;
  return withTotal(Math.floor(PROOF * left), Math.floor(COST * left * cheap + 0.5), safety);
}

function withTotal(proof, cost, safety) {
  return { proof, cost, safety, total: proof + cost + safety };
}
