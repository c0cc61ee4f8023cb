import { crc32 } from "node:zlib"

/** What was broken: an oracle of RELAY.md by its number, or one of ours by a word. */
export type Oracle =
  | "O1"
  | "O2"
  | "O3"
  | "O4"
  | "O5"
  | "O6"
  | "O7"
  | "O8"
  | "O9"
  /** Called saved on this device before it was. */
  | "honest"
  /** Somebody who was refused was not told why, or was not refused. */
  | "told"
  /** What is sent is no frame. */
  | "wire"
  /** Something threw that nobody caught. */
  | "threw"

export interface Failure {
  readonly oracle: Oracle
  readonly message: string
  /** In the virtual time of the run, in milliseconds since it began. */
  readonly at: number
}

/** Takes the story of a run, line by line. */
export type Trace = (line: string) => void

/** What has been found out about one run: the first thing that went wrong, what was met, and a fingerprint of it all. */
export class Verdict {
  readonly #now: () => number
  readonly #trace: Trace | null
  failure: Failure | null = null
  readonly #met = new Map<string, number>()
  #fingerprint = 0

  /** `now` says how long the run has lasted, in milliseconds; the story of the run goes to `trace`. */
  constructor(now: () => number, trace: Trace | null) {
    this.#now = now
    this.#trace = trace
  }

  fail(oracle: Oracle, message: string): void {
    this.failure ??= { oracle, message, at: Math.round(this.#now()) }
  }

  /** Goes on with the story, where somebody listens. */
  tell(line: () => string): void {
    this.#trace?.(`${(this.#now() / 1000).toFixed(4)} ${line()}`)
  }

  /** Something interesting has happened. */
  met(what: string): void {
    this.#met.set(what, (this.#met.get(what) ?? 0) + 1)
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#met)
  }

  /** Adds to the fingerprint: two runs with the same one had the same frames at the same times. */
  note(what: string, bytes: Uint8Array): void {
    this.#fingerprint = crc32(bytes, crc32(`${what}${this.#now()}`, this.#fingerprint))
  }

  get fingerprint(): number {
    return this.#fingerprint
  }
}
