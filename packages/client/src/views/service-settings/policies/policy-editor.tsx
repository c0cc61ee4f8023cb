import type { ServiceCalendarId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { ServicePolicy } from "@weft/model/schema/service"
import { living } from "@weft/model/schema/snapshot"
import { termsIfPublished, type PolicyDraft } from "@weft/model/service/policy-draft"
import type { PolicyFinding } from "@weft/model/service/policy-findings"
import type { StoredTerms } from "@weft/model/service/space-terms"
import { addDays } from "@weft/model/time/calendar-date"
import { createMemo, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { todayOf } from "../../../data/world.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Field, Select, type SelectOption } from "../../../ui/field.tsx"
import { ReplayPanel } from "../replay/replay-panel.tsx"
import { sectionHref, type ServiceSectionProps } from "../sections.ts"
import { ConditionList } from "./condition-list.tsx"
import type { FactChoices } from "./fact-choices.ts"
import { FindingsList } from "./findings-list.tsx"
import { midnightOf } from "./midnight.ts"
import type { PolicyState } from "./policy-state.ts"
import { TargetList } from "./target-list.tsx"

export interface PolicyEditorProps extends ServiceSectionProps {
  readonly policy: ServicePolicy
  readonly state: PolicyState
  readonly draft: PolicyDraft
  /** Whether the draft differs from what is published. */
  readonly isChanged: boolean
  /** The version that was published since the draft was begun. */
  readonly publishedSince: number | null
  readonly choices: FactChoices
  readonly onDraft: (draft: PolicyDraft) => void
  readonly onPublish: () => void
  readonly onDiscard: () => void
  /** Opens another policy. */
  readonly onOpen: (policy: string) => void
}

/** What a policy says, as a draft: nothing of it counts until it is published. */
export function PolicyEditor(props: PolicyEditorProps): JSX.Element {
  let editor!: HTMLDivElement
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const edit = (part: Partial<PolicyDraft>) => props.onDraft({ ...untrack(() => props.draft), ...part })
  const editTerms = (part: Partial<StoredTerms>) => edit({ terms: { ...untrack(() => props.draft.terms), ...part } })
  const calendars = createMemo(() =>
    living(props.space.live.table("serviceCalendars")).sort((one, other) => compareText(one.name, other.name)),
  )
  const would = createMemo(() =>
    props.isChanged
      ? termsIfPublished(props.state.terms(), props.policy.id, props.draft, workspace.now())
      : props.state.terms(),
  )
  const findings = createMemo(() => {
    const isHere = ({ policy, ...rest }: PolicyFinding) =>
      policy === props.policy.id || ("other" in rest && rest.other === props.policy.id)
    return props.state.findings(would(), workspace.now()).filter(isHere)
  })
  const today = () => todayOf(workspace.now())
  const goTo = (finding: PolicyFinding) => {
    if (finding.policy !== props.policy.id) return props.onOpen(finding.policy)
    const place = placeOf(finding)
    const found = editor.querySelector<HTMLElement>(place)
    found?.scrollIntoView({ block: "center" })
    const control =
      found?.matches("select, input, button") === true ? found : found?.querySelector<HTMLElement>("select, button")
    control?.focus({ preventScroll: true })
  }
  return (
    <div ref={editor} class="policy-editor">
      <div class="service-part" role="group" aria-label={words().conditions} data-part="conditions">
        <h3>{words().conditions}</h3>
        <p class="page-section-hint">{words().conditionsHint}</p>
        <ConditionList
          conditions={props.draft.terms.conditions}
          choices={props.choices}
          add={words().addCondition}
          onConditions={conditions => editTerms({ conditions })}
        />
      </div>
      <div class="service-part" role="group" aria-label={words().targets} data-part="targets">
        <h3>{words().targets}</h3>
        <TargetList
          targets={props.draft.terms.targets}
          choices={props.choices}
          onTargets={targets => editTerms({ targets })}
        />
      </div>
      <div class="service-fields" data-part="calendar">
        <Show
          when={calendars().length > 0}
          fallback={
            <p>
              {words().noHours} <a href={sectionHref(props.spaceHref, "calendars")}>{words().hoursAre}</a>
            </p>
          }
        >
          <Field label={words().hours}>
            {attributes => (
              <Select
                attributes={attributes}
                value={props.draft.calendar}
                options={[
                  ...(calendars().some(({ id }) => id === props.draft.calendar)
                    ? []
                    : [{ value: props.draft.calendar, label: words().chooseHours }]),
                  ...calendars().map(({ id, name }) => ({ value: id as string, label: name })),
                ]}
                onValue={calendar => edit({ calendar: calendar as ServiceCalendarId })}
              />
            )}
          </Field>
        </Show>
        <Field label={words().appliesTo}>
          {attributes => (
            <Select
              attributes={attributes}
              value={props.draft.terms.appliesTo}
              options={optionsOf(words().appliesTos)}
              onValue={appliesTo => editTerms({ appliesTo })}
            />
          )}
        </Field>
        <Field label={words().onChange}>
          {attributes => (
            <Select
              attributes={attributes}
              value={props.draft.terms.onChange}
              options={optionsOf(words().onChanges)}
              onValue={onChange => editTerms({ onChange })}
            />
          )}
        </Field>
        <Field label={words().onReopen}>
          {attributes => (
            <Select
              attributes={attributes}
              value={props.draft.terms.onReopen}
              options={optionsOf(words().onReopens)}
              onValue={onReopen => editTerms({ onReopen })}
            />
          )}
        </Field>
        <div class="policy-from">
          <Field label={words().from}>
            {attributes => (
              <Select
                attributes={attributes}
                value={props.draft.from === null ? "now" : "day"}
                options={[
                  { value: "now", label: words().atOnce },
                  { value: "day", label: words().onDay },
                ]}
                onValue={value => edit({ from: value === "now" ? null : midnightOf(addDays(today(), 1)) })}
              />
            )}
          </Field>
          <Show when={props.draft.from}>
            {from => (
              <DateButton
                dateLabel={words().firstDay}
                value={todayOf(from())}
                today={today()}
                earliest={today()}
                onPick={date => edit({ from: date === undefined ? null : midnightOf(date) })}
              />
            )}
          </Show>
        </div>
      </div>
      <div class="service-part" role="group" aria-label={words().findings}>
        <h3>{words().findings}</h3>
        <FindingsList findings={findings()} policies={would().policies} choices={props.choices} onGo={goTo} />
      </div>
      <div class="service-part" role="group" aria-label={words().replay}>
        <h3>{words().replay}</h3>
        <p class="page-section-hint">{words().replayHint}</p>
        <ReplayPanel
          space={props.space}
          spaceHref={props.spaceHref}
          terms={props.state.terms()}
          policy={props.policy.id}
          name={props.policy.name}
          draft={props.draft}
        />
      </div>
      <div class="service-actions policy-actions">
        <span class="policy-standing" role="status">
          {props.isChanged ? words().unpublishedDraft : words().sameAsPublished}
          <Show when={props.publishedSince}>
            {version => <strong class="policy-behind">{words().publishedSince(version())}</strong>}
          </Show>
        </span>
        <Button disabled={!props.isChanged} onClick={() => props.onDiscard()}>
          {words().discard}
        </Button>
        <Button kind="primary" disabled={!props.isChanged} onClick={() => props.onPublish()}>
          {words().publish}
        </Button>
      </div>
    </div>
  )
}

function optionsOf<Value extends string>(labels: Readonly<Record<Value, string>>): readonly SelectOption<Value>[] {
  return (Object.keys(labels) as Value[]).map(value => ({ value, label: labels[value] }))
}

/** Where in the editor a finding is about, as a selector. */
function placeOf(finding: PolicyFinding): string {
  if ("step" in finding) return `[data-step="${CSS.escape(finding.step)}"]`
  if ("target" in finding) return `[data-target="${CSS.escape(finding.target)}"]`
  if (finding.finding === "never-matches") return `[data-part="conditions"] [data-fact="${CSS.escape(finding.fact)}"]`
  if (finding.finding === "unusable-calendar") return `[data-part="calendar"]`
  return `[data-part="conditions"]`
}
