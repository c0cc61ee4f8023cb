import type { ServiceSettingsWords } from "../en/service-settings.ts"

export const serviceSettings: ServiceSettingsWords = {
  title: "Service-Einstellungen",
  sectionsAre: "Abschnitte",
  readOnly: "Was zugesagt ist, ändert nur, wer den Bereich verwaltet.",
  sections: {
    policies: "Zusagen",
  },
}
