import { SPLITS, type Split } from "@weft/model/service/evaluation/counted"
import type { TicketCategoryId } from "@weft/model/base/ids"
import type { TicketCategory } from "@weft/model/schema/classification"
import type { Table } from "@weft/model/schema/snapshot"
import { CategoryTree } from "@weft/model/service/category-tree"
import { createMemo, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { classificationWords } from "../../text/classification.ts"
import { t } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"

/** What the values of splits are called. */
export interface ValueNames {
  /** The name of a value; of the empty one, that there is none. Followed. */
  readonly nameOf: (split: Split, value: string) => string
  /** All values of a split that are set up here, by name. Followed. */
  readonly valuesOf: (split: Split) => readonly string[]
  /** Names by value, of all splits together: ids are of one kind each. Followed. */
  readonly all: Accessor<Readonly<Record<string, string>>>
  /** Whether a split can tell anything apart here. Followed. */
  readonly isUsed: (split: Split) => boolean
}

type Named = { readonly id: string; readonly name: string }

/** The names that values of splits have in a space, its workspace and its contacts. */
export function createValueNames(workspace: Workspace, { live }: SpaceData): ValueNames {
  const namesOf = (rows: { values(): Iterable<Named> }) =>
    Object.fromEntries(Array.from(rows.values(), ({ id, name }) => [id, name]))
  const bySplit = createMemo((): Readonly<Record<Split, Readonly<Record<string, string>>>> => ({
    service: namesOf(live.table("services")),
    category: categoryNames(live.table("ticketCategories")),
    queue: namesOf(workspace.live.table("teams")),
    owner: namesOf(workspace.live.table("members")),
    priority: t().priorities,
    type: namesOf(live.table("itemTypes")),
    channel: classificationWords().channels,
    organisation: namesOf(workspace.withContacts().table("organisations")),
    policy: namesOf(live.table("servicePolicies")),
  }))
  const all = createMemo(() => Object.assign({}, ...SPLITS.map(split => bySplit()[split])) as Record<string, string>)
  return {
    nameOf: (split, value) =>
      value === "" ? reportWords().without[split] : (bySplit()[split][value] ?? reportWords().unknown),
    valuesOf: split => {
      const names = bySplit()[split]
      return Object.keys(names).sort((one, other) => names[one]!.localeCompare(names[other]!))
    },
    all,
    isUsed: split => Object.keys(bySplit()[split]).length > 0,
  }
}

/** Categories with those above them, so that two of one name are told apart: "Devices › Screen". */
function categoryNames(rows: Table<TicketCategory>): Readonly<Record<string, string>> {
  const tree = new CategoryTree(rows)
  const named = (path: readonly string[]) => path.map(id => rows.get(id)?.name ?? "").join(" › ")
  return Object.fromEntries(
    Array.from(rows.keys(), id => [id, named(tree.pathOf(id as TicketCategoryId).toReversed())]),
  )
}
