/** Words that people choose, beside those that are about themselves. */
const CHOSEN =
  "password passwort kennwort welcome willkommen letmein iloveyou administrator changeme geheim secret weft"

/** Keys and letters in a row. */
const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
]

/** So many different letters a password has at least. */
const MIN_LETTERS = 5

/**
 * Whether a password is among the first that somebody would guess: a few
 * letters again and again, keys in a row, or one word, of the usual ones or of
 * `about` (the person's name and mail address), with digits and signs around it.
 */
export function isEasyPassword(password: string, about: readonly string[]): boolean {
  const lower = password.toLowerCase()
  if (new Set(lower).size < MIN_LETTERS) return true
  const backwards = [...lower].toReversed().join("")
  if (ROWS.some(row => row.includes(lower) || row.includes(backwards))) return true
  const word = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
  const words = about.flatMap(text => [text.toLowerCase(), ...text.toLowerCase().split(/[^\p{L}\d]+/u)])
  return word === "" || CHOSEN.split(" ").includes(word) || words.includes(word) || words.includes(lower)
}
