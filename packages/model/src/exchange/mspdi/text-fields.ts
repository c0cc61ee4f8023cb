import type { PlanFile } from "../plan-file/plan-file.ts"
import { element, type XmlElement } from "../xml/element.ts"

/** The codes of Microsoft Project's fields Text1 to Text10, which hold what other programs call a custom field. */
const TEXT_FIELDS = [
  "188743731",
  "188743734",
  "188743737",
  "188743740",
  "188743743",
  "188743746",
  "188743747",
  "188743748",
  "188743749",
  "188743750",
]

/** A custom field of another format, and the field of Microsoft Project that holds it. */
export interface TextField {
  readonly id: string
  readonly fieldId: string
  readonly fieldName: string
  readonly alias: string
}

/** The first ten custom fields of a plan that did not come from Microsoft Project; there is no room for more. */
export function textFieldsOf({ customFields }: PlanFile): TextField[] {
  return customFields.slice(0, TEXT_FIELDS.length).map(({ id, name }, index) => ({
    id,
    fieldId: TEXT_FIELDS[index]!,
    fieldName: `Text${index + 1}`,
    alias: name,
  }))
}

/** What a file says of a custom field that it uses. */
export function writeTextField({ fieldId, fieldName, alias }: TextField): XmlElement {
  return element("ExtendedAttribute", [
    element("FieldID", fieldId),
    element("FieldName", fieldName),
    element("Alias", alias),
  ])
}
