import type { DocumentPath } from "@weft/model/schema/change"
import type { RefusedWork } from "../messages.ts"
import type { SetAside } from "./disk.ts"
import { setAsideFile } from "./set-aside-file.ts"

/** Why bytes are set aside that could not be read; all other reasons are refusals. */
export const NOT_SOUND = "not-decoded"

export interface ShelfOptions {
  /** Stores what is new, where this worker may. */
  readonly store: (aside: SetAside) => void
  /** Stores that this is all that is kept, where this worker may. */
  readonly storeKept: (kept: readonly SetAside[]) => void
  /** Tells the other workers of what this one has set aside. */
  readonly tell: (aside: SetAside) => void
  /** Tells them of what was let go. */
  readonly tellLetGo: (gone: readonly SetAside[]) => void
  readonly changed: () => void
}

/** What was set aside on this device: bytes that could not be read, and work that the relay refused. */
export class SetAsideShelf {
  readonly #options: ShelfOptions
  #all: SetAside[]
  /** What this worker has set aside itself: whoever leads hears of it, however often that changes. */
  #putHere: SetAside[] = []

  constructor(stored: readonly SetAside[], options: ShelfOptions) {
    this.#all = [...stored]
    this.#options = options
  }

  get all(): readonly SetAside[] {
    return this.#all
  }

  put(aside: SetAside): void {
    if (!this.take(aside)) return
    this.#putHere.push(aside)
    this.#options.tell(aside)
  }

  /** Notes what was set aside here or elsewhere. Whether it is new. */
  take(aside: SetAside): boolean {
    if (isAmong(this.#all, aside)) return false
    this.#all.push(aside)
    this.#options.store(aside)
    this.#options.changed()
    return true
  }

  /** Does away with all refused work, since its person has no more use for it. */
  letGo(): void {
    const gone = this.#refused
    this.drop(gone)
    this.#options.tellLetGo(gone)
  }

  /** Does away with what was let go here or elsewhere. */
  drop(gone: readonly SetAside[]): void {
    if (gone.length === 0) return
    this.#all = this.#all.filter(aside => !isAmong(gone, aside))
    this.#putHere = this.#putHere.filter(aside => !isAmong(gone, aside))
    this.#options.storeKept(this.#all)
    this.#options.changed()
  }

  /** Makes the shelf and what is stored level, where this worker has begun to lead. */
  level(stored: readonly SetAside[]): void {
    for (const aside of this.#all) if (!isAmong(stored, aside)) this.#options.store(aside)
    for (const aside of stored) if (!isAmong(this.#all, aside)) this.#all.push(aside)
  }

  /** Tells all that was set aside here once more: somebody else leads now. */
  tellAgain(): void {
    for (const aside of this.#putHere) this.#options.tell(aside)
  }

  /** What the relay refused, the latest first. */
  refusedWork(): readonly RefusedWork[] {
    return this.#refused.map(({ document, reason, at, said = [] }) => ({ document, reason, at, said })).reverse()
  }

  /** How much the relay refused. */
  get refusals(): number {
    return this.#refused.length
  }

  /** Documents of which something could not be read. */
  get damaged(): readonly DocumentPath[] {
    return [...new Set(this.#all.filter(isUnread).map(({ document }) => document))]
  }

  /** Whether something of an action was refused. */
  wasRefused(stamp: number): boolean {
    return this.#all.some(({ stamps = [] }) => stamps.includes(stamp))
  }

  /** All of it, as a file that people can read. */
  file(): string {
    return setAsideFile(this.#all)
  }

  get #refused(): readonly SetAside[] {
    return this.#all.filter(aside => !isUnread(aside))
  }
}

function isUnread({ reason }: SetAside): boolean {
  return reason === NOT_SOUND
}

function isAmong(others: readonly SetAside[], { document, bytes }: SetAside): boolean {
  return others.some(other => other.document === document && sameBytes(other.bytes, bytes))
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
