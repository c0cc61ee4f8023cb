import { splitFamily } from "@weft/model/schema/change"
import type { Item } from "@weft/model/schema/item"
import { For, type JSX } from "solid-js"
import type { LiveRow } from "../data/row.ts"
import { format, t } from "../text/index.ts"
import { Icon, type IconShape } from "../ui/icon.tsx"
import { cornerDownRightIcon, gitMergeIcon, infoIcon } from "../ui/icons.ts"
import type { CardSpace } from "./card-space.ts"

interface ShownMark {
  readonly icon: IconShape
  readonly text: string
}

/** What a card says of itself quietly: why it shows where it does, and what came together at the same time. */
export function CardMarks(props: { readonly row: LiveRow<Item>; readonly space: CardSpace }): JSX.Element {
  return (
    <For each={marksOf(props.row, props.space)}>
      {mark => (
        <span class="card-mark" role="img" aria-label={mark.text} data-tooltip={mark.text}>
          <Icon icon={mark.icon} size={14} />
        </span>
      )}
    </For>
  )
}

function marksOf(row: LiveRow<Item>, space: CardSpace): readonly ShownMark[] {
  const words = t().boards.marks
  const marks: ShownMark[] = []
  const status = row.read("status")
  const own = status === null ? undefined : space.setup().statuses.get(status)
  if (own !== undefined && own.deleted !== null)
    marks.push({ icon: cornerDownRightIcon, text: words.columnDeleted(own.name) })
  if (row.read("deleted")?.editedAfter === true) marks.push({ icon: infoIcon, text: words.editedAfterDeletion })
  for (const { mark } of row.read("marks"))
    marks.push({ icon: infoIcon, text: mark === "parent-deleted" ? words.parentDeleted : words.moveSetAside })
  const fields = row.read("conflicts").map(({ field }) => fieldName(field, space))
  if (fields.length > 0) marks.push({ icon: gitMergeIcon, text: words.setTwice(format().list([...new Set(fields)])) })
  return marks
}

/** What a stored field is called on the screen; a field that no screen shows is called by its own name. */
function fieldName(field: string, space: CardSpace): string {
  const [family, key] = splitFamily(field) ?? [field, ""]
  if (family === "custom") return space.setup().customFields.get(key)?.name ?? key
  if (family === "place") return t().board.label
  const names: Readonly<Record<string, string>> = {
    title: t().item.title,
    status: t().item.status,
    owner: t().boards.fields.owner,
    team: t().people.standIn,
    priority: t().item.priority,
    due: t().item.due,
    start: t().item.start,
    estimateMinutes: t().item.estimate,
    type: t().item.type,
    parent: t().item.parent,
    urgency: t().boards.attributes["urgency"]!,
    importance: t().boards.attributes["importance"]!,
    impact: t().boards.fields.impact,
    category: t().boards.fields.topic,
    service: t().boards.fields.service,
    channel: t().boards.fields.channel,
    requester: t().people.requesterRole,
  }
  return names[field] ?? field
}
