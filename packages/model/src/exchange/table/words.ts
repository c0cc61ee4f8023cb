import type { Level, Priority } from "../../schema/item.ts"

const PRIORITY_WORDS: readonly (readonly [Priority, RegExp])[] = [
  [
    "urgent",
    /^(?:urgent|critical|blocker|highest|immediate|very high|p[01]|dringend|kritisch|sehr hoch|höchste|sofort)$/,
  ],
  ["high", /^(?:high|major|important|p2|hoch|wichtig|hohe)$/],
  ["medium", /^(?:medium|normal|moderate|standard|p3|mittel|mittlere)$/],
  ["low", /^(?:low|lowest|minor|trivial|p[45]|niedrig|gering|klein|niedrige)$/],
  ["none", /^(?:none|no|keine?|-|–)?$/],
]

/** What a word says of priority, in English or German; null where it says nothing that is known. */
export function readPriority(text: string): Priority | null {
  const word = text.trim().toLowerCase()
  return PRIORITY_WORDS.find(([, pattern]) => pattern.test(word))?.[0] ?? null
}

const LEVEL_WORDS: readonly (readonly [Level, RegExp])[] = [
  ["high", /^(?:high|hoch|yes|ja|true|1|wichtig|important|dringend|urgent)$/],
  ["medium", /^(?:medium|mittel|normal)$/],
  ["low", /^(?:low|niedrig|gering|no|nein|false|0|unwichtig|not important|not urgent|nicht dringend)$/],
]

/** What a word says of importance or urgency; null where it says nothing that is known. */
export function readLevel(text: string): Level | null {
  const word = text.trim().toLowerCase()
  return LEVEL_WORDS.find(([, pattern]) => pattern.test(word))?.[0] ?? null
}

const YES = /^(?:yes|y|true|t|1|x|ja|j|wahr|on|✓|✔|☑)$/
const NO = /^(?:no|n|false|f|0|nein|falsch|off|-|–|☐)?$/
/** Words that say of a thing by its name whether it is so: a column of "done" may hold "done" and "open". */
const SO = /^(?:done|fertig|erledigt|complete|completed|archived|archiviert)$/
const NOT_SO = /^(?:open|offen)$/

/** What a word says of yes or no, in English or German, and an empty cell of no; null where it says neither. */
export function readFlag(text: string): boolean | null {
  const word = text.trim().toLowerCase()
  if (YES.test(word) || SO.test(word)) return true
  return NO.test(word) || NOT_SO.test(word) ? false : null
}

/** Whether a word is a plain yes or no, and no name of a state. */
export function isYesOrNo(text: string): boolean {
  const word = text.trim().toLowerCase()
  return YES.test(word) || NO.test(word)
}
