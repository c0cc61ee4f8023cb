import type { Random } from "@weft/model/base/random"
import type { Disk } from "./disk.ts"
import type { PassAnswer } from "./passes.ts"

/** The world as the data worker sees it. The entry hands in the browser's; a test hands in one that it drives. */
export interface World {
  /** Where documents are kept, or nothing where the browser has no database for us. */
  readonly disk: Disk | null
  /** Where the list of workspaces is kept, or nothing. */
  readonly indexedDB: IDBFactory | null
  readonly connect: Connect
  /** Asks a relay for a pass, as whoever is signed in there on this device. Never rejects. */
  readonly fetchPass: (relay: string) => Promise<PassAnswer>
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly locks: Locks
  readonly channels: Channels
  /** Calls back when the device is on a network again. */
  readonly whenOnline: (run: () => void) => void
}

/** Milliseconds since 1970, as this device believes. */
export interface Clock {
  now(): number
}

/** Calls back later, never at once. */
export interface Timers {
  /** Runs after at least so many milliseconds, unless the returned function is called before. */
  after(millis: number, run: () => void): () => void
}

/** Opens a socket; each call is one connection. */
export type Connect = (url: string, events: SocketEvents) => ClientSocket

export interface ClientSocket {
  send(bytes: Uint8Array): void
  /** Ends it; `closed` may still be called. */
  close(): void
}

export interface SocketEvents {
  opened(): void
  received(bytes: Uint8Array): void
  /** Called once, also where it never opened. */
  closed(code: number): void
}

/** Locks by name that all tabs and workers of this origin share, and that a crash frees. */
export interface Locks {
  /** Calls `held` once the lock is ours; it is kept until the returned function is called or the worker ends. */
  request(name: string, held: () => void): () => void
}

/** Channels by name that all tabs and workers of this origin share; whoever says something does not hear it. */
export interface Channels {
  open(name: string, hear: (message: unknown) => void): Channel
}

export interface Channel {
  post(message: unknown): void
  close(): void
}
