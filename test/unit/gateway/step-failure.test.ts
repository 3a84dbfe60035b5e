import { describe, expect, test } from "vitest";
import { exitCodeOf, GatewayError, isStepFailure } from "../../../src/gateway/gateway-error.js";

const STEP = 'process "/usr/bin/python3 -E main.py" did not complete successfully';

describe("a failed step, in BuildKit's words", () => {
  test.each([
    ["one that ended", `${STEP}: exit code: 127`, true, 127],
    ["one that ended, as 20.10 says it", "executor failed running [/usr/bin/python3]: exit code: 3", true, 3],
    [
      "one that could not be started",
      `${STEP}: open /etc/passwd: no such file or directory`,
      true,
      undefined,
    ],
    ["a file that is not there", "open /plan.json: no such file or directory", false, undefined],
  ])("%s", (_, message, failed, code) => {
    const error = new GatewayError({ code: 2, message, details: [] });
    expect(isStepFailure(error)).toBe(failed);
    expect(exitCodeOf(error)).toBe(code);
  });

  test("another kind of error is none", () => {
    const error = new Error(`${STEP}: exit code: 1`);
    expect(isStepFailure(error)).toBe(false);
    expect(exitCodeOf(error)).toBeUndefined();
  });
});
