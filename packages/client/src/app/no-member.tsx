import type { JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import { saveFile } from "./save-file.ts"

/** Stands in place of a workspace whose relay says that the person is not in it any more. */
export function NoMember(): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().readOnly
  const name = () => workspace.live.table("workspaces").get(workspace.id)?.name || t().shell.startTitle
  const save = async () => {
    saveFile(`${name()}.weft`, await workspace.exportFile())
  }
  return (
    <main>
      <h1 class="visually-hidden">{name()}</h1>
      <EmptyState
        title={words().removed}
        action={<Button onClick={() => void save()}>{t().shell.exportWorkspace}</Button>}
      >
        {words().removedBody}
      </EmptyState>
    </main>
  )
}
