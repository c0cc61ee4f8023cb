import type { ServiceSettingsWords } from "../en/service-settings.ts"

export const serviceSettings: ServiceSettingsWords = {
  title: "Service-Einstellungen",
  sectionsAre: "Abschnitte",
  readOnly: "Was zugesagt ist, ändert nur, wer den Bereich verwaltet.",
  rows: {
    moveUp: "Nach oben",
    moveDown: "Nach unten",
    remove: "Löschen",
    more: name => `Mehr zu ${name}`,
  },
  sections: {
    policies: "Zusagen",
  },
}
