import type { MemberId, SpaceId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import {
  createEffect,
  createResource,
  createSignal,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
  type JSX,
  type ParentProps,
} from "solid-js"
import { createKeyDispatch } from "../commands/key-dispatch.ts"
import { CommandHost, CommandsProvider, type CommandHandlers } from "../commands/command-host.ts"
import { knownWorkspaces, rememberWorkspace, type KnownWorkspace } from "../data/known-workspaces.ts"
import { useWorkspace, WorkspaceProvider } from "../data/context.ts"
import type { Workspace } from "../data/workspace.ts"
import { redoLast, undoLast } from "../parts/acting.ts"
import { chosenTheme, chooseTheme, type Theme } from "../styles/theme.ts"
import { language, LANGUAGES, t } from "../text/index.ts"
import type { MenuEntry } from "../ui/menu.tsx"
import { showToast } from "../ui/toast.tsx"
import { peopleHref, settingsHref } from "./addresses.ts"
import type { Open } from "./frame-dialogs.tsx"
import { followWeekStart, speak } from "./language.ts"
import { AnotherBar, Beside, fetchLater, FollowBar, FrameDialogs, NoMember, SignedOutBar } from "./lazy-dialogs.ts"
import { furnish, openWorkspace } from "./open-workspace.ts"
import { chooseFile, saveFile } from "../parts/save-file.ts"
import { ShellContext, type ShellActions } from "./shell-context.ts"
import { Sidebar } from "./sidebar.tsx"
import "./shell.css"

export interface ShellProps extends ParentProps {
  readonly known: KnownWorkspace
  readonly space: string | undefined
  /** The saved view that the address names. */
  readonly view: string | undefined
  /** The place of the workspace that the address names, outside its spaces. */
  readonly place: string | undefined
  readonly onSpace: (space: string) => void
  /** Leads to the first space of the workspace. */
  readonly onHome: () => void
  readonly onStart: () => void
  readonly onAccount: () => void
  /** Leads to an address of the page. */
  readonly onGo: (href: string) => void
}

/** Opens a workspace and frames its screens. Nothing is drawn before its first rows are here, which takes a blink. */
export function Shell(props: ShellProps): JSX.Element {
  const [workspace] = createResource(() => props.known, openWorkspace)
  onCleanup(() => workspace()?.close())
  return (
    <Show when={workspace()}>
      {opened => (
        <WorkspaceProvider value={opened()}>
          <Show when={opened().ready()}>
            <Frame {...props} />
          </Show>
        </WorkspaceProvider>
      )}
    </Show>
  )
}

function Frame(props: ShellProps): JSX.Element {
  const workspace = useWorkspace()
  const [open, setOpen] = createSignal<Open>("none")
  const [drawer, setDrawer] = createSignal(false)
  /** The connection of whoever is followed. */
  const [followed, setFollowed] = createSignal<string>()
  const close = () => setOpen("none")
  untrack(() => furnish(workspace, props.known))
  createEffect(() => rememberName(workspace, props.known))
  createEffect(() => followWeekStart(workspace))
  createEffect(() => actions.isByAccount() && followPerson(workspace, props.known))
  onUndoKeys(workspace)
  onWithdrawal(workspace, { onGone: space => props.space === space && props.onHome() })
  onMount(fetchLater)
  // Whatever was opened from the drawer, a file that was read in as well, is not to stand behind it.
  createEffect(on([() => props.space, () => props.place, () => props.view], () => setDrawer(false)))

  const host = new CommandHost()
  createKeyDispatch(host)
  const actions: ShellActions = {
    openSidebar: () => setDrawer(true),
    share: () => setOpen("share"),
    sync: () => setOpen("sync"),
    capture: () => setOpen("capture"),
    request: offering => setOpen({ request: offering }),
    importPlan: () => setOpen("import-plan"),
    exportPlan: () => setOpen("export-plan"),
    search: () => setOpen("palette"),
    follow: peer => setFollowed(peer),
    isByAccount: () => currentlyKnown(workspace, props.known).byAccount ?? false,
  }
  const settings = () => props.onGo(settingsHref(workspace.id))
  const noteShared = (byAccount: boolean) =>
    rememberWorkspace(localStorage, { ...currentlyKnown(workspace, props.known), relay: location.origin, byAccount })
  const isStopped = (reason: string) => {
    const { relay } = workspace.sync()
    return relay.state === "stopped" && relay.reason === reason
  }
  onCleanup(
    host.register(
      frameCommands(workspace, {
        open: setOpen,
        space: () => props.space as SpaceId | undefined,
        people: () => props.onGo(peopleHref(workspace.id)),
        settings,
        start: () => props.onStart(),
      }),
    ),
  )
  return (
    <CommandsProvider value={host}>
      <ShellContext.Provider value={actions}>
        <div class="shell" data-drawer={drawer() ? "" : undefined}>
          <Sidebar
            current={props.space}
            place={props.place}
            view={props.view}
            onNewSpace={kind => setOpen({ newSpace: kind })}
            onSync={() => setOpen("sync")}
            onSearch={() => setOpen("palette")}
            workspaceEntries={() => workspaceEntries(workspace, () => setOpen("import"), settings, props.onStart)}
            memberEntries={() =>
              memberEntries(() => setOpen("rename-member"), actions.isByAccount() ? props.onAccount : null)
            }
            onNavigate={() => setDrawer(false)}
          />
          <button
            type="button"
            class="shell-scrim"
            aria-label={t().navigation.closeSidebar}
            onClick={() => setDrawer(false)}
          />
          <div class="shell-main">
            <Beside />
            <Show when={followed()}>{peer => <FollowBar peer={peer()} onStop={() => setFollowed(undefined)} />}</Show>
            <Show when={isStopped("signed-out")}>
              <SignedOutBar />
            </Show>
            <Show when={isStopped("of-another")}>
              <AnotherBar />
            </Show>
            <Show when={workspace.rights().standing !== null} fallback={<NoMember />}>
              {props.children}
            </Show>
          </div>
        </div>
        <Show when={open() !== "none"}>
          <FrameDialogs
            open={open()}
            host={host}
            space={props.space as SpaceId | undefined}
            byAccount={actions.isByAccount()}
            onClose={close}
            onShared={noteShared}
            onSpace={props.onSpace}
            onGo={props.onGo}
          />
        </Show>
      </ShellContext.Provider>
    </CommandsProvider>
  )
}

function currentlyKnown(workspace: Workspace, fallback: KnownWorkspace): KnownWorkspace {
  return knownWorkspaces(localStorage).find(known => known.id === workspace.id) ?? fallback
}

/** Keeps this browser's list of workspaces calling this one what it is called. */
function rememberName(workspace: Workspace, known: KnownWorkspace): void {
  const name = workspace.live.table("workspaces").get(workspace.id)?.name
  const current = currentlyKnown(workspace, known)
  if (name !== undefined && name !== "" && name !== current.name) rememberWorkspace(localStorage, { ...current, name })
}

/** Goes on as whoever is signed in now, once nothing waits that the person before did. */
function followPerson(workspace: Workspace, known: KnownWorkspace): void {
  const standing = workspace.standing()
  const { relay, unsent } = workspace.sync()
  if (standing === null || standing.member === workspace.me || relay.state !== "online" || unsent > 0) return
  rememberWorkspace(localStorage, { ...currentlyKnown(workspace, known), me: standing.member as MemberId })
  location.reload()
}

/** Says which space is no longer open to the person, and tells of it. */
function onWithdrawal(workspace: Workspace, { onGone }: { readonly onGone: (space: SpaceId) => void }): void {
  const names = new Map<SpaceId, string>()
  createEffect(() => {
    const open = new Set(workspace.spaces())
    for (const id of open) {
      const name = workspace.setup(id).live.table("profiles").get(id)?.name
      names.set(id, name ?? names.get(id) ?? "")
    }
    for (const [id, name] of names) {
      if (open.has(id)) continue
      names.delete(id)
      // One in the trash was not withdrawn, and of a workspace that is closed as a whole more is said.
      if (workspace.right(`space/${id}`) !== "none" || workspace.rights().standing === null) continue
      void import("./withdrawal.ts").then(({ sayWithdrawn }) => sayWithdrawn(name))
      onGone(id)
    }
  })
}

/** Undo and redo everywhere but in a field, which has its own. */
function onUndoKeys(workspace: Workspace): void {
  const listen = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isEditing(event.target)) return
    const key = event.key.toLowerCase()
    const redo = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey)
    if (!redo && key !== "z") return
    event.preventDefault()
    void (redo ? redoLast(workspace) : undoLast(workspace))
  }
  onMount(() => window.addEventListener("keydown", listen))
  onCleanup(() => window.removeEventListener("keydown", listen))
}

function isEditing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, [contenteditable=true]") !== null
}

function workspaceEntries(
  workspace: Workspace,
  onImport: () => void,
  onSettings: () => void,
  onStart: () => void,
): readonly MenuEntry[] {
  const merge = async () => {
    const file = await chooseFile(".weft,.json,.jsonl")
    if (file === null) return
    try {
      await workspace.mergeFile(await file.text())
      showToast({ text: t().shell.merged })
    } catch (reason) {
      showToast({ text: reason instanceof Error ? reason.message : String(reason) })
    }
  }
  return [
    {
      label: t().shell.exportWorkspace,
      onSelect: () => void exportWorkspace(workspace),
    },
    { label: t().shell.importBoard, onSelect: onImport },
    { label: t().shell.mergeWorkspace, onSelect: () => void merge() },
    { kind: "separator" },
    { label: t().general.settings, onSelect: onSettings },
    { label: t().shell.otherWorkspace, onSelect: onStart },
  ]
}

const THEMES: readonly Theme[] = ["system", "light", "dark"]

/** `onAccount` leads to the account of whoever has one; in its place, the name is changed there. */
function memberEntries(onRename: () => void, onAccount: (() => void) | null): readonly MenuEntry[] {
  return [
    onAccount === null
      ? { label: t().shell.rename, onSelect: onRename }
      : { label: t().shell.account, onSelect: onAccount },
    { kind: "separator" },
    { kind: "heading", label: t().appearance.theme },
    ...THEMES.map(theme => ({
      label: t().appearance[theme],
      checked: chosenTheme() === theme,
      exclusive: true,
      onSelect: () => chooseTheme(theme, localStorage),
    })),
    { kind: "separator" },
    { kind: "heading", label: t().appearance.language },
    ...LANGUAGES.map(entry => ({
      label: entry.name,
      checked: language() === entry.language,
      exclusive: true,
      onSelect: () => speak(entry.language),
    })),
  ]
}

async function exportWorkspace(workspace: Workspace): Promise<void> {
  const name = workspace.live.plain.workspaces.get(workspace.id)?.name ?? "workspace"
  saveFile(`${name}.weft`, await workspace.exportFile())
  showToast({ text: t().shell.exportedWithoutFiles })
}

/** What can be done on every screen of a workspace. */
function frameCommands(
  workspace: Workspace,
  frame: {
    readonly open: (what: Open) => void
    readonly space: () => SpaceId | undefined
    readonly people: () => void
    readonly settings: () => void
    readonly start: () => void
  },
): CommandHandlers {
  const mayAdd = () => workspace.mayWrite("directory")
  const mayWriteHere = () => {
    const space = frame.space()
    return space !== undefined && workspace.mayWrite(`space/${space}`)
  }
  const hasTemplates = () => {
    const space = frame.space()
    if (space === undefined || !mayWriteHere()) return false
    return living(workspace.space(space).live.table("itemTemplates")).length > 0
  }
  const hasOfferings = () => {
    const space = frame.space()
    if (space === undefined || !mayWriteHere()) return false
    return workspace.space(space).live.table("offeringVersions").size > 0
  }
  const opens = (what: Open, may?: () => boolean) => ({ run: () => frame.open(what), ...(may && { may }) })
  return {
    palette: opens("palette"),
    "new-item": opens("capture", () => workspace.spaces().some(id => workspace.mayWrite(`space/${id}`))),
    keys: opens("keys"),
    "from-template": opens("template", hasTemplates),
    "new-request": opens({ request: null }, hasOfferings),
    undo: { run: () => void undoLast(workspace), may: () => workspace.canUndo() },
    redo: { run: () => void redoLast(workspace), may: () => workspace.canRedo() },
    "new-project": opens({ newSpace: "project" }, mayAdd),
    "new-service": opens({ newSpace: "service" }, mayAdd),
    "new-list": opens({ newSpace: "list" }, mayAdd),
    share: opens("share"),
    sync: opens("sync"),
    import: opens("import", mayAdd),
    "import-plan": opens("import-plan", mayWriteHere),
    "export-plan": opens("export-plan", () => frame.space() !== undefined),
    export: { run: () => void exportWorkspace(workspace) },
    "theme-light": { run: () => chooseTheme("light", localStorage) },
    "theme-dark": { run: () => chooseTheme("dark", localStorage) },
    "theme-system": { run: () => chooseTheme("system", localStorage) },
    "language-en": { run: () => speak("en") },
    "language-de": { run: () => speak("de") },
    "other-workspace": { run: frame.start },
    "go-people": { run: frame.people },
    preferences: { run: frame.settings },
  }
}
