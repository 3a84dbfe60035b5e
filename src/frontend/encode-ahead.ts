import { sent } from "../gateway/sent.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import { encodeAhead, type Environment } from "./environment.js";

/** Waits for what the daemon was asked. It is the daemon's turn meanwhile, so our programs are encoded, which are the bulk of each graph. */
export async function meanwhileEncode<Answer>(
  environment: Environment,
  kontainfile: Kontainfile,
  answer: Promise<Answer>,
): Promise<Answer> {
  // Its failure is told where it is waited for.
  answer.catch(() => undefined);
  await sent();
  const { analyzer, tracer, checker, toolchain, linker } = environment.programs;
  const programs = [
    analyzer,
    ...(kontainfile.traces.length > 0 ? [tracer] : []),
    ...(kontainfile.checks.kind === "none" ? [] : [checker]),
    ...(kontainfile.link === "static" ? [toolchain, linker] : []),
  ];
  for (const program of programs) encodeAhead(environment, program);
  return answer;
}
