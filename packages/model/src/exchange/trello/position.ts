import type { Rank } from "../../base/rank.ts"

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const BASE = BigInt(DIGITS.length)
const WIDTH = 11
const buffer = new DataView(new ArrayBuffer(8))

/**
 * The rank of a Trello position. The bits of a positive double, read as an integer, are in the order of the doubles; so
 * each card's rank depends on its own position alone, and importing again moves only what moved in the file.
 */
export function rankOfPosition(position: number): Rank {
  buffer.setFloat64(0, Math.max(0, position))
  let rest = buffer.getBigUint64(0)
  let rank = ""
  for (let digit = 0; digit < WIDTH; digit++) {
    rank = DIGITS[Number(rest % BASE)]! + rank
    rest /= BASE
  }
  // A rank never ends in zero, so that something fits below it.
  return `${rank}V`
}
