/** A shell pattern (`*`, `?`, escapes) as a regular expression; undefined for an escape of another character. */
function toExpression(
  pattern: string,
  options: { readonly greedy: boolean; readonly anchored: boolean },
): string | undefined {
  let expression = options.anchored ? "^" : "";
  const characters = Array.from(pattern);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? "";
    const next = characters[index + 1];
    if (character === "*") {
      expression += options.greedy ? "[^\\n]*" : "[^\\n]*?";
    } else if (character === "?") {
      expression += "[^\\n]";
    } else if (character !== "\\") {
      expression += quote(character);
    } else if (next === "*" || next === "?" || next === "\\") {
      expression += `\\${next}`;
      index += 1;
    } else if (next !== "}" && next !== "/") {
      // `\}` and `\/` only keep the substitution open; any other escape is a mistake.
      return undefined;
    }
  }
  return expression;
}

function quote(character: string): string {
  return /[[\]{}.+()|^$/]/.test(character) ? `\\${character}` : character;
}

/** `${name#pattern}`: the value without the start that matches; undefined for a bad pattern. */
export function withoutPrefix(value: string, pattern: string, greedy: boolean): string | undefined {
  const expression = toExpression(pattern, { greedy, anchored: true });
  return expression === undefined ? undefined : value.replace(new RegExp(expression, "u"), "");
}

/** `${name%pattern}`: the value without the end that matches, found on both turned round as BuildKit does. */
export function withoutSuffix(value: string, pattern: string, greedy: boolean): string | undefined {
  const turned = [...pattern.matchAll(/\\?./gsu)].map(([token]) => token).reverse();
  const rest = withoutPrefix(Array.from(value).reverse().join(""), turned.join(""), greedy);
  return rest === undefined ? undefined : Array.from(rest).reverse().join("");
}

/** `${name/pattern/replacement}`, or all matches with `//`. */
export function withReplaced(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string | undefined {
  const expression = toExpression(pattern, { greedy: true, anchored: false });
  if (expression === undefined) return undefined;
  return value.replace(new RegExp(expression, all ? "gu" : "u"), () => replacement);
}
