import type { Extensions } from "@tiptap/core"
import { TableKit } from "@tiptap/extension-table"

/** The nodes and keys of tables; fetched with the first table. */
export const tables: Extensions = [TableKit.configure({ table: { resizable: false, allowTableNodeSelection: true } })]
