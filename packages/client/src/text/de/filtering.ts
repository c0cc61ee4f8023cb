import type { FilteringWords } from "../en/filtering.ts"

export const filtering: FilteringWords = {
  field: "Filter",
  placeholder: "zugewiesen:ich und fällig < nächste Woche",
  completions: "Was hier stehen kann",
  faults: {
    field: "Ein solches Feld gibt es nicht.",
    operator: "So wird nach diesem Feld nicht gefragt.",
    value: "Hier fehlt ein Wert.",
    name: "Nichts heißt so.",
    day: "Schreibe einen Tag: heute+7d, nächste Woche, 2026-12-18.",
    number: "Schreibe eine Zahl.",
    duration: "Schreibe eine Dauer: 2h, 1h30m, 3d.",
    flag: "Schreibe ja oder nein.",
    "one-value": "Hier steht ein Wert, oder nach „in“ zwei Enden mit .. dazwischen.",
    condition: "Hier fehlt eine Bedingung.",
    closing: "Eine schließende Klammer fehlt.",
    quote: "Ein schließendes Anführungszeichen fehlt.",
    end: "Nichts hat die Klammer geöffnet.",
    less: "Das ist mehr, als ein Filter fasst.",
  },
  nearest: name => `Meinst du ${name}?`,
  hint: "Tab ergänzt, Enter wendet an",
}
