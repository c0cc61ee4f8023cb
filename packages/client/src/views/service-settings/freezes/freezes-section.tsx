import { createChangeFreeze, patchChangeFreeze, trashChangeFreeze } from "@weft/model/actions/change-freeze"
import { newId, type ChangeFreezeId } from "@weft/model/base/ids"
import type { ChangeFreeze } from "@weft/model/schema/change-freeze"
import { living } from "@weft/model/schema/snapshot"
import { dayOf } from "@weft/model/time/moment"
import { createMemo, For, Show, type JSX } from "solid-js"
import { createToday, useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { structureWords } from "../../../text/ticket-structures.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"

/** The days on which nothing shall be changed. */
export function FreezesSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => structureWords().freeze
  const today = createToday(() => workspace.now())
  const freezes = createMemo(() =>
    living(props.space.live.table("changeFreezes")).sort((one, other) =>
      (one.start ?? "") + one.id < (other.start ?? "") + other.id ? -1 : 1,
    ),
  )
  const add = () => {
    const id = newId<ChangeFreezeId>(workspace.random)
    const name = words().unnamed
    act(createChangeFreeze, { id, name, start: today(), end: today() }, words().step(name))
  }
  return (
    <PageSection title={words().title} hint={words().hint}>
      <Lock locked={!props.mayManage}>
        <Show when={freezes().length > 0} fallback={<p class="page-empty">{words().none}</p>}>
          <ul class="page-rows">
            <For each={freezes().map(({ id }) => id)}>
              {id => (
                <Show when={props.space.live.table("changeFreezes").get(id)}>
                  {freeze => <FreezeRow {...props} freeze={freeze()} today={today()} />}
                </Show>
              )}
            </For>
          </ul>
        </Show>
        <Button size="small" icon={plusIcon} onClick={add}>
          {words().add}
        </Button>
      </Lock>
    </PageSection>
  )
}

function FreezeRow(
  props: ServiceSectionProps & { readonly freeze: ChangeFreeze; readonly today: string },
): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => structureWords().freeze
  const start = () => dayOf(props.freeze.start ?? props.today)
  const end = () => dayOf(props.freeze.end ?? props.today)
  const patch = (fields: Parameters<typeof patchChangeFreeze.decide>[1]["fields"]) =>
    void act(patchChangeFreeze, { freeze: props.freeze.id, fields }, words().step(fields.name ?? props.freeze.name))
  return (
    <li class="page-row">
      <NameInput label={words().nameOf} value={props.freeze.name} onName={name => patch({ name })} />
      <DateButton
        size="small"
        dateLabel={words().first}
        value={start()}
        today={props.today}
        onPick={day => day !== undefined && patch({ start: day, ...(day > end() && { end: day }) })}
      />
      <span aria-hidden="true">–</span>
      <DateButton
        size="small"
        dateLabel={words().last}
        value={end()}
        today={props.today}
        earliest={start()}
        onPick={day => day !== undefined && patch({ end: day })}
      />
      <IconButton
        icon={trash2Icon}
        label={words().remove(props.freeze.name)}
        onClick={() => void act(trashChangeFreeze, { freeze: props.freeze.id }, words().step(props.freeze.name))}
      />
    </li>
  )
}
