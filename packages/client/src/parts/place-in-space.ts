import { placeItems, withdrawItems } from "@weft/model/actions/placement"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { placementId } from "@weft/model/schema/placement"
import { spaceReady } from "../data/space-ready.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { guestWords } from "../text/guests.ts"
import { layersIcon } from "../ui/icons.ts"
import { openMenu } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { showToast } from "../ui/toast.tsx"
import { sayRefusal, undoLast } from "./acting.ts"
import { spaceName } from "./space-link.ts"
import { t } from "../text/index.ts"

export interface PlaceInSpaceOptions {
  readonly anchor: Anchor
  readonly workspace: Workspace
  /** The space whose board or list they are chosen on; they may be guests of it. */
  readonly space: SpaceData
  readonly items: readonly string[]
}

/** Asks for a further space that items shall be shown in, and shows them there. They stay where they lie. */
export function openPlaceInSpace(options: PlaceInSpaceOptions): void {
  const { anchor, workspace, space, items } = options
  const homes = new Set(items.map(item => space.guests?.of(item)?.home ?? space.id))
  const writable = () =>
    workspace
      .spaces()
      .filter(id => workspace.mayWrite(`space/${id}`) && workspace.live.plain.places.get(id)?.deleted == null)
      .filter(id => !homes.has(id) && id !== space.id)
  const lacking = () => writable().filter(id => !items.every(item => isPlaced(workspace, id, item)))
  if (writable().length === 0) return void showToast({ text: guestWords().noOther })
  if (lacking().length === 0) return void showToast({ text: guestWords().allThere })
  openMenu({
    anchor,
    label: guestWords().choose,
    entries: () =>
      lacking().map(id => ({
        label: spaceName(workspace, id),
        icon: layersIcon,
        onSelect: () => void place(id, options),
      })),
  })
}

/** Whether an item is shown in a space, as far as that one is here. */
function isPlaced(workspace: Workspace, space: SpaceId, item: string): boolean {
  return workspace.setup(space).live.plain.placements.get(placementId(item as ItemId))?.deleted === null
}

async function place(to: SpaceId, { workspace, space, items }: PlaceInSpaceOptions): Promise<void> {
  // Where they come to stand there, and whether they were there before, only its rows say.
  await spaceReady(workspace.space(to))
  const name = spaceName(workspace, to)
  const homeOf = (item: string) => space.guests?.of(item)?.home ?? space.id
  for (const [home, own] of Map.groupBy(items as readonly ItemId[], homeOf)) {
    const tellsHome = workspace.mayWrite(`space/${home}`)
    const says = guestWords().stepShow(own.length, name)
    const refusal = workspace.run(to, placeItems, { items: own, home, tellsHome }, says)
    if (refusal !== null) return sayRefusal(refusal)
  }
  sayDone(guestWords().shown(items.length, name), workspace)
}

/** Shows guests in a space no more. Answers whether that was done. */
export function takeOff(
  workspace: Workspace,
  space: SpaceId,
  items: readonly string[],
  home: (item: string) => SpaceId,
): boolean {
  const name = spaceName(workspace, space)
  const guests = (items as readonly ItemId[]).map(item => {
    const lies = home(item)
    return { item, tells: workspace.mayWrite(`space/${lies}`) ? lies : null }
  })
  const refusal = workspace.run(space, withdrawItems, { guests }, guestWords().stepTakeOff(items.length, name))
  if (refusal !== null) sayRefusal(refusal)
  else sayDone(guestWords().takenOff(items.length, name), workspace)
  return refusal === null
}

function sayDone(text: string, workspace: Workspace): void {
  showToast({ text, icon: layersIcon, action: { label: t().general.undo, run: () => void undoLast(workspace) } })
}
