import { makeTaskOfTicket } from "@weft/model/actions/promote"
import type { SpaceId } from "@weft/model/base/ids"
import { compareRanked, rankBetween } from "@weft/model/base/rank"
import { refuse } from "@weft/model/base/result"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { startingStatus } from "@weft/model/tasks/workflow"
import { createSignal, Show, type JSX } from "solid-js"
import { spaceReady } from "../../../../data/space-ready.ts"
import { sayRefusal } from "../../../../parts/acting.ts"
import { spaceName } from "../../../../parts/space-link.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { Dialog } from "../../../../ui/dialog.tsx"
import { Field, Select } from "../../../../ui/field.tsx"
import { useItem } from "../../item-context.ts"
import { AfterChoice } from "./after-choice.tsx"

/** Where a ticket goes on as a task, and what becomes of the ticket. */
export function TaskForm(props: { readonly onClose: () => void }): JSX.Element {
  const { workspace, space, id, key, act } = useItem()
  const words = () => structureWords().promote
  const spaces = () =>
    workspace.spaces().filter(other => {
      const isGone = workspace.live.plain.places.get(other)?.deleted != null
      return other !== space.id && !isGone && workspace.mayWrite(`space/${other}`)
    })
  const [chosen, setChosen] = createSignal<SpaceId | undefined>()
  const [staysOpen, setStaysOpen] = createSignal(true)
  const to = () => chosen() ?? spaces()[0]
  const make = async (other: SpaceId) => {
    // What the task is there is decided by the set-up of the other space, which has to be here for it.
    await spaceReady(workspace.space(other))
    if (workspace.isClosed(other)) return sayRefusal(refuse("project-closed"))
    const task = { ...beginningIn(workspace.snapshot(other), workspace.random), staysOpen: staysOpen() }
    if (act(makeTaskOfTicket, { ticket: id, to: other, ...task }, structureWords().step.task(key()))) props.onClose()
  }
  return (
    <Dialog
      open
      size="medium"
      title={words().taskTitle(key())}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Show when={to()}>
            {other => (
              <Button kind="primary" onClick={() => void make(other())}>
                {words().makeTask}
              </Button>
            )}
          </Show>
        </>
      }
    >
      <div class="structure-form">
        <p class="structure-note">{to() === undefined ? words().noOther : words().taskHint}</p>
        <Show when={to()}>
          {other => (
            <>
              <Field label={words().where}>
                {attributes => (
                  <Select
                    attributes={attributes}
                    value={other() as string}
                    options={spaces().map(id => ({ value: id as string, label: spaceName(workspace, id) }))}
                    onValue={value => setChosen(() => value as SpaceId)}
                  />
                )}
              </Field>
              <AfterChoice staysOpen={staysOpen()} waits={words().taskStaysOpen} onStaysOpen={setStaysOpen} />
            </>
          )}
        </Show>
      </div>
    </Dialog>
  )
}

/** What a new item is in a space: its first type that is no ticket, where that begins, after all others. */
function beginningIn(snapshot: Snapshot, random: () => number) {
  const types = living(snapshot.itemTypes).sort(compareRanked)
  const type = types.find(({ behaviour }) => behaviour !== "ticket") ?? types[0]
  const last = [...snapshot.items.values()].reduce<string | null>(
    (rank, item) => (rank === null || item.rank > rank ? item.rank : rank),
    null,
  )
  const status = startingStatus(snapshot, type)?.id ?? null
  return { type: type?.id ?? null, status, rank: rankBetween(last, null, random) }
}
