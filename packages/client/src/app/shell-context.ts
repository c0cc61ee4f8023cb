import { createContext, useContext } from "solid-js"

/** What screens ask of the frame around them. */
export interface ShellActions {
  readonly openSidebar: () => void
  readonly share: () => void
  readonly sync: () => void
}

export const ShellContext = createContext<ShellActions>()

export function useShell(): ShellActions {
  const shell = useContext(ShellContext)
  if (shell === undefined) throw new Error("Broken invariant: this part stands outside the shell")
  return shell
}
