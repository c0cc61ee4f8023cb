import type { WatchedRows } from "../service/ladder-watch.ts"
import type { WorkspaceReplica } from "./workspace-replica.ts"

/** The rows of a space and its set-up that tickets are read from, always as they stand in their documents. */
export function ticketRowsOf(replica: WorkspaceReplica, space: string): WatchedRows {
  const own = <K extends keyof WatchedRows>(kind: K) => replica.open(`space/${space}`).rows(kind) as never
  const setup = <K extends keyof WatchedRows>(kind: K) => replica.open(`setup/${space}`).rows(kind) as never
  return {
    get items() {
      return own("items")
    },
    get ticketEvents() {
      return own("ticketEvents")
    },
    get escalations() {
      return own("escalations")
    },
    get statuses() {
      return setup("statuses")
    },
    get serviceCalendars() {
      return setup("serviceCalendars")
    },
    get servicePolicies() {
      return setup("servicePolicies")
    },
    get policyVersions() {
      return setup("policyVersions")
    },
  }
}
