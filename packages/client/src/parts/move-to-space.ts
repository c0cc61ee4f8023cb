import { moveToSpace } from "@weft/model/actions/move-to-space"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { refuse } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { mapSpace, type SpaceMapping } from "@weft/model/tasks/space-mapping"
import { shareFile } from "../data/files/share-file.ts"
import { spaceReady } from "../data/space-ready.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { t } from "../text/index.ts"
import { moving } from "../text/moving.ts"
import { folderInputIcon } from "../ui/icons.ts"
import { openMenu } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { showToast } from "../ui/toast.tsx"
import { sayRefusal, undoLast } from "./acting.ts"
import { spaceName } from "./space-link.ts"

export interface MoveToSpaceOptions {
  readonly anchor: Anchor
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly items: readonly string[]
  /** Called when the items are on their way. */
  readonly onMoved?: () => void
}

/** Asks for the space that items shall move to, moves them, and says what had to be fitted. */
export function openMoveToSpace(options: MoveToSpaceOptions): void {
  const { anchor, workspace, space } = options
  const others = () =>
    workspace.spaces().filter(id => id !== space.id && workspace.mayWrite(`space/${id}`) && !isGone(workspace, id))
  if (others().length === 0) return void showToast({ text: moving().noOther })
  openMenu({
    anchor,
    label: moving().choose,
    entries: () =>
      others().map(id => ({
        label: spaceName(workspace, id),
        icon: folderInputIcon,
        onSelect: () => void move(id, options),
      })),
  })
}

async function move(to: SpaceId, { workspace, space, items, onMoved }: MoveToSpaceOptions): Promise<void> {
  const target = workspace.space(to)
  // What stands for what is decided by the set-up of the other space, which has to be here for it.
  await spaceReady(target)
  // Only now it is known whether its project is closed.
  if (workspace.isClosed(to)) return sayRefusal(refuse("project-closed"))
  const found = mapSpace(workspace.snapshot(space.id), workspace.snapshot(to), new Set(items))
  const name = spaceName(workspace, to)
  const { mapping, labels } = found
  const ticketTypes = living(workspace.snapshot(to).itemTypes).filter(({ behaviour }) => behaviour === "ticket")
  const args = { items: items as readonly ItemId[], to, mapping, labels, ticketTypes: ticketTypes.map(({ id }) => id) }
  const refusal = workspace.run(space.id, moveToSpace, args, moving().step(items.length, name))
  if (refusal !== null) return sayRefusal(refusal)
  onMoved?.()
  void shareFiles(workspace, space, to, items)
  showToast({
    text: [moving().moved(items.length, name), ...told(found)].join(" · "),
    icon: folderInputIcon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
}

/** Gives the other space the files of what was moved, once the relay knows of the move. */
async function shareFiles(
  workspace: Workspace,
  space: SpaceData,
  to: SpaceId,
  items: readonly string[],
): Promise<void> {
  const attached = [...space.live.plain.attachments.values()].filter(
    ({ item }) => item !== null && items.includes(item),
  )
  const hashes = new Set(attached.filter(({ stored }) => stored).map(({ hash }) => hash))
  if (hashes.size === 0) return
  try {
    await workspace.whenSafe(`space/${to}`)
    for (const hash of hashes) await shareFile(workspace, space.id, to, hash)
  } catch {
    // Without a relay there is nothing to share; and whoever wants a file that was not shared looks for it.
  }
}

/** What somebody should know of how values were fitted. */
function told({ statuses, labels, fields }: SpaceMapping): string[] {
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name).join(", ")
  const pairs = statuses.map(({ from, to }) => moving().pair(from.name, to.name)).join(", ")
  return [
    ...(pairs === "" ? [] : [moving().statuses(pairs)]),
    ...(labels.length === 0 ? [] : [moving().labels(names(labels))]),
    ...(fields.length === 0 ? [] : [moving().fields(names(fields))]),
  ]
}

function isGone(workspace: Workspace, space: SpaceId): boolean {
  return workspace.live.plain.places.get(space)?.deleted != null
}
