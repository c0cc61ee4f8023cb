import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import { Page } from "../ui/page.tsx"
import { useShell } from "./shell-context.ts"

/** What stands at the addresses of rights, where no relay with accounts keeps any for this workspace. */
export function NoRights(): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const words = () => access().noRights
  const isOnlyHere = () => workspace.sync().relay.state === "none"
  return (
    <Page title={access().space.title} onOpenSidebar={() => shell.openSidebar()}>
      <EmptyState
        title={words().title}
        action={
          <Show when={isOnlyHere()}>
            <Button kind="primary" onClick={() => shell.share()}>
              {t().shell.share}
            </Button>
          </Show>
        }
      >
        {isOnlyHere() ? words().onlyHere : words().open}
      </EmptyState>
    </Page>
  )
}
