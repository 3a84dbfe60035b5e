import type { Level } from "./outcome.js";

const YAML =
  "it opens 2.1 MB; the codecs, which any text may name, are 3.0 MB with their C modules, and of what it imports much is imported within functions (fractions → decimal, functools → typing) that it never calls";

/**
 * Why a program keeps more than it opens, by level of PRUNE: found by looking into why.json, and reviewed. The page
 * asks for one where kept ÷ truth is above three.
 */
export const reasons: Readonly<Partial<Record<Level, Readonly<Record<string, string>>>>> = {
  safe: {
    yaml: YAML,
    lxml: "it opens 5.6 MB, of which lxml itself is 3.2; the codecs are 3.0 MB, and lxml.html imports urllib.request for a function that loads pages, with http, email and ssl behind it",
    zope: "it opens 6.9 MB; the codecs are 3.0 MB, and its own modules import pkg_resources (zope/__init__.py), unittest and with it asyncio (zope.interface), and by way of six pydoc with its topics, all of which lie idle in these workloads",
  },
  strict: { yaml: YAML },
};
