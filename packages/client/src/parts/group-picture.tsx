import type { MemberId, StatusId } from "@weft/model/base/ids"
import type { Priority } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { NO_VALUE } from "@weft/model/tasks/board"
import { isNearlyDone, workflowOf } from "@weft/model/tasks/workflow"
import { Match, Switch, type JSX } from "solid-js"
import { Avatar } from "./avatar.tsx"
import { PriorityGlyph } from "./priority-glyph.tsx"
import { StatusGlyph } from "./status-glyph.tsx"

export interface GroupPictureProps {
  /** The attribute of columns or lanes. */
  readonly by: string
  readonly key: string
  readonly setup: Snapshot
}

/** The picture of a column or lane: its state, person or priority; other attributes have none. */
export function GroupPicture(props: GroupPictureProps): JSX.Element {
  const setup = () => props.setup
  const status = () => setup().statuses.get(props.key)
  const nearlyDone = (shown: StatusId) => isNearlyDone(shown, workflowOf(setup()))
  const person = () => {
    const member = props.key === NO_VALUE ? undefined : setup().members.get(props.key as MemberId)
    return member && { id: member.id, name: member.name, hue: member.hue, gone: member.deleted !== null }
  }
  return (
    <Switch>
      <Match when={props.by === "status" && status()}>
        {shown => <StatusGlyph category={shown().category} nearlyDone={nearlyDone(shown().id)} />}
      </Match>
      <Match when={props.by === "owner"}>
        <Avatar person={person()} decorative />
      </Match>
      <Match when={props.by === "priority"}>
        <PriorityGlyph priority={props.key as Priority} decorative />
      </Match>
    </Switch>
  )
}
