import { Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { hueOf, initialsOf } from "./person-hue.ts"
import "./avatar.css"

/** As much of a person as a screen shows. */
export interface ShownPerson {
  readonly id: string
  readonly name: string
  /** No longer in the workspace; their work still bears their name. */
  readonly gone?: boolean
  /** From 1 to 8, if they chose one; else their id decides. */
  readonly hue?: number | null
  /** A team that stands in for a person: a square, and grey, because nobody in particular works under it. */
  readonly team?: boolean
  /** Asks for service and is no member: grey, because nobody works under that hue. */
  readonly requester?: boolean
}

export interface AvatarProps {
  /** Undefined is nobody: a dashed ring, where somebody could be. */
  readonly person: ShownPerson | undefined
  /** 20 in rows, 24 in heads, 28 in conversations; 20 unless told. */
  readonly size?: 20 | 24 | 28
  /** Looks at the same place now: a ring in the person's hue. */
  readonly present?: boolean
  /** The name stands beside it, so assistive technology need not hear it twice. */
  readonly decorative?: boolean
}

/** A person as two letters on their hue. */
export function Avatar(props: AvatarProps): JSX.Element {
  const label = () => {
    const person = props.person
    if (!person) return t().people.nobody
    if (person.gone) return t().people.gone(person.name)
    if (person.team) return t().people.team(person.name)
    if (person.requester) return t().people.requester(person.name)
    return props.present ? t().people.present(person.name) : person.name
  }
  return (
    <span
      class="avatar"
      role={props.decorative ? undefined : "img"}
      aria-label={props.decorative ? undefined : label()}
      aria-hidden={props.decorative ? "true" : undefined}
      data-tooltip={props.decorative ? undefined : label()}
      data-size={props.size ?? 20}
      data-hue={
        props.person && !props.person.requester && !props.person.team
          ? hueOf(props.person.id, props.person.hue)
          : undefined
      }
      data-nobody={props.person ? undefined : ""}
      data-team={props.person?.team ? "" : undefined}
      data-gone={props.person?.gone ? "" : undefined}
      data-present={props.present ? "" : undefined}
    >
      <Show when={props.person}>{initialsOf(props.person!.name)}</Show>
    </span>
  )
}
