import { createEffect, createRoot } from "solid-js"
import type { SpaceData } from "./workspace.ts"

/** Resolves once the rows of a space are here. */
export function spaceReady(space: SpaceData): Promise<void> {
  return new Promise(resolve => {
    createRoot(dispose => {
      createEffect(() => {
        if (!space.ready()) return
        resolve()
        queueMicrotask(dispose)
      })
    })
  })
}
