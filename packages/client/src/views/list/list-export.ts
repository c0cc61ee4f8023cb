import { listAsCells, listAsCsv, listAsMarkdown, listAsTasks, type ListOut } from "@weft/model/exchange/list-out"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { dayOf } from "@weft/model/time/moment"
import { listWords } from "../../text/list.ts"
import { t } from "../../text/index.ts"
import { showToast } from "../../ui/toast.tsx"
import type { ListState } from "./list-context.ts"

/** The ways in which a list goes out. */
const WAYS = {
  csv: { write: listAsCsv, ending: "csv" },
  cells: { write: listAsCells, ending: "tsv" },
  markdown: { write: listAsMarkdown, ending: "md" },
  tasks: { write: listAsTasks, ending: "md" },
} as const
export type WayOut = keyof typeof WAYS

/** The text of a list as it is shown: its columns, filter, order and groups; rows that are folded away as well. */
export function listText(list: ListState, way: WayOut): string {
  return WAYS[way].write(listOut(list))
}

/** What a file of the list is called: as its view, or as the space. */
export function listFileName({ model, settings }: ListState, way: WayOut): string {
  const name = settings.name() || model.setup().profiles.get(model.space.id)?.name || listWords().view
  return `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim()}.${WAYS[way].ending}`
}

/** Puts the list on the clipboard and says so. */
export async function copyList(list: ListState, way: WayOut): Promise<void> {
  const out = listOut(list)
  await navigator.clipboard.writeText(WAYS[way].write(out))
  showToast({ text: listWords().copied(out.groups.reduce((sum, { rows }) => sum + rows.length, 0)) })
}

function listOut(list: ListState): ListOut {
  const { model, settings } = list
  const columns = settings.columns()
  const setup = model.setup()
  const workflow = workflowOf(setup)
  const table = model.space.live.plain.items
  const nameOf = (member: string) => setup.members.get(member)?.name ?? ""
  const groups = model.wholeGroups().map(({ group, nodes }) => ({
    name: model.groupName(group),
    rows: nodes.flatMap(({ id, depth }) => {
      const item = table.get(id)
      if (item === undefined) return []
      const due = item.due === null ? "" : dayOf(item.due)
      const category = shownStatus(item, setup, workflow)?.category
      return {
        title: item.title || t().item.untitled,
        cells: columns.map(column => column.text(item)),
        depth,
        isDone: category === "done" || category === "cancelled",
        facts: [due, ...item.assignees.map(nameOf)],
      }
    }),
  }))
  const by = model.groupBy()
  const groupedBy = by === "" ? null : (list.allColumns().find(({ key }) => key === by)?.name ?? by)
  return { columns: columns.map(({ name }) => name), groupedBy, groups }
}
