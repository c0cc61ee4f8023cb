import type { Tenths } from "../time/instant.ts"

/** How long a task may take, as somebody who knows it would say. */
export type Estimate =
  /** Between two values, any as likely as any other. */
  | { readonly shape: "uniform"; readonly least: Tenths; readonly most: Tenths }
  /** At least, most likely and at most; `pert` trusts the middle value more. */
  | { readonly shape: "triangular" | "pert"; readonly least: Tenths; readonly likely: Tenths; readonly most: Tenths }
  /** As often above the median as below it, with a long tail; `spread` is the standard deviation of its logarithm. */
  | { readonly shape: "lognormal"; readonly median: Tenths; readonly spread: number }

/** What a three point estimate expects, and the standard deviation of that. */
export function pertOf({ least, likely, most }: { least: Tenths; likely: Tenths; most: Tenths }) {
  return { expected: (least + 4 * likely + most) / 6, deviation: (most - least) / 6 }
}

/** How many values stand for a distribution. */
export const QUANTILES = 2048

/**
 * Durations that are equally likely, in order: the quantiles of an estimate, each in the middle of its share. Values
 * that cannot be (a negative length, a likely one beyond the ends) are taken to the nearest that can.
 */
export function quantilesOf(estimate: Estimate): Float64Array {
  const table = new Float64Array(QUANTILES)
  const inverse = inverseOf(estimate)
  for (let index = 0; index < QUANTILES; index += 1) table[index] = Math.max(0, inverse((index + 0.5) / QUANTILES))
  return table
}

function inverseOf(estimate: Estimate): (share: number) => number {
  if (estimate.shape === "lognormal")
    return share => estimate.median * Math.exp(Math.max(0, estimate.spread) * normalQuantile(share))
  const least = Math.min(estimate.least, estimate.most)
  const most = Math.max(estimate.least, estimate.most)
  const width = most - least
  if (estimate.shape === "uniform" || width === 0) return share => least + share * width
  const middle = (Math.min(most, Math.max(least, estimate.likely)) - least) / width
  const unit =
    estimate.shape === "triangular" ? triangular(middle) : betaQuantiles(1 + 4 * middle, 1 + 4 * (1 - middle))
  return share => least + width * unit(share)
}

function triangular(middle: number): (share: number) => number {
  return share => (share < middle ? Math.sqrt(share * middle) : 1 - Math.sqrt(Math.max(0, (1 - share) * (1 - middle))))
}

/** Steps of the sum that stands for the integral of a density. */
const STEPS = 4096

/** The inverse of a beta distribution's sums, by adding up its density and reading between the steps. */
function betaQuantiles(alpha: number, beta: number): (share: number) => number {
  const sums = new Float64Array(STEPS + 1)
  for (let step = 0; step < STEPS; step += 1) {
    const x = (step + 0.5) / STEPS
    sums[step + 1] = sums[step]! + x ** (alpha - 1) * (1 - x) ** (beta - 1)
  }
  const total = sums[STEPS]!
  return share => {
    const target = share * total
    let [low, high] = [0, STEPS]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (sums[middle]! < target) low = middle
      else high = middle
    }
    return (low + (target - sums[low]!) / (sums[high]! - sums[low]!)) / STEPS
  }
}

/** The value below which a standard normal variable lies with a probability; Acklam's approximation, within 2·10⁻⁹. */
export function normalQuantile(share: number): number {
  const [low, high] = [0.02425, 1 - 0.02425]
  if (share <= 0) return -8
  if (share >= 1) return 8
  if (share < low || share > high) {
    const tail = Math.sqrt(-2 * Math.log(share < low ? share : 1 - share))
    const value = polynomial(TAIL_ABOVE, tail) / (polynomial(TAIL_BELOW, tail) * tail + 1)
    return share < low ? value : -value
  }
  const offset = share - 0.5
  const square = offset * offset
  return (polynomial(MIDDLE_ABOVE, square) * offset) / (polynomial(MIDDLE_BELOW, square) * square + 1)
}

const polynomial = (factors: readonly number[], x: number) => factors.reduce((sum, factor) => sum * x + factor, 0)

const MIDDLE_ABOVE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const MIDDLE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
]
const TAIL_ABOVE = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]
