import { expect, test } from "vitest";
import { readDirectives } from "../../../src/kontainfile/directives.js";
import { expandTemplate } from "../../../src/kontainfile/expand.js";
import { splitInstructions } from "../../../src/kontainfile/instruction.js";
import { readSource } from "../../../src/kontainfile/source-text.js";
import { parseTemplate } from "../../../src/kontainfile/parse-template.js";
import files from "./buildkit-files.json" with { type: "json" };
import words from "./buildkit-words.json" with { type: "json" };

const VARIABLES = new Map(Object.entries(words.variables));

test.each(words.words)("with escape %s the word %j means %j to BuildKit and to us", (escape, word, value) => {
  expect(valueOf(word ?? "", escape ?? "")).toBe(value);
});

function valueOf(word: string, escape: string): string | null {
  const offsets = Array.from({ length: word.length }, (_, index) => index);
  const span = { text: word, offsets, end: word.length, source: { text: word, lineStarts: [0] } };
  const template = parseTemplate(span, escape, () => undefined);
  if (template === undefined) return null;
  const { text, problem } = expandTemplate(template, VARIABLES);
  return problem === undefined ? text : null;
}

test.each(files.files)("BuildKit and we find the same instructions in $text", ({ text, instructions }) => {
  const source = readSource({ name: "Dockerfile", text });
  const problems: unknown[] = [];
  const report = (problem: unknown): void => void problems.push(problem);
  const found = splitInstructions(source, readDirectives(source, report), report);
  expect(problems).toEqual([]);
  expect(
    found.map(({ name, range, flags, args }, index) => [
      name,
      range.start.line,
      flags.map((flag) => `--${flag.name}=${flag.value?.text ?? ""}`),
      instructions[index]?.[3] === null ? null : args.text,
    ]),
  ).toEqual(instructions);
});
