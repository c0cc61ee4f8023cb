import type { WorkspaceId } from "@weft/model/base/ids"
import { lazy, onMount, Show, Suspense, createSignal, type JSX } from "solid-js"
import { hasAccounts } from "../data/has-accounts.ts"
import type { KnownWorkspace } from "../data/known-workspaces.ts"
import { joinWorkspace } from "./open-workspace.ts"
import { JoinScreen } from "./join-screen.tsx"

const AccountStranger = lazy(async () => ({ default: (await import("./account-stranger.tsx")).AccountStranger }))

export interface StrangerProps {
  readonly workspace: WorkspaceId
  readonly onKnown: (known: KnownWorkspace) => void
}

/** Stands at the address of a workspace that this browser does not know: the way in, by account or by link. */
export function Stranger(props: StrangerProps): JSX.Element {
  const [byAccount, setByAccount] = createSignal<boolean>()
  onMount(() => void hasAccounts().then(setByAccount))
  const join = (name: string) => props.onKnown(joinWorkspace(props.workspace, name, location.origin))
  return (
    <Suspense>
      <Show when={byAccount() !== undefined}>
        <Show when={byAccount()} fallback={<JoinScreen onJoin={join} />}>
          <AccountStranger {...props} />
        </Show>
      </Show>
    </Suspense>
  )
}
