import { For, Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import "./avatar-stack.css"

export interface AvatarStackProps<Person> {
  readonly people: readonly Person[]
  /** Draws one of them. */
  readonly children: (person: Person) => JSX.Element
  /** Most that are drawn; the others are a number. Four unless told. */
  readonly most?: number
  readonly size?: 20 | 24 | 28
}

/** People who overlap by 3 px, the first on top, with the number of those who find no room. */
export function AvatarStack<Person>(props: AvatarStackProps<Person>): JSX.Element {
  const most = () => props.most ?? 4
  const rest = () => props.people.length - most()
  return (
    <span class="avatar-stack" data-size={props.size ?? 20}>
      <For each={props.people.slice(0, most())}>
        {person => <span class="avatar-stack-place">{props.children(person)}</span>}
      </For>
      <Show when={rest() > 0}>
        <span class="avatar-stack-rest" role="img" aria-label={t().people.more(rest())}>
          {t().people.moreCount(rest())}
        </span>
      </Show>
    </span>
  )
}
