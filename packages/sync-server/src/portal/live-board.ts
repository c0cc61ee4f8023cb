import type { LiveBoard, LiveCard, LiveField } from "@weft/model/wire/live"
import type { Item } from "@weft/model/schema/item"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import type { Board } from "@weft/model/schema/work"
import { cardsOf, groupsOf } from "@weft/model/tasks/board"
import { profileKey } from "@weft/model/base/item-key"

/** How many cards one live board shows; what is beyond is counted. */
const MOST_CARDS = 2_000

/** What a link shows: which board, which fields, and items of which labels (`null`: all). */
export interface LiveSelection {
  readonly board: string
  readonly fields: readonly LiveField[]
  readonly labels: readonly string[] | null
}

/**
 * The board of a snapshot as far as a selection shows it, or null where it is
 * there no more. Columns by people, or by an attribute that the selection does
 * not show, would tell what it leaves out: then the columns are the states.
 */
export function liveBoard(snapshot: Snapshot, { board: id, fields, labels }: LiveSelection): LiveBoard | null {
  const found = living(snapshot.boards).find(board => board.id === id)
  const profile = snapshot.profiles.get(snapshot.space)
  if (found === undefined || profile === undefined) return null
  const shown = new Set<string>(fields)
  const columnsBy = found.columnsBy === "status" || shown.has(found.columnsBy) ? found.columnsBy : "status"
  const board: Board = { ...found, columnsBy, lanesBy: "" }
  let left = MOST_CARDS
  let more = 0
  const columns = groupsOf(columnsBy, snapshot).map(({ key, name }) => {
    const cards = cardsOf(snapshot, board, key, null).filter(item => hasLabel(item, labels))
    const sent = cards.slice(0, left)
    left -= sent.length
    more += cards.length - sent.length
    const hasWord = columnsBy === "priority" || columnsBy === "urgency" || columnsBy === "importance"
    return { key: hasWord ? key : "", name, cards: sent.map(item => liveCard(item, snapshot, shown, profile.prefix)) }
  })
  return { name: found.name, space: profile.name, fields, columns, more }
}

function hasLabel(item: Item, labels: readonly string[] | null): boolean {
  return labels === null || item.labels.some(label => labels.includes(label))
}

function liveCard(item: Item, snapshot: Snapshot, shown: ReadonlySet<string>, prefix: string): LiveCard {
  const nameOf = (member: string | null) =>
    member === null ? null : (snapshot.members.get(member as never)?.name ?? null)
  const facts: { readonly [Field in LiveField]: () => Partial<LiveCard> } = {
    key: () => ({ key: profileKey(prefix, item) }),
    owner: () => ({ owner: nameOf(item.owner) }),
    assignees: () => ({ assignees: item.assignees.flatMap(member => nameOf(member) ?? []) }),
    priority: () => ({ priority: item.priority }),
    type: () => ({ type: item.type === null ? null : (snapshot.itemTypes.get(item.type)?.name ?? null) }),
    labels: () => ({
      labels: item.labels.flatMap(id => {
        const label = snapshot.labels.get(id)
        return label === undefined || label.deleted !== null ? [] : [{ name: label.name, hue: label.hue }]
      }),
    }),
    start: () => ({ start: item.start }),
    due: () => ({ due: item.due }),
    estimate: () => ({ estimate: item.estimateMinutes }),
  }
  const card: LiveCard = { title: item.title }
  for (const [field, fact] of Object.entries(facts)) if (shown.has(field)) Object.assign(card, fact())
  return card
}
