import { computedId, type Id } from "../../base/ids.ts"
import type {
  ForeignBoard,
  ForeignCard,
  ForeignChecklist,
  ForeignComment,
  ForeignField,
  ForeignLabel,
  ForeignList,
  ForeignPerson,
  Notice,
  Program,
} from "./board.ts"
import { LeftOutTally } from "./left-out.ts"

/** The most notices that are kept: beyond these nobody reads them one by one. */
const MOST_NOTICES = 1_000

/**
 * Puts a board together from rows that name lists, labels and people by their names alone: each name is one record, and
 * its id is the name without regard to case. A file without identities of its own says the same on every device.
 */
export class BoardBuilder {
  readonly cards: ForeignCard[] = []
  readonly checklists: ForeignChecklist[] = []
  readonly comments: ForeignComment[] = []
  readonly notices: Notice[] = []
  readonly left = new LeftOutTally()
  readonly #lists = new Map<string, ForeignList>()
  readonly #labels = new Map<string, ForeignLabel>()
  readonly #people = new Map<string, ForeignPerson>()
  readonly #fields = new Map<string, ForeignField>()

  list(name: string, more: Partial<ForeignList> = {}): string {
    const id = more.id ?? idOfName(name)
    const position = this.#lists.size + 1
    if (!this.#lists.has(id)) this.#lists.set(id, { id, name, archived: false, limit: null, position, ...more })
    return id
  }

  /** A label; a colour that a later row gives it counts where none did before. */
  label(name: string, color: string | null = null, id = idOfName(name)): string {
    const known = this.#labels.get(id)
    if (known === undefined || (known.color === null && color !== null))
      this.#labels.set(id, { id, name: known?.name ?? name, color })
    return id
  }

  person(name: string, more: Partial<ForeignPerson> = {}): string {
    const id = more.id ?? idOfName(more.mail || name)
    const known = this.#people.get(id)
    // Somebody who was named by their account alone gets their name where it is told.
    if (known === undefined || (known.name === id && name !== id))
      this.#people.set(id, { id, name, username: "", mail: "", ...more })
    return id
  }

  field(name: string, type: ForeignField["type"], more: Partial<ForeignField> = {}): string {
    const id = more.id ?? idOfName(name)
    const position = this.#fields.size + 1
    if (!this.#fields.has(id)) this.#fields.set(id, { id, name, type, position, onCards: false, options: [], ...more })
    return id
  }

  /** An option of a select field. */
  option(field: string, name: string): string {
    const known = this.#fields.get(field)!
    const id = `${field} ${idOfName(name)}`
    if (!known.options.some(option => option.id === id)) {
      const option = { id, name, position: known.options.length + 1 }
      this.#fields.set(field, { ...known, options: [...known.options, option] })
    }
    return id
  }

  notice(notice: Notice): void {
    if (this.notices.length < MOST_NOTICES) this.notices.push({ ...notice, found: notice.found.slice(0, 100) })
    const where = notice.column === "" ? notice.found : `${notice.column}: ${notice.found}`
    this.left.add("wrong-values", where)
  }

  board(program: Program, id: string, name: string, more: Partial<ForeignBoard> = {}): ForeignBoard {
    return {
      program,
      id,
      name,
      description: "",
      url: "",
      lists: [...this.#lists.values()],
      cards: this.cards,
      labels: [...this.#labels.values()],
      checklists: this.checklists,
      people: [...this.#people.values()],
      customFields: [...this.#fields.values()],
      comments: this.comments,
      actions: 0,
      otherActions: {},
      powerUps: 0,
      hasBackground: false,
      leftOut: this.left.all,
      notices: this.notices,
      ...more,
    }
  }
}

/** A card with nothing but its name. */
export function plainCard(id: string, name: string): ForeignCard {
  return {
    id,
    name,
    number: 0,
    description: "",
    url: "",
    archived: false,
    position: 0,
    list: "",
    labels: [],
    people: [],
    start: null,
    due: null,
    dueComplete: false,
    createdAt: null,
    createdBy: null,
    movedAt: null,
    custom: [],
    attachments: [],
    votes: 0,
    stickers: 0,
    powerUps: 0,
    hasCover: false,
    hasLocation: false,
    hasReminder: false,
    isTemplate: false,
    role: null,
  }
}

/** What a name is known by within a file: the same however it is written. */
export function idOfName(name: string): string {
  const folded = name.trim().replaceAll(/\s+/g, " ").toLowerCase()
  return folded.length <= 200 ? folded : computedId<Id<"name">>(folded)
}

/**
 * What a file without a name in it is about, by what it is called: without its ending, and without what programs and
 * browsers put behind the name of a file that is saved again, a date or a count.
 */
export function nameOfFile(file: string): string {
  const stem = file.replace(/^.*[/\\]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "")
  let bare = stem
  for (let tail = TAIL.exec(bare); tail !== null && tail.index > 0; tail = TAIL.exec(bare))
    bare = bare.slice(0, tail.index)
  return bare
}

const TAIL = /[\s_-]*(?:\(\d+\)|\b(?:copy|kopie)|\d{4}-?\d{2}-?\d{2}(?:[T_ -]?\d{2}[-:.]?\d{2}(?:[-:.]?\d{2})?)?)$/i
