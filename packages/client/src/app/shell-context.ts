import { createContext, useContext } from "solid-js"

/** What screens ask of the frame around them. */
export interface ShellActions {
  readonly openSidebar: () => void
  readonly share: () => void
  readonly sync: () => void
  /** Makes items by writing them. */
  readonly capture: () => void
  /** Makes a request from the catalogue of the space that is shown; an offering may be chosen already. */
  readonly request: (offering: string | null) => void
  /** Imports a plan into the space that is shown, and exports its plan. */
  readonly importPlan: () => void
  readonly exportPlan: () => void
  /** Looks for items, places and actions. */
  readonly search: () => void
  /** Goes where somebody goes, by their connection. */
  readonly follow: (peer: string) => void
  /** Whether a relay keeps who belongs to the workspace, and what they may do. */
  readonly isByAccount: () => boolean
}

export const ShellContext = createContext<ShellActions>()

export function useShell(): ShellActions {
  const shell = useContext(ShellContext)
  if (shell === undefined) throw new Error("Broken invariant: this part stands outside the shell")
  return shell
}
