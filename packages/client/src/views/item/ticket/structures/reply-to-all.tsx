import { replyToAll } from "@weft/model/actions/parent-incident"
import { newId, type ItemId, type MessageId, type StatusId } from "@weft/model/base/ids"
import { workflowOf } from "@weft/model/tasks/workflow"
import { createSignal, For, Show, untrack, type JSX } from "solid-js"
import { itemKey } from "../../../../data/context.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { Checkbox } from "../../../../ui/checkbox.tsx"
import { Dialog } from "../../../../ui/dialog.tsx"
import { Field, Select, TextArea } from "../../../../ui/field.tsx"
import { useItem } from "../../item-context.ts"

const KEEP = "keep"

export interface ReplyToAllProps {
  readonly title: string
  /** Whose requesters may be told. */
  readonly tickets: readonly ItemId[]
  /** Whether the tickets are to be solved with it. */
  readonly solves: boolean
  /** What is offered to be said. */
  readonly text: string
  readonly onClose: () => void
}

/** One answer to the requesters of tickets, with who gets it and what becomes of their tickets, before it is sent. */
export function ReplyToAllDialog(props: ReplyToAllProps): JSX.Element {
  const { workspace, space, key, act, setup } = useItem()
  const words = () => structureWords().all
  const [left, setLeft] = createSignal<ReadonlySet<ItemId>>(new Set())
  const [text, setText] = createSignal(untrack(() => props.text))
  const statuses = () => workflowOf(setup())
  const done = () => statuses().find(({ category }) => category === "done")?.id ?? null
  const [status, setStatus] = createSignal<StatusId | null>(untrack(() => (props.solves ? done() : null)))
  const chosen = () => props.tickets.filter(report => !left().has(report))
  const isSilent = () => text().trim() === ""
  const statusName = () => setup().statuses.get(status() ?? "")?.name ?? ""
  const sum = () => {
    const told = isSilent() ? 0 : chosen().length
    return status() === null ? words().told(told) : words().toldAndSet(told, chosen().length, statusName())
  }
  const toggle = (report: ItemId, isChosen: boolean) =>
    setLeft(before => {
      const after = new Set(before)
      if (isChosen) after.delete(report)
      else after.add(report)
      return after
    })
  const send = () => {
    const to = status()
    const needsRelay = untrack(() => workspace.sync().relay.state !== "none")
    const done = act(
      replyToAll,
      {
        tickets: chosen().map(item => ({ item, message: newId<MessageId>(workspace.random) })),
        text: text(),
        needsRelay,
        ...(to !== null && { status: to }),
      },
      structureWords().step.all(key()),
    )
    if (done) props.onClose()
  }
  const isNothing = () => chosen().length === 0 || (isSilent() && status() === null)
  return (
    <Dialog
      open
      size="large"
      title={props.title}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" disabled={isNothing()} onClick={send}>
            {isSilent() ? words().onlySet(chosen().length) : words().send(chosen().length)}
          </Button>
        </>
      }
    >
      <div class="structure-form">
        <p class="structure-note">{words().hint}</p>
        <Field label={words().text} hint={isSilent() ? words().noText : undefined}>
          {attributes => <TextArea {...attributes} minRows={4} value={text()} onValue={setText} />}
        </Field>
        <Field label={words().status}>
          {attributes => (
            <Select
              attributes={attributes}
              value={status() ?? KEEP}
              options={[
                { value: KEEP, label: words().keepStatus },
                ...statuses().map(row => ({ value: row.id as string, label: row.name })),
              ]}
              onValue={value => setStatus(value === KEEP ? null : (value as StatusId))}
            />
          )}
        </Field>
        <fieldset class="structure-choices">
          <legend>{words().whom}</legend>
          <For each={props.tickets}>
            {report => (
              <Show when={space.live.row("items", report)}>
                {row => (
                  <Checkbox checked={!left().has(report)} onChange={checked => toggle(report, checked)}>
                    <span class="property-key">{itemKey(space, { id: report, number: row().read("number") })}</span>{" "}
                    {row().read("title") || t().item.untitled}
                  </Checkbox>
                )}
              </Show>
            )}
          </For>
        </fieldset>
        <p class="structure-preview" role="status">
          {sum()}
        </p>
      </div>
    </Dialog>
  )
}
