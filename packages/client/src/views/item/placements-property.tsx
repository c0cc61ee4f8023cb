import type { SpaceId } from "@weft/model/base/ids"
import { placementId } from "@weft/model/schema/placement"
import { guestsOf } from "@weft/model/tasks/guests"
import { shownStatus } from "@weft/model/tasks/workflow"
import { createMemo, For, Show, type JSX } from "solid-js"
import { takeOff } from "../../parts/place-in-space.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { itemHref, spaceName } from "../../parts/space-link.ts"
import { guestWords } from "../../text/guests.ts"
import { IconButton } from "../../ui/button.tsx"
import { plusIcon, xIcon } from "../../ui/icons.ts"
import { useItem } from "./item-context.ts"
import { Property } from "./property.tsx"
import "./placements-property.css"

/** The spaces that show the item beside its own, with the ways there and off. */
export function PlacementsProperty(): JSX.Element {
  const { row, id, space, workspace } = useItem()
  /** Whether a space shows it: its own word counts, where it is here; until then, what the item was told. */
  const isShownIn = (other: SpaceId) => {
    const known = workspace.right(`space/${other}`) === "none" ? undefined : workspace.space(other)
    if (known?.ready() !== true) return row.read("placedIn").includes(other)
    return known.live.table("placements").get(placementId(id))?.deleted === null
  }
  const candidates = createMemo(() => {
    const loaded = workspace
      .spaces()
      .filter(other => workspace.setup(other).live.table("placements").has(placementId(id)))
    return [...new Set([...row.read("placedIn"), ...loaded])].filter(other => other !== space.id)
  })
  const spaces = createMemo(() => candidates().filter(isShownIn))
  /** The state that it has there, which may be another than at home; nothing until the space is here. */
  const statusIn = (other: SpaceId) => {
    const there = isOpen(other) ? workspace.space(other) : undefined
    if (there?.ready() !== true) return null
    for (const kind of ["placements", "statuses"] as const) there.live.table(kind)
    row.read("status")
    const snapshot = workspace.snapshot(other)
    const known = (home: SpaceId) => (home === space.id ? workspace.snapshot(home) : "not-here")
    const guest = guestsOf(snapshot, known).get(id)
    return guest === undefined ? null : shownStatus(guest.item, snapshot)
  }
  const isOpen = (other: SpaceId) => workspace.right(`space/${other}`) !== "none"
  const label = () => (spaces().length === 0 ? guestWords().alsoIn : guestWords().shownIn)
  const open = async (anchor: HTMLElement) => {
    const { openPlaceInSpace } = await import("../../parts/place-in-space.ts")
    openPlaceInSpace({ anchor, workspace, space, items: [id] })
  }
  return (
    <Property label={label()} name="placements" empty={spaces().length === 0}>
      <ul class="placements" aria-label={label()}>
        <Show when={spaces().length > 0}>
          <li class="placement">
            <a class="property-link" href={itemHref(workspace.id, space.id, id)}>
              {spaceName(workspace, space.id)}
            </a>
          </li>
        </Show>
        <For each={spaces()} fallback={<li class="property-static property-empty">{guestWords().nowhere}</li>}>
          {other => (
            <li class="placement">
              <Show when={isOpen(other)} fallback={<span class="property-empty">{guestWords().hidden}</span>}>
                <a class="property-link" href={itemHref(workspace.id, other, id)}>
                  {spaceName(workspace, other)}
                </a>
                <Show when={statusIn(other)}>
                  {status => (
                    <span class="placement-status">
                      <StatusGlyph category={status().category} size={14} />
                      {status().name}
                    </span>
                  )}
                </Show>
              </Show>
              <Show when={workspace.mayWrite(`space/${other}`)}>
                <IconButton
                  class="placement-off"
                  icon={xIcon}
                  size="small"
                  label={guestWords().takeOffNamed(spaceName(workspace, other))}
                  onClick={() => takeOff(workspace, other, [id], () => space.id)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <IconButton
        icon={plusIcon}
        size="small"
        label={guestWords().show}
        aria-haspopup="menu"
        onClick={event => void open(event.currentTarget)}
      />
    </Property>
  )
}
