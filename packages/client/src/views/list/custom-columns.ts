import { living } from "@weft/model/schema/snapshot"
import type { CustomValue, Item } from "@weft/model/schema/item"
import type { CustomField } from "@weft/model/schema/workflow"
import { profileKey } from "@weft/model/base/item-key"
import { dayOf } from "@weft/model/time/moment"
import { decimalMark, readNumberHere } from "../../parts/typed-number.ts"
import { format } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { foldText } from "../../ui/option.ts"
import { problem, written, type CellEdit, type ListColumn, type Reading } from "./column.ts"
import { column, itemCalled, readDay, type ColumnSource } from "./column-parts.ts"
import { byName, byRank, namedSeveral, readOne, sortableText } from "./names.ts"

const EDITS: Readonly<Record<CustomField["type"], CellEdit>> = {
  text: "line",
  number: "line",
  money: "line",
  date: "date",
  flag: "flag",
  select: "choice",
  multi: "choice",
  person: "choice",
  item: "choice",
}

/** A column for every custom field of the space. A value that does not fit its field is shown, and sorts as none. */
export function customColumns(source: ColumnSource): ListColumn[] {
  return living(source.setup.customFields)
    .sort(byRank)
    .map(field => customColumn(field, source))
}

function customColumn(field: CustomField, source: ColumnSource): ListColumn {
  const isNumeric = field.type === "number" || field.type === "money"
  const words = (item: Item) => {
    const value = item.custom[field.id]
    return value === undefined ? "" : customText(field, value, source)
  }
  return column({
    key: `custom-${field.id}`,
    name: field.name,
    width: field.type === "flag" ? 84 : 124,
    isNumeric,
    edit: EDITS[field.type],
    sortKey: item => customOrder(field, item.custom[field.id], source),
    text: words,
    read: (text, item) => readCustom(field, text, item, source),
    ...(isNumeric && {
      sum: {
        of: (item: Item) => {
          const value = item.custom[field.id]
          return typeof value === "number" ? value : null
        },
        words: (sum: number) =>
          field.type === "money" ? format().quantity(sum, field.currency) : format().number(sum),
      },
    }),
  })
}

function customText(field: CustomField, value: CustomValue, { setup, item }: ColumnSource): string {
  const { yes, no } = listWords()
  if (typeof value === "boolean") return value ? yes : no
  if (typeof value === "number") return String(value).replace(".", decimalMark())
  if (Array.isArray(value)) return value.map(id => setup.options.get(id)?.name ?? id).join(", ")
  const text = value as string
  switch (field.type) {
    case "date":
      return dayOf(text)
    case "select":
      return setup.options.get(text)?.name ?? text
    case "person":
      return setup.members.get(text)?.name ?? text
    case "item": {
      const linked = item(text)
      return linked === undefined ? text : profileKey(setup.profiles.get(setup.space)?.prefix ?? "", linked)
    }
    default:
      return text
  }
}

function customOrder(field: CustomField, value: CustomValue | undefined, source: ColumnSource): string | number | null {
  const { setup, item } = source
  if (value === undefined) return null
  if (typeof value === "boolean") return value ? 0 : 1
  if (typeof value === "number") return value
  if (field.type === "select") return setup.options.get(value as string)?.rank ?? null
  if (field.type === "item") return sortableText(item(value as string)?.title ?? "") || null
  return sortableText(customText(field, value, source)) || null
}

function readCustom(field: CustomField, text: string, item: Item | null, source: ColumnSource): Reading {
  const { setup, today, items } = source
  const { problems, yes, no } = listWords()
  const write = (value: CustomValue | null): Reading => written({ set: "custom", field: field.id, value })
  const options = living(setup.options)
    .filter(option => option.field === field.id)
    .sort(byRank)
  if (text.trim() === "") return write(null)
  switch (field.type) {
    case "text":
      return write(text.trim())
    case "number":
    case "money": {
      const value = readNumberHere(text.replace(field.currency, ""))
      return value === undefined ? problem(problems.number) : write(value)
    }
    case "date":
      return readDay(text, today, write)
    case "flag": {
      const said = foldText(text.trim())
      if ([foldText(yes), "true", "yes", "ja", "x", "1"].includes(said)) return write(true)
      return [foldText(no), "false", "no", "nein", "0"].includes(said) ? write(false) : problem(problems.flag)
    }
    case "select":
      return readOne(options, text, problems, write)
    case "multi": {
      const several = namedSeveral(options, text, problems)
      return "ids" in several ? write(several.ids) : several
    }
    case "person":
      return readOne(living(setup.members).sort(byName), text, problems, write)
    case "item": {
      const prefix = setup.profiles.get(setup.space)?.prefix ?? ""
      const found = itemCalled(text, items(), row => profileKey(prefix, row))
      if (found === null) return problem(problems.unknown(text.trim()))
      return found === item?.id ? problem(problems.cycle) : write(found)
    }
  }
}
