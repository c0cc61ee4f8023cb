import { lazy } from "solid-js"
import { later } from "./later.tsx"
import { preloadBoardParts } from "../views/board/lazy-parts.ts"

/*
 * The dialogs of the frame, in a chunk of their own: no first view needs them. They are fetched once there is time, so
 * that they open at once and also when the relay that serves the page is gone by then.
 */
const dialogs = () => import("./dialogs.tsx")

export const CaptureDialog = lazy(async () => ({ default: (await import("./capture-dialog.tsx")).CaptureDialog }))
export const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }))
export const TemplateDialog = lazy(async () => ({ default: (await import("./template-dialog.tsx")).TemplateDialog }))
export const KeysDialog = lazy(async () => ({ default: (await import("./keys-dialog.tsx")).KeysDialog }))
export const NewSpaceDialog = lazy(async () => ({ default: (await dialogs()).NewSpaceDialog }))
export const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog.tsx")).ShareDialog }))
export const SyncDialog = lazy(async () => ({ default: (await import("./sync-dialog.tsx")).SyncDialog }))
export const RenameDialog = lazy(async () => ({ default: (await import("./rename-dialog.tsx")).RenameDialog }))
export const ImportDialog = lazy(async () => ({
  default: (await import("../views/importing/import-dialog.tsx")).ImportDialog,
}))
export const ExportPlanDialog = lazy(async () => ({
  default: (await import("../views/exporting/export-plan-dialog.tsx")).ExportPlanDialog,
}))
export const SessionDock = lazy(async () => ({
  default: (await import("../views/session/session-dock.tsx")).SessionDock,
}))
export const StartSessionDialog = lazy(async () => ({
  default: (await import("../views/session/start-session-dialog.tsx")).StartSessionDialog,
}))
export const ItemPanel = lazy(async () => ({ default: (await import("../views/item/item-panel.tsx")).ItemPanel }))

/** The list, with its words. */
export const ListScreen = later(async () => (await import("../views/list/list-screen.tsx")).ListScreen)

/** The plan, with the planning engine and its words. */
export const PlanScreen = later(async () => (await import("../views/plan/plan-screen.tsx")).PlanScreen)

/** What is said of rights and of being signed out, and the screens beside the boards: their words come with them. */
export const ReadOnlyChip = later(async () => (await import("./read-only-chip.tsx")).ReadOnlyChip)
export const SignedOutBar = later(async () => (await import("./signed-out-bar.tsx")).SignedOutBar)
export const AnotherBar = later(async () => (await import("./another-bar.tsx")).AnotherBar)
export const NoMember = later(async () => (await import("./no-member.tsx")).NoMember)
export const FollowBar = later(async () => (await import("./follow-bar.tsx")).FollowBar)
export const Beside = later(async () => (await import("./beside.tsx")).Beside)
export const Place = lazy(async () => ({ default: (await import("./places.tsx")).Place }))

const ALL = [
  CaptureDialog,
  Palette,
  KeysDialog,
  TemplateDialog,
  NewSpaceDialog,
  ShareDialog,
  SyncDialog,
  RenameDialog,
  ImportDialog,
  ExportPlanDialog,
  ItemPanel,
  SessionDock,
  StartSessionDialog,
  ReadOnlyChip,
  SignedOutBar,
  AnotherBar,
  NoMember,
  FollowBar,
  Place,
  ListScreen,
  PlanScreen,
  { preload: preloadBoardParts },
  { preload: () => import("../text/refusals.ts") },
  { preload: async () => (await import("./places.tsx")).preloadScreens() },
]

/** How long after the first paint they are fetched, in milliseconds. */
const LATER = 2_000

/** Fetches all of them when the first view has been drawn. A fetch that fails is tried again when one is opened. */
export function fetchLater(): void {
  setTimeout(() => {
    for (const part of ALL) part.preload().catch(() => undefined)
  }, LATER)
}
