/** The row of heads, where cells are named by rows. */
export const HEAD_ROW = "head"

export const rowElementId = (id: string) => `plan-row-${id}`
export const cellElementId = (id: string, column: string) => `plan-cell-${id}-${column}`
