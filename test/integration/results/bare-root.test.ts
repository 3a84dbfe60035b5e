import { expect, test } from "vitest";
import { readImage } from "../../../harness/image.js";
import { stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { pairOf } from "./images.js";

test.each(["20", "28"] as const)(
  "an image without users and without /tmp becomes one, by Docker %s",
  async (version) => {
    const on = await stage(version);
    const { source, result } = await pairOf(on, "bare", "LINK static");
    const answer = await answerOf(on, source);
    expect(answer).toEqual([0, [3, 11, 2], expect.any(Array)]);
    expect(await answerOf(on, result)).toEqual(answer);
    const { files } = await readImage(on.engine, result);
    expect(["etc/passwd", "etc/group", "tmp"].filter((path) => files.has(path))).toEqual([]);
  },
);
