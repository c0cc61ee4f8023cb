import { lazy } from "solid-js"
import { later } from "./later.tsx"
import { preloadMenu } from "../ui/menu.tsx"
import { preloadPicker } from "../ui/picker.tsx"
import { preloadBoardParts } from "../views/board/lazy-parts.ts"

/*
 * The dialogs of the frame, in a chunk of their own: no first view needs them. They are fetched once there is time, so
 * that they open at once and also when the relay that serves the page is gone by then.
 */
export const FrameDialogs = later(async () => (await import("./frame-dialogs.tsx")).FrameDialogs)
export const RenameDialog = lazy(async () => ({ default: (await import("./rename-dialog.tsx")).RenameDialog }))
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

/** The queue of a service, with the engine of its clocks and its words. */
export const QueueScreen = later(async () => (await import("../views/queue/queue-screen.tsx")).QueueScreen)

/** The queues of the service that is shown, with how many tickets wait in each. */
export const ServiceQueues = later(async () => (await import("./service-queues.tsx")).ServiceQueues)

/** What each service has to tell whoever works here. */
export const ServiceNotices = later(async () => (await import("./service-notices.tsx")).ServiceNotices, true)

/** What is said of rights and of being signed out, and the screens beside the boards: their words come with them. */
export const ReadOnlyChip = later(async () => (await import("./read-only-chip.tsx")).ReadOnlyChip)
export const SignedOutBar = later(async () => (await import("./signed-out-bar.tsx")).SignedOutBar)
export const AnotherBar = later(async () => (await import("./another-bar.tsx")).AnotherBar)
export const NoMember = later(async () => (await import("./no-member.tsx")).NoMember)
export const FollowBar = later(async () => (await import("./follow-bar.tsx")).FollowBar)
/** Nobody hovers over what is not drawn yet. */
export const TooltipHost = later(async () => (await import("../ui/tooltip.tsx")).TooltipHost)
export const Beside = later(async () => (await import("./beside.tsx")).Beside)
export const Place = lazy(async () => ({ default: (await import("./places.tsx")).Place }))

const ALL = [
  FrameDialogs,
  RenameDialog,
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
  QueueScreen,
  ServiceQueues,
  ServiceNotices,
  { preload: preloadMenu },
  { preload: preloadPicker },
  { preload: preloadBoardParts },
  { preload: async () => (await import("./frame-dialogs.tsx")).preloadDialogs() },
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
