import type { MemberId, WorkspaceId } from "@weft/model/base/ids"

/** A workspace that this browser has opened, and who its person is there. */
export interface KnownWorkspace {
  readonly id: WorkspaceId
  readonly name: string
  /** The origin of the relay that it syncs with; `null` while it lives only in this browser. */
  readonly relay: string | null
  readonly me: MemberId
  readonly myName: string
  /** The relay has accounts: who belongs to the workspace is the relay's to say, not this browser's. */
  readonly byAccount?: boolean
  /** Milliseconds since 1970. */
  readonly openedAt: number
}

const KEY = "weft-workspaces"

/** The workspaces of this browser, the one opened last first. What is stored may be anything; misfits are left out. */
export function knownWorkspaces(storage: Storage): readonly KnownWorkspace[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? "[]")
    return Array.isArray(stored) ? stored.filter(isKnown).sort((left, right) => right.openedAt - left.openedAt) : []
  } catch {
    return []
  }
}

/** Adds a workspace, or replaces what is known of it. */
export function rememberWorkspace(storage: Storage, workspace: KnownWorkspace): void {
  const others = knownWorkspaces(storage).filter(other => other.id !== workspace.id)
  storage.setItem(KEY, JSON.stringify([workspace, ...others]))
}

/** Takes a workspace off the list. */
export function forgetKnown(storage: Storage, workspace: WorkspaceId): void {
  storage.setItem(KEY, JSON.stringify(knownWorkspaces(storage).filter(({ id }) => id !== workspace)))
}

function isKnown(value: unknown): value is KnownWorkspace {
  if (typeof value !== "object" || value === null) return false
  const { id, name, relay, me, myName, openedAt } = value as Record<string, unknown>
  const textual = [id, name, me, myName].every(text => typeof text === "string" && text.length <= 200)
  return textual && (relay === null || typeof relay === "string") && typeof openedAt === "number"
}
