import { lazy, Match, onMount, Suspense, Switch, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { relay } from "../data/api.ts"
import { Answered, createAsked } from "../parts/answered.tsx"
import { CopyField } from "../parts/copy-field.tsx"
import { t } from "../text/index.ts"
import { syncWords } from "../text/sync.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { peopleHref, signInHref } from "./addresses.ts"
import "./dialogs.css"

const ShareWithPeople = lazy(async () => ({
  default: (await import("../views/access/share-with-people.tsx")).ShareWithPeople,
}))

export interface ShareDialogProps {
  /** Whether the relay that the workspace lives at keeps its people. */
  readonly byAccount: boolean
  readonly onClose: () => void
  /** The workspace is a synced one from now on, with people that the relay keeps or without. */
  readonly onShared: (byAccount: boolean) => void
}

/** Turns a local workspace into a synced one, and lets others in: by invitation, or by a link where there are no accounts. */
export function ShareDialog(props: ShareDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const isShared = () => workspace.sync().relay.state !== "none"
  return (
    <Dialog open onClose={props.onClose} title={t().shell.shareTitle} size="large" closable>
      <div class="dialog-form">
        <Switch fallback={<ShareFirst {...props} />}>
          <Match when={isShared() && !props.byAccount}>
            <TheLink />
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}

/** Asks the relay how it shares. */
function ShareFirst(props: ShareDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const session = createAsked(() => relay.session())
  onMount(() => void ShareWithPeople.preload().catch(() => undefined))
  const byAccount = () => {
    const state = session.value()
    return state?.access === "accounts" ? state : undefined
  }
  const shareByLink = () => {
    workspace.share(location.origin)
    props.onShared(false)
  }
  return (
    <Answered of={session}>
      {() => (
        <Switch>
          <Match when={byAccount()}>
            {state => (
              <Suspense>
                <ShareWithPeople
                  session={state()}
                  peopleHref={peopleHref(workspace.id)}
                  signInHref={signInHref(location.pathname + location.search)}
                  onShared={() => props.onShared(true)}
                  onLeave={props.onClose}
                />
              </Suspense>
            )}
          </Match>
          <Match when={true}>
            <p>{syncWords().shareLocal}</p>
            <Warnings />
            <div class="dialog-actions">
              <Button kind="primary" onClick={shareByLink}>
                {syncWords().shareStart}
              </Button>
            </div>
          </Match>
        </Switch>
      )}
    </Answered>
  )
}

/** The link of a workspace that lives at a relay without accounts. */
function TheLink(): JSX.Element {
  const workspace = useWorkspace()
  return (
    <>
      <CopyField
        label={syncWords().shareLink}
        value={`${location.origin}/w/${workspace.id}`}
        copy={syncWords().shareCopy}
        copied={t().toast.linkCopied}
      />
      <Warnings />
    </>
  )
}

function Warnings(): JSX.Element {
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname)
  return (
    <>
      <p class="dialog-warning">{syncWords().shareWarning}</p>
      {isLoopback && <p class="dialog-hint">{syncWords().shareLoopback}</p>}
    </>
  )
}
