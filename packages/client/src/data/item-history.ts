import { FieldHistory, type FieldChange } from "@weft/model/replica/field-history"
import type { ItemId, SpaceId, WorkspaceId } from "@weft/model/base/ids"

/** Asks the relay, as `fetch` does. */
export type Ask = (address: string) => Promise<Response>

const askRelay: Ask = address => fetch(address, { cache: "no-store" })

/** How many rows the relay gives at once; fewer are the last. */
const ROWS_AT_ONCE = 1_000

/**
 * What became of the fields of an item, the oldest first, from the relay's log of its space; `null` where the relay
 * cannot be asked or does not tell.
 */
export async function itemHistory(
  workspace: WorkspaceId,
  space: SpaceId,
  item: ItemId,
  ask: Ask = askRelay,
): Promise<readonly FieldChange[] | null> {
  const history = new FieldHistory(item)
  for (let after = 0; ;) {
    const rows = await readRows(`/api/history/${workspace}/space/${space}?after=${after}`, ask)
    if (rows === null) return null
    for (const { update } of rows) if (update !== null) history.add(bytesOf(update))
    if (rows.length < ROWS_AT_ONCE) return history.changes
    after = rows.at(-1)!.seq
  }
}

interface LogRow {
  readonly seq: number
  readonly update: string | null
}

async function readRows(address: string, ask: Ask): Promise<readonly LogRow[] | null> {
  try {
    const response = await ask(address)
    if (!response.ok) return null
    const lines = (await response.text()).split("\n").filter(line => line !== "")
    return lines.flatMap(line => readRow(JSON.parse(line)))
  } catch {
    return null
  }
}

function readRow(said: unknown): readonly LogRow[] {
  if (typeof said !== "object" || said === null) return []
  const { seq, update } = said as Record<string, unknown>
  return typeof seq === "number" ? [{ seq, update: typeof update === "string" ? update : null }] : []
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), letter => letter.codePointAt(0)!)
}
