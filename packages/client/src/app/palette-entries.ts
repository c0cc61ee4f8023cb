import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { Item } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { profileKey } from "@weft/model/base/item-key"
import { COMMANDS, type CommandId } from "../commands/commands.ts"
import { foldName, type Findable } from "../commands/find.ts"
import type { CommandHost } from "../commands/command-host.ts"
import type { FoundText } from "../data/search/found-text.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { savedViews } from "../parts/saved-views.ts"
import { commandWords } from "../text/commands.ts"
import { t } from "../text/index.ts"
import { boardHref, contactsHref, listHref, peopleHref, planHref, queueHref, spaceHref, viewHref } from "./addresses.ts"
import { hasContacts } from "./has-contacts.ts"

/** Something that the palette can lead to or do. Its id is the address that it leads to, or the command. */
export type PaletteEntry = Findable &
  (
    | { readonly kind: "item"; readonly item: Item; readonly space: SpaceData; readonly href: string }
    /** An item in whose texts something was found. */
    | {
        readonly kind: "text"
        readonly item: Item
        readonly space: SpaceData
        readonly href: string
        readonly of: FoundText["of"]
        readonly context: FoundText["context"]
      }
    | { readonly kind: "place"; readonly label: string; readonly hint: string; readonly href: string }
    | {
        readonly kind: "action"
        readonly label: string
        readonly shortcut: string | undefined
        readonly command: CommandId
      }
  )

/** Folded titles by row: a row never changes, so each is folded once however often the palette opens. */
const folded = new WeakMap<Item, string>()

function foldedTitle(item: Item): string {
  const known = folded.get(item)
  if (known !== undefined) return known
  const name = foldName(item.title)
  folded.set(item, name)
  return name
}

/** All items of the spaces that are here, but those in the trash. */
export function itemEntries(workspace: Workspace): readonly PaletteEntry[] {
  const entries: PaletteEntry[] = []
  for (const id of workspace.spaces()) {
    const space = workspace.space(id)
    const prefix = space.live.plain.profiles.get(id)?.prefix ?? ""
    const base = homeOf(workspace, space)
    for (const item of space.live.plain.items.values()) {
      if (item.deleted !== null || item.movedTo !== null) continue
      const key = profileKey(prefix, item).toLowerCase()
      const href = `${base}?item=${item.id}`
      entries.push({ kind: "item", id: item.id, name: foldedTitle(item), key, item, space, href })
    }
  }
  return entries
}

/** The items in whose texts something was found, but those that are listed already or in the trash. */
export function textEntries(
  workspace: Workspace,
  found: readonly FoundText[],
  listed: ReadonlySet<string>,
): readonly PaletteEntry[] {
  return found.flatMap(({ space: id, item: itemId, of, context }): readonly PaletteEntry[] => {
    if (listed.has(itemId) || workspace.right(`space/${id}`) === "none") return []
    const space = workspace.space(id as SpaceId)
    const item = space.live.plain.items.get(itemId as ItemId)
    if (item === undefined || item.deleted !== null || item.movedTo !== null) return []
    const key = profileKey(space.live.plain.profiles.get(id as SpaceId)?.prefix ?? "", item).toLowerCase()
    const href = `${homeOf(workspace, space)}?item=${item.id}`
    return [{ kind: "text", id: itemId, name: "", key, item, space, href, of, context }]
  })
}

/** Where the items of a space are at home: in its queue, or on its first board. */
function homeOf({ id: workspace }: Workspace, space: SpaceData): string {
  const isService = space.live.plain.profiles.get(space.id)?.kind === "service"
  return isService ? queueHref(workspace, space.id) : boardHref(workspace, space.id, firstBoard(space))
}

function firstBoard(space: SpaceData): string {
  return living(space.live.plain.boards).sort(compareRanked)[0]?.id ?? ""
}

/** All places of the workspace: its spaces with their boards, lists and views, and its other screens. */
export function placeEntries(workspace: Workspace): readonly PaletteEntry[] {
  const words = commandWords()
  const place = (label: string, hint: string, href: string): PaletteEntry => ({
    kind: "place",
    id: href,
    name: foldName(`${label} ${hint}`),
    key: "",
    label,
    hint,
    href,
  })
  const ofSpace = (id: SpaceId): readonly PaletteEntry[] => {
    const space = workspace.space(id)
    const profile = space.live.plain.profiles.get(id)
    const name = profile?.name ?? ""
    const boards = living(space.live.plain.boards).sort(compareRanked)
    return [
      place(name, t().views.board, boardHref(workspace.id, id, boards[0]?.id ?? "")),
      place(name, words.list, listHref(workspace.id, id)),
      place(name, t().views.plan, planHref(workspace.id, id)),
      ...boards.slice(1).map(board => place(board.name, words.board(name), boardHref(workspace.id, id, board.id))),
      ...savedViews(workspace, space).map(view => place(view.name, words.view(name), viewHref(workspace.id, id, view))),
      ...(profile?.kind === "service"
        ? [
            place(t().navigation.report, name, `${spaceHref(workspace.id, id)}/report`),
            place(t().navigation.service, name, `${spaceHref(workspace.id, id)}/service`),
          ]
        : []),
      place(t().navigation.settings, name, `${spaceHref(workspace.id, id)}/settings`),
      place(t().navigation.trashAndArchive, name, `${spaceHref(workspace.id, id)}/trash`),
    ]
  }
  return [
    ...workspace.spaces().flatMap(ofSpace),
    place(t().navigation.people, "", peopleHref(workspace.id)),
    ...(hasContacts(workspace) ? [place(t().navigation.contacts, "", contactsHref(workspace.id))] : []),
  ]
}

/** What can be done where the palette was opened. */
export function actionEntries(host: CommandHost): readonly PaletteEntry[] {
  const { names } = commandWords()
  return host
    .available()
    .filter(command => command !== "palette")
    .map(command => ({
      kind: "action",
      id: command,
      name: foldName(names[command]),
      key: "",
      label: names[command],
      shortcut: COMMANDS[command].keys[0],
      command,
    }))
}
