import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("en")(amount, { one: "item", other: "items" })

/** Words of templates of items. */
export const templates = {
  title: "New from a template",
  saveItem: "Save as a template",
  template: "Template",
  start: "Starts",
  inPlaceOf: (name: string) => `In place of ${name}`,
  somebody: "somebody who is gone",
  nobody: "Nobody",
  create: (amount: number) => `Create ${items(amount)}`,
  holds: items,
  name: "Name of the template",
  saved: (name: string) => `template ${name}`,
  section: "Templates of items",
  sectionHint: "Save an item with all below it as a template by its menu or the palette, and make others like it.",
  none: "No templates yet.",
  rename: (name: string) => `Name of template ${name}`,
  remove: (name: string) => `Delete template ${name}`,
}

export type TemplateWords = typeof templates
