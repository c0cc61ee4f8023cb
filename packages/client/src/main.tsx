import type { SpaceId } from "@weft/model/base/ids"
import { approach } from "./data/approach.ts"
import { knownWorkspaces } from "./data/known-workspaces.ts"

// The rows are asked for while the rest of the page is still on its way: this file is small and names only that.
const [, id, space] = /^\/w\/([^/]+)(?:\/s\/([^/]+))?/.exec(location.pathname) ?? []
const known = knownWorkspaces(localStorage).find(workspace => workspace.id === id)
const early =
  known === undefined ? null : { id: known.id, approach: approach(known, (space ?? null) as SpaceId | null) }

if (location.pathname === "/") void import("./app/start-screen.tsx").catch(() => undefined)

const { start } = await import("./app/start.tsx")
await start(early)
