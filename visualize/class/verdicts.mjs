// The verdicts of an exercise: the library worked out which observations are enough; here sets are only compared.

/** The verdict of each cause of an exercise once these facts were looked up, by the id of the cause. */
export function verdictsOf(exercise, looked) {
  const known = new Set(looked);
  const out = new Set(exercise.causes.filter((cause) => isMet(cause.ruled_out_by, known)).map((cause) => cause.cause));
  return Object.fromEntries(exercise.causes.map((cause) => [cause.cause, verdictOf(cause, known, out)]));
}

/** How each cause stands then: by its verdict, or by what keeps its proof from being one. */
export function standingsOf(exercise, looked) {
  const verdicts = verdictsOf(exercise, looked);
  const stands = ({ cause, no_proof: without }) => (verdicts[cause] === "confirmed" && without) || verdicts[cause];
  return Object.fromEntries(exercise.causes.map((cause) => [cause.cause, stands(cause)]));
}

/** Whether verdicts settle a cause: it is confirmed, or every other is ruled out; of several, whether all are confirmed. */
export function isSettled(verdicts, cause, ...also) {
  if (also.length) return [cause, ...also].every((name) => verdicts[name] === "confirmed");
  const others = Object.entries(verdicts).filter(([name]) => name !== cause);
  return verdicts[cause] === "confirmed" || others.every(([, verdict]) => verdict === "ruled_out");
}

/** How many causes besides the hidden one are ruled out, and how many can be. */
export function ruledOut(exercise, looked) {
  const now = verdictsOf(exercise, looked);
  const whole = verdictsOf(exercise, exercise.answers.map((answer) => answer.fact));
  const canBe = Object.keys(whole).filter((name) => whole[name] === "ruled_out");
  return { now: canBe.filter((name) => now[name] === "ruled_out").length, of: canBe.length };
}

/** The smallest set of looked-up facts that rules a cause out; none where it is not ruled out. */
export function whyRuledOut(exercise, name, looked) {
  const known = new Set(looked);
  const cause = exercise.causes.find((one) => one.cause === name);
  return (cause?.ruled_out_by ?? []).find((facts) => facts.every((fact) => known.has(fact)));
}

/** What would rule a cause out with the fewest further facts; nothing where no observation does. */
export function whatRulesOut(exercise, name, looked) {
  const known = new Set(looked);
  const open = (facts) => facts.filter((fact) => !known.has(fact)).length;
  const sets = exercise.causes.find((one) => one.cause === name)?.ruled_out_by ?? [];
  return sets.reduce((best, facts) => (best === undefined || open(facts) < open(best) ? facts : best), undefined);
}

function verdictOf(cause, known, out) {
  if (isMet(cause.confirmed_by, known)) return "confirmed";
  if (out.has(cause.cause)) return "ruled_out";
  const isLikely = isMet(cause.likely_by, known) && (cause.likely_after ?? []).every((other) => out.has(other));
  return isLikely ? "likely" : "possible";
}

function isMet(sets, known) {
  return (sets ?? []).some((facts) => facts.every((fact) => known.has(fact)));
}
