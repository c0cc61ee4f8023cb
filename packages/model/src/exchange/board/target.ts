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
import { guessCategory } from "../category.ts"
import { adoptedBefore, baseOf } from "../three-way.ts"
import type { ForeignBoard, ForeignField, ForeignLabel, ForeignList, ForeignPerson, Program } from "./board.ts"

/** What a person chooses before an import; everything has a sound default. */
export interface BoardOptions {
  /** Whom somebody of the file is in Weft, by the file's id; `null` makes a placeholder although somebody would match. */
  readonly people?: Readonly<Record<string, MemberId | null>>
  /** What a list means, by the file's id, where its name is guessed wrongly. */
  readonly categories?: Readonly<Record<string, Category>>
  /** Whether states and labels are made that a space which is there has not; they are unless this says no. */
  readonly makesStatuses?: boolean
  readonly makesLabels?: boolean
  /** Takes out of the trash what the file has, for example after an import was undone. */
  readonly restore?: boolean
  /** Of a new space. */
  readonly kind?: SpaceKind
  readonly prefix?: string
  /** What the items of a new space are called. */
  readonly typeName?: string
}

/** The space that a board becomes when it gets one of its own; the same on every device. */
export function boardSpaceId(board: ForeignBoard): SpaceId {
  return computedId<SpaceId>(board.program, "space", board.id)
}

/** The person of a program's id, whichever board names them, where nobody in Weft is matched. */
export function placeholderId(program: Program, person: string): MemberId {
  return computedId<MemberId>(program, "member", person)
}

const TYPES = {
  checkbox: "flag",
  date: "date",
  list: "select",
  number: "number",
  text: "text",
  money: "money",
} as const

export function fieldTypeOf(field: ForeignField): CustomFieldType | null {
  return field.type === null ? null : TYPES[field.type]
}

/** The label's name, or its colour's where it has none: the word that the file has, so that it is the same for everybody. */
export function labelName({ name, color }: ForeignLabel): string {
  if (name.trim() !== "") return name.trim()
  const words = (color ?? "").replaceAll("_", " ").trim()
  return words === "" ? "Label" : words[0]!.toUpperCase() + words.slice(1)
}

/**
 * Where a board's records go: ids computed from the file's, and what stands already and is used instead. In a space of its
 * own everything is the board's; in another space statuses, labels, fields and options of the same name are shared. Whatever
 * an earlier import used is used again, even if it is called otherwise now.
 */
export class BoardTarget {
  readonly space: SpaceId
  /** Whether the space is the board's own, made for it. */
  readonly isOwn: boolean
  readonly #program: Program
  readonly #snapshot: Snapshot
  readonly #options: BoardOptions
  readonly #people: readonly Member[]
  readonly #ids = new Map<string, string>()

  constructor(board: ForeignBoard, snapshot: Snapshot, options: BoardOptions) {
    this.space = snapshot.space
    this.isOwn = snapshot.space === boardSpaceId(board)
    this.#program = board.program
    this.#snapshot = snapshot
    this.#options = options
    this.#people = living(snapshot.members)
  }

  /** The id of a record that the file names; ids hold the space, for a board may be imported into two. */
  id<I extends Id<string>>(kind: string, foreign: string): I {
    const key = `${kind} ${foreign}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known as I
    const id = computedId<I>(this.#program, this.space, kind, foreign)
    this.#ids.set(key, id)
    return id
  }

  item(card: string): ItemId {
    return this.id<ItemId>("card", card)
  }

  board(board: ForeignBoard): BoardId {
    return this.id<BoardId>("board", board.id)
  }

  /** The type of imported items: the space's first, or the one made for a new space. */
  itemType(board: ForeignBoard): ItemTypeId {
    const own = this.id<ItemTypeId>("type", board.id)
    return this.isOwn ? own : (living(this.#snapshot.itemTypes).sort(compareRanked)[0]?.id ?? own)
  }

  /** What a list means: as chosen, as at the last import, else as its program says or by its name. */
  category(list: ForeignList): Category {
    const chosen = this.#options.categories?.[list.id]
    if (chosen !== undefined) return chosen
    const before = baseOf(this.#snapshot, this.id("list", list.id))
    if (before === null || typeof before[ADOPTS] === "string") return list.category ?? guessCategory(list.name)
    return CATEGORIES.find(category => category === before["category"]) ?? statuses.fields.category.fallback
  }

  status(list: ForeignList): StatusId {
    return this.#use<StatusId>("list", list.id, () =>
      living(this.#snapshot.statuses).find(status => isSameName(status.name, list.name)),
    )
  }

  /** Whether a list has a status here, or gets one. */
  hasStatus(list: ForeignList): boolean {
    const own = this.id<StatusId>("list", list.id)
    const isThere = this.status(list) !== own || this.#snapshot.statuses.has(own)
    return isThere || this.isOwn || this.#options.makesStatuses !== false
  }

  hasLabel(label: ForeignLabel): boolean {
    const own = this.id<LabelId>("label", label.id)
    const isThere = this.label(label) !== own || this.#snapshot.labels.has(own)
    return isThere || this.isOwn || this.#options.makesLabels !== false
  }

  /** The status of what is in none that is known here: the first of the space. */
  firstStatus(): StatusId | null {
    return living(this.#snapshot.statuses).sort(compareRanked)[0]?.id ?? null
  }

  label(label: ForeignLabel): LabelId {
    return this.#use<LabelId>("label", label.id, () =>
      living(this.#snapshot.labels).find(standing => isSameName(standing.name, labelName(label))),
    )
  }

  customField(field: ForeignField): CustomFieldId {
    return this.#use<CustomFieldId>("field", field.id, () =>
      living(this.#snapshot.customFields).find(
        standing => standing.type === fieldTypeOf(field) && isSameName(standing.name, field.name),
      ),
    )
  }

  option(field: ForeignField, option: { readonly id: string; readonly name: string }): OptionId {
    const parent = this.customField(field)
    return this.#use<OptionId>("option", option.id, () =>
      living(this.#snapshot.options).find(
        standing => standing.field === parent && isSameName(standing.name, option.name),
      ),
    )
  }

  /** Whom somebody of the file is: as chosen, as before, by address, by name, by account; else a placeholder. */
  member(person: ForeignPerson): MemberId {
    const placeholder = placeholderId(this.#program, person.id)
    const chosen = this.#options.people?.[person.id]
    if (chosen !== undefined) return chosen ?? placeholder
    const before = adoptedBefore(this.#snapshot, placeholder)
    if (before !== null) return before as MemberId
    if (this.#snapshot.members.has(placeholder)) return placeholder
    const match =
      (person.mail === "" ? undefined : this.#people.find(member => isSameName(member.mail, person.mail))) ??
      this.#people.find(member => isSameName(member.name, person.name)) ??
      this.#withAccount(person.username === "" ? person.name : person.username)
    return match?.id ?? placeholder
  }

  /** The one member whose address begins with the name of an account. */
  #withAccount(account: string): Member | undefined {
    const named = this.#people.filter(({ mail }) => isSameName(mail.slice(0, mail.lastIndexOf("@")), account))
    return named.length === 1 ? named[0] : undefined
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
