import { createSignal, type Accessor } from "solid-js"
import type { Workspace } from "../workspace.ts"
import type { WorkspaceFiles } from "./workspace-files.ts"

/** Where this browser keeps that files may wait here. */
const KEY = "weft.files"

/** How many files of the open workspace have not arrived at the relay. */
export interface FileCounts {
  /** On this device alone, or on their way. */
  readonly waiting: number
  /** Of which the relay said no. */
  readonly refused: number
}

const NONE: FileCounts = { waiting: 0, refused: 0 }

interface Opened {
  readonly workspace: Workspace
  readonly files: Accessor<WorkspaceFiles | null>
  readonly opening: Promise<WorkspaceFiles>
}

const [opened, setOpened] = createSignal<Opened | null>(null)

/** The counts of the workspace that is open. Followed. */
export const fileCounts: Accessor<FileCounts> = () => opened()?.files()?.counts() ?? NONE

/** The files part of a workspace, if something has opened it. Followed. */
export function filesOf(workspace: Workspace): WorkspaceFiles | null {
  const standing = opened()
  return standing?.workspace === workspace ? standing.files() : null
}

/** Goes on with files that wait on this device from before; where there never were any, nothing is loaded. */
export function resumeFiles(workspace: Workspace): void {
  // Without the part, they wait until the next time.
  if (localStorage.getItem(KEY) !== null) openFiles(workspace).catch(() => undefined)
}

/** The files part of a workspace, loaded when it is first needed. Rejects where it cannot be loaded. */
export function openFiles(workspace: Workspace): Promise<WorkspaceFiles> {
  const standing = opened()
  if (standing?.workspace === workspace) return standing.opening
  const [files, setFiles] = createSignal<WorkspaceFiles | null>(null)
  const opening: Promise<WorkspaceFiles> = import("./workspace-files.ts").then(part => {
    const lost = () => setOpened(current => (current?.opening === opening ? null : current))
    const made = part.openWorkspaceFiles(workspace, remember, lost)
    setFiles(made)
    return made
  })
  setOpened({ workspace, files, opening })
  opening.catch(() => setOpened(current => (current?.opening === opening ? null : current)))
  return opening
}

function remember(mayWait: boolean): void {
  if (mayWait) localStorage.setItem(KEY, "1")
  else localStorage.removeItem(KEY)
}
