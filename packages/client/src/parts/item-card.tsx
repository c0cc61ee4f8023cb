import type { Item } from "@weft/model/schema/item"
import { Show, type JSX } from "solid-js"
import type { LiveRow } from "../data/row.ts"
import { t } from "../text/index.ts"
import { AvatarStack } from "../ui/avatar-stack.tsx"
import { Avatar } from "./avatar.tsx"
import { CardFacts } from "./card-facts.tsx"
import { CardMarks } from "./card-marks.tsx"
import type { CardSpace } from "./card-space.ts"
import { PriorityGlyph } from "./priority-glyph.tsx"
import "../ui/visually-hidden.css"
import "./item-card.css"

export interface ItemCardProps {
  readonly row: LiveRow<Item>
  readonly space: CardSpace
  /** Which facts are wanted, of `CARD_FACTS`; empty for all. */
  readonly facts?: ReadonlySet<string>
}

/** The inside of a card: key, parent, priority, people; title; facts. Whoever shows it gives it its frame and focus. */
export function ItemCard(props: ItemCardProps): JSX.Element {
  const people = () => props.space.people(props.row)
  const isKnown = () => props.space.isKnown(props.row.plain.id)
  return (
    <>
      <div class="card-line">
        <span class="card-key">{props.space.key(props.row)}</span>
        <span class="card-parent">
          {props.space.homeName(props.row.plain.id) || props.space.parentTitle(props.row)}
        </span>
        <CardMarks row={props.row} space={props.space} />
        <Show when={isKnown()}>
          <PriorityGlyph priority={props.row.read("priority")} />
          <Show when={people().length > 0} fallback={<Avatar person={undefined} />}>
            <AvatarStack people={people()} most={3}>
              {person => <Avatar person={person} />}
            </AvatarStack>
          </Show>
        </Show>
      </div>
      <div class="card-title" data-unknown={isKnown() ? undefined : ""}>
        {props.row.read("title") || t().item.untitled}
      </div>
      <CardFacts row={props.row} space={props.space} wanted={props.facts ?? NO_FACTS} />
    </>
  )
}

const NO_FACTS: ReadonlySet<string> = new Set()
