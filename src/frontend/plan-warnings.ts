import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import type { Plan } from "../plan/schema.js";

/** The analyzer's findings, and KEEP and DROP patterns that matched nothing. */
export function planWarnings(plan: Plan, kontainfile: Kontainfile): readonly Diagnostic[] {
  const findings = plan.findings.map((finding) => ({ ...finding, at: kontainfile.from.range }));
  const unmatched = [
    { word: "KEEP", wishes: kontainfile.keep, matches: plan.kept },
    { word: "DROP", wishes: kontainfile.drop, matches: plan.dropped },
  ].flatMap(({ word, wishes, matches }) => {
    const matched = new Set(matches.filter(({ files }) => files > 0).map(({ pattern }) => pattern));
    return wishes
      .filter(({ value }) => !matched.has(value))
      .map(({ value, range }) => ({
        code: "no-match",
        message: `${word} ${value} matches nothing in ${kontainfile.from.image}`,
        hint: "correct the pattern or remove it",
        at: range,
      }));
  });
  return [...unmatched, ...findings];
}
