import { createView, patchView, trashView, type ViewOwner, type ViewSettings } from "@weft/model/actions/view"
import { newId, type SpaceId, type ViewId } from "@weft/model/base/ids"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import { t } from "../text/index.ts"
import { listWords } from "../text/list.ts"
import { bookmarkPlusIcon, pencilIcon, pinIcon, pinOffIcon, trash2Icon } from "../ui/icons.ts"
import type { MenuEntry } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { showToast } from "../ui/toast.tsx"
import { undoLast, type Act } from "./acting.ts"
import { savedViews, type SavedView } from "./saved-views.ts"
import { openSmallForm } from "./small-form.tsx"

export interface SavedViewsMenu {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly act: Act
  readonly anchor: () => Anchor
  /** The view that is shown; nothing for the usual one. */
  readonly current: string | undefined
  /** The filter that is shown, as it stands in an address. */
  readonly filterText: string
  /** All else that a view made from what is shown keeps. */
  readonly settings: () => ViewSettings
  /** Shows another view, or the usual one. */
  readonly onView: (view: SavedView | undefined) => void
}

/** The views of a space, and what can be done with the one that is shown. */
export function savedViewEntries(menu: SavedViewsMenu): readonly MenuEntry[] {
  const { workspace, space } = menu
  const views = savedViews(workspace, space)
  const entryOf = (view: SavedView): MenuEntry => ({
    label: view.name,
    checked: menu.current === view.id,
    exclusive: true,
    onSelect: () => menu.onView(view),
  })
  const own = views.filter(({ owner }) => owner === "own")
  const current = views.find(({ id }) => id === menu.current)
  return [
    ...views.filter(({ owner }) => owner === "shared").map(entryOf),
    ...(own.length === 0 ? [] : [{ kind: "heading" as const, label: listWords().own }, ...own.map(entryOf)]),
    { kind: "separator" },
    { label: listWords().saveView, icon: bookmarkPlusIcon, onSelect: () => saveView(menu) },
    ...(current === undefined ? [] : currentEntries(menu, current)),
  ]
}

function currentEntries(menu: SavedViewsMenu, view: SavedView): readonly MenuEntry[] {
  const { act, filterText } = menu
  const { owner, id, name } = view
  const words = listWords()
  const disabled = !mayChange(menu.workspace, menu.space.id, owner)
  const patch = (settings: ViewSettings) => void act(patchView, { owner, view: id, settings }, words.steps.view(name))
  return [
    ...(filterText === view.filter
      ? []
      : [{ label: words.saveFilter, disabled, onSelect: () => patch({ filter: filterText }) }]),
    {
      label: view.pinned ? words.unpinView : words.pinView,
      icon: view.pinned ? pinOffIcon : pinIcon,
      disabled,
      onSelect: () => patch({ pinned: !view.pinned }),
    },
    { label: words.renameView, icon: pencilIcon, disabled, onSelect: () => renameView(menu, view) },
    { label: words.deleteView, icon: trash2Icon, danger: true, disabled, onSelect: () => deleteView(menu, view) },
  ]
}

function mayChange(workspace: Workspace, space: SpaceId, owner: ViewOwner): boolean {
  return workspace.mayWrite(owner === "shared" ? `space/${space}` : `personal/${workspace.me}`)
}

/** Asks for a name and whose the view is, and shows it. */
function saveView(menu: SavedViewsMenu): void {
  const { workspace, space, act } = menu
  const words = listWords()
  const mayShare = mayChange(workspace, space.id, "shared")
  openSmallForm<ViewOwner>({
    anchor: menu.anchor(),
    label: words.viewName,
    value: "",
    choice: {
      label: words.whoSees,
      value: mayShare ? "shared" : "own",
      options: [
        ...(mayShare ? [{ value: "shared" as const, label: words.shared }] : []),
        { value: "own", label: words.own },
      ],
    },
    done: t().general.save,
    onDone: (name, owner = "own") => {
      const view = newId<ViewId>(workspace.random)
      const settings = { ...menu.settings(), filter: menu.filterText, pinned: true }
      const done = act(createView, { owner, view, name, settings }, words.steps.view(name))
      const made = savedViews(workspace, space).find(({ id }) => id === view)
      if (done && made !== undefined) menu.onView(made)
      return done
    },
  })
}

function renameView({ act, anchor }: SavedViewsMenu, { owner, id, name }: SavedView): void {
  openSmallForm({
    anchor: anchor(),
    label: listWords().viewName,
    value: name,
    done: t().general.rename,
    onDone: next => act(patchView, { owner, view: id, name: next }, listWords().steps.view(next)),
  })
}

function deleteView({ workspace, act, onView }: SavedViewsMenu, { owner, id, name }: SavedView): void {
  const says = listWords().steps.view(name)
  if (!act(trashView, { owner, view: id }, says)) return
  onView(undefined)
  showToast({
    text: says,
    icon: trash2Icon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
}
