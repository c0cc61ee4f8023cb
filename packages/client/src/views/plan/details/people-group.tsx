import { assign, setWork, unassign } from "@weft/model/actions/assignment"
import { setItemMember } from "@weft/model/actions/item"
import type { AssignmentId, MemberId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { For, Show, type JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { format } from "../../../text/index.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { plusIcon, xIcon } from "../../../ui/icons.ts"
import { openPicker } from "../../../ui/picker.tsx"
import type { PlannedRow, Share } from "../outline/plan-column.ts"
import { readLength } from "../outline/value-text.ts"
import { usePlan } from "../plan-state.ts"
import { DetailGroup } from "./detail-fields.tsx"

/** Who works on an activity: with which share of their time, and how much they have to do. */
export function PeopleGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const shares = () => state.sheet.source.sharesOf(props.row.id)
  const says = () => words().steps.people(props.row.title)
  const assignmentOf = (share: Share): AssignmentId | undefined =>
    living(state.space.live.plain.assignments).find(
      ({ item, resource }) => item === props.row.id && resource === share.resource,
    )?.id
  const saveUnits = (share: Share, text: string) => {
    const units = Number(text.replace("%", "").replace(",", ".").trim()) / 100
    if (!(units > 0) || units > 100) return words().problems.units(text)
    return state.act(assign, { item: props.row.id, resource: share.resource, units }, says()) ? undefined : ""
  }
  const saveWork = (share: Share, text: string) => {
    const read = readLength(text, state.minutesPerDay())
    const assignment = assignmentOf(share)
    if (read === undefined) return words().problems.length
    if (assignment === undefined) return undefined
    return state.act(setWork, { assignment, work: read.duration }, says()) ? undefined : ""
  }
  const remove = (share: Share) => {
    const assignment = assignmentOf(share)
    if (assignment !== undefined) return void state.act(unassign, { assignment }, says())
    const member = share.resource as MemberId
    state.act(setItemMember, { items: [props.row.id], field: "assignees", member, inside: false }, says())
  }
  const add = (anchor: Element) =>
    openPicker({
      anchor,
      label: words().somebody,
      options: () =>
        state.sheet.source
          .people()
          .filter(({ id }) => !shares().some(({ resource }) => resource === id))
          .map(({ id, name }) => ({ id, label: name })),
      selected: () => [],
      onChange: ([id]) => {
        const person = state.sheet.source.people().find(one => one.id === id)
        if (person !== undefined) state.act(assign, { item: props.row.id, resource: person.id }, says())
      },
    })
  return (
    <DetailGroup name={words().groups.people}>
      <ul class="plan-details-list">
        <For each={shares()}>
          {share => (
            <li class="plan-details-person">
              <span class="plan-details-title">{share.name}</span>
              <LineInput
                label={words().unitsOf(share.name)}
                value={format().percent(share.units)}
                onSave={text => saveUnits(share, text)}
              />
              <LineInput
                label={words().workOf(share.name)}
                value={format().duration(share.work / 10, Number.POSITIVE_INFINITY)}
                onSave={text => saveWork(share, text)}
              />
              <Show when={state.mayWrite()}>
                <IconButton
                  icon={xIcon}
                  label={words().removePerson(share.name)}
                  size="small"
                  onClick={() => remove(share)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={state.mayWrite()}>
        <Button kind="quiet" icon={plusIcon} onClick={event => add(event.currentTarget)}>
          {words().addPerson}
        </Button>
      </Show>
    </DetailGroup>
  )
}
