import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import { useShell } from "./shell-context.ts"

/** Stands in place of a workspace whose relay says that the person is not in it any more. */
export function NoMember(): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const words = () => access().readOnly
  return (
    <main>
      <h1 class="visually-hidden">{t().shell.startTitle}</h1>
      <EmptyState
        title={words().removed}
        action={
          <Show when={workspace.sync().refused > 0}>
            <Button onClick={() => shell.sync()}>{access().sync.refused}</Button>
          </Show>
        }
      >
        {words().removedBody}
      </EmptyState>
    </main>
  )
}
