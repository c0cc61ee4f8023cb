import { createResource, For, Show, Suspense, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { fileCounts } from "../data/files/resume-files.ts"
import type { RefusedWork, SaidPiece } from "../data/messages.ts"
import { todayOf } from "../data/world.ts"
import { whenWords } from "../parts/when.ts"
import { access } from "../text/access.ts"
import { attachmentWords } from "../text/attachments.ts"
import { format, t } from "../text/index.ts"
import { syncWords } from "../text/sync.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { RefusedFiles } from "./refused-files.tsx"
import { mergedAmount, setMergedOpen } from "./merged-state.ts"
import { saveFile } from "../parts/save-file.ts"
import { WaitingList } from "./waiting-list.tsx"
import "./dialogs.css"
import "./rights.css"

/** Says exactly where the work is: this device, under way, the relay's disk, or refused and kept. */
export function SyncDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const lines = (): string[] => {
    const { storage, relay, unsent, isRelayFull, damaged, clockOffset, isTooOld } = workspace.sync()
    const { waiting, refused } = fileCounts()
    const words = syncWords()
    const said: string[] = []
    if (typeof storage === "object") said.push(words.memory[storage.memory])
    else said.push(storage === "saved" ? words.onDevice : words.savingOnDevice)
    if (relay.state === "none") said.push(words.noRelay)
    else if (relay.state === "stopped") said.push(stoppedSentence(relay.reason))
    else if (relay.state === "online") {
      if (unsent > 0) said.push(isRelayFull ? words.relayFull(unsent) : words.unsent(unsent))
      // Not before what was written last is on this device: until then it could not go anywhere either.
      else if (waiting + refused === 0 && storage !== "saving") said.push(words.online)
    } else if (relay.state === "connecting" && unsent === 0) said.push(words.connecting)
    else said.push(words.offline(unsent))
    if (waiting > 0 && relay.state !== "none") said.push(attachmentWords().waitSentence(waiting))
    if (refused > 0) said.push(attachmentWords().refusedSentence(refused))
    if (damaged.length > 0) said.push(words.damaged(damaged.length))
    if (clockOffset !== null) said.push(access().sync.clock(Math.round(clockOffset / 60_000)))
    if (isTooOld) said.push(access().readOnly.tooOld)
    return said
  }
  const showMerged = () => {
    props.onClose()
    setMergedOpen(true)
  }
  const save = async () => saveFile("weft-set-aside.json", await workspace.exportSetAside())
  const hasSetAside = () => workspace.sync().refused > 0 || workspace.sync().damaged.length > 0
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={syncWords().title}
      size="large"
      closable
      actions={
        <Show when={hasSetAside()}>
          <Show when={workspace.sync().refused > 0}>
            <Button kind="quiet" onClick={() => void save().then(() => workspace.letGoRefused())}>
              {access().sync.letGo}
            </Button>
          </Show>
          <Button onClick={() => void save()}>{syncWords().export}</Button>
        </Show>
      }
    >
      <div class="dialog-form">
        <ul class="dialog-lines">
          <For each={lines()}>{line => <li>{line}</li>}</For>
        </ul>
        <Show when={workspace.sync().relay.state !== "none"}>
          <Stages />
          <WaitingList />
        </Show>
        <Show when={mergedAmount(workspace) > 0}>
          <p class="sync-merged">
            <span>{syncWords().merged(mergedAmount(workspace))}</span>
            <Button size="small" onClick={showMerged}>
              {syncWords().showMerged}
            </Button>
          </p>
        </Show>
        <RefusedFiles />
        <Show when={workspace.sync().refused > 0}>
          <Refused />
        </Show>
      </div>
    </Dialog>
  )
}

function stoppedSentence(reason: string): string {
  if (reason === "signed-out") return access().signedOut.bar
  return reason === "of-another" ? access().another.stopped : syncWords().stopped(reason)
}

/** How many changes are at which stage on their way to the relay's disk. */
function Stages(): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().sync
  const underWay = () => workspace.sync().underWay
  const waiting = () => workspace.sync().unsent - underWay()
  return (
    <dl class="safety">
      <dt>{words().local}</dt>
      <dd>{words().localBody}</dd>
      <dd class="numeric">{format().number(waiting())}</dd>
      <dt>{words().sent}</dt>
      <dd>{words().sentBody}</dd>
      <dd class="numeric">{format().number(underWay())}</dd>
      <dt>{words().refused}</dt>
      <dd>{words().refusedBody}</dd>
      <dd class="numeric">{format().number(workspace.sync().refused)}</dd>
    </dl>
  )
}

/** What the relay would not have, with what it said and why. */
function Refused(): JSX.Element {
  const workspace = useWorkspace()
  const [work] = createResource(
    () => workspace.sync().refused,
    () => workspace.refusedWork(),
  )
  return (
    <section aria-label={access().sync.refused}>
      <Suspense>
        <ul class="refused-work">
          <For each={work()}>{piece => <RefusedPiece work={piece} />}</For>
        </ul>
      </Suspense>
    </section>
  )
}

/** Each refused update says this much; the file has all of it. */
const MOST_SAID = 8

function RefusedPiece(props: { readonly work: RefusedWork }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().sync
  const reason = () =>
    words().reasons[props.work.reason as keyof ReturnType<typeof words>["reasons"]] ?? props.work.reason
  const rest = () => props.work.said.length - MOST_SAID
  return (
    <li>
      <p class="refused-head">
        <span>{reason()}</span>
        <time class="refused-reason">{whenWords(props.work.at, todayOf(workspace.now()))}</time>
      </p>
      <ul class="refused-said">
        <For each={props.work.said.slice(0, MOST_SAID)}>{piece => <li>{sentenceOf(piece)}</li>}</For>
        <Show when={rest() > 0}>
          <li>{words().more(rest())}</li>
        </Show>
      </ul>
    </li>
  )
}

function sentenceOf(piece: SaidPiece): string {
  const words = access().sync.said
  if (piece.did === "wrote") return words.wrote(piece.text)
  const name = piece.name || t().item.untitled
  switch (piece.did) {
    case "made":
      return words.made(name)
    case "set":
      return words.set(name, piece.field, valueOf(piece.value))
    case "added":
      return words.added(name, piece.field, valueOf(piece.value))
    case "removed":
      return words.removed(name, piece.field, valueOf(piece.value))
  }
}

function valueOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}
