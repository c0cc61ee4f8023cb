import type { SpaceTemplateWords } from "../en/space-templates.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const items = (amount: number) => count(amount, { one: "Eintrag", other: "Einträge" })

export const spaceTemplates: SpaceTemplateWords = {
  begin: "Beginnen mit",
  empty: "Einem leeren Bereich",
  start: "Sein erster Tag",
  startHint: "Alle anderen Tage bleiben so viele Arbeitstage davon entfernt wie in der Vorlage.",
  inPlaceOf: name => `Anstelle von ${name}`,
  somebody: "jemandem, der nicht mehr da ist",
  nobody: "Niemand",
  preview: "Was darin ist",
  parts: {
    statuses: "Status",
    itemTypes: "Typen",
    customFields: "Felder",
    labels: "Labels",
    boards: "Boards",
    views: "Ansichten",
    itemTemplates: "Vorlagen",
    items: "Einträge",
  },
  holds: (amount, days) =>
    days === null
      ? items(amount)
      : `${items(amount)} über ${count(days + 1, { one: "Arbeitstag", other: "Arbeitstage" })}`,
  upTo: (name, limit) => `${name} (höchstens ${limit})`,
  step: name => `Vorlage ${name}`,

  section: "Vorlagen von Bereichen und Boards",
  sectionHint:
    "Alle im Arbeitsbereich können sie lesen und einen Bereich damit beginnen. Vorlagen von Boards werden an einem Board gespeichert und genutzt.",
  none: "Noch keine Vorlagen.",
  name: "Name der Vorlage",
  rename: name => `Name der Vorlage ${name}`,
  remove: name => `Vorlage ${name} löschen`,
  kinds: { space: "Bereich", board: "Board" },
  save: "Als Vorlage speichern",
  saveWithItems: "Was behalten wird",
  withItems: "Einrichtung und Einträge, für alle im Arbeitsbereich lesbar",
  withoutItems: "Nur die Einrichtung",
  saved: name => `Vorlage ${name} gespeichert`,
  saveBoard: "Als Vorlage speichern",
  useBoard: "Nach einer Vorlage einrichten",
  noBoards: "Es gibt noch keine Vorlage eines Boards.",
  used: name => `Eingerichtet wie ${name}`,

  builtIn: {
    kanban: {
      name: "Softwareteam",
      description: "Die Arbeit geht durch die Durchsicht; jede Spalte hat ein Limit.",
      statuses: ["Ideen", "Bereit", "In Arbeit", "In Durchsicht", "Fertig"],
      types: ["Funktion", "Fehler", "Wartung"],
      labels: ["Oberfläche", "Server", "Dokumentation"],
      board: "Fluss",
    },
    project: {
      name: "Einfaches Projekt",
      description: "Vier Schritte vom ersten Treffen bis zur Übergabe, mit Terminen zum Verschieben.",
      statuses: ["Geplant", "In Arbeit", "Wartet auf andere", "Fertig"],
      types: ["Vorgang"],
      labels: ["Risiko", "Entscheidung"],
      board: "Board",
      items: ["Erstes Treffen", "Plan vereinbart", "Erstes Ergebnis gezeigt", "Übergeben"],
    },
    desk: {
      name: "Servicestelle",
      description: "Anfragen und Störungen nach ihrer Dringlichkeit.",
      statuses: ["Neu", "In Arbeit", "Wartet auf Rückfrage", "Gelöst", "Zurückgezogen"],
      types: ["Anfrage", "Störung"],
      labels: ["Geräte", "Programme", "Zugänge"],
      board: "Annahme",
    },
    list: {
      name: "Persönliche Liste",
      description: "Was als Nächstes kommt, und nie mehr als drei Dinge zugleich.",
      statuses: ["Irgendwann", "Als Nächstes", "Dabei", "Fertig"],
      types: ["Aufgabe"],
      labels: [],
      board: "Board",
    },
  },
}
