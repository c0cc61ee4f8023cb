import { childOf, elementsIn, leafText, listIn, type XmlElement } from "../xml/element.ts"

/**
 * A plan's file without what it says of money: rates, costs, budgets, earned value, the figures of fields that hold
 * costs, and costs spread over time. All else stays as it is, spelling included. The same element where there is nothing.
 *
 * It is closed by default: whatever has a name of money goes, unless it is known to hold no figure.
 */
export function withoutMoney(root: XmlElement): XmlElement {
  return without(root, costFieldsIn(root))
}

const IS_MONEY = /Cost|Rate|Budget|^(ACWP|BCWP|BCWS|BAC|EAC|CV|SV|VAC|CPI|SPI|TCPI)$/

/** What has such a name and is no figure: kinds, flags, and which of several tables is meant. */
const NO_FIGURES: ReadonlySet<string> = new Set([
  "IsCostResource",
  "IsBudget",
  "BudgetWork",
  "CostRateTable",
  "DefaultFixedCostAccrual",
  "EditableActualCosts",
  "FixedCostAccrual",
  "HasFixedRateUnits",
  "OvertimeRateFormat",
  "RateScale",
  "SpreadActualCost",
  "StandardRateFormat",
])

function without(element: XmlElement, costFields: ReadonlySet<string>): XmlElement {
  if (typeof element.content === "string") return element
  let isAsItWas = true
  const content: XmlElement[] = []
  for (const child of element.content) {
    const own = isOfMoney(child, element, costFields) ? null : without(child, costFields)
    isAsItWas &&= own === child
    if (own !== null) content.push(own)
  }
  return isAsItWas ? element : { ...element, content }
}

function isOfMoney(element: XmlElement, within: XmlElement, costFields: ReadonlySet<string>): boolean {
  const { name } = element
  if (IS_MONEY.test(name)) return !NO_FIGURES.has(name)
  switch (name) {
    case "TimephasedData":
      return !isAmountOfWork(element)
    case "ExtendedAttribute":
      // What defines such a field stands, without the values that people may choose from.
      return !isDefinition(element) && costFields.has(textOf(element, "FieldID"))
    case "ValueList":
      return costFields.has(textOf(within, "FieldID"))
    default:
      return false
  }
}

/** Work over time is written as durations, percent complete has kinds of its own, and all other figures are costs. */
function isAmountOfWork(element: XmlElement): boolean {
  const value = textOf(element, "Value")
  return value === "" || value.startsWith("PT") || PERCENT_COMPLETE.has(textOf(element, "Type"))
}

const PERCENT_COMPLETE: ReadonlySet<string> = new Set(["11", "76"])

/** The ids of the fields that somebody added for costs, or that are computed from them. */
function costFieldsIn(root: XmlElement): ReadonlySet<string> {
  const fields = listIn(root, "ExtendedAttributes", "ExtendedAttribute").filter(field =>
    ["FieldName", "Alias", "Formula"].some(name => /cost|rate|budget/i.test(textOf(field, name))),
  )
  return new Set(fields.map(field => textOf(field, "FieldID")))
}

const isDefinition = (element: XmlElement) =>
  elementsIn(element).some(({ name }) => name === "FieldName" || name === "Alias")

const textOf = (element: XmlElement, name: string) => leafText(childOf(element, name)) ?? ""
