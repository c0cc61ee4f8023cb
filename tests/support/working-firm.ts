import { assign } from "@weft/model/actions/assignment"
import type { Action } from "@weft/model/actions/define"
import { linkItems } from "@weft/model/actions/dependency"
import { createItem } from "@weft/model/actions/item"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { setDuration } from "@weft/model/actions/schedule-items"
import { addMember, createSpace } from "@weft/model/actions/space"
import type { ItemId, MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { promisesOfSpace } from "@weft/model/capacity/promised-times"
import { DisplacementBook, type KnownSpace } from "@weft/model/capacity/displacement"
import { livePlanOf } from "@weft/model/plan/known-plan"
import type { SpaceKind } from "@weft/model/schema/space"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { at } from "./planned-space.ts"
import { Person } from "./person.ts"

const DAY = 4800
const STATUSES = { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" }

/** People who work in several spaces at once: a project named `move` that begins on Monday, and a service named `desk`. */
export class WorkingFirm {
  readonly #person = new Person("ana", 7, Date.UTC(2026, 10, 30, 7))
  /** Monday at eight, on the wall. */
  now = at("2026-11-30T08:00")

  constructor(...members: readonly string[]) {
    for (const [id, kind] of [
      ["move", "project"],
      ["desk", "service"],
    ] as const) {
      this.#person.replica.open(`setup/${id}`)
      this.#person.replica.open(`space/${id}`)
      this.do(id, createSpace, {
        id: id as SpaceId,
        name: id,
        kind: kind as SpaceKind,
        prefix: "X",
        words: wordsOf(kind),
      })
    }
    for (const member of members) this.do("move", addMember, { id: member as MemberId, name: member })
    this.do("move", patchPlan, { start: this.now })
  }

  do<Args>(space: string, action: Action<Args>, args: Args): void {
    const written = this.#person.replica.perform(action, space as SpaceId, args, this.#person.me)
    if (isRefusal(written)) throw new Error(`${action.name} was refused: ${written.reason}`)
  }

  snapshot(space: string): Snapshot {
    return this.#person.replica.snapshot(space as SpaceId)
  }

  /** An activity of so many days for one person, after others. */
  activity(title: string, who: string, days: number, ...after: readonly string[]): void {
    this.#make("move", title)
    this.do("move", setDuration, { items: [title as ItemId], duration: days * DAY })
    if (days > 0) this.do("move", assign, { item: title as ItemId, resource: who as MemberId })
    const links = after.map(from => ({ from: from as ItemId, to: title as ItemId }))
    if (links.length > 0) this.do("move", linkItems, { links })
  }

  /** A ticket of so many hours, due at a minute of the wall; without an owner where nobody is named. */
  ticket(title: string, who: string | null, hours: number | null, due: string | null): void {
    this.#make("desk", title, {
      ...(who !== null && { owner: who as MemberId }),
      fields: {
        ...(hours !== null && { estimateMinutes: hours * 60 }),
        ...(due !== null && { due: due.includes("T") ? `${due}[Europe/Berlin]` : due }),
      },
    })
  }

  /** Relates items of two spaces, as making a task of a ticket does. */
  relate(space: string, seed: Readonly<Record<string, string>>): void {
    const document = `space/${space}` as const
    this.#person.replica.write([{ do: "create", document, kind: "relations", id: "related", seed }], this.#person.me)
  }

  known(): readonly KnownSpace[] {
    return ["move", "desk"].map(space => {
      const snapshot = this.snapshot(space)
      return { snapshot, plan: livePlanOf(snapshot), promisesOf: promisesOfSpace(snapshot, 0, "Europe/Berlin") }
    })
  }

  book(): DisplacementBook {
    return new DisplacementBook(this.known(), this.now)
  }

  #make(space: string, title: string, more: Partial<Parameters<typeof createItem.decide>[1]> = {}): void {
    this.do(space, createItem, { id: title as ItemId, title, ...more })
  }
}

function wordsOf(kind: string) {
  return { board: "Board", type: kind === "service" ? "Incident" : "Activity", statuses: STATUSES }
}
