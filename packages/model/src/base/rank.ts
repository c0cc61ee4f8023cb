import { assert } from "./assert.ts"
import { below, type Random } from "./random.ts"

/**
 * A place in an order: digits of a fraction in base 62, compared byte by byte.
 *
 * Between any two different ranks there is always another. Each new rank carries random digits (jitter), so that
 * two replicas inserting into the same gap seldom draw the same one; where they do, the record's id decides.
 * Source: fractional indexing as described by Evan Wallace, "CRDT: Fractional Indexing", with jitter.
 */
export type Rank = string

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const BASE = DIGITS.length
const JITTER_DIGITS = 2

/** Ranks at the open ends count up and down in this many leading digits, so that a million appends stay short. */
const HEAD_DIGITS = 5
const HEAD_LIMIT = BASE ** HEAD_DIGITS
const END_STEP = 64

/** Byte order, which is the same on every machine; never the order of a language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** The order of two ranked records: by rank, then by id. */
export function compareRanked(left: { rank: Rank; id: string }, right: { rank: Rank; id: string }): number {
  return compareText(left.rank, right.rank) || compareText(left.id, right.id)
}

function digitAt(rank: Rank, position: number): number {
  const index = position < rank.length ? DIGITS.indexOf(rank[position]!) : 0
  return index < 0 ? 0 : index
}

/** Whether a text can stand as a rank: digits of the base that do not end in zero, so that something fits below it. */
export function isRank(text: string): boolean {
  return /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(text)
}

/**
 * The shortest digits strictly between two ranks; `null` stands for the open ends of the order.
 * Ranks given the wrong way round or equal (two replicas may have drawn the same) are treated as if the upper were open.
 */
function midpoint(lower: Rank, upper: Rank | null): Rank {
  let result = ""
  let bounded = upper !== null
  for (let position = 0; ; position++) {
    const low = digitAt(lower, position)
    const high = bounded ? digitAt(upper!, position) : BASE
    if (high - low > 1) return result + DIGITS[(low + high) >> 1]!
    result += DIGITS[low]!
    if (high !== low) bounded = false
  }
}

/** A step past one end of the order, or `null` where the leading digits are used up and halving must go on. */
function pastEnd(neighbour: Rank, direction: 1 | -1, random: Random): Rank | null {
  let head = 0
  for (let position = 0; position < HEAD_DIGITS; position++) head = head * BASE + digitAt(neighbour, position)
  const moved = head + direction * (1 + below(END_STEP, random))
  return moved <= 0 || moved >= HEAD_LIMIT ? null : fixedWidth(moved, HEAD_DIGITS)
}

function placeBetween(from: Rank, to: Rank | null, random: Random): Rank {
  if (to === null) return (from === "" ? null : pastEnd(from, 1, random)) ?? midpoint(from, null)
  if (from === "") return pastEnd(to, -1, random) ?? midpoint(from, to)
  return midpoint(from, to)
}

/**
 * A rank strictly between two neighbours.
 *
 * @param lower the neighbour before, or `null` at the start
 * @param upper the neighbour after, or `null` at the end
 */
export function rankBetween(lower: Rank | null, upper: Rank | null, random: Random): Rank {
  const from = lower ?? ""
  const to = upper !== null && compareText(from, upper) < 0 ? upper : null
  let rank = placeBetween(from, to, random)
  for (let digit = 0; digit < JITTER_DIGITS; digit++) rank += DIGITS[1 + below(BASE - 1, random)]!
  // Digits appended to a midpoint stay below `to`: the midpoint is smaller than `to` and no prefix of it.
  assert(rank > from && (to === null || rank < to), `a rank between ${from} and ${to} came out as ${rank}`)
  return rank
}

/**
 * Ranks for a block that is moved together: ascending, contiguous, all in one gap. The block shares the prefix of its
 * first rank, so that somebody else's insertion into the same gap lands before or after the block, not inside it.
 */
export function ranksBetween(lower: Rank | null, upper: Rank | null, count: number, random: Random): Rank[] {
  assert(Number.isInteger(count) && count >= 0, "a block has a whole number of records")
  if (count === 0) return []
  const prefix = rankBetween(lower, upper, random)
  const width = Math.max(1, Math.ceil(Math.log(count + 1) / Math.log(BASE)))
  return Array.from({ length: count }, (_, index) => prefix + fixedWidth(index + 1, width) + "V")
}

function fixedWidth(value: number, width: number): string {
  let digits = ""
  for (let place = 0, rest = value; place < width; place++, rest = Math.floor(rest / BASE))
    digits = DIGITS[rest % BASE]! + digits
  return digits
}
