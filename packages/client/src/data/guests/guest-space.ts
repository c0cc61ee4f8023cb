import { withGuestsAtHome } from "@weft/model/actions/guest-changes"
import type { SpaceId } from "@weft/model/base/ids"
import type { KindName } from "@weft/model/schema/kinds"
import { guestsOf, withGuests, type Guest, type KnownSpace } from "@weft/model/tasks/guests"
import { createComputed, createMemo, createSignal, onCleanup } from "solid-js"
import type { LiveTables } from "../tables.ts"
import type { SpaceData, Workspace } from "../workspace.ts"
import { GuestTables } from "./guest-tables.ts"

/** What decides how an item of one space is read in another. */
const SETUP = ["statuses", "itemTypes", "customFields", "options", "labels"] as const satisfies readonly KindName[]

/**
 * A space with its guests among its items. Their homes are watched while the surrounding computation lives; a guest
 * follows its home in the same frame.
 *
 * @param titleOf what a card says whose home cannot be read: nothing of the item is known then
 */
export function createGuestSpace(
  workspace: Workspace,
  space: SpaceData,
  titleOf: (state: "withheld" | "not-here") => string,
): SpaceData {
  const live = new GuestTables(space.live)
  const [touched, setTouched] = createSignal(0)
  const guests = createMemo(() => {
    touched()
    followSetup(space.live)
    const placed = new Set([...space.live.table("placements").values()].map(({ item }) => item as string))
    const follow = ({ live }: SpaceData) =>
      onCleanup(
        live.observe("items", changed => {
          for (const id of changed.keys()) if (placed.has(id)) return void setTouched(count => count + 1)
        }),
      )
    const known = new Map<SpaceId, KnownSpace>()
    const knownSpace = (id: SpaceId): KnownSpace => {
      const standing = known.get(id) ?? look(id)
      known.set(id, standing)
      return standing
    }
    const look = (id: SpaceId): KnownSpace => {
      if (workspace.right(`space/${id}`) === "none") return "withheld"
      const home = workspace.space(id)
      if (!home.ready()) return "not-here"
      follow(home)
      followSetup(home.live)
      return workspace.snapshot(id)
    }
    follow(space)
    return guestsOf(workspace.snapshot(space.id), knownSpace)
  })
  const shown = ({ item, state }: Guest) => (state === "shown" ? item : { ...item, title: titleOf(state) })
  createComputed(() => live.show(new Map([...guests()].map(([id, guest]) => [id, shown(guest)] as const))))
  return {
    ...space,
    live,
    guests: {
      of: item => {
        const guest = guests().get(item as never)
        if (guest === undefined) return undefined
        const isReadable = guest.state === "shown"
        return { home: guest.home, homeName: isReadable ? nameOf(workspace, guest.home) : "", isReadable }
      },
      snapshot: () => withGuests(workspace.snapshot(space.id), guests()),
      written: changes => withGuestsAtHome(changes, space.id, guests()),
    },
  }
}

function followSetup(live: LiveTables): void {
  for (const kind of SETUP) live.table(kind)
}

function nameOf(workspace: Workspace, space: SpaceId): string {
  return workspace.setup(space).live.table("profiles").get(space)?.name ?? ""
}
