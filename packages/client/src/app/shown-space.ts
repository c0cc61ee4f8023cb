import { createEffect, createMemo, createRoot, createSignal, on, onCleanup, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../data/workspace.ts"

/**
 * A space as its boards and lists show it: with items of other spaces among its own, where it has any. What that takes is
 * fetched then; `null` until it is here, and without a network the space is shown without them.
 */
export function createShownSpace(workspace: Workspace, space: Accessor<SpaceData>): Accessor<SpaceData | null> {
  const hasGuests = createMemo(() => {
    for (const { deleted } of space().live.table("placements").values()) if (deleted === null) return true
    return false
  })
  const [withGuests, setWithGuests] = createSignal<SpaceData | null>(null)
  createEffect(
    on([space, hasGuests], ([own, has]) => {
      setWithGuests(null)
      if (has) openGuests(own)
    }),
  )
  /** Opens the guests of a space until another is shown. */
  const openGuests = (own: SpaceData): void => {
    let end: (() => void) | null = () => {}
    onCleanup(() => {
      end?.()
      end = null
    })
    const open = async () => {
      const part = await import("../parts/guest-space.ts").catch(() => null)
      if (end === null) return
      if (part === null) return void setWithGuests(own)
      createRoot(dispose => {
        end = dispose
        setWithGuests(part.openGuestSpace(workspace, own))
      })
    }
    void open()
  }
  return () => {
    if (!hasGuests()) return space()
    const shown = withGuests()
    return shown?.id === space().id ? shown : null
  }
}
