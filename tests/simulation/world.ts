import { expect } from "vitest"
import { perform, type Action } from "@weft/model/actions/define"
import { changesOfStep } from "@weft/model/actions/escalate"
import { createItem } from "@weft/model/actions/item"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { PersistentMap } from "@weft/model/base/persistent-map"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { ticketRowsOf } from "@weft/model/replica/ticket-rows"
import type { Undoable, Written } from "@weft/model/replica/workspace-replica"
import { patchesOf } from "@weft/model/schema/apply"
import type { Change } from "@weft/model/schema/change"
import type { KindName } from "@weft/model/schema/kinds"
import { applyPatches } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"
import { emptyTables, type Snapshot, type Tables } from "@weft/model/schema/snapshot"
import { LadderWatch } from "@weft/model/service/ladder-watch"
import { foundSpace, MINUTE, MORNING, Person, SPACE, type Build, type Update } from "../support/person.ts"
import { expectOptimism, expectTakenBack, hasMarks } from "./checks.ts"
import { drawDeed } from "./deeds.ts"
import { chance, pick, weighted } from "./draw.ts"
import { openService } from "./ticket-deeds.ts"

/** What a simulation met, for the suite to know that it met everything. */
export interface Tally {
  deeds: number
  refused: number
  delivered: number
  reloads: number
  undone: number
  redone: number
  undoLeftAlone: number
  lostWrites: number
  addWins: number
  undoneAtOnce: number
  /** How often each action was done, by its name. */
  readonly done: Record<string, number>
}

interface Sent extends Update {
  readonly from: Peer
}

/** A member that was put into a set or taken out, and which of the updates the person had had by then. */
interface Membership {
  readonly place: string
  readonly index: number
  readonly had: ReadonlySet<number>
}

export interface Peer {
  readonly person: Person
  readonly isNew: boolean
  /** Peers of one group reach each other. */
  group: number
  /** Updates on their way to this peer, by their place in the log. */
  readonly pending: number[]
  readonly had: Set<number>
  readonly undoable: Undoable[]
  readonly redoable: Undoable[]
  /** The rows as somebody has them who only ever applied patches. */
  mirror: Tables
}

/** Several people over one space, with a network that delivers late, twice, in any order, and not everywhere. */
export class World {
  /** Whether people here also steer a project and plan together. */
  readonly steers: boolean
  /** Whether they serve: tickets under promises, with ladders that somebody does. */
  readonly serves: boolean
  readonly peers: readonly Peer[]
  readonly tally: Tally = {
    deeds: 0,
    refused: 0,
    delivered: 0,
    reloads: 0,
    undone: 0,
    redone: 0,
    undoLeftAlone: 0,
    lostWrites: 0,
    addWins: 0,
    undoneAtOnce: 0,
    done: {},
  }
  readonly log: Sent[] = []
  readonly #random: Random
  readonly #added: Membership[] = []
  readonly #removed: Membership[] = []

  constructor(seed: number, older: Build) {
    this.#random = seededRandom(seed)
    this.steers = seed % 3 === 1
    this.serves = seed % 9 === 2
    const count = 3 + below(6, this.#random)
    this.peers = Array.from({ length: count }, (_, index) => {
      const isNew = index === 0 || chance(0.75, this.#random)
      // Watches are up to two minutes off, which is what a device may be before it corrects itself.
      const skew = below(4 * MINUTE, this.#random) - 2 * MINUTE
      // Every third device is one more of the first member's.
      const name = index % 3 === 2 ? "p0" : `p${index}`
      const person = new Person(name, seed * 16 + index, MORNING + skew, isNew ? undefined : older)
      const empty = { pending: [], had: new Set<number>(), undoable: [], redoable: [] }
      return { person, isNew, group: 0, ...empty, mirror: emptyTables() }
    })
    const [founder] = this.peers
    // Who approves a gate has to be a member.
    const approving = this.steers ? new Set(this.peers.map(({ person }) => person.me)) : []
    foundSpace(founder!.person, ["ana", "ben", "eve", ...approving])
    for (const title of ["one", "two", "three", "four"]) {
      founder!.person.do(createItem, { id: founder!.person.newId<ItemId>(), title, owner: "ana" as MemberId })
    }
    if (this.serves) openService(founder!.person)
    this.#send(founder!)
    founder!.mirror = tablesOf(founder!.person)
    for (const peer of this.peers) this.#deliverAll(peer)
  }

  /** Lets so many things happen. */
  run(steps: number): void {
    for (let step = 0; step < steps; step++) {
      const peer = pick(this.peers, this.#random)!
      for (const { person } of this.peers) person.now += below(5000, this.#random)
      this.#step(peer)
    }
  }

  /** Heals the network and delivers everything. */
  quiesce(): void {
    for (const peer of this.peers) peer.group = 0
    for (const peer of this.peers) this.#deliverAll(peer)
    this.tally.lostWrites = this.peers.reduce((sum, { person }) => sum + person.lost.length, 0)
    this.tally.addWins = this.#countAddWins()
  }

  #step(peer: Peer): void {
    switch (weighted({ act: 50, deliver: 30, undo: 6, redo: 3, reload: 2, partition: 4 }, this.#random)) {
      case "act":
        return this.#act(peer)
      case "deliver":
        for (let count = below(8, this.#random); count >= 0; count--) this.#deliverOne(peer)
        return
      case "undo": {
        const undoable = peer.undoable.pop()
        if (undoable !== undefined) peer.redoable.push(this.#undo(peer, undoable))
        if (undoable !== undefined) this.tally.undone++
        return
      }
      case "redo": {
        const undoable = peer.redoable.pop()
        if (undoable !== undefined) peer.undoable.push(this.#undo(peer, undoable))
        if (undoable !== undefined) this.tally.redone++
        return
      }
      case "reload":
        peer.person.reload()
        peer.mirror = tablesOf(peer.person)
        this.tally.reloads++
        return
      case "partition": {
        const groups = 1 + below(3, this.#random)
        for (const each of this.peers) each.group = below(groups, this.#random)
      }
    }
  }

  #act(peer: Peer): void {
    const { person, isNew } = peer
    // Rows are held against each other by their ids alone, and everybody's own list and votes have the same ones.
    const hasOwn = isNew && person.me === this.peers[0]!.person.me
    const [steers, serves] = [this.steers && isNew, this.serves && isNew]
    if (serves && chance(0.05, this.#random)) return this.#escalate(peer)
    const [snapshot, random] = [snapshotOf(person), this.#random]
    const deed = drawDeed({ person, snapshot, random, isNew, hasOwn, hasMoney: true, steers, serves })
    deed?.run((action, args) => this.#perform(peer, action, args))
  }

  /** Does what ladders say by now, as an executor does. */
  #escalate(peer: Peer): void {
    const { person } = peer
    const watch = new LadderWatch(ticketRowsOf(person.replica, SPACE), person.now)
    for (const step of watch.take(person.now, 3)) {
      const changes = changesOfStep(snapshotOf(person), step, { now: person.now, random: person.random })
      if (!isRefusal(changes)) this.#did("ticket.escalate", peer, person.replica.write(changes, person.me))
    }
  }

  #perform<Args>(peer: Peer, action: Action<Args>, args: Args): void {
    const { person, isNew } = peer
    this.tally.deeds++
    if (!isNew) {
      const written = person.try(action, args)
      if (isRefusal(written)) this.tally.refused++
      else this.#did(action.name, peer, written)
      return
    }
    const before = tablesOf(person)
    const acting = { me: person.me, now: person.now, random: person.random }
    const changes = perform(action, snapshotOf(person), args, acting)
    if (isRefusal(changes)) {
      this.tally.refused++
      return
    }
    this.#noteMemberships(peer, before, changes)
    const remakes = changes.some(change => change.do === "create" && isKnown(person, change))
    const written = person.replica.write(changes, person.me)
    const after = tablesOf(person)
    if (!remakes) expectOptimism(before, patchesOf(before, changes, written.stamp), after, action.name)
    this.#did(action.name, peer, written)
    if (!remakes && !hasMarks(before) && !hasMarks(after) && chance(0.3, this.#random)) {
      this.#undoAndRedo(peer, written, before, after, action.name)
    } else peer.undoable.push(written)
  }

  /** With nothing concurrent, what is undone is as it was, and what is redone as it was written. */
  #undoAndRedo(peer: Peer, written: Written, before: Tables, after: Tables, name: string): void {
    const undone = this.#undo(peer, written)
    expectTakenBack(before, tablesOf(peer.person), `${name} undone`)
    const redone = this.#undo(peer, undone)
    expectTakenBack(after, tablesOf(peer.person), `${name} redone`)
    expect([undone.leftAlone, redone.leftAlone], name).toEqual([[], []])
    this.tally.undoneAtOnce++
    peer.undoable.push(redone)
  }

  #undo(peer: Peer, undoable: Undoable) {
    const undone = peer.person.undo(undoable)
    if (undone.leftAlone.length > 0) this.tally.undoLeftAlone++
    this.#wrote(peer, undone)
    return undone
  }

  #did(name: string, peer: Peer, written: Written): void {
    this.tally.done[name] = (this.tally.done[name] ?? 0) + 1
    this.#wrote(peer, written)
  }

  #wrote(peer: Peer, written: Written): void {
    for (const patches of written.patches.values()) peer.mirror = applyPatches(peer.mirror, patches)
    this.#send(peer)
  }

  #send(peer: Peer): void {
    for (const update of peer.person.outbox) {
      const index = this.log.push({ ...update, from: peer }) - 1
      peer.had.add(index)
      for (const other of this.peers) if (other !== peer) other.pending.push(index)
    }
    peer.person.outbox = []
  }

  #deliverOne(peer: Peer): void {
    const reachable = peer.pending.filter(index => this.log[index]!.from.group === peer.group)
    const index = pick(reachable, this.#random)
    if (index === undefined) return
    this.#deliver(peer, index)
    // One in ten comes a second time, now or much later.
    if (!chance(0.1, this.#random)) peer.pending.splice(peer.pending.indexOf(index), 1)
  }

  #deliverAll(peer: Peer): void {
    while (peer.pending.length > 0) this.#deliverOne(peer)
  }

  #deliver(peer: Peer, index: number): void {
    const patches = peer.person.receive(this.log[index]!)
    peer.had.add(index)
    if (peer.isNew) peer.mirror = applyPatches(peer.mirror, patches)
    this.tally.delivered++
  }

  #noteMemberships(peer: Peer, before: Tables, changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.do !== "add" && change.do !== "remove") continue
      const row = before[change.kind].get(change.id) as AnyRow | undefined
      const wasIn = (row?.[change.field] as readonly string[] | undefined)?.includes(change.member) ?? false
      if (change.do === "remove" && !wasIn) continue
      const place = `${change.kind}.${change.id}.${change.field}.${change.member}`
      const noted = { place, index: this.log.length, had: new Set(peer.had) }
      if (change.do === "add") this.#added.push(noted)
      else this.#removed.push(noted)
    }
  }

  /** Members that are in, though somebody took them out while somebody else put them in. */
  #countAddWins(): number {
    const tables = tablesOf(this.peers[0]!.person)
    const isIn = (place: string) => {
      const [kind, id, field, member] = place.split(".") as [KindName, string, string, string]
      const row = (tables[kind] as PersistentMap<string, unknown>).get(id) as AnyRow
      return (row[field] as readonly string[]).includes(member)
    }
    return this.#removed.filter(removed =>
      this.#added.some(
        added =>
          added.place === removed.place &&
          !added.had.has(removed.index) &&
          !removed.had.has(added.index) &&
          isIn(added.place),
      ),
    ).length
  }
}

/** Whether a replica holds something of a record that is about to be created: itself, or what came of it before its creation. */
function isKnown({ replica }: Person, { document, kind, id }: Exclude<Change, { do: "prose" }>): boolean {
  return replica.open(document).entriesOf(kind, id).length > 0
}

/** What somebody's actions look at: the space, and what is theirs alone. */
function snapshotOf({ me, replica }: Person): Snapshot {
  replica.open(`personal/${me}`)
  return replica.snapshot(SPACE, me)
}

/** All rows that a person's replica holds, of all its documents. */
export function tablesOf({ replica }: Person): Tables {
  const tables: Record<string, unknown> = { ...replica.snapshot(SPACE) }
  delete tables["space"]
  for (const path of replica.paths) {
    if (!["comments/", "personal/", "public/"].some(kind => path.startsWith(kind))) continue
    const document = replica.document(path)!
    for (const kind of document.kinds) {
      tables[kind] = (tables[kind] as PersistentMap<string, AnyRow>).withAll(document.rows(kind))
    }
  }
  return tables as unknown as Tables
}
