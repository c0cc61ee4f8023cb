import type { Counted } from "@weft/model/service/evaluation/counted"
import { createEffect, For, on, Show, type JSX } from "solid-js"
import { itemHref } from "../../parts/space-link.ts"
import { format, t } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { downloadIcon, xIcon } from "../../ui/icons.ts"
import { wallTime } from "./desk/report-file.ts"
import { saveCsv } from "./figure-table.tsx"
import { fileWords } from "./file-words.ts"
import { promiseName } from "./promise-words.ts"
import { MOST_LISTED, useReport, type ReportSection, type ReportState } from "./report-state.ts"
import { workWords } from "./shown-figures.ts"

/** What stands behind the figure that somebody looks at, below the part of the report that it is in. */
export function BehindList(props: { readonly section: ReportSection }): JSX.Element {
  const state = useReport()
  const words = () => reportWords().behind
  const shown = () => (state.behind()?.section === props.section ? state.behind() : null)
  let heading: HTMLHeadingElement | undefined
  createEffect(
    on(
      () => shown()?.title,
      title => title !== undefined && queueMicrotask(() => heading?.scrollIntoView({ block: "nearest" })),
    ),
  )
  const save = async () => {
    const behind = shown()
    if (behind === null) return
    const file = { ask: "file", selections: [behind.selection], words: fileWords(state) } as const
    saveCsv(`${reportWords().file.name} ${behind.title}`, await state.desk.ask(file))
  }
  return (
    <Show when={shown() !== null && state.listing()}>
      {listing => (
        <section class="report-behind" aria-label={shown()!.title}>
          <header>
            <h3 ref={heading} aria-live="polite">
              {words().title(shown()!.title, listing().total)}
            </h3>
            <Button size="small" kind="quiet" icon={downloadIcon} onClick={() => void save()}>
              {reportWords().csv}
            </Button>
            <IconButton icon={xIcon} size="small" label={words().close} onClick={() => state.look(null)} />
          </header>
          <ul>
            <For each={listing().lines}>
              {({ ticket, counted }) => (
                <li>
                  <a href={itemHref(state.workspace.id, state.space.id, ticket.id)}>
                    <span class="report-key">{ticket.key}</span>
                    <span class="report-title">{ticket.title || t().item.untitled}</span>
                  </a>
                  <span class="report-note">{toldOf(state, counted)}</span>
                </li>
              )}
            </For>
          </ul>
          <Show when={listing().total > MOST_LISTED}>
            <p class="report-note">{words().first(format().number(MOST_LISTED), format().number(listing().total))}</p>
          </Show>
        </section>
      )}
    </Show>
  )
}

const DAY = 86_400_000

/** What a line says beside its ticket: when, and what of it counted. */
function toldOf(state: ReportState, counted: Counted): string {
  const words = reportWords()
  const zone = state.period().zone
  const when = (instant: number) => {
    const [day, time] = wallTime(instant, zone).split(" ")
    return t().time.dateAt(format().shortDate(day!, state.today()), time!)
  }
  const work = (milliseconds: number | null) =>
    milliseconds === null ? words.behind.unmeasured : workWords(milliseconds)
  switch (counted.of) {
    case "opened":
    case "closed":
    case "reopened":
      return when(counted.at)
    case "open":
      return words.behind.aged(format().number(Math.floor(counted.age / DAY)))
    case "answered":
      return `${when(counted.at)} · ${work(counted.work)}`
    case "solved":
      return `${when(counted.at)} · ${words.behind.replies(counted.replies)} · ${work(counted.work)}`
    case "promise": {
      const cycle = counted.cycle > 1 ? [words.behind.cycle(counted.cycle)] : []
      const due = counted.due === null ? [] : [words.behind.due(when(counted.due))]
      const reasons = counted.reasons.map(reason => words.reasons[reason].toLocaleLowerCase())
      return [promiseName(counted), ...cycle, words.verdicts[counted.verdict], ...due, ...reasons].join(" · ")
    }
  }
}
