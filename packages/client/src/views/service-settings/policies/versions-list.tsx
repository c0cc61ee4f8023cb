import type { StoredPolicyVersion } from "@weft/model/schema/service"
import { readTerms } from "@weft/model/service/space-terms"
import { differencesOf } from "@weft/model/service/terms-difference"
import { createMemo, For, Show, type JSX } from "solid-js"
import { todayOf } from "../../../data/world.ts"
import { whenWords } from "../../../parts/when.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import type { FactChoices } from "./fact-choices.ts"
import { conditionsWords, differenceWords, targetsWords } from "./term-words.ts"

export interface VersionsListProps {
  /** In the order in which they count. */
  readonly versions: readonly StoredPolicyVersion[]
  /** The present, in milliseconds since 1970. */
  readonly now: number
  readonly choices: FactChoices
  readonly calendarName: (id: string) => string
}

/** What a policy said and says, the latest first, each version with what differs from the one before it. */
export function VersionsList(props: VersionsListProps): JSX.Element {
  const words = () => servicePoliciesWords()
  const when = (at: number) => whenWords(at, todayOf(props.now))
  const told = createMemo(() =>
    props.versions
      .map((version, place) => {
        const terms = readTerms(version.terms)
        const before = props.versions[place - 1]
        const differences =
          before === undefined
            ? null
            : differencesOf(
                { calendar: before.calendar ?? "", terms: readTerms(before.terms) },
                { calendar: version.calendar ?? "", terms },
              )
        return { version, terms, differences, ends: endOf(version, props.versions) }
      })
      .toReversed(),
  )
  return (
    <ol class="versions">
      <For each={told()}>
        {({ version, terms, differences, ends }) => (
          <li class="version">
            <p class="version-head">
              <span class="version-name">{words().version(version.version)}</span>
              <span class="version-when">
                {ends === null
                  ? words().fromOn(when(version.from))
                  : ends <= version.from
                    ? words().neverCounted
                    : words().fromTo(when(version.from), when(ends))}
              </span>
            </p>
            <p class="version-says">
              {conditionsWords(terms, props.choices)} · {targetsWords(terms)} ·{" "}
              {props.calendarName(version.calendar ?? "")}
            </p>
            <Show when={differences} fallback={<p class="version-differs">{words().firstVersion}</p>}>
              {all => (
                <ul class="version-differs">
                  <For each={all()} fallback={<li>{words().nothingDiffers}</li>}>
                    {difference => <li>{differenceWords(difference, props.choices, props.calendarName)}</li>}
                  </For>
                </ul>
              )}
            </Show>
          </li>
        )}
      </For>
    </ol>
  )
}

/** When a version stops counting: where the next one begins, as clocks choose it, or at its own end. */
function endOf({ id, version, from, until }: StoredPolicyVersion, all: readonly StoredPolicyVersion[]): number | null {
  const after = all.filter(other => other.from > from || (other.from === from && isAfter(other, { id, version })))
  const next = after.length === 0 ? Infinity : Math.min(...after.map(other => other.from))
  const end = Math.min(next, until ?? Infinity)
  return end === Infinity ? null : end
}

function isAfter(one: Pick<StoredPolicyVersion, "id" | "version">, other: typeof one): boolean {
  return one.version > other.version || (one.version === other.version && one.id > other.id)
}
