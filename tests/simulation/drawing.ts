import type { Random } from "@weft/model/base/random"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Person } from "../support/person.ts"

/** What deeds are drawn from. */
export interface Drawing {
  readonly person: Pick<Person, "newId" | "me">
  readonly snapshot: Snapshot
  readonly random: Random
  /** Whether this person's build knows all fields. */
  readonly isNew: boolean
  /** Whether the snapshot has what is this person's own: their views, and votes in their hand. */
  readonly hasOwn?: boolean
  /** Whether the snapshot has what the space costs. */
  readonly hasMoney?: boolean
  /** How often items are taken to another space or to the archive. */
  readonly leaving?: Leaving
  /** Whether people also steer the project, plan together, claim items and show those of other spaces. */
  readonly steers?: boolean
  /** Whether people also serve: open, answer, merge and classify tickets, under promises. */
  readonly serves?: boolean
}

/** Nothing leaves its space where what happens is held against that one alone. */
export type Leaving = "never" | "seldom" | "often"
