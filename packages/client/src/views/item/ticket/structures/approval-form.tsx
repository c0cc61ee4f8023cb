import { askItemApproval } from "@weft/model/actions/approval"
import type { MemberId, TeamId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { itemApprovalId } from "@weft/model/schema/steering"
import { createSignal, For, type JSX } from "solid-js"
import { openPeoplePicker } from "../../../../parts/people-picker.tsx"
import { PersonChip } from "../../../../parts/person-chip.tsx"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { DateButton } from "../../../../ui/date-picker.tsx"
import { Dialog } from "../../../../ui/dialog.tsx"
import { Field, Select } from "../../../../ui/field.tsx"
import { plusIcon } from "../../../../ui/icons.ts"
import { useItem } from "../../item-context.ts"
import { createPeople } from "../../people.ts"

const ALL = "all"
const HALF = "half"
const NO_TEAM = "none"

/** Asks people whether the ticket may be carried out: who, how many of them, and until when. */
export function ApprovalForm(props: { readonly onClose: () => void }): JSX.Element {
  const { workspace, space, id, key, act, me, today } = useItem()
  const words = () => structureWords().approval
  const people = createPeople()
  const found = space.live.plain.gates.get(itemApprovalId(id))
  const standing = found?.deleted === null ? found : undefined
  const [asked, setAsked] = createSignal<readonly MemberId[]>(standing?.approvers ?? [])
  const [team, setTeam] = createSignal<TeamId | null>(standing?.team ?? null)
  const [rule, setRule] = createSignal(ruleOf(standing))
  const [until, setUntil] = createSignal(standing?.until ?? null)
  const teams = () => living(workspace.live.table("teams")).sort((one, other) => compareText(one.name, other.name))
  const count = () => new Set([...asked(), ...(workspace.live.table("teams").get(team() ?? "")?.members ?? [])]).size
  const numbers = () => Array.from({ length: Math.max(0, count() - 1) }, (_, index) => index + 1)
  const ask = () => {
    const needed = rule() === ALL || rule() === HALF ? 0 : Number(rule())
    const share = rule() === HALF ? ("half" as const) : ("number" as const)
    const args = { item: id, people: asked(), team: team(), share, needed, until: until() }
    if (act(askItemApproval, args, structureWords().step.approval(key()))) props.onClose()
  }
  return (
    <Dialog
      open
      size="medium"
      title={words().ask.replace("…", "")}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" disabled={count() === 0} onClick={ask}>
            {words().send}
          </Button>
        </>
      }
    >
      <div class="structure-form">
        <p class="structure-note">{words().editing}</p>
        <div class="field">
          <span class="field-label">{words().who}</span>
          <span class="structure-people">
            <For each={asked()}>
              {member => <PersonChip person={people(member) ?? { id: member, name: "", gone: true }} />}
            </For>
            <Button
              size="small"
              icon={plusIcon}
              aria-haspopup="dialog"
              onClick={event =>
                openPeoplePicker({
                  anchor: event.currentTarget,
                  label: words().who,
                  members: () => workspace.live.table("members"),
                  me,
                  selected: asked,
                  onToggle: (member, inside) =>
                    setAsked(before => (inside ? [...before, member] : before.filter(other => other !== member))),
                })
              }
            >
              {words().choose}
            </Button>
          </span>
        </div>
        <Field label={words().team}>
          {attributes => (
            <Select
              attributes={attributes}
              value={team() ?? NO_TEAM}
              options={[
                { value: NO_TEAM, label: words().noTeam },
                ...teams().map(row => ({ value: row.id as string, label: row.name })),
              ]}
              onValue={value => setTeam(value === NO_TEAM ? null : (value as TeamId))}
            />
          )}
        </Field>
        <Field label={words().rule}>
          {attributes => (
            <Select
              attributes={attributes}
              value={rule()}
              options={[
                { value: ALL, label: words().all },
                { value: HALF, label: words().half },
                ...numbers().map(number => ({ value: String(number), label: words().atLeast(number) })),
              ]}
              onValue={setRule}
            />
          )}
        </Field>
        <div class="field">
          <span class="field-label">{words().until}</span>
          <span>
            <DateButton
              size="small"
              dateLabel={words().until}
              value={until()?.slice(0, 10)}
              today={today()}
              earliest={today()}
              onPick={date => setUntil(date ?? null)}
            />
          </span>
        </div>
      </div>
    </Dialog>
  )
}

function ruleOf(standing: { readonly share: "number" | "half"; readonly needed: number } | undefined): string {
  if (standing?.share === "half") return HALF
  return standing === undefined || standing.needed === 0 ? ALL : String(standing.needed)
}
