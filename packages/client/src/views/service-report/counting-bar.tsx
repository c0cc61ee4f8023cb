import { Match, Show, Switch, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { Button } from "../../ui/button.tsx"
import { ProgressBar } from "../../ui/progress-bar.tsx"
import { useReport } from "./report-state.ts"

/** How far the report is, what of the archive it lacks, and how to stop or go on. */
export function CountingBar(): JSX.Element {
  const state = useReport()
  const counting = () => state.counting()
  const share = () => {
    const now = counting()
    return now.state === "reading" || now.state === "counting" ? Math.min(1, now.at.done / now.at.total) : 1
  }
  const told = () => {
    const percent = format().percent(share())
    if (counting().state === "counting") return reportWords().counting(percent)
    return state.feed.edition() > 0 ? reportWords().readingArchive(percent) : reportWords().reading(percent)
  }
  return (
    <>
      <Switch>
        <Match when={counting().state === "reading" || counting().state === "counting"}>
          <div class="report-counting">
            <span>{told()}</span>
            <ProgressBar share={share()} label={told()} tone="plain" />
            <Button size="small" onClick={() => state.stop()}>
              {reportWords().cancel}
            </Button>
          </div>
        </Match>
        <Match when={counting().state === "stopped" || counting().state === "failed"}>
          <div class="report-counting" role="status">
            <span>{counting().state === "failed" ? reportWords().failed : reportWords().stopped}</span>
            <Button size="small" onClick={() => state.count()}>
              {reportWords().again}
            </Button>
          </div>
        </Match>
      </Switch>
      <Show when={state.feed.edition() > 0 && state.archived().missing > 0}>
        <div class="report-counting">
          <span>{reportWords().archived(state.archived().missing)}</span>
          <Show when={counting().state !== "reading" && state.archived().quarters.length > 0}>
            <Button size="small" onClick={() => void state.feed.readArchive(state.archived().quarters)}>
              {reportWords().readArchive}
            </Button>
          </Show>
        </div>
      </Show>
    </>
  )
}
