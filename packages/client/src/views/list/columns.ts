import type { ItemPatch } from "@weft/model/actions/item"
import type { ItemTypeId, LabelId, MemberId, StatusId } from "@weft/model/base/ids"
import { LEVELS, PRIORITIES, type Item } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { allowsTransition, shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { dayOf } from "@weft/model/time/moment"
import { todayOf } from "../../data/world.ts"
import { format, t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { readTypedDuration } from "../../text/typed-duration.ts"
import { foldText } from "../../ui/option.ts"
import { column, itemCalled, readDay, type ColumnSource } from "./column-parts.ts"
import { problem, written, type ListColumn, type Reading } from "./column.ts"
import { customColumns } from "./custom-columns.ts"
import { byName, byRank, namedOne, namedSeveral, readOne, sortableText } from "./names.ts"

/** All columns that a list of the space can show, the custom fields last. Names and orders follow what is read. */
export function columnsOf(source: ColumnSource): readonly ListColumn[] {
  return [
    ...plainColumns(source),
    ...peopleColumns(source),
    ...valueColumns(source),
    ...ticketColumns(source),
    ...customColumns(source),
  ]
}

const fields = (patch: ItemPatch): Reading => written({ set: "fields", fields: patch })

function plainColumns({ setup, key: keyOf, item: itemOf, items }: ColumnSource): ListColumn[] {
  const { columns: names, problems } = listWords()
  const workflow = workflowOf(setup)
  const places = new Map(workflow.map((status, index) => [status.id, index]))
  const types = living(setup.itemTypes).sort(byRank)
  const labels = living(setup.labels).sort(byRank)
  const statusOf = (item: Item) => shownStatus(item, setup, workflow)
  return [
    column({
      key: "priority",
      name: names.priority,
      width: 36,
      usualRank: "B",
      edit: "choice",
      sortKey: item => (item.priority === "none" ? null : PRIORITIES.indexOf(item.priority)),
      text: item => t().priorities[item.priority],
      read: text => {
        const all = PRIORITIES.map(id => ({ id, name: t().priorities[id] }))
        const priority = PRIORITIES.find(id => id === foldText(text.trim()))
        if (priority !== undefined) return fields({ priority })
        return readOne(all, text, problems, id => fields({ priority: PRIORITIES.find(one => one === id) ?? "none" }))
      },
    }),
    column({
      key: "status",
      name: names.status,
      width: 36,
      usualRank: "D",
      edit: "choice",
      sortKey: item => places.get(statusOf(item)?.id ?? ("" as StatusId)) ?? null,
      text: item => statusOf(item)?.name ?? "",
      read: (text, item) => {
        const one = namedOne(workflow, text, problems)
        if (!("id" in one)) return one
        const status = one.id as StatusId
        const type = item?.type == null ? undefined : setup.itemTypes.get(item.type)
        if (item !== null && !allowsTransition(type, item.status, status)) return problem(problems.status(text.trim()))
        return written({ set: "status", status })
      },
    }),
    column({ key: "key", name: names.key, width: 84, usualRank: "F", edit: "none", sortKey: keyOrder, text: keyOf }),
    column({
      key: "title",
      name: names.title,
      width: 320,
      usualRank: "H",
      edit: "line",
      text: ({ title }) => title,
      read: text => (text.trim() === "" ? problem(problems["title-missing"]) : fields({ title: oneLine(text) })),
    }),
    column({
      key: "labels",
      name: names.labels,
      width: 132,
      usualRank: "K",
      edit: "choice",
      text: item => item.labels.flatMap(id => setup.labels.get(id)?.name ?? []).join(", "),
      read: text => {
        const several = namedSeveral(labels, text, problems)
        return "ids" in several ? written({ set: "labels", members: several.ids as LabelId[] }) : several
      },
    }),
    column({
      key: "type",
      name: names.type,
      width: 108,
      edit: "choice",
      text: ({ type }) => (type === null ? "" : (setup.itemTypes.get(type)?.name ?? "")),
      read: text => readOne(types, text, problems, id => fields({ type: id as ItemTypeId | null })),
    }),
    column({
      key: "parent",
      name: names.parent,
      width: 148,
      edit: "choice",
      sortKey: ({ parent }) => (parent === null ? null : sortableText(itemOf(parent)?.title ?? "")),
      text: ({ parent }) => {
        const row = parent === null ? undefined : itemOf(parent)
        return row === undefined ? "" : keyOf(row)
      },
      read: (text, item) => {
        if (text.trim() === "") return written({ set: "parent", parent: null })
        const found = itemCalled(text, items(), keyOf)
        if (found === null) return problem(problems.unknown(text.trim()))
        if (found === item?.id) return problem(problems.cycle)
        return written({ set: "parent", parent: found })
      },
    }),
  ]
}

function peopleColumns({ setup }: ColumnSource): ListColumn[] {
  const { columns: names, problems } = listWords()
  const people = living(setup.members).sort(byName)
  const nameOf = (id: string | null) => (id === null ? "" : (setup.members.get(id)?.name ?? ""))
  return [
    column({
      key: "assignees",
      name: names.assignees,
      width: 92,
      usualRank: "V",
      edit: "choice",
      text: item => inOrder(item).map(nameOf).filter(Boolean).join(", "),
      read: text => {
        const several = namedSeveral(people, text, problems)
        return "ids" in several ? written({ set: "assignees", members: several.ids as MemberId[] }) : several
      },
    }),
    column({
      key: "owner",
      name: names.owner,
      width: 132,
      edit: "choice",
      text: ({ owner }) => nameOf(owner),
      read: text => readOne(people, text, problems, id => fields({ owner: id as MemberId | null })),
    }),
    column({
      key: "createdBy",
      name: names.createdBy,
      width: 132,
      edit: "none",
      text: ({ createdBy }) => nameOf(createdBy),
    }),
  ]
}

function valueColumns(source: ColumnSource): ListColumn[] {
  const { columns: names, problems } = listWords()
  const { today, checks, subitems, attachments } = source
  const date = (key: "start" | "due", usualRank: string | null): ListColumn =>
    column({
      key,
      name: names[key],
      width: 104,
      usualRank,
      edit: "date",
      sortKey: item => item[key],
      text: item => (item[key] === null ? "" : dayOf(item[key])),
      read: text => readDay(text, today, day => fields({ [key]: day })),
    })
  const duration = (key: "estimateMinutes" | "remainingMinutes", name: string, usualRank: string | null): ListColumn =>
    column({
      key: key === "estimateMinutes" ? "estimate" : "remaining",
      name,
      width: 92,
      isNumeric: true,
      usualRank,
      edit: "line",
      sortKey: item => item[key],
      text: item => (item[key] === null ? "" : format().duration(item[key])),
      read: text => {
        if (text.trim() === "") return fields({ [key]: null })
        const minutes = readTypedDuration(text)
        return minutes === undefined ? problem(problems.duration) : fields({ [key]: minutes })
      },
      sum: { of: item => item[key], words: sum => format().duration(sum) },
    })
  const amount = (key: "subitems" | "attachments", of: (item: string) => number): ListColumn =>
    column({
      key,
      name: names[key],
      width: 92,
      isNumeric: true,
      edit: "none",
      sortKey: ({ id }) => of(id) || null,
      text: ({ id }) => (of(id) === 0 ? "" : String(of(id))),
    })
  return [
    column({
      key: "checks",
      name: names.checks,
      width: 96,
      usualRank: "M",
      edit: "none",
      sortKey: ({ id }) => (checks(id).total === 0 ? null : checks(id).done / checks(id).total),
      text: ({ id }) => (checks(id).total === 0 ? "" : `${checks(id).done}/${checks(id).total}`),
    }),
    duration("estimateMinutes", names.estimate, "P"),
    date("due", "S"),
    date("start", null),
    duration("remainingMinutes", names.remaining, null),
    column({
      key: "points",
      name: names.points,
      width: 84,
      isNumeric: true,
      edit: "line",
      sortKey: ({ points }) => points,
      text: ({ points }) => (points === null ? "" : String(points)),
      read: text => {
        if (text.trim() === "") return fields({ points: null })
        return /^\d{1,9}$/.test(text.trim()) ? fields({ points: Number(text) }) : problem(problems.whole)
      },
      sum: { of: ({ points }) => points, words: sum => format().number(sum) },
    }),
    levelColumn("urgency", names.urgency),
    levelColumn("importance", names.importance),
    amount("subitems", subitems),
    amount("attachments", attachments),
    column({
      key: "created",
      name: names.created,
      width: 104,
      edit: "none",
      sortKey: ({ createdAt }) => createdAt || null,
      text: ({ createdAt }) => (createdAt === 0 ? "" : todayOf(createdAt)),
    }),
  ]
}

function levelColumn(key: "importance" | "urgency" | "impact", name: string): ListColumn {
  const { levels, problems } = listWords()
  return column({
    key,
    name,
    width: 108,
    edit: "choice",
    sortKey: item => (item[key] === null ? null : LEVELS.indexOf(item[key])),
    text: item => (item[key] === null ? "" : levels[item[key]]),
    read: text =>
      readOne(
        LEVELS.map(id => ({ id, name: levels[id] })),
        text,
        problems,
        id => fields({ [key]: LEVELS.find(one => one === id) ?? null }),
      ),
  })
}

/** What only tickets have, in spaces that have any. What they are about is chosen where they are open. */
function ticketColumns({ setup }: ColumnSource): ListColumn[] {
  if (!living(setup.itemTypes).some(({ behaviour }) => behaviour === "ticket")) return []
  const { fields: names, channels } = t().boards
  const shown = { width: 132, edit: "none" } as const
  return [
    levelColumn("impact", names.impact),
    column({
      ...shown,
      key: "topic",
      name: names.topic,
      text: ({ category }) => setup.ticketCategories.get(category ?? "")?.name ?? "",
    }),
    column({
      ...shown,
      key: "service",
      name: names.service,
      text: ({ service }) => setup.services.get(service ?? "")?.name ?? "",
    }),
    column({
      ...shown,
      key: "channel",
      name: names.channel,
      text: ({ channel }) => (channel === "none" ? "" : channels[channel]),
    }),
  ]
}

/** The accountable person first, then the others who are assigned. */
function inOrder({ owner, assignees }: Pick<Item, "owner" | "assignees">): readonly MemberId[] {
  return owner === null ? assignees : [owner, ...assignees.filter(member => member !== owner)]
}

/** Numbers in the order in which they were given; items without one come after all that have one. */
function keyOrder({ number, createdAt }: Item): number {
  return number ?? 1e15 + createdAt / 1e4
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, " ")
}
