import * as Y from "yjs"
import type { Action } from "@weft/model/actions/define"
import { addMember, createSpace } from "@weft/model/actions/space"
import type { BoardId, ItemId, MemberId, SpaceId, StatusId } from "@weft/model/base/ids"
import { newId, type Id } from "@weft/model/base/ids"
import { seededRandom, type Random } from "@weft/model/base/random"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { LostWrite } from "@weft/model/replica/document-replica"
import { WorkspaceReplica, type Undoable, type Undone, type Written } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import type { Item } from "@weft/model/schema/item"
import type { RowPatch } from "@weft/model/schema/patch"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import type { Board } from "@weft/model/schema/work"
import { cardsOf } from "@weft/model/tasks/board"
import { workflowOf } from "@weft/model/tasks/workflow"

/** The space that the people of a test share, and the documents that it and they lie in. */
export const SPACE = "S0" as SpaceId
const SHARED_PATHS: readonly DocumentPath[] = [
  "people",
  "directory",
  "settings",
  "contacts",
  `setup/${SPACE}`,
  `space/${SPACE}`,
]

/** Nine in the morning of the 23rd of November 2026. */
export const MORNING = Date.UTC(2026, 10, 23, 9)

export const MINUTE = 60_000

export interface Update {
  readonly path: DocumentPath
  readonly bytes: Uint8Array
}

/** A build of the program, as far as replicas go. */
export type Build = typeof WorkspaceReplica

/** Somebody at a device: one replica, a clock that the test sets, and a record of what went out and what was lost. */
export class Person {
  readonly me: MemberId
  readonly random: Random
  /** What this person's watch says, in milliseconds. */
  now: number
  replica: WorkspaceReplica
  /** What this replica wrote, in order, until somebody takes it. */
  outbox: Update[] = []
  readonly lost: LostWrite[] = []
  /** Something that this person means to take back later. */
  undoLater: Undoable | null = null
  readonly #build: Build
  readonly #formerly = new Set<string>()

  constructor(name: string, seed: number, now: number, build: Build = WorkspaceReplica) {
    this.me = name as MemberId
    this.random = seededRandom(seed)
    this.now = now
    this.#build = build
    this.replica = this.#open([])
  }

  get snapshot(): Snapshot {
    return this.replica.snapshot(SPACE)
  }

  /** Does something and returns what was written, or the refusal. */
  try<Args>(action: Action<Args>, args: Args): Written | Refusal {
    return this.replica.perform(action, SPACE, args, this.me)
  }

  /** Does something that must not be refused. */
  do<Args>(action: Action<Args>, args: Args): Written {
    const written = this.try(action, args)
    if (isRefusal(written)) throw new Error(`${action.name} was refused: ${written.reason}`)
    return written
  }

  undo(written: Undoable): Undone {
    return this.replica.undo(written, this.me)
  }

  /** Takes in what others wrote, and notes which of this person's writes lost; returns what became of the rows. */
  receive({ path, bytes }: Update): readonly RowPatch[] {
    const { patches, lost } = this.replica.receive(path, bytes)
    this.lost.push(...lost)
    return patches
  }

  /** Everything that this person's device holds, one update a document. */
  stored(): Update[] {
    return Array.from(this.replica.paths, path => ({
      path,
      bytes: Y.encodeStateAsUpdate(this.replica.document(path)!.doc),
    }))
  }

  /** Ends this replica and opens a new one from what the device holds, as a reload does. */
  reload(): void {
    const stored = this.stored()
    this.#formerly.add(this.replica.name)
    this.replica = this.#open(stored)
  }

  newId<K extends Id<string>>(): K {
    return newId<K>(this.random)
  }

  #open(stored: readonly Update[]): WorkspaceReplica {
    const Replica = this.#build
    const replica = new Replica({
      now: () => this.now,
      random: this.random,
      clientId: 1 + Math.floor(this.random() * 0xfffffffe),
      formerly: this.#formerly,
      onUpdate: (path, bytes) => this.outbox.push({ path, bytes }),
    })
    for (const path of SHARED_PATHS) replica.open(path)
    for (const { path, bytes } of stored) {
      replica.close(path)
      replica.open(path, [bytes])
    }
    return replica
  }
}

/** What a space starts with in tests: five states, a type, a board, and the members named. */
export function foundSpace(person: Person, members: readonly string[]): void {
  person.do(createSpace, {
    id: SPACE,
    name: "Moving house",
    kind: "list",
    prefix: "MOVE",
    words: {
      board: "Board",
      type: "Task",
      statuses: { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" },
    },
  })
  for (const name of members) person.do(addMember, { id: name as MemberId, name })
}

/** The id of a living state, by its name. */
export function statusNamed(snapshot: Snapshot, name: string): StatusId {
  const status = workflowOf(snapshot).find(row => row.name === name)
  if (status === undefined) throw new Error(`there is no state ${name}`)
  return status.id
}

/** The only board, or the first in byte order of its id. */
export function boardOf(snapshot: Snapshot): Board {
  const [board] = living(snapshot.boards).sort((left, right) => (left.id < right.id ? -1 : 1))
  if (board === undefined) throw new Error("there is no board")
  return board
}

export function boardIdOf(snapshot: Snapshot): BoardId {
  return boardOf(snapshot).id
}

/** The titles of the cards in a column, in order; the column by its state's name. */
export function column(snapshot: Snapshot, name: string): string[] {
  return cardsOf(snapshot, boardOf(snapshot), statusNamed(snapshot, name), null).map(card => card.title)
}

export function itemOf(snapshot: Snapshot, id: ItemId): Item {
  const item = snapshot.items.get(id)
  if (item === undefined) throw new Error(`there is no item ${id}`)
  return item
}
