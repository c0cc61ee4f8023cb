import { Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Icon, type IconShape } from "../ui/icon.tsx"
import {
  cloudAlertIcon,
  cloudCheckIcon,
  cloudIcon,
  cloudOffIcon,
  cloudUploadIcon,
  hardDriveIcon,
  triangleAlertIcon,
} from "../ui/icons.ts"
import type { SyncState } from "./sync-state.ts"
import "./sync-indicator.css"

export interface SyncIndicatorProps {
  readonly sync: SyncState
  /** Makes it a button that says more: what waits, or what was refused and why. */
  readonly onOpen?: (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) => void
}

const ICONS: Record<SyncState["state"], IconShape> = {
  synced: cloudCheckIcon,
  saving: cloudUploadIcon,
  files: cloudUploadIcon,
  connecting: cloudIcon,
  "local-only": hardDriveIcon,
  offline: cloudOffIcon,
  "relay-full": cloudAlertIcon,
  "signed-out": cloudOffIcon,
  refused: cloudAlertIcon,
  "not-saved": triangleAlertIcon,
}

/** Returns the state as words. */
function syncWords(sync: SyncState): string {
  const words = t().sync
  switch (sync.state) {
    case "synced":
      return words.synced
    case "saving":
      return words.saving
    case "files":
      return words.filesWait(sync.files)
    case "connecting":
      return words.connecting
    case "local-only":
      return words.localOnly
    case "offline":
      return sync.changes === 0 ? words.offline : words.offlineWith(sync.changes)
    case "relay-full":
      return words.relayFull(sync.changes)
    case "signed-out":
      return words.signedOut
    case "refused":
      return words.refused(sync.changes)
    case "not-saved":
      return words.notSaved(words.reasons[sync.reason])
  }
}

/** The state of syncing, as an icon and a word: quiet while all is well, never hidden. */
export function SyncIndicator(props: SyncIndicatorProps): JSX.Element {
  const inside = () => (
    <>
      <Icon icon={ICONS[props.sync.state]} size={14} />
      <span class="sync-indicator-words">{syncWords(props.sync)}</span>
    </>
  )
  return (
    <Show
      when={props.onOpen}
      fallback={
        <span class="sync-indicator" data-state={props.sync.state}>
          {inside()}
        </span>
      }
    >
      <button
        type="button"
        class="sync-indicator"
        data-state={props.sync.state}
        aria-label={t().sync.state(syncWords(props.sync))}
        data-tooltip={syncWords(props.sync)}
        onClick={event => props.onOpen?.(event)}
      >
        {inside()}
      </button>
    </Show>
  )
}
