import { hash } from "node:crypto"
import type { ChainState } from "./log-store.ts"

/**
 * The record of who wrote what when. Each entry holds the hash of a row's
 * bytes, and a link over the entry and the link before it, so that none can be
 * changed, taken out or put in without all later links showing it. It has ids
 * and hashes only: bytes may be thinned or erased, and the chain stays whole.
 */
export interface ChainEntry {
  readonly seq: number
  readonly author: string
  readonly at: number
  /** SHA-256 of the bytes of the row. */
  readonly hash: Uint8Array
  readonly link: Uint8Array
}

/** The end of a chain, kept apart from it: without it, an end that was cut off would not be missed. */
export interface ChainHead {
  readonly entries: number
  readonly link: Uint8Array
}

/** What stands before the first entry. */
export const NO_ENTRIES: ChainHead = { entries: 0, link: new Uint8Array(32) }

/** Returns the entry of a row, linked to what was there before. */
export function chainEntry(
  before: ChainHead,
  document: string,
  {
    seq,
    author,
    at,
    bytes,
  }: { readonly seq: number; readonly author: string; readonly at: number; readonly bytes: Uint8Array },
): ChainEntry {
  const contents = hash("sha256", bytes, "buffer")
  return { seq, author, at, hash: contents, link: linkOf(before.link, document, { seq, author, at, hash: contents }) }
}

function linkOf(
  before: Uint8Array,
  document: string,
  { seq, author, at, hash: contents }: Omit<ChainEntry, "link">,
): Uint8Array {
  return hash(
    "sha256",
    Buffer.concat([before, contents, Buffer.from(JSON.stringify([document, seq, author, at]))]),
    "buffer",
  )
}

/**
 * Walks a chain and returns the first place where it does not verify.
 * `bytesOf` gives the bytes of a row where it still stands by itself, else
 * null.
 */
export function verifyLinks(
  document: string,
  entries: Iterable<ChainEntry>,
  head: ChainHead,
  bytesOf: (seq: number) => Uint8Array | null,
): ChainState {
  const broken = (seq: number, detail: string): ChainState => ({ state: "broken", seq, detail })
  let last = NO_ENTRIES
  let withBytes = 0
  for (const entry of entries) {
    const seq = last.entries + 1
    if (entry.seq !== seq) return broken(seq, `entry ${seq} is missing`)
    if (!(entry.hash instanceof Uint8Array) || !isSame(linkOf(last.link, document, entry), entry.link))
      return broken(seq, `entry ${seq} was changed`)
    const bytes = bytesOf(seq)
    if (bytes !== null && !isSame(hash("sha256", bytes, "buffer"), entry.hash))
      return broken(seq, `the bytes of row ${seq} were changed`)
    withBytes += bytes === null ? 0 : 1
    last = { entries: seq, link: entry.link }
  }
  if (last.entries < head.entries)
    return broken(last.entries + 1, `cut off after entry ${last.entries} of ${head.entries}`)
  if (last.entries > head.entries) return broken(head.entries + 1, `goes on after its end, entry ${head.entries}`)
  if (!isSame(last.link, head.link)) return broken(last.entries, "the end was changed")
  return { state: "whole", entries: last.entries, withBytes, link: Buffer.from(last.link).toString("hex") }
}

/** Whether both are the same bytes; what a damaged file gives in the place of bytes is never the same. */
function isSame(left: Uint8Array, right: unknown): boolean {
  return right instanceof Uint8Array && Buffer.compare(left, right) === 0
}
