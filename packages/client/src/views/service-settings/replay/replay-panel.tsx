import { toCsv } from "@weft/model/exchange/delimited"
import { termsAsIfAlways, type PolicyDraft } from "@weft/model/service/policy-draft"
import type { ServiceTerms } from "@weft/model/service/policy"
import { createMemo, createSignal, For, Match, onCleanup, Show, Switch, type JSX } from "solid-js"
import { itemKey, useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { saveBlob } from "../../../parts/save-file.ts"
import { format, t } from "../../../text/index.ts"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { downloadIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { ProgressBar } from "../../../ui/progress-bar.tsx"
import { changedTickets, kindOf, replayRows, type ReplayCell, type ReplayResult } from "./replay-table.ts"
import { tryDraft, type Replay } from "./try-draft.ts"
import "./replay.css"

export interface ReplayPanelProps {
  readonly space: SpaceData
  readonly spaceHref: string
  readonly terms: ServiceTerms
  readonly policy: string
  readonly name: string
  readonly draft: PolicyDraft
}

const MONTHS = [1, 3, 6, 12, 24] as const
/** Tickets that are listed; the file has all of them. */
const MOST_LISTED = 50

/** Tries a draft on tickets that were closed: what was kept and broken, and what would have been. */
export function ReplayPanel(props: ReplayPanelProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const [months, setMonths] = createSignal<number>(3)
  const [replay, setReplay] = createSignal<Replay>({ state: "idle" })
  let stop: () => void = () => undefined
  onCleanup(() => stop())

  const run = () => {
    const { space, terms, policy, draft } = props
    stop = tryDraft(workspace, space, { terms, policy, draft, months: months() }, told => {
      setReplay(told)
      if (told.state === "done") announce(words().replayed(told.result.total, changedTickets(told.result)))
    })
  }
  const cancel = () => {
    stop()
    setReplay({ state: "idle" })
  }
  const as = <State extends Replay["state"]>(state: State) =>
    replay().state === state && (replay() as Extract<Replay, { state: State }>)

  return (
    <div class="replay">
      <div class="replay-question">
        <Field label={words().past}>
          {attributes => (
            <Select
              attributes={attributes}
              value={String(months())}
              options={MONTHS.map(value => ({ value: String(value), label: words().months(value) }))}
              onValue={value => setMonths(Number(value))}
            />
          )}
        </Field>
        <Show when={replay().state === "running"} fallback={<Button onClick={run}>{words().run}</Button>}>
          <Button onClick={cancel}>{words().cancel}</Button>
        </Show>
      </div>
      <Switch>
        <Match when={as("running")}>
          {running => {
            const { number } = format()
            const said = () => words().progress(number(running().result.done), number(running().result.total))
            return (
              <p class="replay-progress">
                <ProgressBar
                  label={words().replay}
                  share={running().result.total === 0 ? 0 : running().result.done / running().result.total}
                  valueText={said()}
                />
                <span class="numeric">{said()}</span>
              </p>
            )
          }}
        </Match>
        <Match when={as("failed")}>
          <p data-fault="" role="alert">
            {words().replayFailed}
          </p>
        </Match>
        <Match when={as("done")}>
          {done => (
            <ReplayAnswer
              {...props}
              result={done().result}
              leftOut={done().leftOut}
              isStale={JSON.stringify(done().draft) !== JSON.stringify(props.draft)}
            />
          )}
        </Match>
      </Switch>
    </div>
  )
}

interface ReplayAnswerProps extends ReplayPanelProps {
  readonly result: ReplayResult
  readonly leftOut: number
  readonly isStale: boolean
}

function ReplayAnswer(props: ReplayAnswerProps): JSX.Element {
  const words = () => servicePoliciesWords()
  const policies = createMemo(() => termsAsIfAlways(props.terms, props.policy, props.draft).policies)
  const all = createMemo(() => [...props.terms.policies, ...policies()])
  const rows = createMemo(() => replayRows(props.result, all()))
  const nameOf = (key: string) => {
    const kind = kindOf(key, all())
    return kind === null ? key : serviceWords().targets[kind]
  }
  const ticketName = (id: string) => {
    const item = props.space.live.plain.items.get(id)
    return item === undefined
      ? { key: id, title: t().item.untitled }
      : { key: itemKey(props.space, item), title: item.title || t().item.untitled }
  }
  const save = () => {
    const { verdicts, ticket, target, was, would } = words()
    const cells = props.result.changed.map(one => {
      const { key, title } = ticketName(one.ticket)
      return [key, title, nameOf(one.target), verdicts[one.before], verdicts[one.after]]
    })
    const text = toCsv([[ticket, t().item.title, target, was, would], ...cells])
    saveBlob(words().exportName(props.name), new Blob([text], { type: "text/csv" }))
  }
  return (
    <div class="replay-answer">
      <Show when={props.isStale}>
        <p class="replay-stale">{words().stale}</p>
      </Show>
      <Show when={props.leftOut > 0}>
        <p class="page-section-hint">{words().leftOut(props.leftOut)}</p>
      </Show>
      <Show when={props.result.total > 0} fallback={<p class="page-empty">{words().nothingToReplay}</p>}>
        <p class="replay-sum">{words().replayed(props.result.total, changedTickets(props.result))}</p>
        <div class="replay-frame" tabIndex={0} role="group" aria-label={words().replay}>
          <table class="replay-table">
            <thead>
              <tr>
                <th scope="col">{words().target}</th>
                <th scope="col">{words().was}</th>
                <th scope="col">{words().would}</th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {row => (
                  <tr>
                    <th scope="row">{nameOf(row.key)}</th>
                    <td>
                      <Cell cell={row.before} />
                    </td>
                    <td>
                      <Cell cell={row.after} />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <Show when={props.result.changed.length > 0}>
          <div class="replay-changed-head">
            <h4>{words().differing}</h4>
            <Button size="small" icon={downloadIcon} onClick={save}>
              {words().export}
            </Button>
          </div>
          <ul class="replay-changed">
            <For each={props.result.changed.slice(0, MOST_LISTED)}>
              {one => (
                <li>
                  <a href={`${props.spaceHref}/queue?item=${one.ticket}`}>
                    <span class="numeric">{ticketName(one.ticket).key}</span> {ticketName(one.ticket).title}
                  </a>
                  <span class="replay-verdicts">
                    {nameOf(one.target)}: {words().verdicts[one.before]} → {words().verdicts[one.after]}
                  </span>
                </li>
              )}
            </For>
          </ul>
          <Show when={props.result.changed.length > MOST_LISTED}>
            <p class="page-section-hint">{words().moreTickets(props.result.changed.length - MOST_LISTED)}</p>
          </Show>
        </Show>
      </Show>
    </div>
  )
}

/** How many were in time and late, with the share that was in time; figures never stand by colour alone. */
function Cell(props: { readonly cell: ReplayCell }): JSX.Element {
  const words = () => servicePoliciesWords().verdicts
  const judged = () => props.cell.met + props.cell.breached
  const parts = () => [
    `${format().number(props.cell.met)} ${words().met}`,
    `${format().number(props.cell.breached)} ${words().breached}`,
    ...(props.cell.other > 0 ? [`${format().number(props.cell.other)} ${words()["exempt"]}`] : []),
  ]
  return (
    <Show when={judged() + props.cell.other > 0} fallback={<span class="replay-none">{words()["not-promised"]}</span>}>
      <Show when={judged() > 0}>
        <span class="replay-share numeric">{format().percent(props.cell.met / judged())}</span>
      </Show>
      <span class="replay-counts">{parts().join(" · ")}</span>
    </Show>
  )
}
