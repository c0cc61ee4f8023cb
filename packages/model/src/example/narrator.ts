import type { Action } from "../actions/define.ts"
import { isRefusal } from "../base/result.ts"
import { assert } from "../base/assert.ts"
import type { Stamp } from "../base/hybrid-clock.ts"
import type { MemberId, SpaceId } from "../base/ids.ts"
import { below, type Random } from "../base/random.ts"
import { readEntry } from "../replica/entry.ts"
import { replicaName } from "../replica/document-replica.ts"
import { WorkspaceReplica } from "../replica/workspace-replica.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { DocumentContents, StoredEntry } from "../schema/stored.ts"

/** Something that somebody of the story does at a time. */
interface Deed {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly run: () => void
}

/** The root map of a document that says which member works in which replica. */
const AUTHORS = "authors"

/**
 * Lets people do actions at times of their own, and hands out what then stands: every change under the stamp of its time
 * and in the replica of whoever made it, as if each of them had worked at a device of their own.
 */
export class Narrator {
  readonly #random: Random
  readonly #replica: WorkspaceReplica
  readonly #deeds: Deed[] = []
  readonly #authors = new Map<Stamp, MemberId>()
  readonly #devices = new Map<MemberId, string>()
  #now = 0

  constructor(random: Random) {
    this.#random = random
    this.#replica = new WorkspaceReplica({ now: () => this.#now, random, clientId: below(2 ** 32, random) })
  }

  /** Notes that somebody does an action then. It may not be refused. What is done at one time is done in this order. */
  note<Args>(at: number, me: MemberId, space: SpaceId, action: Action<Args>, args: Args): void {
    this.#deeds.push({ at, run: () => this.#do(me, space, action, args) })
  }

  /** The same for what depends on what stands by then. */
  noteReading(at: number, me: MemberId, space: SpaceId, tell: (told: Telling) => void): void {
    const read = () => this.#replica.snapshot(space)
    const run = () => tell({ read, do: (action, args) => this.#do(me, space, action, args) })
    this.#deeds.push({ at, run })
  }

  /** Does all of it in the order of time, and answers every document. */
  tell(): readonly DocumentContents[] {
    for (const { at, run } of this.#deeds.toSorted((left, right) => left.at - right.at)) {
      this.#now = at
      run()
    }
    return [...this.#replica.contents()].map(contents => this.#signed(contents))
  }

  #do<Args>(me: MemberId, space: SpaceId, action: Action<Args>, args: Args): void {
    const written = this.#replica.perform(action, space, args, me)
    if (isRefusal(written)) assert(false, `the example does what is refused: ${action.name}, ${written.reason}`)
    this.#authors.set(written.stamp, me)
  }

  /** The entries of a document under the replicas of their authors. Prose knows no authors. */
  #signed(contents: DocumentContents): DocumentContents {
    if ("bytes" in contents) return contents
    const signed = new Map<string, MemberId>()
    const entries = contents.entries.flatMap((stored): StoredEntry[] => {
      if (stored.kind === AUTHORS) return []
      const stamp = readEntry(stored.key, stored.stored)?.stamp
      const author = stamp === undefined ? undefined : this.#authors.get(stamp)
      if (author === undefined) return [stored]
      const device = this.#deviceOf(author)
      signed.set(device, author)
      return [{ ...stored, key: `${stored.key.slice(0, stored.key.lastIndexOf("."))}.${device}` }]
    })
    for (const [key, stored] of signed) entries.push({ kind: AUTHORS, key, stored })
    return { path: contents.path, entries }
  }

  #deviceOf(member: MemberId): string {
    const standing = this.#devices.get(member)
    if (standing !== undefined) return standing
    const device = replicaName(below(2 ** 32, this.#random))
    this.#devices.set(member, device)
    return device
  }
}

/** What somebody reads at a time, and how they act on it. */
export interface Telling {
  /** The space as it stands by now, also after what was just done. */
  readonly read: () => Snapshot
  readonly do: <Args>(action: Action<Args>, args: Args) => void
}
