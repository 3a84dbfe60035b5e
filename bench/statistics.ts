/** The middle of some numbers: a busy moment of the machine moves it less than it moves the mean. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** The median of the ratios within each pair; the two were measured one after the other, under the same load. */
export function pairedRatio(numbers: readonly number[], others: readonly number[]): number {
  return median(numbers.map((number, index) => number / (others[index] ?? NaN)));
}

/** The mean of ratios: half the time and twice the time make one. */
export function geometricMean(numbers: readonly number[]): number {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}
