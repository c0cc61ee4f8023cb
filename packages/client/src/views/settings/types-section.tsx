import { createItemType, patchItemType, setTransition, trashItemType } from "@weft/model/actions/workflow"
import { newId, type ItemTypeId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { BEHAVIOURS, TICKET_KINDS, type ItemType, type Status } from "@weft/model/schema/workflow"
import { allowsTransition } from "@weft/model/tasks/workflow"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Select } from "../../ui/field.tsx"
import { trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"

/** The types of a space's items: what each is used for, and which way its items may go. */
export function TypesSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const types = createMemo(() => living(props.space.live.table("itemTypes")).sort(compareRanked))
  const add = (name: string) => {
    const id = newId<ItemTypeId>(workspace.random)
    act(createItemType, { id, name, behaviour: "task" }, words().did.type(name))
  }
  return (
    <PageSection title={words().types} hint={words().typesHint}>
      <ul class="page-rows">
        <For each={types().map(({ id }) => id)}>
          {id => (
            <Show when={props.space.live.table("itemTypes").get(id)}>
              {type => <TypeRow space={props.space} type={type()} isLast={types().length < 2} />}
            </Show>
          )}
        </For>
      </ul>
      <AddLine label={words().addType} onAdd={add} />
      <FoldedDeletedRows space={props.space} kind="itemTypes" />
    </PageSection>
  )
}

function TypeRow(props: { readonly space: SpaceData; readonly type: ItemType; readonly isLast: boolean }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const name = () => props.type.name
  const statuses = createMemo(() => living(props.space.live.table("statuses")).sort(compareRanked))
  const pairs = () => statuses().length * (statuses().length - 1)
  const allowed = createMemo(() => {
    let sum = 0
    for (const from of statuses())
      for (const to of statuses()) if (to !== from && allowsTransition(props.type, from.id, to.id)) sum++
    return sum
  })
  const patch = (fields: Parameters<typeof patchItemType.decide>[1]["fields"]) =>
    void act(patchItemType, { type: props.type.id, fields }, words().did.type(fields.name ?? name()))
  return (
    <li class="settings-block">
      <div class="page-row">
        <NameInput label={words().typeName(name())} value={name()} onName={name => patch({ name })} />
        <Select
          label={words().behaviour(name())}
          value={props.type.behaviour}
          options={BEHAVIOURS.map(value => ({ value, label: words().behaviours[value] }))}
          onValue={behaviour => patch({ behaviour })}
        />
        <Show when={props.type.behaviour === "ticket"}>
          <Select
            label={words().ticketKind(name())}
            value={props.type.ticketKind}
            options={TICKET_KINDS.map(value => ({ value, label: words().ticketKinds[value] }))}
            onValue={ticketKind => patch({ ticketKind })}
          />
        </Show>
        <IconButton
          icon={trash2Icon}
          label={words().deleteType(name())}
          disabled={props.isLast}
          onClick={() => void act(trashItemType, { type: props.type.id }, words().did.type(name()))}
        />
      </div>
      <Show when={statuses().length > 1}>
        <details class="settings-details">
          <summary>
            {words().transitions}{" "}
            <span class="settings-note numeric">
              {props.type.transitions.length === 0 ? words().allAllowed : words().someAllowed(allowed(), pairs())}
            </span>
          </summary>
          <TransitionMatrix
            type={props.type}
            statuses={statuses()}
            isLastRule={allowed() === 1}
            onChange={(from, to, isAllowed) =>
              void act(
                setTransition,
                { type: props.type.id, from: from.id, to: to.id, allowed: isAllowed },
                words().did.transitions(name()),
              )
            }
          />
        </details>
      </Show>
    </li>
  )
}

/** From which status to which an item of a type may go. */
function TransitionMatrix(props: {
  readonly type: ItemType
  readonly statuses: readonly Status[]
  /** Only one transition is left, which cannot be forbidden. */
  readonly isLastRule: boolean
  readonly onChange: (from: Status, to: Status, allowed: boolean) => void
}): JSX.Element {
  const words = () => admin().settings
  return (
    // Wide workflows scroll sideways; the keyboard reaches every box in it.
    <div class="matrix-frame">
      <table class="matrix" aria-label={words().transitionsOf(props.type.name)}>
        <thead>
          <tr>
            <th scope="col">
              {words().from} \ {words().to}
            </th>
            <For each={props.statuses}>
              {to => (
                <th scope="col">
                  <span class="matrix-name" data-tooltip={to.name}>
                    <StatusGlyph category={to.category} />
                    <span>{to.name}</span>
                  </span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.statuses}>
            {from => (
              <tr>
                <th scope="row">
                  <span class="matrix-name">
                    <StatusGlyph category={from.category} />
                    <span>{from.name}</span>
                  </span>
                </th>
                <For each={props.statuses}>
                  {to => (
                    <td>
                      <Show when={from.id !== to.id}>
                        <Checkbox
                          checked={allowsTransition(props.type, from.id, to.id)}
                          disabled={props.isLastRule && allowsTransition(props.type, from.id, to.id)}
                          label={words().fromTo(from.name, to.name)}
                          onChange={allowed => props.onChange(from, to, allowed)}
                        />
                      </Show>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
