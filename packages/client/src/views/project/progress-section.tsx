import { patchPlan, type PlanPatch } from "@weft/model/actions/plan-settings"
import { rescheduleRest } from "@weft/model/actions/progress"
import type { CalendarId } from "@weft/model/base/ids"
import { PROGRESS_MODES } from "@weft/model/plan/input"
import { living } from "@weft/model/schema/snapshot"
import { dayOf, readInstant, writeDay, type Instant } from "@weft/model/time/instant"
import { Show, type JSX } from "solid-js"
import { LineInput } from "../../parts/line-input.tsx"
import { readNumberHere } from "../../parts/typed-number.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { Switch } from "../../ui/checkbox.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { DayField, Labelled, TimeInput } from "./form-parts.tsx"
import { ReportTable } from "./report-table.tsx"
import { useProject } from "./project-state.ts"

const SLACKS = ["smallest", "start", "finish"] as const
const STANDARD = "standard week"

/** Up to when progress is told, reporting it for many, and how the space plans. */
export function ProgressSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().progress
  const patch = (fields: PlanPatch) => void state.act(patchPlan, fields, words().did.settings)
  return (
    <>
      <DataDateSection patch={patch} />
      <PageSection title={words().report} hint={words().reportHint}>
        <Show when={state.plan().dataDate !== null} fallback={<p class="page-empty">{words().needsDate}</p>}>
          <ReportTable />
        </Show>
      </PageSection>
      <SettingsSection patch={patch} />
    </>
  )
}

interface Patching {
  readonly patch: (fields: PlanPatch) => void
}

function DataDateSection(props: Patching): JSX.Element {
  const state = useProject()
  const words = () => projectWords().progress
  const plan = () => state.plan()
  return (
    <PageSection title={words().dataDate} hint={words().dataDateHint}>
      <Lock locked={!state.mayWrite()}>
        <div class="project-form">
          <div class="project-fields">
            <DayField
              label={words().dataDate}
              value={lastDay(plan().dataDate)}
              onPick={day => props.patch({ dataDate: day === null ? null : readInstant(`${day}T24:00`) })}
            />
            <Field label={words().mode} hint={words().modeHints[plan().progress]}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={plan().progress}
                  options={PROGRESS_MODES.map(value => ({ value, label: words().modes[value] }))}
                  onValue={progress => props.patch({ progress })}
                />
              )}
            </Field>
          </div>
          <Switch checked={plan().dataDateHolds} onChange={dataDateHolds => props.patch({ dataDateHolds })}>
            {words().dataDateHolds}
          </Switch>
          <Show when={!plan().dataDateHolds}>
            <p class="project-note">{words().modeOff}</p>
          </Show>
          <Show when={plan().dataDate}>
            {date => (
              <div class="project-actions">
                <Button
                  onClick={() => void state.act(rescheduleRest, { after: date() }, words().did.reschedule)}
                  aria-describedby="project-reschedule"
                >
                  {words().reschedule}
                </Button>
                <p class="project-note" id="project-reschedule">
                  {words().rescheduleHint}
                </p>
              </div>
            )}
          </Show>
        </div>
      </Lock>
    </PageSection>
  )
}

function SettingsSection(props: Patching): JSX.Element {
  const state = useProject()
  const words = () => projectWords().progress
  const plan = () => state.plan()
  const calendars = () => [
    { value: STANDARD, label: words().standard },
    ...living(state.snapshot().calendars).map(({ id, name }) => ({ value: id as string, label: name })),
  ]
  return (
    <PageSection title={words().settings}>
      <Lock locked={!state.mayWrite()}>
        <div class="project-form">
          <div class="project-fields">
            <DayField
              label={words().start}
              hint={words().startHint}
              value={plan().start === null ? null : writeDay(dayOf(plan().start!))}
              onPick={day => props.patch({ start: day === null ? null : readInstant(day) })}
            />
            <DayField
              label={words().finish}
              value={lastDay(plan().finish)}
              onPick={day => props.patch({ finish: day === null ? null : readInstant(`${day}T24:00`) })}
            />
            <Field label={words().scheduleFrom}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={plan().scheduleFrom}
                  options={[
                    { value: "start", label: words().fromStart },
                    { value: "finish", label: words().fromFinish },
                  ]}
                  onValue={scheduleFrom => props.patch({ scheduleFrom })}
                />
              )}
            </Field>
            <Field label={words().calendar}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={plan().calendar ?? STANDARD}
                  options={calendars()}
                  onValue={id => props.patch({ calendar: id === STANDARD ? null : (id as CalendarId) })}
                />
              )}
            </Field>
            <NumberField
              label={words().minutesPerDay}
              value={plan().minutesPerDay / 60}
              onSave={hours => props.patch({ minutesPerDay: Math.round(hours * 60) })}
            />
            <NumberField
              label={words().minutesPerWeek}
              value={plan().minutesPerWeek / 60}
              onSave={hours => props.patch({ minutesPerWeek: Math.round(hours * 60) })}
            />
            <NumberField
              label={words().daysPerMonth}
              value={plan().daysPerMonth}
              onSave={days => props.patch({ daysPerMonth: Math.round(days) })}
            />
            <Labelled label={words().critical} hint={words().criticalHint}>
              <TimeInput
                label={words().critical}
                value={plan().criticalSlackLimit}
                onSave={criticalSlackLimit => props.patch({ criticalSlackLimit })}
              />
            </Labelled>
            <Field label={words().slack}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={plan().totalSlack}
                  options={SLACKS.map(value => ({ value, label: words().slacks[value] }))}
                  onValue={totalSlack => props.patch({ totalSlack })}
                />
              )}
            </Field>
          </div>
          <Switch checked={plan().honorConstraints} onChange={honorConstraints => props.patch({ honorConstraints })}>
            {words().honor}
          </Switch>
          <Switch
            checked={plan().multipleCriticalPaths}
            onChange={multipleCriticalPaths => props.patch({ multipleCriticalPaths })}
          >
            {words().multiple}
          </Switch>
        </div>
      </Lock>
    </PageSection>
  )
}

function NumberField(props: {
  readonly label: string
  readonly value: number
  readonly onSave: (value: number) => void
}): JSX.Element {
  return (
    <Labelled label={props.label}>
      <LineInput
        class="project-number"
        inputmode="decimal"
        label={props.label}
        value={format().number(props.value)}
        onSave={text => {
          const value = readNumberHere(text)
          if (value === undefined || value <= 0) return projectWords().progress.notATime
          props.onSave(value)
          return undefined
        }}
      />
    </Labelled>
  )
}

/** The day that an instant ends: midnight ends the day before. */
function lastDay(instant: Instant | null): string | null {
  return instant === null ? null : writeDay(dayOf(Math.max(0, instant - 1)))
}
