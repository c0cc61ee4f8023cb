import { captureItems, type CapturedItem } from "@weft/model/actions/capture"
import { newId, type ItemId, type SpaceId, type StatusId } from "@weft/model/base/ids"
import type { Snapshot } from "@weft/model/schema/snapshot"
import {
  captureLines,
  readCapture,
  withoutChip,
  type CaptureChip,
  type Captured,
  type CaptureMeaning,
} from "@weft/model/tasks/capture"
import { profileKey } from "@weft/model/base/item-key"
import { startingStatus, workflowOf } from "@weft/model/tasks/workflow"
import { dayOf, minuteOf } from "@weft/model/time/moment"
import type { Speaker } from "@weft/model/time/spoken-date"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { createSetupSnapshot, useWorkspace } from "../data/context.ts"
import type { Workspace } from "../data/workspace.ts"
import { todayOf } from "../data/world.ts"
import { sayRefusal } from "../parts/acting.ts"
import { captureWords } from "../text/capture.ts"
import { format, locale, t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Chip } from "../ui/chip.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Field, Select, TextArea } from "../ui/field.tsx"
import { calendarIcon, clockIcon, flagIcon, folderInputIcon, tagIcon, userIcon } from "../ui/icons.ts"
import "./capture-dialog.css"

export interface CaptureDialogProps {
  /** The space that is shown; items go there unless another is chosen. */
  readonly space: SpaceId | undefined
  readonly onClose: () => void
  readonly onMade: (space: SpaceId, items: readonly ItemId[]) => void
}

/** A line of what is written, as it was understood. */
interface ReadLine extends Captured {
  /** Where the line begins in all that is written. */
  readonly from: number
  readonly depth: number
}

/** Makes items from what is written: a line each, with the parts that were understood as chips. */
export function CaptureDialog(props: CaptureDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const spaces = createMemo(() => writableSpaces(workspace))
  return (
    <Show
      when={spaces().length > 0}
      fallback={
        <Dialog open closable title={t().shell.newItem} onClose={() => props.onClose()}>
          {captureWords().noSpace}
        </Dialog>
      }
    >
      <Capture {...props} spaces={spaces()} />
    </Show>
  )
}

function Capture(props: CaptureDialogProps & { readonly spaces: readonly WritableSpace[] }): JSX.Element {
  const workspace = useWorkspace()
  let form!: HTMLFormElement
  const [text, setText] = createSignal("")
  const [picked, setPicked] = createSignal<SpaceId | undefined>(untrack(() => props.space))
  const [status, setStatus] = createSignal<StatusId | null>(null)
  const chosen = () => props.spaces.find(({ id }) => id === picked())?.id ?? props.spaces[0]!.id
  const readIn = (space: SpaceId) => readLines(text(), workspace.snapshot(space), props.spaces, speakerNow(workspace))
  /** The first space that a line names, or the chosen one. */
  const target = createMemo(() => {
    const named = meaningsOf(readIn(chosen())).find(meaning => meaning.kind === "space")
    return (named?.space as SpaceId | undefined) ?? chosen()
  })
  const setup = createSetupSnapshot(workspace, () => workspace.space(target()))
  const lines = createMemo(() => {
    setup()
    return readIn(target())
  })
  const statuses = () => workflowOf(setup())
  const begins = () =>
    statuses().find(({ id }) => id === status())?.id ?? startingStatus(setup(), undefined)?.id ?? null

  const make = (event: SubmitEvent) => {
    event.preventDefault()
    const items = itemsOf(lines(), workspace)
    const space = target()
    const first = profileKey(setup().profiles.get(space)?.prefix ?? "", {
      id: items[0]?.id ?? ("" as ItemId),
      number: null,
    })
    const says =
      items.length > 1 ? captureWords().made(items.length, nameIn(props.spaces, space)) : t().shell.stepItem(first)
    const begin = begins()
    const refusal = workspace.run(space, captureItems, { items, ...(begin === null ? {} : { status: begin }) }, says)
    if (refusal !== null) return sayRefusal(refusal)
    props.onMade(
      space,
      items.map(({ id }) => id),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  }
  const remove = (line: ReadLine, chip: CaptureChip) =>
    setText(withoutChip(text(), { ...chip, from: line.from + chip.from, to: line.from + chip.to }))

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={t().shell.newItem}
      size="wide"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" type="submit" form="capture">
            {captureWords().create(lines().length)}
          </Button>
        </>
      }
    >
      <form id="capture" class="capture" ref={form} onSubmit={make} novalidate>
        <Field label={t().shell.itemTitle} hint={captureWords().hint}>
          {attributes => (
            <TextArea
              {...attributes}
              value={text()}
              onValue={setText}
              placeholder={t().shell.itemExample}
              minRows={1}
              maxLength={100_000}
              autofocus
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <Show when={lines().length > 1 || meaningsOf(lines()).length > 0}>
          <ul class="capture-lines" aria-label={captureWords().understood}>
            <For each={lines()}>
              {line => (
                <li style={{ "--depth": String(line.depth) }}>
                  <span class="capture-title">{line.title}</span>
                  <For each={line.chips}>
                    {chip => (
                      <MeaningChip
                        meaning={chip.meaning}
                        setup={setup()}
                        spaces={props.spaces}
                        onRemove={() => remove(line, chip)}
                      />
                    )}
                  </For>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <div class="capture-place">
          <Field label={captureWords().space}>
            {attributes => (
              <Select
                attributes={attributes}
                value={target() as string}
                options={props.spaces.map(({ id, name }) => ({ value: id as string, label: name }))}
                onValue={id => setPicked(id as SpaceId)}
              />
            )}
          </Field>
          <Field label={captureWords().status}>
            {attributes => (
              <Select
                attributes={attributes}
                value={(begins() ?? "") as string}
                options={statuses().map(({ id, name }) => ({ value: id as string, label: name }))}
                onValue={id => setStatus(id as StatusId)}
              />
            )}
          </Field>
        </div>
        <Show when={lines().length > 1}>
          <p class="capture-count" role="status">
            {captureWords().preview(lines().length)}
          </p>
        </Show>
      </form>
    </Dialog>
  )
}

interface WritableSpace {
  readonly id: SpaceId
  readonly name: string
}

/** The spaces that the person may write in, in their order. */
function writableSpaces(workspace: Workspace): readonly WritableSpace[] {
  return workspace
    .spaces()
    .filter(id => workspace.mayWrite(`space/${id}`))
    .map(id => ({ id, name: workspace.setup(id).live.table("profiles").get(id)?.name ?? "" }))
}

function nameIn(spaces: readonly WritableSpace[], space: SpaceId): string {
  return spaces.find(({ id }) => id === space)?.name ?? ""
}

function speakerNow(workspace: Workspace): Speaker {
  const now = new Date(workspace.now())
  const two = (value: number) => String(value).padStart(2, "0")
  return {
    today: todayOf(workspace.now()),
    minute: `${two(now.getHours())}:${two(now.getMinutes())}`,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: locale(),
    firstDayOfWeek: format().firstDayOfWeek,
  }
}

function readLines(
  text: string,
  setup: Snapshot,
  spaces: readonly WritableSpace[],
  speaker: Speaker,
): readonly ReadLine[] {
  return captureLines(text).map(({ text: line, from, depth }) => ({
    ...readCapture(line, { ...setup, spaces }, speaker),
    from,
    depth,
  }))
}

function meaningsOf(lines: readonly ReadLine[]): readonly CaptureMeaning[] {
  return lines.flatMap(({ chips }) => chips.map(({ meaning }) => meaning))
}

/** The items that lines become, each below the last one that is less deep. */
function itemsOf(lines: readonly ReadLine[], workspace: Workspace): readonly CapturedItem[] {
  const above: ItemId[] = []
  return lines.map(({ title, chips, depth }) => {
    const id = newId<ItemId>(workspace.random)
    above.length = Math.min(above.length, depth)
    const parent = above.at(-1) ?? null
    above.push(id)
    return { id, title, parent, meanings: chips.map(({ meaning }) => meaning) }
  })
}

/** A part that was understood; taken away, it is text again. */
function MeaningChip(props: {
  readonly meaning: CaptureMeaning
  readonly setup: Snapshot
  readonly spaces: readonly WritableSpace[]
  readonly onRemove: () => void
}): JSX.Element {
  const words = () => wordsOf(props.meaning, props.setup, props.spaces)
  return (
    <Chip icon={ICONS[props.meaning.kind]} removeLabel={words()} onRemove={() => props.onRemove()}>
      {words()}
    </Chip>
  )
}

const ICONS = {
  due: calendarIcon,
  person: userIcon,
  label: tagIcon,
  priority: flagIcon,
  estimate: clockIcon,
  space: folderInputIcon,
} as const satisfies Record<CaptureMeaning["kind"], string>

function wordsOf(meaning: CaptureMeaning, setup: Snapshot, spaces: readonly WritableSpace[]): string {
  switch (meaning.kind) {
    case "due":
      return [format().longDate(dayOf(meaning.due)), minuteOf(meaning.due) ?? ""].join(" ").trim()
    case "person":
      return setup.members.get(meaning.member)?.name ?? ""
    case "label":
      return meaning.label === null ? captureWords().newLabel(meaning.name) : meaning.name
    case "priority":
      return t().priorities[meaning.priority]
    case "estimate":
      return format().duration(meaning.minutes)
    case "space":
      return captureWords().inSpace(nameIn(spaces, meaning.space as SpaceId))
  }
}
