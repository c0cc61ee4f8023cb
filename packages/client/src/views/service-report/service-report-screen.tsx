import { Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { spaceName } from "../../parts/space-link.ts"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { Button } from "../../ui/button.tsx"
import { downloadIcon, printerIcon } from "../../ui/icons.ts"
import { Page } from "../../ui/page.tsx"
import { BacklogSection } from "./backlog-section.tsx"
import { CountingBar } from "./counting-bar.tsx"
import { wallTime } from "./desk/report-file.ts"
import { saveCsv } from "./figure-table.tsx"
import { ALL_COUNTED, fileWords } from "./file-words.ts"
import { FlowSection } from "./flow-section.tsx"
import { RegisterSection } from "./improvements/register-section.tsx"
import { PeriodBar } from "./period-bar.tsx"
import { PromisesSection } from "./promises-section.tsx"
import { createReportState, ReportProvider, useReport } from "./report-state.ts"
import { SolvingSection } from "./solving-section.tsx"
import { TimesSection } from "./times-section.tsx"
import "./service-report.css"

export interface ServiceReportScreenProps {
  readonly space: SpaceData
  /** The address of the service's queue. */
  readonly spaceHref: string
  /** The period, split and filter that the address names, and how it is told of others. */
  readonly view: string | undefined
  readonly onView: (view: string) => void
  readonly onOpenSidebar: () => void
}

/** How a service did in a period, with every number's tickets behind it, and what is tried so that it does better. */
export function ServiceReportScreen(props: ServiceReportScreenProps): JSX.Element {
  const workspace = useWorkspace()
  return (
    <Page
      title={reportWords().title}
      within={{ label: spaceName(workspace, props.space.id), href: props.spaceHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <ReportProvider
        value={untrack(() => createReportState(props.space, { view: props.view, onView: view => props.onView(view) }))}
      >
        <ReportSheet />
      </ReportProvider>
    </Page>
  )
}

function ReportSheet(): JSX.Element {
  const state = useReport()
  const told = () => {
    const asked = state.asked()
    if (asked === null) return ""
    const { from, to, zone } = asked.period
    const [day, time] = wallTime(asked.now, zone).split(" ")
    const asOf = reportWords().asOf(`${format().shortDate(day!, state.today())} ${time}`)
    return `${reportWords().of(format().dateRange(from, to, state.today()), zone)} · ${asOf}`
  }
  const saveAll = async () => {
    const file = { ask: "file", selections: ALL_COUNTED, words: fileWords(state) } as const
    const { from, to } = state.period()
    saveCsv(`${reportWords().file.name} ${from} ${to}`, await state.desk.ask(file))
  }
  return (
    <div class="report">
      <PeriodBar />
      <CountingBar />
      <Show when={state.report()}>
        {report => (
          <div class="report-sheet" aria-busy={state.counting().state !== "counted"}>
            <div class="report-head">
              <p class="report-told">{told()}</p>
              <span class="report-tools">
                <Button size="small" icon={downloadIcon} onClick={() => void saveAll()}>
                  {reportWords().csvOfAll}
                </Button>
                <Button size="small" icon={printerIcon} onClick={() => window.print()}>
                  {reportWords().print}
                </Button>
              </span>
            </div>
            <Show when={report().tickets > 0} fallback={<p class="page-empty">{reportWords().nothing}</p>}>
              <PromisesSection report={report()} />
              <FlowSection report={report()} />
              <BacklogSection report={report()} />
              <SolvingSection report={report()} />
              <TimesSection report={report()} />
            </Show>
          </div>
        )}
      </Show>
      <RegisterSection />
    </div>
  )
}
