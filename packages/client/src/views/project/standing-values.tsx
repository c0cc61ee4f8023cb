import { chooseStanding, type SteeredKind } from "@weft/model/actions/standing-value"
import type { MemberId } from "@weft/model/base/ids"
import type { Conflict } from "@weft/model/schema/record"
import { For, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { useProject } from "./project-state.ts"

export interface StandingValuesProps {
  readonly kind: SteeredKind
  readonly id: string
  readonly conflicts: readonly Conflict[]
  /** What a field is called; what has no name here is not shown. */
  readonly nameOf: (field: string) => string | undefined
  /** How a value of a field reads; nothing is as it stands. */
  readonly wordsOf?: (field: string, value: unknown) => string | undefined
  /** Names the step for undo. */
  readonly says: string
}

/** What several people said at the same time: each value with its author, and a choice that lasts. */
export function StandingValues(props: StandingValuesProps): JSX.Element {
  const state = useProject()
  const words = () => projectWords().standing
  const shown = () => props.conflicts.filter(({ field }) => props.nameOf(field) !== undefined)
  const told = (field: string, value: unknown): string => {
    const own = props.wordsOf?.(field, value)
    if (own !== undefined) return own
    if (value === null || value === "") return projectWords().none
    if (typeof value === "number") return format().number(value)
    if (typeof value !== "string") return words().other
    return state.snapshot().members.get(value)?.name ?? value
  }
  const choose = (field: string, value: unknown) =>
    void state.act(chooseStanding, { kind: props.kind, id: props.id, field, value }, props.says)
  return (
    <Show when={shown().length > 0}>
      <ul class="project-standing" aria-label={words().title}>
        <For each={shown()}>
          {({ field, values }) => (
            <li>
              <p class="project-note">{words().said(props.nameOf(field) ?? "")}</p>
              <For each={values}>
                {({ value, by }, index) => (
                  <p class="project-actions">
                    <span class="project-strong">{told(field, value)}</span>
                    <span class="project-note">{state.nameOf(by === "" ? null : (by as MemberId))}</span>
                    <Button size="small" kind="quiet" onClick={() => choose(field, value)}>
                      {index() === 0 ? words().keep : words().use}
                    </Button>
                  </p>
                )}
              </For>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
