import type { Tests } from "./row.js";

const FILES = [
  ...["file_jpeg", "file_png", "file_gif", "file_webp", "file_jpeg2k", "image", "image_resize"],
  ...["imagechops", "imagecms", "imagedraw", "imagemath", "image_filter", "pickle"],
];

/** What both rows of Pillow run of its tests, which look for their images from their own folder. */
export const PILLOW_TESTS = {
  args: ["-o", "addopts=", ...FILES.map((name) => `Tests/test_${name}.py`)],
  env: { TESTS_FOLDER: "tests" },
  minutes: 15,
  part: "the whole takes a quarter of an hour on each side; without fonts, since the mirror lacks libraqm's source",
} satisfies Tests;
