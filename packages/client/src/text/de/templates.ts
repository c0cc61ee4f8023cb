import type { TemplateWords } from "../en/templates.ts"
import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("de")(amount, { one: "Eintrag", other: "Einträge" })

export const templates: TemplateWords = {
  title: "Neu aus einer Vorlage",
  saveItem: "Als Vorlage speichern",
  template: "Vorlage",
  start: "Beginnt",
  inPlaceOf: name => `Anstelle von ${name}`,
  somebody: "jemandem, der nicht mehr da ist",
  nobody: "Niemand",
  create: amount => `${items(amount)} anlegen`,
  holds: items,
  name: "Name der Vorlage",
  saved: name => `Vorlage ${name}`,
  section: "Vorlagen von Einträgen",
  sectionHint: "Ein Eintrag wird mit allem darunter über sein Menü oder die Suche zur Vorlage für weitere wie ihn.",
  none: "Noch keine Vorlagen.",
  rename: name => `Name der Vorlage ${name}`,
  remove: name => `Vorlage ${name} löschen`,
}
