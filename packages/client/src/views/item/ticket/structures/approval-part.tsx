import { delegateApproval, dropItemApproval, judgeItem } from "@weft/model/actions/approval"
import type { MemberId } from "@weft/model/base/ids"
import { APPROVED_FIELDS, itemApprovalOf, type ApprovedField, type ItemApproval } from "@weft/model/plan/item-approval"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Approval } from "@weft/model/schema/steering"
import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from "solid-js"
import { fieldWords } from "../../../../parts/field-words.ts"
import { openPersonPicker } from "../../../../parts/people-picker.tsx"
import { whenWords } from "../../../../parts/when.ts"
import { itemPanel } from "../../../../text/item-panel.ts"
import { format, t } from "../../../../text/index.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { Button } from "../../../../ui/button.tsx"
import { Chip, type ChipTone } from "../../../../ui/chip.tsx"
import { TextInput } from "../../../../ui/field.tsx"
import { checkIcon, ellipsisIcon, xIcon } from "../../../../ui/icons.ts"
import { IconMenuButton } from "../../../../ui/menu.tsx"
import { useItem } from "../../item-context.ts"
import { createPeople } from "../../people.ts"
import { openStructureDialog } from "./open-dialog.ts"

const TONES: Readonly<Record<ItemApproval["state"], ChipTone>> = {
  waiting: "soon",
  approved: "good",
  rejected: "late",
  expired: "late",
}

/** Whether the ticket may be carried out: who is asked, what each said, and one's own word for whoever is asked. */
export function ApprovalPart(props: { readonly description: string | null }): JSX.Element {
  const { workspace, space, id, row, today } = useItem()
  const approval = createMemo(() => {
    for (const field of [...APPROVED_FIELDS, "custom"] as const) row.read(field)
    for (const kind of ["gates", "approvals", "requests"] as const) space.live.table(kind)
    for (const kind of ["teams", "members"] as const) workspace.live.table(kind)
    return itemApprovalOf(workspace.snapshot(space.id), id, { today: today(), description: props.description })
  })
  return <Show when={approval()}>{standing => <Standing approval={standing()} description={props.description} />}</Show>
}

interface StandingProps {
  readonly approval: ItemApproval
  readonly description: string | null
}

function Standing(props: StandingProps): JSX.Element {
  const { workspace, id, key, act, me, today, mayWrite, setup } = useItem()
  const people = createPeople()
  const label = createUniqueId()
  const words = () => structureWords().approval
  const nameOf = (member: MemberId | null) => people(member)?.name ?? itemPanel().somebody
  const state = () => props.approval.state
  const sum = () => words().sum(format().number(props.approval.approved.length), format().number(props.approval.needed))
  const asked = () => {
    const { askedAt, askedBy } = props.approval.gate
    return askedAt === null ? "" : words().asked(nameOf(askedBy), whenWords(askedAt, today()))
  }
  const silent = () =>
    props.approval.people.filter(
      member =>
        !props.approval.votes.some(({ by }) => by === member) &&
        !props.approval.void.some(({ vote }) => vote.by === member),
    )
  const step = () => structureWords().step.approval(key())
  const entries = () => [
    { label: words().askAgain, disabled: !mayWrite(), onSelect: () => openStructureDialog(id, { ask: "approval" }) },
    ...(props.approval.gate.approvers.includes(me)
      ? [{ label: words().delegate, disabled: !mayWrite(), onSelect: () => chooseDelegate() }]
      : []),
    { label: words().drop, disabled: !mayWrite(), onSelect: () => void act(dropItemApproval, { item: id }, step()) },
  ]
  let head!: HTMLElement
  const chooseDelegate = () =>
    openPersonPicker({
      anchor: head,
      label: words().delegate,
      members: () => workspace.live.table("members"),
      me,
      selected: () => [],
      onPick: to => to !== null && void act(delegateApproval, { item: id, to }, step()),
    })
  return (
    <section class="structure" aria-labelledby={label}>
      <header class="structure-head" ref={head}>
        <h3 class="structure-name" id={label}>
          {words().name}
        </h3>
        <Chip tone={TONES[state()]}>{words().states[state()]}</Chip>
        <IconMenuButton
          icon={ellipsisIcon}
          size="small"
          label={t().general.moreActions}
          entries={entries}
          align="end"
        />
      </header>
      <p class="structure-note">
        {sum()}
        <Show when={asked() !== ""}> · {asked()}</Show>
        <Show when={props.approval.gate.until}>
          {until => (
            <>
              {" · "}
              {words().until}: {format().shortDate(until().slice(0, 10), today())}
            </>
          )}
        </Show>
      </p>
      <ul class="structure-votes">
        <For each={props.approval.votes}>
          {vote => (
            <li data-verdict={vote.verdict}>
              <b>{nameOf(vote.by)}</b> {words().said[vote.verdict]}
              <Show when={vote.note !== ""}>: {vote.note}</Show>
            </li>
          )}
        </For>
        <For each={silent()}>
          {member => (
            <li>
              <b>{nameOf(member)}</b> {words().silent}
            </li>
          )}
        </For>
        <For each={props.approval.void}>
          {({ vote, changed }) => (
            <li data-verdict="void">
              <s>{words().void(nameOf(vote.by), words().voidSaid[vote.verdict])}</s>
              <span class="structure-why">{words().changed(fieldNames(changed, setup()))}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.approval.people.includes(me) && state() !== "expired" && mayWrite()}>
        <OwnWord {...props} />
      </Show>
    </section>
  )
}

/** Fields as they are named in a sentence; a custom one has the name that somebody gave it. */
function fieldNames(changed: readonly ApprovedField[], setup: Snapshot): string {
  const words: Readonly<Record<string, string>> = structureWords().approval.fields
  return format().list(changed.map(field => words[field] ?? fieldWords(field, setup) ?? field))
}

/** What the person says of the ticket as they see it. */
function OwnWord(props: StandingProps): JSX.Element {
  const { id, key, act, me, today } = useItem()
  const words = () => structureWords().approval
  const [note, setNote] = createSignal("")
  const own = () => props.approval.votes.find(({ by, verdict }) => by === me && verdict !== "withdrawn")
  const judge = (verdict: Approval["verdict"]) => {
    const said = { item: id, verdict, note: note(), description: props.description, today: today() }
    if (act(judgeItem, said, structureWords().step.approval(key()))) setNote("")
  }
  return (
    <Show
      when={own() === undefined}
      fallback={
        <div class="structure-actions">
          <Button size="small" kind="quiet" onClick={() => judge("withdrawn")}>
            {words().withdraw}
          </Button>
        </div>
      }
    >
      <TextInput aria-label={words().note} placeholder={words().note} value={note()} onValue={setNote} />
      <div class="structure-actions">
        <Button size="small" icon={checkIcon} onClick={() => judge("approved")}>
          {words().approve}
        </Button>
        <Button size="small" icon={xIcon} onClick={() => judge("rejected")}>
          {words().reject}
        </Button>
      </div>
    </Show>
  )
}
