import { newId, type ChecklistId, type CheckId, type CommentId, type ItemId, type LabelId } from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { reactionBy, type Reaction } from "../schema/conversation.ts"
import { DELETED } from "../schema/change.ts"
import { isEmptyProse, type ProseNode } from "../schema/prose.ts"
import { living } from "../schema/snapshot.ts"
import { relationId, type RelationType } from "../schema/work.ts"
import { defineAction } from "./define.ts"
import type { Patch } from "./writer.ts"

export interface CreateLabel {
  readonly id: LabelId
  readonly name: string
}

export const createLabel = defineAction<CreateLabel>("label.create", ({ snapshot, write, random }, { id, name }) => {
  if (name.trim() === "") return refuse("name-missing")
  const last = living(snapshot.labels).sort(compareRanked).at(-1)?.rank ?? null
  write.create("labels", id, { name: name.trim(), rank: rankBetween(last, null, random) })
})

export const renameLabel = defineAction<CreateLabel>("label.rename", ({ snapshot, write }, { id, name }) => {
  if (!snapshot.labels.has(id)) return refuse("not-found")
  if (name.trim() === "") return refuse("name-missing")
  write.patch("labels", id, { name: name.trim() })
})

/** Deletes a label; items that carry it keep it, struck through (MERGE F8). */
export const trashLabel = defineAction<{ readonly label: LabelId }>(
  "label.trash",
  ({ snapshot, write, me }, { label }) => {
    if (!snapshot.labels.has(label)) return refuse("not-found")
    write.trash("labels", label, me)
  },
)

export interface CreateChecklist {
  readonly id: ChecklistId
  readonly item: ItemId
  readonly name: string
}

export const createChecklist = defineAction<CreateChecklist>(
  "checklist.create",
  ({ snapshot, write, random }, { id, item, name }) => {
    if (!snapshot.items.has(item)) return refuse("not-found")
    const siblings = living(snapshot.checklists).filter(list => list.item === item)
    const last = siblings.sort(compareRanked).at(-1)?.rank ?? null
    write.create("checklists", id, { item, name, rank: rankBetween(last, null, random) })
  },
)

export interface RenameChecklist {
  readonly checklist: ChecklistId
  readonly name: string
}

export const renameChecklist = defineAction<RenameChecklist>(
  "checklist.rename",
  ({ snapshot, write }, { checklist, name }) => {
    if (!snapshot.checklists.has(checklist)) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("checklists", checklist, { name: name.trim() })
  },
)

export const trashChecklist = defineAction<{ readonly checklist: ChecklistId }>(
  "checklist.trash",
  ({ snapshot, write, me }, { checklist }) => {
    if (!snapshot.checklists.has(checklist)) return refuse("not-found")
    write.trash("checklists", checklist, me)
  },
)

export interface AddChecks {
  readonly item: ItemId
  readonly checklist: ChecklistId | null
  /** One row a title; empty ones are left out. */
  readonly titles: readonly string[]
}

export const addChecks = defineAction<AddChecks>(
  "check.add",
  ({ snapshot, write, random }, { item, checklist, titles }) => {
    if (!snapshot.items.has(item)) return refuse("not-found")
    const wanted = titles.map(title => title.trim()).filter(title => title !== "")
    if (wanted.length === 0) return refuse("title-missing")
    const siblings = living(snapshot.checks).filter(check => check.item === item && check.checklist === checklist)
    let last = siblings.sort(compareRanked).at(-1)?.rank ?? null
    for (const title of wanted) {
      last = rankBetween(last, null, random)
      write.create("checks", newId<CheckId>(random), { item, checklist, title, rank: last })
    }
  },
)

export interface PatchCheck {
  readonly check: CheckId
  readonly fields: Pick<Patch<"checks">, "title" | "done" | "assignee" | "due">
}

export const patchCheck = defineAction<PatchCheck>("check.patch", ({ snapshot, write }, { check, fields }) => {
  if (!snapshot.checks.has(check)) return refuse("not-found")
  if (fields.title !== undefined && fields.title.trim() === "") return refuse("title-missing")
  write.patch("checks", check, fields)
})

export interface MoveCheck {
  readonly check: CheckId
  readonly before: CheckId | null
}

export const moveCheck = defineAction<MoveCheck>("check.move", ({ snapshot, write, random }, { check, before }) => {
  const row = snapshot.checks.get(check)
  if (row === undefined) return refuse("not-found")
  const siblings = living(snapshot.checks)
    .filter(other => other.item === row.item && other.checklist === row.checklist && other.id !== check)
    .sort(compareRanked)
  const found = before === null ? -1 : siblings.findIndex(other => other.id === before)
  const index = found < 0 ? siblings.length : found
  write.patch("checks", check, {
    rank: rankBetween(siblings[index - 1]?.rank ?? null, siblings[index]?.rank ?? null, random),
  })
})

export const trashCheck = defineAction<{ readonly check: CheckId }>(
  "check.trash",
  ({ snapshot, write, me }, { check }) => {
    if (!snapshot.checks.has(check)) return refuse("not-found")
    write.trash("checks", check, me)
  },
)

export interface Relate {
  readonly from: ItemId
  readonly to: ItemId
  readonly type: RelationType
}

/** Relates two items. Made twice it is one relation; a deleted one comes back and is written whole. */
export const relateItems = defineAction<Relate>("relation.create", ({ snapshot, write }, { from, to, type }) => {
  if (from === to) return refuse("same-item")
  if (!snapshot.items.has(from) || !snapshot.items.has(to)) return refuse("not-found")
  const id = relationId(from, to, type)
  const standing = snapshot.relations.get(id)
  if (standing === undefined) return write.create("relations", id, { from, to, type })
  write.restore("relations", id)
})

export const unrelateItems = defineAction<Relate>("relation.trash", ({ snapshot, write, me }, { from, to, type }) => {
  const id = relationId(from, to, type)
  if (!snapshot.relations.has(id)) return refuse("not-found")
  write.trash("relations", id, me)
})

export interface AddComment {
  readonly id: CommentId
  readonly item: ItemId
  /** What it says in letters. */
  readonly text: string
  /** What it says, where that is more than plain paragraphs. */
  readonly content?: readonly ProseNode[]
}

export const addComment = defineAction<AddComment>(
  "comment.add",
  ({ snapshot, write, now, me }, { id, item, text, content }) => {
    if (!snapshot.items.has(item)) return refuse("not-found")
    if (content === undefined ? text.trim() === "" : isEmptyProse(content)) return refuse("text-missing")
    write.create("comments", id, { author: me, at: now }, { item })
    write.body("comments", item, id, text.trim(), content)
  },
)

export interface OneComment {
  readonly item: ItemId
  readonly comment: CommentId
}

export const trashComment = defineAction<OneComment>("comment.trash", ({ write, me }, { item, comment }) => {
  write.trash("comments", comment, me, { item })
})

/** Says that its author has changed what a comment says; the words themselves are written in its body. */
export const noteCommentEdited = defineAction<OneComment>("comment.edited", ({ write, now }, { item, comment }) => {
  write.set("comments", comment, "editedAt", now, { item })
})

export interface BringBackComment extends OneComment {
  /** What it says now, and is to say; `null` leaves that. */
  readonly text: { readonly standing: readonly ProseNode[]; readonly wanted: readonly ProseNode[] } | null
}

/** Takes a comment out of the trash, and writes over what it says: what others write in it meanwhile stays. */
export const bringBackComment = defineAction<BringBackComment>(
  "comment.bring-back",
  ({ write, now }, { item, comment, text }) => {
    if (text === null) return write.always("comments", comment, DELETED, null, { item })
    write.rewrite("comments", item, comment, text.standing, text.wanted)
    write.set("comments", comment, "editedAt", now, { item })
  },
)

export interface React extends OneComment {
  readonly reaction: Reaction
  /** Whether it is given or taken back. */
  readonly isGiven: boolean
}

/** Gives or takes back one's own reaction to a comment; those of others are members of their own (MERGE F17). */
export const react = defineAction<React>("comment.react", ({ write, me }, { item, comment, reaction, isGiven }) => {
  const member = reactionBy(reaction, me)
  if (isGiven) write.add("comments", comment, "reactions", member, { item })
  else write.remove("comments", comment, "reactions", member, { item })
})
