import { word } from "./check.js";

const NANOSECONDS = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["µs", 1e3],
  ["μs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 60e9],
  ["h", 3600e9],
]);

/** A duration as Go writes them (`1m30s`), in nanoseconds; at least a millisecond, or 0. */
export const Duration = word((text, refuse) => {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join("") === text;
  if (!isWhole && text !== "0") {
    const message = `${JSON.stringify(text)} is not a duration`;
    return refuse({ code: "bad-duration", message, hint: "write it as 30s or 1m30s" });
  }
  const nanoseconds = parts.reduce(
    (sum, [, number = "", unit = ""]) => sum + Math.round(Number(number) * (NANOSECONDS.get(unit) ?? 0)),
    0,
  );
  if (nanoseconds !== 0 && nanoseconds < 1e6) {
    const message = `${text} is shorter than a millisecond`;
    return refuse({ code: "bad-duration", message, hint: "write it as 30s or 1m30s" });
  }
  return nanoseconds;
});
