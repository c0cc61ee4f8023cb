import type { SpaceId } from "@weft/model/base/ids"
import type { KnownWorkspace } from "./known-workspaces.ts"
import type { Port, ToTab, ToWorker } from "./messages.ts"
import { openData } from "./open-data.ts"

/** The way to the data worker, with the first wishes of a workspace said: its rows are on their way. */
export interface Approach {
  readonly port: Port<ToWorker, ToTab>
  readonly workspace: KnownWorkspace
  /** The space whose rows were asked for as well, if the address names one. */
  readonly space: SpaceId | null
}

/**
 * Opens a workspace at the data worker and asks for its first rows, before there is anything to show them: they wait in
 * the port until somebody listens. Kept small, because it runs before the rest of the page has come.
 */
export async function approach(workspace: KnownWorkspace, space: SpaceId | null): Promise<Approach> {
  const port = await openData()
  const { id, relay, me } = workspace
  port.post({ do: "open", workspace: id, relay, tab: crypto.randomUUID() })
  port.post({ do: "member", me })
  port.post({ do: "watch", paths: ["people", "directory", "settings", `personal/${me}`] })
  if (space !== null) port.post({ do: "watch", paths: [`setup/${space}`, `space/${space}`] })
  return { port, workspace, space }
}
