import {
  attachFile,
  noteStored,
  renameAttachment,
  restoreAttachment,
  trashAttachment,
} from "@weft/model/actions/attachment"
import { createBoard, moveCards, patchBoard, setCardFact, setLimit, trashBoard } from "@weft/model/actions/board"
import {
  insertChecklistTemplate,
  renameChecklistTemplate,
  saveChecklistTemplate,
  trashChecklistTemplate,
} from "@weft/model/actions/checklist-template"
import { defineAction } from "@weft/model/actions/define"
import { archiveItems, keepArchive } from "@weft/model/actions/archive"
import {
  assignTeam,
  createItem,
  patchItems,
  reparentItem,
  restoreItems,
  setCustomValue,
  setItemMember,
  setStatus,
  trashItems,
  useValue,
  type ItemPatch,
} from "@weft/model/actions/item"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import { createView, patchView, trashView, type ViewSettings } from "@weft/model/actions/view"
import { patchMember, patchSpace, removeMember, setTeamMember, createTeam } from "@weft/model/actions/space"
import {
  addChecks,
  addComment,
  createChecklist,
  createLabel,
  moveCheck,
  patchCheck,
  relateItems,
  renameLabel,
  trashCheck,
  trashChecklist,
  trashLabel,
  unrelateItems,
} from "@weft/model/actions/work"
import {
  allowTransition,
  createCustomField,
  createOption,
  createStatus,
  moveStatus,
  patchCustomField,
  patchStatus,
  restoreCustomField,
  restoreStatus,
  trashCustomField,
  trashOption,
  trashStatus,
} from "@weft/model/actions/workflow"
import {
  computedId,
  type AttachmentId,
  type BoardId,
  type ChecklistId,
  type ChecklistTemplateId,
  type CommentId,
  type CustomFieldId,
  type ItemId,
  type LabelId,
  type MemberId,
  type OptionId,
  type SpaceId,
  type StatusId,
  type TeamId,
  type ViewId,
} from "@weft/model/base/ids"
import { rankBetween } from "@weft/model/base/rank"
import { below, type Random } from "@weft/model/base/random"
import { PRIORITIES } from "@weft/model/schema/item"
import type { Table } from "@weft/model/schema/snapshot"
import { listOf } from "@weft/model/schema/view"
import { CARD_FACTS, GROUPINGS, RELATION_TYPES } from "@weft/model/schema/work"
import { CATEGORIES, CUSTOM_FIELD_TYPES } from "@weft/model/schema/workflow"
import { groupsOf } from "@weft/model/tasks/board"
import { deed, type Deed } from "./deed.ts"
import type { Drawing } from "./drawing.ts"
import { chance, pick, some, weighted } from "./draw.ts"
import { drawPlanDeed } from "./plan-deeds.ts"
import { drawProjectDeed } from "./project-deeds.ts"
import { drawSessionDeed } from "./session-deeds.ts"
import { drawTicketDeed } from "./ticket-deeds.ts"
import { drawClaim, drawPlacement, drawSpaceTemplate } from "./space-deeds.ts"

const WORDS = ["van", "kitchen", "power", "boxes", "keys", "lamp"] as const
const PEOPLE = ["ana", "ben", "eve"] as const
const FOREIGN = ["c1", "c2", "c3"] as const
/** The same few files for everybody: equal bytes hang on many items. */
const FILES = ["0", "1", "2"].map(digit => digit.repeat(64))
const COLUMNS = ["status", "due", "owner"] as const

/** How often each kind of deed is drawn. */
const WEIGHTS = {
  createItem: 7,
  patchItems: 10,
  setStatus: 4,
  moveCards: 10,
  reparent: 9,
  trashItems: 4,
  restoreItems: 3,
  archive: 1,
  keepArchive: 1,
  toSpace: 2,
  member: 12,
  custom: 4,
  useValue: 4,
  label: 3,
  checks: 8,
  relation: 4,
  comment: 1,
  workflow: 6,
  board: 4,
  field: 4,
  space: 2,
  importFile: 3,
  team: 2,
  template: 7,
  attachment: 4,
  view: 12,
  plan: 10,
} as const satisfies Record<string, number>

const OFTEN_LEAVING = { ...WEIGHTS, archive: 6, keepArchive: 2, toSpace: 12 }

/** How often what only those do is drawn who steer a project as well. */
const STEERING_WEIGHTS = { project: 70, session: 80, placement: 12, claim: 14, spaceTemplate: 8 } as const

/** Draws something that a person might do to what they see; nothing where there is nothing to do it to. */
export function drawDeed(drawing: Drawing): Deed | null {
  const weights = drawing.leaving === "often" ? OFTEN_LEAVING : WEIGHTS
  // Who serves does little else, or tickets would hardly meet.
  if (drawing.serves === true && chance(0.6, drawing.random)) return drawTicketDeed(drawing)
  const name = weighted(drawing.steers === true ? { ...weights, ...STEERING_WEIGHTS } : weights, drawing.random)
  return DRAWERS[name](drawing)
}

type DeedName = keyof typeof WEIGHTS | keyof typeof STEERING_WEIGHTS

const ids = <R extends { readonly id: string }>(table: Table<R>): R["id"][] =>
  Array.from(table.values(), row => row.id).sort()

const DRAWERS: Readonly<Record<DeedName, (drawing: Drawing) => Deed | null>> = {
  createItem({ person, snapshot, random }) {
    const parent = chance(0.3, random) ? pick(ids(snapshot.items), random) : undefined
    return deed(createItem, {
      id: person.newId<ItemId>(),
      title: word(random),
      ...(parent === undefined ? {} : { parent }),
      ...(chance(0.3, random) ? { owner: pick(PEOPLE, random)! as MemberId } : {}),
      ...(chance(0.1, random) ? { description: "Some\ntext" } : {}),
    })
  },
  patchItems({ snapshot, random, isNew }) {
    const items = some(ids(snapshot.items), 2, random)
    return items.length === 0 ? null : deed(patchItems, { items, fields: drawFields(random, isNew) })
  },
  setStatus({ snapshot, random }) {
    const [items, status] = [some(ids(snapshot.items), 2, random), pick(ids(snapshot.statuses), random)]
    return status === undefined ? null : deed(setStatus, { items, status })
  },
  moveCards({ snapshot, random }) {
    const board = pick(ids(snapshot.boards), random)
    if (board === undefined) return null
    const groups = groupsOf(snapshot.boards.get(board)!.columnsBy, snapshot)
    const column = pick(groups, random)?.key
    if (column === undefined) return null
    return deed(moveCards, {
      board,
      items: some(ids(snapshot.items), 3, random),
      column,
      before: pick(ids(snapshot.items), random) ?? null,
    })
  },
  reparent({ snapshot, random }) {
    const item = pick(ids(snapshot.items), random)
    if (item === undefined) return null
    return deed(reparentItem, { item, parent: chance(0.15, random) ? null : pick(ids(snapshot.items), random)! })
  },
  trashItems: ({ snapshot, random }) => deed(trashItems, { items: some(ids(snapshot.items), 2, random) }),
  restoreItems({ snapshot, random }) {
    const trashed = ids(snapshot.items).filter(id => snapshot.items.get(id)!.deleted !== null)
    return trashed.length === 0 ? null : deed(restoreItems, { items: some(trashed, 2, random) })
  },
  archive: ({ snapshot, random, leaving }) =>
    leaving === "never"
      ? null
      : deed(archiveItems, { items: some(ids(snapshot.items), 1, random), archived: chance(0.3, random) }),
  keepArchive: ({ leaving }) => (leaving === "never" ? null : deed(keepArchive, {})),
  toSpace({ snapshot, random, leaving }) {
    if (leaving === "never") return null
    const items = ids(snapshot.items).filter(id => snapshot.items.get(id)!.movedTo === null)
    if (items.length === 0) return null
    const to = (snapshot.space === "S1" ? "S0" : "S1") as SpaceId
    return deed(moveToSpace, { items: some(items, 1, random), to, mapping: {}, labels: [] })
  },
  member({ snapshot, random, isNew }) {
    const field = pick(
      isNew ? (["assignees", "watchers", "labels"] as const) : (["assignees", "labels"] as const),
      random,
    )!
    // The same few items for everybody, or nobody would ever meet in one set.
    const oldest = ids(snapshot.items).sort(
      (a, b) => snapshot.items.get(a)!.createdAt - snapshot.items.get(b)!.createdAt,
    )
    const item = pick(oldest.slice(0, 3), random)
    if (item === undefined) return null
    // Half of the time somebody who is in already: removals and additions of one member are what can collide.
    const inside = snapshot.items.get(item)![field]
    const known: readonly string[] = field === "labels" ? ids(snapshot.labels) : PEOPLE
    const member = pick<string>(inside.length > 0 && chance(0.5, random) ? inside : known, random)
    return member === undefined
      ? null
      : deed(setItemMember, { items: [item], field, member, inside: chance(0.5, random) })
  },
  custom({ snapshot, random }) {
    const field = pick(ids(snapshot.customFields), random)
    if (field === undefined) return null
    const value = pick([null, 3, true, "text", pick(ids(snapshot.options), random) ?? "none", ["a", "b"]], random)!
    return deed(setCustomValue, { items: some(ids(snapshot.items), 2, random), field, value })
  },
  useValue({ snapshot, random }) {
    const disputed = [...snapshot.items.values()].filter(({ conflicts }) => conflicts.length > 0)
    const item = pick(
      disputed.sort((left, right) => (left.id < right.id ? -1 : 1)),
      random,
    )
    if (item === undefined) return null
    const { field, values } = pick(item.conflicts, random)!
    return deed(useValue, { item: item.id, field, value: pick(values, random)!.value })
  },
  label({ person, snapshot, random }) {
    const label = pick(ids(snapshot.labels), random)
    if (label === undefined || chance(0.4, random))
      return deed(createLabel, { id: person.newId<LabelId>(), name: word(random) })
    return chance(0.6, random) ? deed(renameLabel, { id: label, name: word(random) }) : deed(trashLabel, { label })
  },
  checks({ person, snapshot, random }) {
    const [item, check] = [pick(ids(snapshot.items), random), pick(ids(snapshot.checks), random)]
    const checklist = pick(ids(snapshot.checklists), random)
    if (item === undefined) return null
    if (checklist === undefined || chance(0.1, random)) {
      return deed(createChecklist, { id: person.newId<ChecklistId>(), item, name: word(random) })
    }
    if (check === undefined || chance(0.3, random)) {
      return deed(addChecks, { item, checklist, titles: [word(random), word(random)] })
    }
    if (chance(0.05, random)) return deed(trashChecklist, { checklist })
    if (chance(0.1, random)) return deed(trashCheck, { check })
    if (chance(0.4, random)) return deed(moveCheck, { check, before: pick(ids(snapshot.checks), random)! })
    return deed(patchCheck, { check, fields: { title: word(random), done: chance(0.6, random) } })
  },
  team({ snapshot, random }) {
    const [item, team] = [pick(ids(snapshot.items), random), pick(ids(snapshot.teams), random)]
    if (item === undefined) return null
    return deed(assignTeam, { items: [item], team: chance(0.3, random) ? null : (team ?? null) })
  },
  template({ person, snapshot, random }) {
    const [item, template] = [pick(ids(snapshot.items), random), pick(ids(snapshot.checklistTemplates), random)]
    const check = pick(ids(snapshot.checks), random)
    if (item === undefined) return null
    if (template === undefined || chance(0.3, random)) {
      if (check === undefined) return null
      const { item: of, checklist } = snapshot.checks.get(check)!
      const id = person.newId<ChecklistTemplateId>()
      return deed(saveChecklistTemplate, { id, item: of ?? item, checklist, name: word(random) })
    }
    if (chance(0.3, random)) return deed(trashChecklistTemplate, { template })
    if (chance(0.3, random)) return deed(renameChecklistTemplate, { template, name: word(random) })
    return deed(insertChecklistTemplate, { template, item, checklist: person.newId<ChecklistId>() })
  },
  attachment({ person, snapshot, random }) {
    const [item, attachment] = [pick(ids(snapshot.items), random), pick(ids(snapshot.attachments), random)]
    if (item === undefined) return null
    const hash = pick(FILES, random)!
    switch (
      attachment === undefined ? "attach" : weighted({ attach: 4, stored: 3, trash: 3, restore: 2, rename: 1 }, random)
    ) {
      case "attach": {
        const file = { name: word(random), hash, size: 1 + below(1000, random), type: "image/png" }
        return deed(attachFile, { id: person.newId<AttachmentId>(), item, ...file })
      }
      case "stored":
        return deed(noteStored, { hash })
      case "trash":
        return deed(trashAttachment, { attachment: attachment! })
      case "restore":
        return deed(restoreAttachment, { attachment: attachment! })
      case "rename":
        return deed(renameAttachment, { attachment: attachment!, name: word(random) })
    }
  },
  view({ person, snapshot, random, hasOwn = false }) {
    const owner = hasOwn && chance(0.5, random) ? "own" : "shared"
    const known = owner === "own" ? [...ids(snapshot.ownViews), listOf(snapshot.space)] : ids(snapshot.views)
    const view = pick(known, random)
    if (view === undefined || chance(0.2, random)) {
      const named = { view: person.newId<ViewId>(), name: word(random) }
      return deed(createView, { owner, ...named, settings: drawViewSettings(random) })
    }
    if (chance(0.1, random)) return deed(trashView, { owner, view })
    if (chance(0.2, random)) return deed(patchView, { owner, view, name: word(random) })
    return deed(patchView, { owner, view, settings: drawViewSettings(random) })
  },
  relation({ snapshot, random }) {
    const [from, to] = [pick(ids(snapshot.items), random), pick(ids(snapshot.items), random)]
    if (from === undefined || to === undefined) return null
    const relation = { from, to, type: pick(RELATION_TYPES, random)! }
    return chance(0.7, random) ? deed(relateItems, relation) : deed(unrelateItems, relation)
  },
  comment({ person, snapshot, random }) {
    const item = pick(ids(snapshot.items), random)
    return item === undefined ? null : deed(addComment, { id: person.newId<CommentId>(), item, text: word(random) })
  },
  workflow({ person, snapshot, random }) {
    const status = pick(ids(snapshot.statuses), random)!
    const before = pick(ids(snapshot.statuses), random)!
    const category = pick(CATEGORIES, random)!
    const type = pick(ids(snapshot.itemTypes), random)!
    switch (weighted({ create: 2, patch: 2, move: 2, trash: 2, restore: 1, allow: 1 }, random)) {
      case "create":
        return deed(createStatus, { id: person.newId<StatusId>(), name: word(random), category, before })
      case "patch":
        return deed(patchStatus, { status, fields: { name: word(random), category } })
      case "move":
        return deed(moveStatus, { status, before })
      case "trash":
        return deed(trashStatus, { status })
      case "restore":
        return deed(restoreStatus, { status })
      case "allow":
        return deed(allowTransition, { type, from: status, to: before, allowed: chance(0.2, random) })
    }
  },
  board({ person, snapshot, random }) {
    const board = pick(ids(snapshot.boards), random)!
    // The older build does not know importance, so it would have no columns for it to move cards to.
    const groupings = GROUPINGS.filter(by => by !== "importance")
    const attributes = [...groupings, ...ids(snapshot.customFields).map(id => `custom-${id}`)]
    switch (weighted({ create: 1, patch: 2, limit: 2, fact: 2, trash: 1 }, random)) {
      case "create":
        return deed(createBoard, {
          id: person.newId<BoardId>(),
          name: word(random),
          columnsBy: pick(attributes, random)!,
        })
      case "patch":
        return deed(patchBoard, {
          board,
          fields: { columnsBy: pick(attributes, random)!, hideEmpty: chance(0.5, random) },
        })
      case "limit": {
        const limited = chance(0.3, random)
          ? ({ of: "person" } as const)
          : ({ of: pick(["column", "lane"] as const, random)!, key: pick(ids(snapshot.statuses), random)! } as const)
        return deed(setLimit, { board, limit: 1 + below(3, random), ...limited })
      }
      case "fact":
        return deed(setCardFact, { board, fact: pick(CARD_FACTS, random)!, shown: chance(0.5, random) })
      case "trash":
        return deed(trashBoard, { board })
    }
  },
  field({ person, snapshot, random }) {
    const field = pick(ids(snapshot.customFields), random)
    const type = pick(CUSTOM_FIELD_TYPES, random)!
    if (field === undefined)
      return deed(createCustomField, { id: person.newId<CustomFieldId>(), name: word(random), type })
    const option = pick(ids(snapshot.options), random)
    switch (weighted({ create: 1, patch: 2, trash: 1, restore: 1, option: 3, noOption: 1 }, random)) {
      case "create":
        return deed(createCustomField, { id: person.newId<CustomFieldId>(), name: word(random), type })
      case "patch":
        return deed(patchCustomField, { field, fields: { type, name: word(random) } })
      case "trash":
        return deed(trashCustomField, { field })
      case "restore":
        return deed(restoreCustomField, { field })
      case "option":
        return deed(createOption, { id: person.newId<OptionId>(), field, name: word(random) })
      case "noOption":
        return option === undefined ? null : deed(trashOption, { option })
    }
  },
  space({ person, snapshot, random }) {
    const [member, team] = [pick(PEOPLE, random)! as MemberId, pick(ids(snapshot.teams), random)]
    if (team === undefined)
      return deed(createTeam, { id: person.newId<TeamId>(), name: word(random), members: [member] })
    switch (weighted({ patch: 2, person: 1, remove: 1, team: 3 }, random)) {
      case "patch":
        return deed(patchSpace, { name: word(random) })
      case "person":
        return deed(patchMember, { member, hue: below(360, random) })
      case "remove":
        return deed(removeMember, { member })
      case "team":
        return deed(setTeamMember, { team, member, inside: chance(0.5, random) })
    }
  },
  // A build that does not know the dates of items cannot plan with them.
  plan: drawing => (drawing.isNew ? drawPlanDeed(drawing) : null),
  project: drawProjectDeed,
  session: drawSessionDeed,
  placement: drawPlacement,
  claim: drawClaim,
  spaceTemplate: drawSpaceTemplate,
  importFile: ({ random }) => deed(importCards, { file: some(FOREIGN, 3, random), word: word(random) }),
}

function word(random: Random): string {
  return pick(WORDS, random)!
}

function drawFields(random: Random, isNew: boolean): ItemPatch {
  const known: ItemPatch[] = [
    { title: word(random) },
    { priority: pick(PRIORITIES, random)! },
    { owner: chance(0.3, random) ? null : (pick(PEOPLE, random)! as MemberId) },
  ]
  const newer: ItemPatch[] = [
    { due: pick(["2026-12-01", "2026-12-24T15:00[Europe/Berlin]", null], random)! },
    { points: pick([1, 2, 3, null], random)! },
    { estimateMinutes: below(600, random) },
  ]
  return Object.assign({}, ...some(isNew ? [...known, ...newer] : known, 2, random)) as ItemPatch
}

function drawViewSettings(random: Random): ViewSettings {
  const column = pick(COLUMNS, random)!
  const settings: ViewSettings[] = [
    { groupBy: pick(["", "status", "owner"], random)! },
    { filter: pick(["", "priority=high", "is=overdue"], random)! },
    { sort: pick([null, [{ column, down: chance(0.5, random) }]], random)! },
    { columns: { [column]: pick([false, null, rankBetween(null, null, random)] as const, random)! } },
    { widths: { [column]: pick([null, 80 + below(200, random)], random)! } },
  ]
  return Object.assign({}, ...some(settings, 2, random)) as ViewSettings
}

/** What an importer does: items, a relation and a description under computed ids. */
const importCards = defineAction<{ readonly file: readonly string[]; readonly word: string }>(
  "import.cards",
  ({ write, me }, { file, word }) => {
    for (const card of file) {
      const id = computedId<ItemId>("simulation", "card", card)
      write.create("items", id, { title: `${card} ${word}`, createdBy: me, assignees: [me] })
      write.describe(id, `About ${card}`, "simulation")
    }
  },
)
