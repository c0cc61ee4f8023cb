import { reportSeveral } from "@weft/model/actions/progress"
import type { ItemId } from "@weft/model/base/ids"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { finishDay, startDay } from "../../parts/instant-day.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Lock } from "../../ui/lock.tsx"
import { useProject } from "./project-state.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

/** An activity that should have begun, how far it is, and how far it should be by its dates; per cent. */
interface Due {
  readonly id: ItemId
  readonly start: number
  readonly finish: number
  readonly done: number
  readonly planned: number
}

/** What should have begun by the data date and is not finished, to be reported one by one or together. */
export function ReportTable(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().progress
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set<string>())
  const due = createMemo((): readonly Due[] => {
    const date = state.asOf()
    const calendars = new CalendarSet(state.input().calendars)
    return state.input().tasks.flatMap((task, index): Due[] => {
      const row = state.schedule().tasks[index]!
      if (row.isSummary || task.actualFinish !== null || !task.isActive || row.start >= date) return []
      const calendar = calendars.get(task.calendar ?? state.input().project.calendar)
      const whole = calendar.between(row.start, row.finish)
      const past = whole > 0 ? calendar.between(row.start, Math.min(date, row.finish)) / whole : 1
      const done = task.duration > 0 ? task.actualDuration / task.duration : 0
      const per = (share: number) => Math.round(100 * share)
      return [{ id: task.id as ItemId, start: row.start, finish: row.finish, done: per(done), planned: per(past) }]
    })
  })
  const picked = () => due().filter(({ id }) => chosen().has(id))
  const choose = (id: string, inside: boolean) => {
    const next = new Set(chosen())
    if (inside) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const report = (reports: readonly { readonly id: ItemId; readonly percent: number }[]) => {
    const told = reports.map(({ id, percent }) => ({ items: [id], percent }))
    if (state.act(reportSeveral, { reports: told }, words().did.report(told.length))) setChosen(new Set<string>())
  }
  return (
    <Show when={due().length > 0} fallback={<p class="page-empty">{words().nothing}</p>}>
      <Lock locked={!state.mayWrite()}>
        <div class="project-actions">
          <Checkbox
            checked={picked().length === due().length}
            mixed={picked().length > 0 && picked().length < due().length}
            onChange={all => setChosen(new Set<string>(all ? due().map(({ id }) => id) : []))}
          >
            {words().all}
          </Checkbox>
          <Button
            size="small"
            disabled={picked().length === 0}
            onClick={() => report(picked().map(({ id, planned }) => ({ id, percent: planned })))}
          >
            {words().asPlanned}
          </Button>
          <Button
            size="small"
            disabled={picked().length === 0}
            onClick={() => report(picked().map(({ id }) => ({ id, percent: 100 })))}
          >
            {words().finished}
          </Button>
        </div>
        <ScrollRegion label={words().report}>
          <table class="project-table" aria-label={words().report}>
            <thead>
              <tr>
                <th>
                  <span class="visually-hidden">{words().all}</span>
                </th>
                <th>{words().columns.activity}</th>
                <th class="numeric">{words().columns.start}</th>
                <th class="numeric">{words().columns.finish}</th>
                <th class="numeric">{words().columns.planned}</th>
                <th class="numeric">{words().columns.done}</th>
              </tr>
            </thead>
            <tbody>
              <For each={due().map(({ id }) => id)}>
                {id => (
                  <Show when={due().find(one => one.id === id)}>
                    {one => (
                      <tr>
                        <td class="project-box">
                          <Checkbox
                            checked={chosen().has(id)}
                            label={words().choose(state.titleOf(id))}
                            onChange={inside => choose(id, inside)}
                          />
                        </td>
                        <th scope="row">{state.titleOf(id)}</th>
                        <td class="numeric">{startDay(one().start, state.today())}</td>
                        <td class="numeric">{finishDay(one().finish, state.today())}</td>
                        <td class="numeric">{format().percent(one().planned / 100)}</td>
                        <td class="numeric">
                          <LineInput
                            class="project-number"
                            inputmode="decimal"
                            label={words().percentOf(state.titleOf(id))}
                            value={format().percent(one().done / 100)}
                            onSave={text => {
                              const percent = Number(text.replace("%", "").trim())
                              if (!Number.isInteger(percent) || percent < 0 || percent > 100) return words().notANumber
                              report([{ id, percent }])
                              return undefined
                            }}
                          />
                        </td>
                      </tr>
                    )}
                  </Show>
                )}
              </For>
            </tbody>
          </table>
        </ScrollRegion>
      </Lock>
    </Show>
  )
}
