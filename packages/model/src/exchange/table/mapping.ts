import { guessOrder, readDate, type DateOrder } from "./dates.ts"
import { guessDecimal, readNumber, type Decimal } from "./numbers.ts"
import { foldHead, type Table } from "./table.ts"
import { isYesOrNo, readFlag, readPriority } from "./words.ts"

/** What the cells of a column become. A custom use makes a field of the column's name. */
export const COLUMN_USES = [
  "ignore",
  "title",
  "key",
  "description",
  "status",
  "done",
  "archived",
  "labels",
  "owner",
  "assignees",
  "start",
  "due",
  "priority",
  "importance",
  "urgency",
  "estimate",
  "remaining",
  "points",
  "parent",
  "outline",
  "comment",
  "createdAt",
  "createdBy",
  "doneAt",
  "source",
  "custom-text",
  "custom-number",
  "custom-date",
  "custom-flag",
  "custom-list",
] as const
export type ColumnUse = (typeof COLUMN_USES)[number]

/** Uses that several columns can have; of any other there is one. */
const SHARED_USES: readonly ColumnUse[] = [
  "ignore",
  "labels",
  "assignees",
  "comment",
  "custom-text",
  "custom-number",
  "custom-date",
  "custom-flag",
  "custom-list",
]

/** What a person says of a table before it is imported. */
export interface TableMapping {
  /** By column, as many as the table has. */
  readonly uses: readonly ColumnUse[]
  readonly order: DateOrder
  readonly decimal: Decimal
}

export interface GuessedMapping extends TableMapping {
  /** Whether the dates say themselves which of their figures is the day. */
  readonly isOrderSure: boolean
}

/** Heads of columns, English and German, by what they mean; folded as `foldHead` does. The first that fits decides. */
const HEADS: readonly (readonly [ColumnUse, RegExp])[] = [
  [
    "key",
    /^(?:id|key|uid|uuid|guid|(?:issue|task|card|item|ticket) (?:id|key|no|number)|nr|no|nummer|schlüssel|kennung|vorgangsnummer|(?:aufgaben|vorgangs|ticket|karten) ?(?:id|nr|nummer))$/u,
  ],
  [
    "parent",
    /^(?:parent|parent (?:id|key|task|item|issue|card|title|link)|parentid|epic|epic link|übergeordnet\p{L}*|eltern\p{L}*|oberaufgabe|gehört zu|teil von|hauptaufgabe)(?: .*)?$/u,
  ],
  [
    "outline",
    /^(?:outline|outline (?:level|number)|wbs|wbs (?:code|level)|level|indent|depth|gliederung\p{L}*|ebene|psp(?: code)?|einzug)$/u,
  ],
  [
    "title",
    /^(?:title|name|summary|subject|task|task name|item|card|card (?:title|name)|issue|content|todo|to do|what|titel|aufgabe|aufgaben|aufgabenname|bezeichnung|betreff|zusammenfassung|vorgang|vorgangsname|was|thema|karte)$/u,
  ],
  [
    "description",
    /^(?:description|notes?|details?|body|text|beschreibung|notiz|notizen|bemerkung|bemerkungen|anmerkung|anmerkungen|inhalt)$/u,
  ],
  ["done", /^(?:done|is done|completed|complete|finished|is completed|erledigt|fertig|abgeschlossen)$/u],
  ["archived", /^(?:archived|is archived|archiviert|closed)$/u],
  [
    "status",
    /^(?:status|state|stage|list|list name|column|column name|section|section column|phase|bucket|zustand|spalte|liste|listenname|abschnitt|stand)$/u,
  ],
  [
    "labels",
    /^(?:labels?|tags?|categor(?:y|ies)|keywords?|components?|etikett\p{L}*|schlagw\p{L}*|schlagworte|kategorien?|stichworte?|stichwörter|markierungen|themen)$/u,
  ],
  [
    "assignees",
    /^(?:assignees|assigned to|assigned|members?|people|team|resources?|resource names|zugewiesen(?: an)?|zuständige|mitglieder|bearbeiter|bearbeitende|personen|ressourcen|beteiligte)$/u,
  ],
  [
    "owner",
    /^(?:owner|assignee|responsible|person|who|accountable|verantwortlich\p{L}*|zuständig\p{L}*|besitzer|eigentümer|wer)$/u,
  ],
  [
    "createdBy",
    /^(?:created by|creator|author|reporter|reported by|erstellt von|ersteller|autor|gemeldet von|melder)$/u,
  ],
  [
    "createdAt",
    /^(?:created|created at|created on|created time|creation date|date created|erstellt|erstellt am|angelegt|angelegt am|erstellungsdatum|anlagedatum)$/u,
  ],
  [
    "doneAt",
    /^(?:completed (?:at|on|time|date)|completion date|finished (?:at|on)|finish date|end at|resolved|resolution date|closed (?:at|on)|done (?:at|on)|erledigt am|abgeschlossen am|fertig am|fertigstellung)$/u,
  ],
  [
    "start",
    /^(?:start|starts|start (?:date|at|on|time)|begin|begins|begin date|from|planned start|beginn|startdatum|anfang|anfangsdatum|anfangstermin|von|start am|startet)$/u,
  ],
  [
    "due",
    /^(?:due|due (?:date|at|on|time)|deadline|end|end date|finish|until|by|to|target date|fällig|fällig (?:am|bis)|fälligkeit|fälligkeitsdatum|termin|frist|ende|enddatum|endtermin|bis|abgabe|zieldatum|stichtag)$/u,
  ],
  ["priority", /^(?:priority|prio|severity|priorität|dringlichkeitsstufe)$/u],
  ["importance", /^(?:importance|important|wichtigkeit|wichtig|bedeutung)$/u],
  ["urgency", /^(?:urgency|urgent|dringlichkeit|dringend)$/u],
  [
    "remaining",
    /^(?:remaining|remaining (?:estimate|time|work|hours|h|min|minutes)|rest|restaufwand|verbleibend\p{L}*|restzeit)(?: (?:h|hours|min|minutes|std|stunden|minuten))?$/u,
  ],
  [
    "estimate",
    /^(?:estimate|estimated|original estimate|effort|work|time estimate|estimated (?:time|hours|effort)|duration|aufwand|schätzung|geschätzt\p{L}*(?: \p{L}+)?|dauer|arbeit|zeitbedarf)(?: (?:h|hours|min|minutes|std|stunden|minuten|in stunden|in minuten))?$/u,
  ],
  ["points", /^(?:points?|story ?points?|sp|punkte|story ?punkte)(?: estimate)?$/u],
  ["comment", /^(?:comments?|kommentare?)$/u],
  ["source", /^(?:url|link|address|web ?address|permalink|short ?url|adresse|quelle|source|card url)$/u],
]

/** Rows whose values a guess looks at. */
const SAMPLE_ROWS = 2_000

/**
 * What the columns of a table mean, by their heads in English or German and, where those say nothing, by their values. Of
 * uses that only one column can have the first gets it. Without a head for the title, it is the first column of words.
 */
export function guessMapping(
  table: Table,
  usual: { readonly order: DateOrder; readonly decimal: Decimal },
): GuessedMapping {
  const sample = table.rows.slice(0, SAMPLE_ROWS)
  const valuesOf = (column: number) =>
    sample.map(({ cells }) => (cells[column] ?? "").trim()).filter(cell => cell !== "")
  const taken = new Set<ColumnUse>()
  const uses = table.heads.map((head, column): ColumnUse => {
    const use = useOfHead(foldHead(head), valuesOf(column))
    if (use === null || (taken.has(use) && !SHARED_USES.includes(use))) return "ignore"
    taken.add(use)
    return use
  })
  const known = uses.map(use => use !== "ignore")
  const order = guessOrder(datedIn(table, uses), usual.order)
  // Where semicolons part the cells, commas are in the numbers.
  const decimal = guessDecimal(numbersIn(table), table.separator === ";" ? "," : usual.decimal)
  if (!taken.has("title")) {
    const words = uses.findIndex(
      (use, column) => use === "ignore" && valuesOf(column).some(value => /\p{L}{2}/u.test(value)),
    )
    uses[Math.max(0, words)] = "title"
    known[Math.max(0, words)] = true
  }
  for (const [column, isKnown] of known.entries())
    if (!isKnown) uses[column] = useOfValues(valuesOf(column), order.order, decimal)
  return { uses, order: order.order, decimal, isOrderSure: order.isSure }
}

function useOfHead(head: string, values: readonly string[]): ColumnUse | null {
  const use = HEADS.find(([, pattern]) => pattern.test(head))?.[0] ?? null
  // One person is accountable; where cells name several, they work on it together.
  if (use === "owner" && values.some(value => /[,;]/.test(value))) return "assignees"
  // A column of yes and no is no list of states, and one of states no yes and no.
  if (use === "status" && values.length > 0 && values.every(isYesOrNo)) return "done"
  if (use === "done" && values.some(value => readFlag(value) === null)) return isDated(values) ? "doneAt" : "status"
  if (use === "archived" && values.some(value => readFlag(value) === null)) return isDated(values) ? "doneAt" : null
  if ((use === "importance" || use === "urgency") && values.length > 40 && new Set(values).size > 10) return null
  if (use === "priority" && values.length > 0 && !values.some(value => readPriority(value) !== null))
    return "custom-list"
  // What often stands twice names nothing; what does so seldom is a fault that somebody should hear of.
  if (use === "key" && new Set(values).size * 2 < values.length) return null
  return use
}

const isDated = (values: readonly string[]): boolean =>
  values.length > 0 && values.every(value => readDate(value, { order: "dmy", zone: "UTC" }) !== null)

function* datedIn({ rows }: Table, uses: readonly ColumnUse[]): Generator<string> {
  for (const { cells } of rows)
    for (const [column, cell] of cells.entries()) {
      const use = uses[column]
      const isOther = use === "title" || use === "description" || use === "comment"
      if (!isOther && /^\s*(?:\p{L}+\.?,?\s+)?\d{1,2}\/\d{1,2}\/\d/u.test(cell)) yield cell
    }
}

/** Cells that hold a number with a mark in it, dates aside. */
function* numbersIn({ rows }: Table): Generator<string> {
  for (const { cells } of rows)
    for (const cell of cells)
      if (cell.length < 30 && /\d[.,]\d/.test(cell) && readDate(cell, { order: "dmy", zone: "UTC" }) === null)
        yield cell
}

/** What a column without a known head becomes, by its values. One that is empty is left out. */
function useOfValues(values: readonly string[], order: DateOrder, decimal: Decimal): ColumnUse {
  if (values.length === 0) return "ignore"
  const date = { order, zone: "UTC" }
  if (values.every(value => readDate(value, date) !== null)) return "custom-date"
  if (values.every(value => readNumber(value, decimal) !== null)) return "custom-number"
  if (values.every(isYesOrNo)) return "custom-flag"
  const different = new Set(values).size
  const isShort = values.every(value => value.length <= 40 && !value.includes("\n"))
  return isShort && different <= 20 && different * 2 <= values.length ? "custom-list" : "custom-text"
}

/** The mapping with another use of one column; whichever column had it is left out then, where only one can have it. */
export function withUse(mapping: TableMapping, column: number, use: ColumnUse): TableMapping {
  const uses = mapping.uses.map((standing, index) => {
    if (index === column) return use
    return standing === use && !SHARED_USES.includes(use) ? "ignore" : standing
  })
  return { ...mapping, uses }
}

/** A mapping as it is kept, by heads, since the columns of the next file may stand in another order. */
export interface KeptMapping {
  readonly uses: Readonly<Record<string, ColumnUse>>
  readonly order: DateOrder
  readonly decimal: Decimal
}

export function keptMapping({ heads }: Pick<Table, "heads">, { uses, order, decimal }: TableMapping): KeptMapping {
  return { uses: Object.fromEntries(heads.map((head, column) => [foldHead(head), uses[column]!])), order, decimal }
}

/** The mapping that was kept for the heads of a table. Of dates that say themselves how they are meant, they decide. */
export function mappingFrom(kept: KeptMapping, table: Table, guess: GuessedMapping): TableMapping {
  const uses = table.heads.map((head, column) => {
    const use = COLUMN_USES.find(one => one === kept.uses[foldHead(head)])
    return use ?? guess.uses[column]!
  })
  return { uses, order: guess.isOrderSure ? guess.order : kept.order, decimal: kept.decimal }
}
