import type { PlanOutputWords } from "../en/plan-output.ts"
import { createCount } from "../plural.ts"
import type { Spoken } from "../spoken.ts"

const count = createCount("de")

export const planOutput: Spoken<PlanOutputWords> = {
  title: "Plan drucken oder speichern",
  format: "Als",
  formats: { pdf: "PDF", svg: "Zeichnung (SVG)", png: "Bild (PNG)", print: "Drucker" },
  paper: "Papier",
  orientation: "Format",
  orientations: { landscape: "Quer", portrait: "Hoch" },
  size: "Größe",
  sizes: { small: "Klein", usual: "Wie am Bildschirm", large: "Groß" },
  across: "Die Zeit geht über",
  acrossPages: pages => count(pages, { one: "Seite", other: "Seiten" }),
  span: "Zeigt",
  spans: { whole: "Den ganzen Plan", shown: "Die Zeit, die zu sehen ist" },
  columns: "Spalten",
  grey: "Schwarz-weiß",
  pages: pages => count(pages, { one: "Seite", other: "Seiten" }),
  sheet: (width, height) => `${width} × ${height} Pixel`,
  preview: page => `Seite ${page}, wie sie aussehen wird`,
  previous: "Seite davor",
  next: "Nächste Seite",
  tooNarrow:
    "Die Spalten lassen dem Diagramm keinen Platz. Nimm größeres Papier, eine kleinere Größe oder weniger Spalten.",
  tooLarge: "Als Bild wäre dieser Plan zu grob zum Lesen. Nimm SVG oder PDF, oder zeige weniger Zeit.",
  nothing: "In diesem Plan ist noch nichts.",
  save: "Speichern",
  print: "Drucken",
  cancel: "Abbrechen",
  working: (done, all) => `Seite ${done} von ${all}`,
  failed:
    "Die Datei ließ sich nicht machen. Prüf die Verbindung und versuch es noch einmal; der Plan selbst ist sicher.",
  noMemory: "Der Browser hat keinen Speicher für ein so großes Bild. Nimm SVG oder PDF.",
  saved: name => `${name} gespeichert`,

  pageOf: (page, all) => `Seite ${page} von ${all}`,
  finishAsOf: (finish, asOf) => `Ende ${finish} · Stand ${asOf}`,
  asOf: date => `Stand ${date}`,
  legend: {
    task: "Vorgang",
    critical: "Kritisch",
    done: "Fertig",
    summary: "Sammelvorgang",
    milestone: "Meilenstein",
    baseline: "Basisplan",
    float: "Puffer",
    deadline: "Frist",
    today: "Heute",
  },
}
