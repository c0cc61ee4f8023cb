import { lazy } from "solid-js"
import { preloadBoardParts } from "../views/board/lazy-parts.ts"

/*
 * The dialogs of the frame, in a chunk of their own: no first view needs them. They are fetched once there is time, so
 * that they open at once and also when the relay that serves the page is gone by then.
 */
const dialogs = () => import("./dialogs.tsx")

export const NewItemDialog = lazy(async () => ({ default: (await dialogs()).NewItemDialog }))
export const NewSpaceDialog = lazy(async () => ({ default: (await dialogs()).NewSpaceDialog }))
export const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog.tsx")).ShareDialog }))
export const SyncDialog = lazy(async () => ({ default: (await import("./sync-dialog.tsx")).SyncDialog }))
export const RenameDialog = lazy(async () => ({ default: (await import("./rename-dialog.tsx")).RenameDialog }))
export const ImportDialog = lazy(async () => ({
  default: (await import("../views/importing/import-dialog.tsx")).ImportDialog,
}))
export const ItemPanel = lazy(async () => ({ default: (await import("../views/item/item-panel.tsx")).ItemPanel }))

const ALL = [
  NewItemDialog,
  NewSpaceDialog,
  ShareDialog,
  SyncDialog,
  RenameDialog,
  ImportDialog,
  ItemPanel,
  { preload: preloadBoardParts },
]

/** How long after the first paint they are fetched, in milliseconds. */
const LATER = 2_000

/** Fetches all of them when the first view has been drawn. A fetch that fails is tried again when one is opened. */
export function fetchLater(): void {
  setTimeout(() => {
    for (const part of ALL) part.preload().catch(() => undefined)
  }, LATER)
}
