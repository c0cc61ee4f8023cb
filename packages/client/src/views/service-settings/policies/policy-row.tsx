import type { ServicePolicy, StoredPolicyVersion } from "@weft/model/schema/service"
import { readTerms } from "@weft/model/service/space-terms"
import { versionAt } from "@weft/model/service/stored-versions"
import { createEffect, createSignal, onCleanup, Show, untrack, type JSX } from "solid-js"
import { todayOf } from "../../../data/world.ts"
import { makeSortable, type SortEdge } from "../../../parts/sortable.ts"
import { whenWords } from "../../../parts/when.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button } from "../../../ui/button.tsx"
import { Chip } from "../../../ui/chip.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { ellipsisIcon, gripVerticalIcon } from "../../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../../ui/menu.tsx"
import type { FactChoices } from "./fact-choices.ts"
import { conditionsWords, targetsWords } from "./term-words.ts"

export interface PolicyRowProps {
  readonly policy: ServicePolicy
  readonly versions: readonly StoredPolicyVersion[]
  readonly isDrafted: boolean
  /** The present, in milliseconds since 1970. */
  readonly now: number
  readonly mayManage: boolean
  readonly choices: FactChoices
  readonly calendarName: (id: string) => string
  readonly entries: () => readonly MenuEntry[]
  readonly onOpen: () => void
  /** Goes a place up or down. */
  readonly onStep: (by: -1 | 1) => void
  /** Another row was dropped on this one. */
  readonly onDrop: (id: string, edge: SortEdge) => void
}

/** A promise in the order in which they are asked: moved by its handle, by Alt and the arrow keys, or from its menu. */
export function PolicyRow(props: PolicyRowProps): JSX.Element {
  let element!: HTMLLIElement
  let handle!: HTMLButtonElement
  const words = () => servicePoliciesWords()
  const [edge, setEdge] = createSignal<SortEdge | null>(null)
  const shown = () => versionAt(props.versions, props.now) ?? props.versions.at(-1)
  const terms = () => readTerms(shown()?.terms)
  const when = (at: number) => whenWords(at, todayOf(props.now))
  const standing = () => {
    const { until } = props.policy
    const version = shown()
    if (until !== null) return until <= props.now ? words().retired(when(until)) : words().retiresOn(when(until))
    if (version === undefined) return words().notPublished
    return version.from <= props.now
      ? words().since(version.version, when(version.from))
      : words().begins(version.version, when(version.from))
  }
  const action = () => (!props.mayManage ? words().look : props.isDrafted ? words().goOn : words().edit)
  createEffect(() => {
    if (!props.mayManage) return
    onCleanup(
      makeSortable({
        element,
        handle,
        id: untrack(() => props.policy.id),
        kind: "service policy",
        accepts: id => id !== props.policy.id,
        onEdge: setEdge,
        onDrop: (id, side) => props.onDrop(id, side),
      }),
    )
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (!props.mayManage || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    const focused = document.activeElement
    props.onStep(event.key === "ArrowUp" ? -1 : 1)
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
  return (
    <li
      ref={element}
      class="policy-row"
      data-drop={edge() ?? undefined}
      data-retired={props.policy.until === null ? undefined : ""}
      onKeyDown={onKeyDown}
    >
      <Show when={props.mayManage}>
        <button ref={handle} type="button" class="policy-handle" aria-label={words().move(props.policy.name)}>
          <Icon icon={gripVerticalIcon} size={14} />
        </button>
      </Show>
      <div class="policy-what">
        <p class="policy-head">
          <span class="policy-name">{props.policy.name}</span>
          <Show when={props.policy.audience !== "customer"}>
            <Chip>{words().audiences[props.policy.audience]}</Chip>
          </Show>
          <Show when={props.isDrafted}>
            <Chip>{words().isDrafted}</Chip>
          </Show>
        </p>
        <Show when={shown()}>
          <p class="policy-says">{conditionsWords(terms(), props.choices)}</p>
          <p class="policy-says">
            {targetsWords(terms())} · {props.calendarName(shown()?.calendar ?? "")}
          </p>
        </Show>
        <p class="policy-standing">{standing()}</p>
      </div>
      <Button size="small" aria-label={words().editNamed(action(), props.policy.name)} onClick={() => props.onOpen()}>
        {action()}
      </Button>
      <Show when={props.mayManage}>
        <IconMenuButton
          kind="quiet"
          icon={ellipsisIcon}
          label={words().optionsOf(props.policy.name)}
          entries={props.entries}
        />
      </Show>
    </li>
  )
}
