import type { MemberId } from "@weft/model/base/ids"
import type { Displacement } from "@weft/model/capacity/displacement"
import { createMemo, For, Show, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../../data/context.ts"
import { displacementWords } from "../../text/displacement.ts"
import { Avatar } from "../avatar.tsx"

/** How many people are offered. */
const MOST_PEOPLE = 4

/** Others who could have the ticket, those first to whom it does the least. */
export function Instead(props: {
  readonly others: readonly Displacement[]
  readonly onGive: (member: MemberId) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const people = createMemo(() => props.others.slice(0, MOST_PEOPLE))
  const nameOf = ({ member }: Displacement) => memberNamed(workspace.live, member)?.name ?? ""
  return (
    <Show when={people().length > 0}>
      <section class="displacement-lines">
        <h3>{displacementWords().instead}</h3>
        <ul>
          <For each={people()}>
            {displaced => (
              <li>
                <button type="button" class="displacement-person" onClick={() => props.onGive(displaced.member)}>
                  <Avatar person={memberNamed(workspace.live, displaced.member)} decorative />
                  <span class="displacement-item">{nameOf(displaced)}</span>
                  <span class="displacement-times">{harmWords(displaced)}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

function harmWords({ own, late, activities, projects, laterStill }: Displacement): string {
  const words = displacementWords().harm
  const [broken, moved] = [own.length + late.length, activities.length + projects.length]
  const told = [...(broken > 0 ? [words.late(broken)] : []), ...(moved > 0 ? [words.moved(moved)] : [])]
  if (told.length > 0) return told.join(" · ")
  return laterStill > 0 ? words.later(laterStill) : words.none
}
