import { fromBase64, toBase64 } from "../../base/base64.ts"
import { computedId, type Id, type SpaceId } from "../../base/ids.ts"
import { isRefusal } from "../../base/result.ts"
import type { ChangeWriter } from "../../actions/writer.ts"
import type { KeptFile, KeptFileId, KeptFileWithMoney } from "../../schema/kept-file.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { withoutMoney } from "../mspdi/without-money.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import { readPlan } from "../plan-file/read-plan.ts"
import type { XmlElement } from "../xml/element.ts"
import { xmlPieces } from "../xml/write.ts"
import { gunzip, gzip } from "./gzip.ts"

/** Text, packed, as letters in parts: small enough for an update each. */
export interface PackedText {
  /** Tells whether it is the same text; of the content. */
  readonly digest: string
  readonly parts: readonly string[]
}

/** A file without what it says of money, packed; and all of it, where it says anything of money. */
export interface PackedFile extends PackedText {
  readonly withMoney: PackedText | null
}

/** Letters to a part, and the most of a file: more than that would weigh on everybody who opens the space. */
const PART = 48_000
const MOST_LETTERS = 20 * PART

/**
 * A file of Microsoft Project as it is kept with a space, so that what nobody here understands goes back with the plan;
 * nothing where it is too large for that.
 */
export async function packFile(root: XmlElement): Promise<PackedFile | null> {
  const plain = withoutMoney(root)
  const packed = await packedText(plain)
  const withMoney = plain === root ? null : await packedText(root)
  // Rather nothing than a file without its costs of which nobody is told.
  if (packed === null || (withMoney === null && plain !== root)) return null
  return { ...packed, withMoney }
}

async function packedText(root: XmlElement): Promise<PackedText | null> {
  const text = [...xmlPieces(root)].join("")
  const letters = lettersOf(await gzip(text))
  if (letters.length > MOST_LETTERS) return null
  const parts: string[] = []
  for (let begin = 0; begin < letters.length; begin += PART) parts.push(letters.slice(begin, begin + PART))
  return { digest: computedId<Id<"content">>("content", text), parts }
}

/**
 * The plan that was kept under a key, as it was read: with what it says of money for whoever has that. Nothing where none
 * is whole.
 */
export async function unpackFile(snapshot: Snapshot, key: string): Promise<PlanFile | null> {
  const first = partOf(snapshot, "keptFiles", key, 0)
  if (first === undefined || first.deleted !== null) return null
  const money = partOf(snapshot, "keptFilesWithMoney", key, 0) as KeptFileWithMoney | undefined
  const isWithMoney = money !== undefined && money.deleted === null && money.wholeOf === first.digest
  const letters =
    (isWithMoney ? lettersIn(snapshot, "keptFilesWithMoney", key) : null) ?? lettersIn(snapshot, "keptFiles", key)
  const bytes = letters === null ? null : await gunzip(bytesOf(letters))
  const plan = bytes === null ? null : await readPlan([bytes])
  return plan === null || isRefusal(plan) ? null : plan
}

/** All parts of a kept file; nothing where two imports at the same time left those of one of them incomplete. */
function lettersIn(snapshot: Snapshot, kind: KeptKind, key: string): string | null {
  const first = partOf(snapshot, kind, key, 0)
  if (first === undefined) return null
  const letters: string[] = []
  // Part by part: how many a record says that there are is what somebody wrote.
  while (letters.length < first.parts) {
    const part = partOf(snapshot, kind, key, letters.length)
    if (part?.digest !== first.digest || part.content === null) return null
    letters.push(part.content)
  }
  return letters.length === 0 ? null : letters.join("")
}

/** The keys of the plans of which a file is kept with a space, the latest import first. */
export function keptKeys(snapshot: Snapshot): readonly string[] {
  return living(snapshot.keptFiles)
    .filter(({ index }) => index === 0)
    .sort((left, right) => right.keptAt - left.keptAt || (left.id < right.id ? -1 : 1))
    .map(({ key }) => key)
}

export interface Keeping {
  readonly snapshot: Snapshot
  readonly write: ChangeWriter
  readonly now: number
  /** Whether what the file says of money is kept too, where money is. */
  readonly withCosts: boolean
}

/**
 * Keeps a file under the key of its plan, in place of the one before. The same file writes nothing. The content is a
 * cell, not a seed, so that it goes when the next one comes; all parts of one import have one stamp, so that of two at
 * the same time one stands whole.
 */
export function keepFile(keeping: Keeping, key: string, file: PackedFile): void {
  keepParts(keeping, "keptFiles", key, file, {})
  if (keeping.withCosts && file.withMoney !== null)
    keepParts(keeping, "keptFilesWithMoney", key, file.withMoney, { wholeOf: file.digest })
}

type KeptKind = "keptFiles" | "keptFilesWithMoney"

function keepParts(
  { snapshot, write, now }: Keeping,
  kind: KeptKind,
  key: string,
  { digest, parts }: PackedText,
  more: Readonly<Record<string, string>>,
): void {
  const standing = partOf(snapshot, kind, key, 0)
  if (standing !== undefined && standing.deleted === null && standing.digest === digest) return
  for (const [index, content] of parts.entries()) {
    const id = partId(snapshot.space, key, index)
    const known = snapshot[kind].get(id)
    if (known === undefined) write.create(kind, id, { key, index })
    else write.restore(kind, id)
    const said = { digest, parts: parts.length, content, keptAt: now, ...more }
    for (const [field, value] of Object.entries(said)) write.always(kind, id, field, value)
  }
  for (let index = parts.length; partOf(snapshot, kind, key, index) !== undefined; index += 1)
    write.always(kind, partId(snapshot.space, key, index), "content", null)
}

function partOf(snapshot: Snapshot, kind: KeptKind, key: string, index: number): KeptFile | undefined {
  return snapshot[kind].get(partId(snapshot.space, key, index))
}

function partId(space: SpaceId, key: string, index: number): KeptFileId {
  return computedId<KeptFileId>("kept-file", space, key, String(index))
}

/** Bytes as letters of which none means anything in an address, without padding (RFC 4648 §5). */
function lettersOf(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}

function bytesOf(letters: string): Uint8Array {
  const whole = letters.padEnd(Math.ceil(letters.length / 4) * 4, "=")
  return fromBase64(whole.replaceAll("-", "+").replaceAll("_", "/"))
}
