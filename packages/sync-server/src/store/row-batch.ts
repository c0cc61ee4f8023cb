import type { LogRow } from "./log-store.ts"

/** Rows on their way to another thread: all bytes in one buffer, which is given away rather than copied. */
export interface RowBatch {
  readonly rows: readonly (Omit<LogRow, "bytes"> & { readonly length: number })[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

export function packRows(rows: readonly LogRow[]): RowBatch {
  const all = new Uint8Array(new ArrayBuffer(rows.reduce((sum, row) => sum + row.bytes.length, 0)))
  let end = 0
  const described = rows.map(({ bytes, ...rest }) => {
    all.set(bytes, end)
    end += bytes.length
    return { ...rest, length: bytes.length }
  })
  return { rows: described, bytes: all }
}

export function unpackRows({ rows, bytes }: RowBatch): LogRow[] {
  let end = 0
  return rows.map(({ length, ...rest }) => {
    const start = end
    end += length
    return { ...rest, bytes: bytes.subarray(start, end) }
  })
}
