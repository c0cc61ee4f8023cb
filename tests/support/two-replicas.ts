import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import type { DocumentPath } from "@weft/model/schema/change"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { foundSpace, MINUTE, MORNING, Person, type Build, type Update } from "./person.ts"
import { BareClient, startRelay } from "./relay.ts"
import { canonical } from "./canonical.ts"

/** What one reader sees when all has arrived. */
export interface Seen {
  readonly snapshot: Snapshot
  readonly person: Person
  /** Whose watch was ahead while both were offline. */
  readonly later: "ana" | "ben"
}

/**
 * Two people who share a space and then are offline at the same time.
 *
 * Each case runs five times: with either of them later, their work delivered in either order, and through a relay. Each
 * time `outcome` is asked of both replicas and of a reader who was not there, and all three must hold the same rows.
 */
export interface TwoReplicas<Given> {
  /** What both of them saw; what it returns is handed to the rest. */
  readonly given: (ana: Person) => Given
  readonly ana: (ana: Person, given: Given) => void
  readonly ben: (ben: Person, given: Given) => void
  readonly outcome: (seen: Seen, given: Given) => void
  /** What only the two themselves know (which of their writes was lost), and what they do next. */
  readonly afterwards?: (both: Together, given: Given) => void
  /** The build that ben's device runs, if it is another one. */
  readonly benRuns?: Build
}

/** Both of them, in touch again. */
export interface Together {
  readonly ana: Person
  readonly ben: Person
  readonly eve: Person
  readonly later: "ana" | "ben"
  /** Brings what each of them wrote since to everybody; all must hold the same rows then. */
  readonly share: () => void
}

export function scenario<Given>(name: string, told: TwoReplicas<Given>): void {
  describe(name, () => {
    for (const later of ["ana", "ben"] as const) {
      test(`${later} later, ana's work first`, () => deliver(told, later, (ana, ben) => [...ana, ...ben]))
      test(`${later} later, ben's work first and backwards`, () =>
        deliver(told, later, (ana, ben) => [...ben.toReversed(), ...ana.toReversed()]))
    }
    test("through the relay", () => throughRelay(told))
  })
}

interface Started<Given> {
  readonly ana: Person
  readonly ben: Person
  readonly given: Given
  readonly before: readonly Update[]
  readonly reader: Person
}

/** Founds the space, lets both see it, and lets each of them work alone. */
function workApart<Given>(told: TwoReplicas<Given>, later: "ana" | "ben"): Started<Given> {
  const ana = new Person("ana", 1, MORNING)
  const ben = new Person("ben", 2, MORNING, told.benRuns)
  const reader = new Person("eve", 3, MORNING)
  foundSpace(ana, ["ana", "ben", "eve"])
  const given = told.given(ana)
  const before = ana.outbox
  for (const update of before) ben.receive(update)
  ana.outbox = []
  ana.now += (later === "ana" ? 20 : 10) * MINUTE
  ben.now += (later === "ben" ? 20 : 10) * MINUTE
  told.ana(ana, given)
  told.ben(ben, given)
  return { ana, ben, given, before, reader }
}

function deliver<Given>(
  told: TwoReplicas<Given>,
  later: "ana" | "ben",
  order: (ana: readonly Update[], ben: readonly Update[]) => readonly Update[],
): void {
  const started = workApart(told, later)
  const { ana, ben, before, reader } = started
  const written = order(ana.outbox, ben.outbox)
  for (const update of written) if (!ana.outbox.includes(update)) ana.receive(update)
  for (const update of written) if (!ben.outbox.includes(update)) ben.receive(update)
  for (const update of [...before, ...written]) reader.receive(update)
  conclude(told, started, later)
}

async function throughRelay<Given>(told: TwoReplicas<Given>): Promise<void> {
  const started = workApart(told, "ben")
  const { ana, ben, reader } = started
  const relay = await startRelay()
  const clients: BareClient[] = []
  try {
    const paths = new Set([...ana.replica.paths, ...ben.replica.paths])
    for (const person of [ana, ben, ana, reader]) {
      const client = await BareClient.connect(relay.url)
      clients.push(client)
      let channel = 0
      for (const path of paths) await exchange(client, ++channel, person, path)
    }
    expect(relay.reports).toEqual([])
  } finally {
    for (const client of clients) await client.close()
    await relay.close()
  }
  conclude(told, started, "ben")
}

/** Joins one document, takes what the relay has, and sends what it lacks. */
async function exchange(client: BareClient, channel: number, person: Person, path: DocumentPath): Promise<void> {
  const { doc } = person.replica.open(path)
  const joined = await client.join(channel, `acme/${path}`, -1, Y.encodeStateVector(doc))
  if (joined.bytes.length > 0) person.receive({ path, bytes: joined.bytes.slice() })
  const lacking = Y.encodeStateAsUpdate(doc, joined.stateVector.slice())
  if (lacking.length > 2) await client.write(channel, 1, lacking)
}

function conclude<Given>(told: TwoReplicas<Given>, { ana, ben, reader, given }: Started<Given>, later: "ana" | "ben") {
  for (const person of [ana, ben, reader]) told.outcome({ snapshot: person.snapshot, person, later }, given)
  // Another build may read other fields; what it keeps is seen in what the others read.
  const alike = told.benRuns === undefined ? [ben, reader] : [reader]
  const compare = () => {
    for (const person of alike) expect(canonical(person.snapshot), person.me).toBe(canonical(ana.snapshot))
  }
  compare()
  const everybody = [ana, ben, reader]
  for (const person of everybody) {
    person.outbox = []
    person.now += 60 * MINUTE
  }
  const share = () => {
    for (const writer of everybody) {
      for (const update of writer.outbox) for (const other of everybody) if (other !== writer) other.receive(update)
      writer.outbox = []
    }
    compare()
  }
  told.afterwards?.({ ana, ben, eve: reader, later, share }, given)
}
