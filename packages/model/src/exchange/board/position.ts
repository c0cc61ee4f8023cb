import type { Rank } from "../../base/rank.ts"

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const BASE = BigInt(DIGITS.length)
const WIDTH = 11
const buffer = new DataView(new ArrayBuffer(8))

/**
 * The rank of a position. The bits of a positive double, read as an integer, are in the order of the doubles; so
 * each card's rank depends on its own position alone, and importing again moves only what moved in the file. A rank never
 * ends in zero, so that something fits below it.
 */
export function rankOfPosition(position: number): Rank {
  if (position < 0) return `${ZERO}${digitsOf(MOST - bitsOf(-position))}V`
  return `${digitsOf(bitsOf(position))}V`
}

/** The digits of position 0, below which there is room for all negative ones. */
const ZERO = "0".repeat(WIDTH)
const MOST = 2n ** 63n

/** The bits of a double that is no less than zero, which stand in the order of the doubles. */
function bitsOf(position: number): bigint {
  buffer.setFloat64(0, position > 0 ? position : 0)
  return buffer.getBigUint64(0)
}

function digitsOf(bits: bigint): string {
  let rest = bits
  let rank = ""
  for (let digit = 0; digit < WIDTH; digit++) {
    rank = DIGITS[Number(rest % BASE)]! + rank
    rest /= BASE
  }
  return rank
}
