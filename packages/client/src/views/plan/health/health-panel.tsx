import type { GateState } from "@weft/model/plan/gates-of-space"
import { planHealth, type HealthCheck } from "@weft/model/plan/health"
import { remediesOf, type Remedy, type Trouble, type TroubleKind } from "@weft/model/plan/troubles"
import { createMemo, For, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planHealthWords } from "../../../text/plan-health.ts"
import { Button } from "../../../ui/button.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { circleCheckIcon, minusIcon, triangleAlertIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { finishDay, startDay } from "../instant-words.ts"
import { usePlan, type PlanState } from "../plan-state.ts"
import { SidePanel } from "../side-panel/side-panel.tsx"
import { applyRemedy, linkName } from "./apply-remedy.ts"
import { GateActions } from "./gate-actions.tsx"
import { showTasks } from "./show-tasks.ts"
import "./health.css"

/** As many of one kind are listed; all of them can be selected. */
const MOST_LISTED = 20

const TROUBLES: readonly TroubleKind[] = [
  "suspended-link",
  "out-of-sequence",
  "too-early",
  "broken-constraint",
  "missed-deadline",
  "passed-gate",
]

/** A line of a list: what it is about, whom a click selects, and what ends it. */
interface Line {
  readonly key: string
  readonly name: string
  /** What is wrong with its dates, if that is what it is about. */
  readonly dates: string
  readonly tasks: readonly string[]
  readonly remedies: () => readonly Remedy[]
  /** The gate that it is about, if it is about one. */
  readonly gate?: GateState
}

/** What of the plan does not hold and what auditors would find, each with the activities that it is about and what ends it. */
export function HealthPanel(): JSX.Element {
  const state = usePlan()
  const words = planHealthWords
  let panel!: HTMLElement
  const audit = state.health.audit
  const health = createMemo(() => {
    const now = audit()
    return now === null ? null : planHealth(now.input, now.schedule, now.baseline)
  })
  const troublesOf = (kind: TroubleKind) =>
    (audit()?.troubles.find(troubles => troubles.kind === kind)?.found ?? []).map(
      ({ task, link, broken, remedies }): Line => ({
        key: link?.id ?? task,
        name: link === null ? state.titleOf(task) : linkName(state, link),
        dates: broken === null ? "" : brokenWords(state, broken),
        tasks: link === null ? [task] : [link.to, link.from],
        remedies: () => remedies,
      }),
    )
  const gates = createMemo(() =>
    (audit()?.gates ?? []).map((gate): Line => ({
      key: gate.item.id,
      name: gate.item.title,
      dates: words().waits(gate.holds.length),
      tasks: [gate.item.id, ...gate.holds],
      remedies: () => [],
      gate,
    })),
  )
  const links = createMemo(() => new Map((audit()?.input.links ?? []).map(link => [link.id, link])))
  const foundBy = (check: HealthCheck, found: readonly string[]) =>
    found.map((id): Line => {
      const link = links().get(id)
      return {
        key: id,
        name: link === undefined ? state.titleOf(id) : linkName(state, link),
        dates: "",
        tasks: link === undefined ? [id] : [link.to, link.from],
        remedies: () => {
          const now = audit()
          return now === null ? [] : remediesOf(now.input, now.schedule, check, id)
        },
      }
    })
  const fix = (remedy: Remedy) => {
    if (!applyRemedy(state, remedy)) return
    // The plan has followed by then; what was pressed may be gone, and the keyboard must not be with it.
    setTimeout(() => {
      state.health.look()
      if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
    })
  }
  return (
    <SidePanel
      ref={element => (panel = element)}
      label={words().title}
      heading={words().title}
      closeLabel={words().close}
      takesFocus
      isWide
      onClose={() => state.health.setShown(false)}
    >
      <h3>{words().holds}</h3>
      <Show when={state.health.amount() === 0}>
        <p class="plan-health-sound">
          <Icon icon={circleCheckIcon} size={16} />
          {words().sound}
        </p>
      </Show>
      <For each={TROUBLES}>
        {kind => {
          const lines = createMemo(() => troublesOf(kind))
          return (
            <Show when={lines().length > 0}>
              <Group
                verdict="failed"
                name={words().troubles[kind]}
                figure={String(lines().length)}
                about={words().about[kind]}
                lines={lines()}
                onFix={fix}
                asksWhy={kind === "missed-deadline"}
                isOpen
              />
            </Show>
          )
        }}
      </For>
      <Show when={gates().length > 0}>
        <h3>{words().gates}</h3>
        <Group
          verdict="unknown"
          name={words().openGates}
          figure={String(gates().length)}
          about={words().aboutGates}
          lines={gates()}
          onFix={fix}
          isOpen
        />
      </Show>
      <h3>{words().checks}</h3>
      <p class="plan-health-note">{words().checksNote}</p>
      <Show when={health()}>
        {found => (
          <>
            <For each={found().findings.map(({ check }) => check)}>
              {check => {
                const finding = () => found().findings.find(one => one.check === check)!
                const isTold = () => check !== "invalid-dates" || audit()?.input.project.dataDate != null
                const canTell = () => isTold() && (check !== "missed" || found().baselineExecutionIndex !== null)
                return (
                  <Group
                    verdict={!canTell() ? "unknown" : finding().share > finding().limit ? "failed" : "passed"}
                    name={words().check[check]}
                    figure={
                      canTell()
                        ? words().ofLimit(format().percent(finding().share), format().percent(finding().limit))
                        : check === "missed"
                          ? words().needsBaseline
                          : words().needsDataDate
                    }
                    lines={foundBy(check, finding().found)}
                    onFix={fix}
                  />
                )
              }}
            </For>
            <Group
              verdict={found().isPathWhole === null ? "unknown" : found().isPathWhole ? "passed" : "failed"}
              name={words().check["critical-path"]}
              figure=""
              lines={[]}
              onFix={fix}
            />
            <Index name={words().check["path-index"]} value={found().criticalPathIndex} least={0.95} none="" />
            <Index
              name={words().check["execution-index"]}
              value={found().baselineExecutionIndex}
              least={0.95}
              none={words().needsBaseline}
            />
          </>
        )}
      </Show>
    </SidePanel>
  )
}

type Verdict = "passed" | "failed" | "unknown"

const GLYPHS = { passed: circleCheckIcon, failed: triangleAlertIcon, unknown: minusIcon } as const

interface GroupProps {
  readonly verdict: Verdict
  readonly name: string
  readonly figure: string
  readonly about?: string
  readonly lines: readonly Line[]
  readonly isOpen?: boolean
  /** Whether what would help is asked of the activity itself. */
  readonly asksWhy?: boolean
  readonly onFix: (remedy: Remedy) => void
}

/** One check: how it came out, and unfolded what it found. */
function Group(props: GroupProps): JSX.Element {
  const state = usePlan()
  const words = planHealthWords
  const listed = () => props.lines.slice(0, MOST_LISTED)
  const keys = createMemo(() => listed().map(({ key }) => key), [], { equals: sameKeys })
  const head = () => (
    <>
      <span class="plan-health-verdict" data-verdict={props.verdict}>
        <Icon icon={GLYPHS[props.verdict]} size={14} />
      </span>
      <span class="plan-health-name">{props.name}</span>
      <span class="visually-hidden">{words()[props.verdict]}</span>
      <span class="plan-health-figure">{props.figure}</span>
    </>
  )
  return (
    <Show when={props.lines.length > 0} fallback={<div class="plan-health-line">{head()}</div>}>
      <details class="plan-health-group" open={props.isOpen}>
        <summary class="plan-health-line">{head()}</summary>
        <Show when={props.about}>
          <p class="plan-health-note">{props.about}</p>
        </Show>
        <ul>
          <For each={keys()}>
            {key => {
              const line = createMemo<Line>(before => listed().find(one => one.key === key) ?? before!)
              return (
                <li>
                  <button type="button" class="plan-health-task" onClick={() => showTasks(state, line().tasks)}>
                    {line().name}
                    <Show when={line().dates}>{dates => <span class="plan-health-dates">{dates()}</span>}</Show>
                  </button>
                  <Show when={props.asksWhy}>
                    <Button
                      size="small"
                      onClick={() => {
                        showTasks(state, line().tasks)
                        state.setShowsWhy(true)
                      }}
                    >
                      {words().remedies.ask}
                    </Button>
                  </Show>
                  <Show when={line().gate}>{gate => <GateActions state={gate()} />}</Show>
                  <Show when={state.mayWrite()}>
                    <div class="plan-health-remedies">
                      <For each={line().remedies()}>
                        {remedy => (
                          <Button size="small" onClick={() => props.onFix(remedy)}>
                            {remedyWords(state, remedy, key)}
                          </Button>
                        )}
                      </For>
                    </div>
                  </Show>
                </li>
              )
            }}
          </For>
        </ul>
        <div class="plan-health-all">
          <Show when={props.lines.length > MOST_LISTED}>
            <span>{words().more(props.lines.length - MOST_LISTED)}</span>
          </Show>
          <Show when={props.lines.length > 1}>
            <Button
              kind="quiet"
              size="small"
              onClick={() => {
                const tasks = [...new Set(props.lines.map(({ tasks: [first] }) => first!))]
                showTasks(state, tasks)
                announce(words().selected(tasks.length))
              }}
            >
              {words().select(props.lines.length)}
            </Button>
          </Show>
        </div>
      </details>
    </Show>
  )
}

const sameKeys = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key, place) => key === other[place])

function Index(props: {
  readonly name: string
  readonly value: number | null
  readonly least: number
  readonly none: string
}): JSX.Element {
  return (
    <Group
      verdict={props.value === null ? "unknown" : props.value < props.least ? "failed" : "passed"}
      name={props.name}
      figure={
        props.value === null
          ? props.none
          : planHealthWords().ofLeast(format().number(props.value), format().number(props.least))
      }
      lines={[]}
      onFix={() => {}}
    />
  )
}

function brokenWords(state: PlanState, { what, promised, date }: NonNullable<Trouble["broken"]>): string {
  const today = state.today()
  // A deadline is the end of its day; the date of a constraint may be a start.
  const day = what === "deadline" ? finishDay : startDay
  return planHealthWords().instead(day(date, today), day(promised, today))
}

function remedyWords(state: PlanState, remedy: Remedy, about: string): string {
  const words = planHealthWords().remedies
  switch (remedy.remedy) {
    case "unlink":
      // Besides the link itself there are those that it is in a ring with.
      return remedy.link.id === about
        ? words.unlink
        : words.unlinkOther(state.titleOf(remedy.link.from), state.titleOf(remedy.link.to))
    case "drop-lag":
      return remedy.link.lag.amount < 0 ? words["drop-lead"] : words["drop-lag"]
    case "no-earlier":
      return words["no-earlier"](startDay(remedy.date, state.today()))
    case "link-to-finish":
      return words["link-to-finish"](state.titleOf(remedy.milestone))
    default:
      return words[remedy.remedy]
  }
}
