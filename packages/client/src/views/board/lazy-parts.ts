import { lazy } from "solid-js"

/*
 * What a board opens, in chunks of their own: no first view needs it. All of it is fetched once there is time, so that it
 * opens at once and also when the relay that serves the page is gone by then.
 */
const columnMenu = () => import("./column-menu.tsx")
const boardMenu = () => import("./board-menu.tsx")
/** What cards can be done with by name, and the pickers for it. */
export const cardActions = () => import("./card-actions.tsx")

export const ColumnMenu = lazy(async () => ({ default: (await columnMenu()).ColumnMenu }))
export const LaneMenu = lazy(async () => ({ default: (await import("./lane-menu.tsx")).LaneMenu }))
export const BoardMenu = lazy(async () => ({ default: (await boardMenu()).BoardMenu }))
export const DisplayPanel = lazy(async () => ({ default: (await import("./display-panel.tsx")).DisplayPanel }))

/** Fetches the form that asks for a new status. */
export const columnForm = async () => (await columnMenu()).openColumnForm

/** Fetches all of it. */
export async function preloadBoardParts(): Promise<void> {
  const parts = [ColumnMenu, LaneMenu, BoardMenu, DisplayPanel].map(part => part.preload())
  await Promise.all([
    ...parts,
    cardActions(),
    import("../../parts/overload-warning.ts"),
    import("../../parts/attach-files.ts"),
    import("../../parts/filter-edit.tsx"),
    import("../../parts/filter-field.tsx"),
  ])
}
