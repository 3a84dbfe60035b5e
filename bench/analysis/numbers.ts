/** Numbers from 0 to 1 that look like chance and are the same each time. */
export type Numbers = () => number;

/** Mulberry32: short, and good enough to shape a tree. */
export function numbersFrom(seed: number): Numbers {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function chance(numbers: Numbers, probability: number): boolean {
  return numbers() < probability;
}

export function pick<T>(numbers: Numbers, from: readonly T[], otherwise: T): T {
  return from[Math.floor(numbers() * from.length)] ?? otherwise;
}
