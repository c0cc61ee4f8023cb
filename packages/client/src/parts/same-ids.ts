/** Whether two lists name the same in the same order; as `equals` of a memo it keeps rows that go by id on the screen. */
export function sameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}
