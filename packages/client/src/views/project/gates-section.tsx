import { judgeGate, makeGate, patchGate, setApprover, type Judgement } from "@weft/model/actions/gate"
import type { MemberId } from "@weft/model/base/ids"
import { gatesOf, type GateState } from "@weft/model/plan/gates-of-space"
import { approvalId } from "@weft/model/schema/steering"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { finishDay, startDay } from "../../parts/instant-day.ts"
import { openPeoplePicker } from "../../parts/people-picker.tsx"
import { PersonChip } from "../../parts/person-chip.tsx"
import { whenWords } from "../../parts/when.ts"
import { itemHref } from "../../parts/space-link.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { checkIcon, diamondIcon, plusIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { Labelled } from "./form-parts.tsx"
import { ItemNames } from "./item-names.tsx"
import { LongText } from "../../parts/long-text.tsx"
import { PickItemButton } from "./pick-item-button.tsx"
import { useProject } from "./project-state.ts"

/** The phases of a project as its outline has them, and the gates between them. */
export function GatesSection(): JSX.Element {
  return (
    <>
      <PhasesSection />
      <GateList />
    </>
  )
}

function PhasesSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().gates
  const phases = createMemo(() => {
    const tasks = state.input().tasks
    const done = doneBelow(tasks)
    return tasks.flatMap((task, index) => {
      const row = state.schedule().tasks[index]!
      return row.isSummary && task.parent === null ? [{ ...row, done: done(task.id) }] : []
    })
  })
  return (
    <PageSection title={words().phases} hint={words().phasesHint}>
      <Show when={phases().length > 0} fallback={<p class="page-empty">{words().noPhases}</p>}>
        <ul class="page-rows">
          <For each={phases()}>
            {({ id, start, finish, done }) => (
              <li class="page-row">
                <a class="project-grow project-link" href={itemHref(state.workspace.id, state.space.id, id)}>
                  {state.titleOf(id)}
                </a>
                <span class="project-note numeric">{words().done(format().percent(done))}</span>
                <span class="project-dates numeric">
                  {startDay(start, state.today())} – {finishDay(finish, state.today())}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </PageSection>
  )
}

/** The done part of the duration of all that lies below an activity. */
function doneBelow(
  tasks: readonly { id: string; parent: string | null; duration: number; actualDuration: number }[],
): (id: string) => number {
  const below = Map.groupBy(tasks, ({ parent }) => parent ?? "")
  const sums = (id: string): readonly [number, number] => {
    const children = below.get(id) ?? []
    return children.reduce<readonly [number, number]>(
      ([done, whole], child) => {
        const [of, all] = below.has(child.id) ? sums(child.id) : [child.actualDuration, child.duration]
        return [done + of, whole + all]
      },
      [0, 0],
    )
  }
  return id => {
    const [done, whole] = sums(id)
    return whole === 0 ? 0 : done / whole
  }
}

function GateList(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().gates
  const gates = createMemo(() => {
    const startOf = (item: string) => state.rowOf(item)?.start ?? 0
    return gatesOf(state.snapshot()).toSorted((one, other) => startOf(one.item.id) - startOf(other.item.id))
  })
  return (
    <PageSection
      title={words().gates}
      hint={words().gatesHint}
      actions={
        <Show when={state.mayWrite()}>
          <PickItemButton
            label={words().make}
            offers={item => gates().every(gate => gate.item.id !== item.id)}
            onPick={item => void state.act(makeGate, { item, isGate: true }, words().did(state.titleOf(item)))}
          />
        </Show>
      }
    >
      <Show when={gates().length > 0} fallback={<p class="page-empty">{words().noGates}</p>}>
        <Lock locked={!state.mayWrite()}>
          <ul class="project-gates">
            <For each={gates().map(({ gate }) => gate.id)}>
              {id => (
                <Show when={gates().find(({ gate }) => gate.id === id)}>{found => <GateCard state={found()} />}</Show>
              )}
            </For>
          </ul>
        </Lock>
      </Show>
    </PageSection>
  )
}

function GateCard(props: { readonly state: GateState }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().gates
  const item = () => props.state.item.id
  const title = () => state.titleOf(item())
  const says = () => words().did(title())
  const person = (id: MemberId) => {
    const member = state.snapshot().members.get(id)
    return member && { id, name: member.name, hue: member.hue, gone: member.deleted !== null }
  }
  const approvers = () => props.state.gate.approvers
  const numbers = () => approvers().map((_, index) => String(index + 1))
  return (
    <li class="project-gate" data-approved={props.state.isApproved ? "" : undefined}>
      <div class="project-gate-head">
        <Icon icon={diamondIcon} />
        <a class="project-grow project-link" href={itemHref(state.workspace.id, state.space.id, item())}>
          {title()}
        </a>
        <span class="project-chip" data-tone={props.state.isApproved ? "good" : "soon"}>
          <Icon icon={props.state.isApproved ? checkIcon : triangleAlertIcon} size={12} />
          {props.state.isApproved ? words().approved : words().waits}
        </span>
        <Button
          size="small"
          kind="quiet"
          aria-label={words().removeNamed(title())}
          onClick={() => void state.act(makeGate, { item: item(), isGate: false }, says())}
        >
          {words().remove}
        </Button>
      </div>
      <LongText
        label={words().criteria}
        hint={words().criteriaHint}
        value={props.state.gate.criteria}
        onSave={criteria => void state.act(patchGate, { item: item(), criteria }, says())}
      />
      <div class="project-fields">
        <Labelled label={words().approvers}>
          <span class="project-people">
            <For each={approvers()}>{id => <PersonChip person={person(id)} />}</For>
            <Button
              size="small"
              icon={plusIcon}
              aria-haspopup="dialog"
              onClick={event =>
                openPeoplePicker({
                  anchor: event.currentTarget,
                  label: words().approvers,
                  members: () => state.workspace.live.table("members"),
                  me: state.workspace.me,
                  selected: approvers,
                  onToggle: (member, approves) =>
                    void state.act(setApprover, { item: item(), member, approves }, says()),
                })
              }
            >
              {words().choose}
            </Button>
          </span>
        </Labelled>
        <Field label={words().needed}>
          {attributes => (
            <Select
              attributes={attributes}
              value={String(props.state.gate.needed)}
              options={[{ value: "0", label: words().all }, ...numbers().map(value => ({ value, label: value }))]}
              onValue={needed => void state.act(patchGate, { item: item(), needed: Number(needed) }, says())}
            />
          )}
        </Field>
      </div>
      <Verdicts state={props.state} />
      <Show when={props.state.holds.length > 0}>
        <p class="project-strong">{words().holds}</p>
        <ItemNames items={props.state.holds} />
      </Show>
      <Show when={props.state.passed.length > 0}>
        <p class="project-strong project-late">{words().passed}</p>
        <ItemNames items={props.state.passed} />
      </Show>
    </li>
  )
}

/** What was said of a gate, and one's own word for whoever is an approver. */
function Verdicts(props: { readonly state: GateState }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().gates
  const [note, setNote] = createSignal("")
  const mine = () => state.snapshot().approvals.get(approvalId(props.state.gate.id, state.workspace.me))
  const mayJudge = () => props.state.gate.approvers.includes(state.workspace.me)
  const hasSaid = () => [...props.state.approved, ...props.state.rejected].includes(state.workspace.me)
  const judge = (verdict: Judgement["verdict"]) => {
    const item = props.state.item.id
    if (state.act(judgeGate, { item, verdict, note: note() }, words().did(state.titleOf(item)))) setNote("")
  }
  const said = (verdict: "approved" | "rejected", who: MemberId) => {
    const note = state.snapshot().approvals.get(approvalId(props.state.gate.id, who))?.note ?? ""
    return `${state.nameOf(who)} ${words().verdicts[verdict]}${note === "" ? "" : `: ${note}`}`
  }
  return (
    <>
      <p class="project-note">
        {words().state(format().number(props.state.approved.length), format().number(props.state.needed))}
        <Show when={!props.state.isApproved && props.state.gate.askedAt}>
          {at => <> · {words().asked(state.nameOf(props.state.gate.askedBy), whenWords(at(), state.today()))}</>}
        </Show>
      </p>
      <ul class="project-said">
        <For each={props.state.approved}>{who => <li data-tone="good">{said("approved", who)}</li>}</For>
        <For each={props.state.rejected}>{who => <li data-tone="late">{said("rejected", who)}</li>}</For>
        <For each={props.state.void}>
          {({ by, verdict }) => (
            <li class="project-off">{words().void(state.nameOf(by), words().verdicts[verdict])}</li>
          )}
        </For>
      </ul>
      <Show when={mayJudge()}>
        <div class="project-leave">
          <Show when={!hasSaid()}>
            <TextInput aria-label={words().note} placeholder={words().note} value={note()} onValue={setNote} />
            <Button icon={checkIcon} onClick={() => judge("approved")}>
              {words().approve}
            </Button>
            <Button kind="quiet" onClick={() => judge("rejected")}>
              {words().reject}
            </Button>
          </Show>
          <Show when={hasSaid() && mine()}>
            <Button size="small" kind="quiet" onClick={() => judge("withdrawn")}>
              {words().withdraw}
            </Button>
          </Show>
        </div>
      </Show>
    </>
  )
}
