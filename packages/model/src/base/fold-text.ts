/** A text as it is compared by people who look for it: without case, and without marks on letters. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}
