import type { Level } from "./outcome.js";

/**
 * Why a program keeps more than it opens, by level of PRUNE: found by looking into why.json, and reviewed. The page
 * asks for one where kept ÷ truth is above the aim.
 */
export const reasons: Readonly<Partial<Record<Level, Readonly<Record<string, string>>>>> = {};
