import { CATEGORIES, type Category } from "../schema/workflow.ts"

/** Words of list names, English and German, by what they mean; the first that fits decides. */
const WORDS: readonly (readonly [Category, RegExp])[] = [
  ["waiting", /^(not|nicht|noch nicht)\b/],
  ["cancelled", /\b(cancell?ed|rejected|declined|won'?t( do| fix)?|abandoned|duplicates?)\b/],
  ["cancelled", /(abgebrochen|abgelehnt|verworfen|storniert|entfällt)/],
  ["paused", /\b(on hold|hold|blocked|paused?|stuck|parked|waiting( for| on)?|pending|awaiting)\b/],
  ["paused", /(wartend|wartet|warten( auf)?\b|blockiert|pausiert|angehalten|zurückgestellt|geparkt|ruht|rückfrage)/],
  [
    "done",
    /\b(done|complete[d]?|finished|closed|resolved|released|shipped|deployed|delivered|live|accepted|archived?)\b/,
  ],
  ["done", /(^|[^a-zäöü])(fertig|erledigt|abgeschlossen|geschlossen|gelöst|ausgeliefert|veröffentlicht|archiv(iert)?)/],
  [
    "active",
    /\b(doing|in progress|progress|wip|active|working|started|ongoing|in development|developing|implementing)\b/,
  ],
  ["active", /\b(review|reviewing|test|testing|qa|verify|verification|staging|approval)\b/],
  ["active", /(in arbeit|in bearbeitung|in umsetzung|umsetzung|laufend|läuft|aktiv|begonnen|prüf|abnahme|freigabe)/],
  ["backlog", /\b(backlog|ideas?|icebox|someday|maybe|wish ?list|inbox|later|brainstorm|proposed|new|future)\b/],
  ["backlog", /(ideen|idee\b|eingang|irgendwann|später|speicher|vorschläge|wunschliste|\bneu\b)/],
]

/** What a list's name says of the state of the work in it; `waiting` where it says nothing: there to be started. */
export function guessCategory(name: string): Category {
  const words = name.trim().toLowerCase().replaceAll(/[_-]+/g, " ")
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? "waiting"
}

/** Names of lists in the order of the work in them, as a file has them that has no order of its own. */
export function inOrderOfWork(names: readonly string[]): readonly string[] {
  const places = new Map(names.map(name => [name, CATEGORIES.indexOf(guessCategory(name))]))
  return names.toSorted((left, right) => places.get(left)! - places.get(right)!)
}
