import {
  computedId,
  type BoardId,
  type CustomFieldId,
  type Id,
  type ItemId,
  type ItemTypeId,
  type LabelId,
  type MemberId,
  type OptionId,
  type SpaceId,
  type StatusId,
} from "../../base/ids.ts"
import { compareRanked } from "../../base/rank.ts"
import type { Member, SpaceKind } from "../../schema/space.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { ADOPTS } from "../../schema/work.ts"
import { CATEGORIES, statuses, type Category, type CustomFieldType } from "../../schema/workflow.ts"
import { adoptedBefore, baseOf } from "../three-way.ts"
import type { TrelloBoard, TrelloCustomField, TrelloLabel, TrelloList, TrelloPerson } from "./board.ts"

/** What a person chooses before an import; everything has a sound default. */
export interface TrelloOptions {
  /** Whom a Trello member is in Weft, by Trello's id; `null` makes a placeholder although somebody would match. */
  readonly people?: Readonly<Record<string, MemberId | null>>
  /** What a list means, by Trello's id, where its name is guessed wrongly. */
  readonly categories?: Readonly<Record<string, Category>>
  /** Takes out of the trash what the file has, for example after an import was undone. */
  readonly restore?: boolean
  /** Of a new space. */
  readonly kind?: SpaceKind
  readonly prefix?: string
  /** What the items of a new space are called. */
  readonly typeName?: string
}

/** The space that a board becomes when it gets one of its own; the same on every device. */
export function trelloSpaceId(board: TrelloBoard): SpaceId {
  return computedId<SpaceId>("trello", "space", board.id)
}

/** The person of a Trello id, whichever board names them, where nobody in Weft is matched. */
export function placeholderId(person: string): MemberId {
  return computedId<MemberId>("trello", "member", person)
}

const TYPES = { checkbox: "flag", date: "date", list: "select", number: "number", text: "text" } as const

export function fieldTypeOf(field: TrelloCustomField): CustomFieldType | null {
  return field.type === null ? null : TYPES[field.type]
}

/** The label's name, or its colour's where it has none: the word that the file has, so that it is the same for everybody. */
export function labelName({ name, color }: TrelloLabel): string {
  if (name.trim() !== "") return name.trim()
  const words = (color ?? "").replaceAll("_", " ").trim()
  return words === "" ? "Label" : words[0]!.toUpperCase() + words.slice(1)
}

/**
 * Where a board's records go: ids computed from the file's, and what stands already and is used instead. In a space of its
 * own everything is the board's; in another space statuses, labels, fields and options of the same name are shared. Whatever
 * an earlier import used is used again, even if it is called otherwise now.
 */
export class TrelloTarget {
  readonly space: SpaceId
  /** Whether the space is the board's own, made for it. */
  readonly isOwn: boolean
  readonly #snapshot: Snapshot
  readonly #options: TrelloOptions
  readonly #people: readonly Member[]
  readonly #ids = new Map<string, string>()

  constructor(board: TrelloBoard, snapshot: Snapshot, options: TrelloOptions) {
    this.space = snapshot.space
    this.isOwn = snapshot.space === trelloSpaceId(board)
    this.#snapshot = snapshot
    this.#options = options
    this.#people = living(snapshot.members)
  }

  /** The id of a record that the file names; ids hold the space, for a board may be imported into two. */
  id<I extends Id<string>>(kind: string, foreign: string): I {
    const key = `${kind} ${foreign}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known as I
    const id = computedId<I>("trello", this.space, kind, foreign)
    this.#ids.set(key, id)
    return id
  }

  item(card: string): ItemId {
    return this.id<ItemId>("card", card)
  }

  board(board: TrelloBoard): BoardId {
    return this.id<BoardId>("board", board.id)
  }

  /** The type of imported items: the space's first, or the one made for a new space. */
  itemType(board: TrelloBoard): ItemTypeId {
    const own = this.id<ItemTypeId>("type", board.id)
    return this.isOwn ? own : (living(this.#snapshot.itemTypes).sort(compareRanked)[0]?.id ?? own)
  }

  /** What a list means: as chosen, as at the last import, else by its name. */
  category(list: TrelloList, guess: (name: string) => Category): Category {
    const chosen = this.#options.categories?.[list.id]
    if (chosen !== undefined) return chosen
    const before = baseOf(this.#snapshot, this.id("list", list.id))
    if (before === null || typeof before[ADOPTS] === "string") return guess(list.name)
    return CATEGORIES.find(category => category === before["category"]) ?? statuses.fields.category.fallback
  }

  status(list: TrelloList): StatusId {
    return this.#use<StatusId>("list", list.id, () =>
      living(this.#snapshot.statuses).find(status => isSameName(status.name, list.name)),
    )
  }

  label(label: TrelloLabel): LabelId {
    return this.#use<LabelId>("label", label.id, () =>
      living(this.#snapshot.labels).find(standing => isSameName(standing.name, labelName(label))),
    )
  }

  customField(field: TrelloCustomField): CustomFieldId {
    return this.#use<CustomFieldId>("field", field.id, () =>
      living(this.#snapshot.customFields).find(
        standing => standing.type === fieldTypeOf(field) && isSameName(standing.name, field.name),
      ),
    )
  }

  option(field: TrelloCustomField, option: { readonly id: string; readonly name: string }): OptionId {
    const parent = this.customField(field)
    return this.#use<OptionId>("option", option.id, () =>
      living(this.#snapshot.options).find(
        standing => standing.field === parent && isSameName(standing.name, option.name),
      ),
    )
  }

  /** Whom a Trello member is: as chosen, as before, by address, by name; else a placeholder. */
  member(person: TrelloPerson): MemberId {
    const placeholder = placeholderId(person.id)
    const chosen = this.#options.people?.[person.id]
    if (chosen !== undefined) return chosen ?? placeholder
    const before = adoptedBefore(this.#snapshot, placeholder)
    if (before !== null) return before as MemberId
    if (this.#snapshot.members.has(placeholder)) return placeholder
    const match =
      (person.mail === "" ? undefined : this.#people.find(member => isSameName(member.mail, person.mail))) ??
      this.#people.find(member => isSameName(member.name, person.name))
    return match?.id ?? placeholder
  }

  #use<I extends Id<string>>(kind: string, foreign: string, find: () => { readonly id: string } | undefined): I {
    const own = this.id<I>(kind, foreign)
    const key = `used ${kind} ${foreign}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known as I
    const standing = this.isOwn || this.#snapshot.importBases.has(own) ? undefined : find()?.id
    const used = adoptedBefore(this.#snapshot, own) ?? standing ?? own
    this.#ids.set(key, used)
    return used as I
  }
}

function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase() && left.trim() !== ""
}
