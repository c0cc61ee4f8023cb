import { isKeySegment } from "../base/ids.ts"
import { isRank, type Rank } from "../base/rank.ts"
import { LAST_INSTANT, type Instant } from "../time/instant.ts"
import { isMoment, type Moment } from "../time/moment.ts"

/**
 * One column of a table of fields: how a stored value is read, and what stands where there is none.
 *
 * - `cell`: one value, the later write wins.
 * - `set`: members that are added and removed one by one, add wins.
 * - `family`: one cell per key, for example a value per custom field; read as a plain record.
 */
export interface Field<V> {
  readonly storage: "cell" | "set" | "family"
  /** What is read where nothing is stored or what is stored does not fit. */
  readonly fallback: V
  /** The value if it fits, else the fallback; of a family, this reads one entry and answers `undefined` for a misfit. */
  readonly read: (raw: unknown) => V
  readonly readEntry: (raw: unknown) => unknown
  /** What the pinned fingerprint says of this field. */
  readonly shape: string
  /**
   * A flag of the same record that makes a value a claim when both are written under one stamp: of concurrent values the
   * earliest claim is read, instead of the latest value.
   */
  readonly claimedWith?: string
}

export type FieldTable = Readonly<Record<string, Field<unknown>>>

/** The plain values of a table of fields. */
export type Values<F extends FieldTable> = { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never }

function cell<V>(shape: string, fallback: V, fits: (raw: unknown) => boolean): Field<V> {
  const read = (raw: unknown): V => (fits(raw) ? (raw as V) : fallback)
  return { storage: "cell", fallback, read, readEntry: read, shape }
}

const isText = (raw: unknown): raw is string => typeof raw === "string"
const isWhole = (raw: unknown): raw is number => typeof raw === "number" && Number.isSafeInteger(raw)

/** The most letters of a one-line text; longer ones are cut on reading, so that no document can stall a screen. */
export const MAX_TEXT = 10_000

export function text(fallback = ""): Field<string> {
  const read = (raw: unknown): string =>
    isText(raw) ? (raw.length > MAX_TEXT ? raw.slice(0, MAX_TEXT) : raw) : fallback
  return { storage: "cell", fallback, read, readEntry: read, shape: `text(${JSON.stringify(fallback)})` }
}

export function flag(fallback = false): Field<boolean> {
  return cell(`flag(${fallback})`, fallback, raw => typeof raw === "boolean")
}

/** A whole number of some unit that the field's name says. */
export function count(fallback = 0): Field<number> {
  return cell(`count(${fallback})`, fallback, isWhole)
}

/** A whole number of some unit that the field's name says, between two bounds that both fit. */
export function countWithin(least: number, most: number, fallback: number): Field<number> {
  const fits = (raw: unknown) => isWhole(raw) && raw >= least && raw <= most
  return cell(`count(${least}..${most};${fallback})`, fallback, fits)
}

/** A finite number of some unit that the field's name says, also a broken one. */
export function quantity(fallback = 0): Field<number> {
  return cell(`quantity(${fallback})`, fallback, raw => typeof raw === "number" && Number.isFinite(raw))
}

/** A point on the wall clock of a plan, see `Instant`; or nothing. */
export function instant(): Field<Instant | null> {
  return cell<Instant | null>("instant", null, raw => isWhole(raw) && raw >= 0 && raw <= LAST_INSTANT)
}

export function oneOf<const V extends string>(values: readonly V[], fallback: NoInfer<V>): Field<V> {
  return cell(
    `oneOf(${values.join("|")};${fallback})`,
    fallback,
    raw => isText(raw) && (values as readonly string[]).includes(raw),
  )
}

/** The id of another record, or nothing. */
export function ref<I extends string>(): Field<I | null> {
  return cell<I | null>("ref", null, raw => isText(raw) && isKeySegment(raw))
}

/** A {@link ref} that somebody can claim, with a flag of the same record: the first to take it has it (MERGE T1). */
export function claimable<I extends string>(flagName: string): Field<I | null> {
  const plain = ref<I>()
  return { ...plain, shape: `${plain.shape}, claimed with ${flagName}`, claimedWith: flagName }
}

export function rank(): Field<Rank> {
  return cell("rank", "V", raw => isText(raw) && isRank(raw))
}

/** A calendar date or an instant in a zone, see `Moment`; or nothing. */
export function moment(): Field<Moment | null> {
  return cell<Moment | null>("moment", null, raw => isText(raw) && isMoment(raw))
}

export function maybe<V>(field: Field<V>): Field<V | null> {
  const read = (raw: unknown): V | null => {
    if (raw === null || raw === undefined) return null
    const value = field.read(raw)
    return value === field.fallback && raw !== (field.fallback as unknown) ? null : value
  }
  return { storage: "cell", fallback: null, read, readEntry: read, shape: `maybe(${field.shape})` }
}

/** A value with a reader of its own, which answers `null` for what does not fit. */
export function structured<V>(shape: string, parse: (raw: unknown) => V | null): Field<V | null> {
  const read = (raw: unknown): V | null => (raw === null || raw === undefined ? null : parse(raw))
  return { storage: "cell", fallback: null, read, readEntry: read, shape: `structured(${shape})` }
}

const NO_MEMBERS: readonly never[] = Object.freeze([])

/** A set of ids, read sorted; add wins over a concurrent removal. */
export function setOf<I extends string>(): Field<readonly I[]> {
  const read = (raw: unknown): readonly I[] => (Array.isArray(raw) ? (raw as I[]) : (NO_MEMBERS as readonly I[]))
  return { storage: "set", fallback: NO_MEMBERS, read, readEntry: read, shape: "set" }
}

const NO_ENTRIES: Readonly<Record<string, never>> = Object.freeze({})

/** One cell per key, for example a value per custom field; entries that do not fit are left out on reading. */
export function family<V>(entry: Field<V | null>): Field<Readonly<Record<string, V>>> {
  return {
    storage: "family",
    fallback: NO_ENTRIES,
    read: raw => (typeof raw === "object" && raw !== null ? (raw as Record<string, V>) : NO_ENTRIES),
    readEntry: entry.read,
    shape: `family(${entry.shape})`,
  }
}
