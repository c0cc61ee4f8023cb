import { patchMember } from "@weft/model/actions/space"
import type { OfferingId, SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { SpaceKind } from "@weft/model/schema/space"
import { lazy, Show, Suspense, type JSX } from "solid-js"
import type { CommandHost } from "../commands/command-host.ts"
import { useWorkspace } from "../data/context.ts"
import type { Workspace } from "../data/workspace.ts"
import { saveBlob } from "../parts/save-file.ts"
import { captureWords } from "../text/capture.ts"
import { t } from "../text/index.ts"
import { showToast } from "../ui/toast.tsx"
import { boardHref, planHref } from "./addresses.ts"

const CaptureDialog = lazy(async () => ({ default: (await import("./capture-dialog.tsx")).CaptureDialog }))
const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }))
const TemplateDialog = lazy(async () => ({ default: (await import("./template-dialog.tsx")).TemplateDialog }))
const KeysDialog = lazy(async () => ({ default: (await import("./keys-dialog.tsx")).KeysDialog }))
const NewSpaceDialog = lazy(async () => ({ default: (await import("./dialogs.tsx")).NewSpaceDialog }))
const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog.tsx")).ShareDialog }))
const SyncDialog = lazy(async () => ({ default: (await import("./sync-dialog.tsx")).SyncDialog }))
const RequestDialog = lazy(async () => ({
  default: (await import("../views/catalogue/request-dialog.tsx")).RequestDialog,
}))
const RenameDialog = lazy(async () => ({ default: (await import("./rename-dialog.tsx")).RenameDialog }))
const ImportDialog = lazy(async () => ({
  default: (await import("../views/importing/import-dialog.tsx")).ImportDialog,
}))
const ExportPlanDialog = lazy(async () => ({
  default: (await import("../views/exporting/export-plan-dialog.tsx")).ExportPlanDialog,
}))

/** Fetches all of them. One that fails is tried again when it is opened. */
export async function preloadDialogs(): Promise<void> {
  const all = [
    CaptureDialog,
    Palette,
    KeysDialog,
    TemplateDialog,
    NewSpaceDialog,
    ShareDialog,
    SyncDialog,
    RenameDialog,
    RequestDialog,
    ImportDialog,
    ExportPlanDialog,
  ]
  await Promise.allSettled(all.map(part => part.preload()))
}

/** Which dialog of the frame is open. */
export type Open =
  | "none"
  | "palette"
  | "keys"
  | "capture"
  | "template"
  | "share"
  | "sync"
  | "import"
  | "import-plan"
  | "export-plan"
  | "rename-member"
  | { readonly newSpace: SpaceKind }
  /** The offering that is asked for, where it is known. */
  | { readonly request: string | null }

export interface FrameDialogsProps {
  readonly open: Open
  readonly host: CommandHost
  /** The space that is shown. */
  readonly space: SpaceId | undefined
  readonly byAccount: boolean
  readonly onClose: () => void
  readonly onShared: (byAccount: boolean) => void
  readonly onSpace: (space: string) => void
  /** Leads to an address of the page. */
  readonly onGo: (href: string) => void
}

/** The dialogs of the frame: one of them at a time, over whatever screen is shown. */
export function FrameDialogs(props: FrameDialogsProps): JSX.Element {
  const workspace = useWorkspace()
  const newSpace = () => (typeof props.open === "object" && "newSpace" in props.open ? props.open : undefined)
  const request = () => (typeof props.open === "object" && "request" in props.open ? props.open : undefined)
  return (
    <Suspense>
      <Show when={props.open === "palette"}>
        <Palette host={props.host} onClose={props.onClose} onGo={props.onGo} />
      </Show>
      <Show when={props.open === "keys"}>
        <KeysDialog onClose={props.onClose} />
      </Show>
      <Show when={props.open === "capture"}>
        <CaptureDialog
          space={props.space}
          onClose={props.onClose}
          onMade={(space, items) => {
            props.onClose()
            showCaptured(workspace, space, items, props.onGo)
          }}
        />
      </Show>
      <Show when={props.open === "template" && props.space}>
        {space => (
          <TemplateDialog
            space={space()}
            onClose={props.onClose}
            onMade={(where, items) => {
              props.onClose()
              showCaptured(workspace, where, items, props.onGo)
            }}
          />
        )}
      </Show>
      <Show when={props.open === "share"}>
        <ShareDialog byAccount={props.byAccount} onClose={props.onClose} onShared={props.onShared} />
      </Show>
      <Show when={props.open === "sync"}>
        <SyncDialog onClose={props.onClose} />
      </Show>
      <Show when={props.open === "import" || props.open === "import-plan"}>
        <ImportDialog
          into={props.open === "import-plan" ? props.space : undefined}
          onClose={props.onClose}
          onImported={(space, isPlan) => (isPlan ? props.onGo(planHref(workspace.id, space)) : props.onSpace(space))}
        />
      </Show>
      <Show when={props.open === "export-plan" && props.space}>
        {space => <ExportPlanDialog space={space()} onClose={props.onClose} onSave={saveBlob} />}
      </Show>
      <Show when={props.open === "rename-member"}>
        <RenameDialog
          title={t().shell.rename}
          value={workspace.live.plain.members.get(workspace.me)?.name ?? ""}
          onClose={props.onClose}
          onRename={name =>
            workspace.run("" as SpaceId, patchMember, { member: workspace.me, name }, t().shell.stepName)
          }
        />
      </Show>
      <Show when={props.space !== undefined && request()}>
        {wanted => (
          <RequestDialog
            space={props.space!}
            offering={wanted().request as OfferingId | null}
            onClose={props.onClose}
            onMade={(space, ticket) => {
              props.onClose()
              showCaptured(workspace, space, [ticket], props.onGo)
            }}
          />
        )}
      </Show>
      <Show when={newSpace()}>
        {wanted => (
          <NewSpaceDialog
            kind={wanted().newSpace}
            onClose={props.onClose}
            onMade={space => {
              props.onClose()
              props.onSpace(space)
            }}
          />
        )}
      </Show>
    </Suspense>
  )
}

/** Opens what was captured where its space is shown; elsewhere, and of several, says what was made and leads there. */
function showCaptured(
  workspace: Workspace,
  space: SpaceId,
  items: readonly string[],
  go: (href: string) => void,
): void {
  const address = new URL(location.href)
  const isShown = new RegExp(`/s/${space}/(board|list|plan|queue)`).test(address.pathname)
  if (isShown && items.length === 1) {
    address.searchParams.set("item", items[0]!)
    return go(address.pathname + address.search)
  }
  const board = living(workspace.space(space).live.plain.boards).sort(compareRanked)[0]?.id ?? ""
  const search = items.length === 1 ? { item: items[0]! } : {}
  showToast({
    text: captureWords().made(items.length, workspace.setup(space).live.plain.profiles.get(space)?.name ?? ""),
    ...(isShown
      ? {}
      : { action: { label: captureWords().open, run: () => go(boardHref(workspace.id, space, board, search)) } }),
  })
}
