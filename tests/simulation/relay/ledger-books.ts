import { Coverage, type Contents } from "./contents.ts"
import { EntryHistory, type EntryWork } from "./entries.ts"

/** One document on one connection. */
export interface Channel {
  readonly document: string
  /** Of which epoch all that is said on it is; what the client named until the relay has answered. */
  epoch: number
  readonly underWay: Map<number, Contents>
}

/** One connection, as both ends have spoken on it. */
export interface Line {
  session: string
  readonly channels: Map<number, Channel>
}

/** What is known of one document. */
export interface Book {
  epoch: number
  /** What each earlier epoch had when it was folded into the next one. */
  readonly folded: Map<number, Coverage>
  /** What is on the relay's disk of this epoch as updates that follow each other, oldest first. */
  updates: Uint8Array[]
  /** What came to the relay's disk in all epochs, as entries. */
  readonly history: EntryHistory
  /** Which device each replica is of that has written in this epoch. */
  owners: Map<number, number>
  /** What is on the relay's disk. */
  durable: Coverage
  /** What somebody was told to be on the relay's disk, or was shown. */
  promised: Coverage
  lastSeq: number
  /** The greatest sequence that anybody was told. */
  toldSeq: number
  /** What each row was when it was committed. */
  rows: Map<number, string>
  /** Updates that have been found durable when they were shown. */
  shown: Set<string>
}

/** Something that was written on a device. */
export interface Note {
  readonly document: string
  readonly contents: Contents
  /** What it says; nothing where no document is written anew. */
  readonly work: EntryWork
  readonly worker: object
}

/** What is known of one device. */
export interface DeviceBook {
  /** What a worker had written when it was asked to tell when it is safe, by request. */
  readonly asked: Map<object, Map<number, readonly Note[]>>
  /** Written here, and not known to be on the relay's disk. */
  unsafe: Note[]
  /** Written by a worker, and not known to be on this device's disk. */
  readonly unsaved: Map<object, Note[]>
  disk: Map<string, Coverage>
  /** What lay on its disk at some time since that was lost, as entries, by document. */
  stored: Map<string, EntryHistory>
  /** What was written here, as entries, by document. */
  readonly written: Map<string, EntryHistory>
}

/** What is noted where nobody asks what an update says. */
export const NO_WORK: EntryWork = { written: [], removed: [] }

export function emptyBook(): Book {
  const begun = { epoch: 1, folded: new Map(), updates: [], history: new EntryHistory(), owners: new Map() }
  const [durable, promised] = [new Coverage(), new Coverage()]
  return { ...begun, durable, promised, lastSeq: 0, toldSeq: 0, rows: new Map(), shown: new Set() }
}

export function emptyDeviceBook(): DeviceBook {
  const [asked, unsaved, disk] = [new Map(), new Map(), new Map()]
  return { asked, unsafe: [], unsaved, disk, stored: new Map(), written: new Map() }
}

/** The history of a document among others, begun where there is none. */
export function historyIn(histories: Map<string, EntryHistory>, document: string): EntryHistory {
  const history = histories.get(document) ?? new EntryHistory()
  histories.set(document, history)
  return history
}

/** What one epoch says otherwise than the one before; null if nothing. */
export function differenceBetween(before: ReadonlySet<string>, after: ReadonlySet<string>): string | null {
  for (const name of before) if (!after.has(name)) return `lacks ${name}`
  for (const name of after) if (!before.has(name)) return `has ${name}, which nobody wrote`
  return null
}
