import type { KindName } from "./kinds.ts"
import type { ProseNode } from "./prose.ts"

/** A document without its workspace: `people`, `space/abc`, `comments/abc/def`. */
export type DocumentPath = string

/**
 * One field-level write, as plain data. An action's changes become one transaction (or several, for a big action) under
 * one stamp. `field` is a field's name; for a family `<family>-<key>`.
 */
export type Change =
  | {
      readonly do: "create"
      readonly document: DocumentPath
      readonly kind: KindName
      readonly id: string
      /** Fields that differ from their fallbacks, stored values. Sets are never in the seed. */
      readonly seed: Readonly<Record<string, unknown>>
    }
  | {
      readonly do: "set"
      readonly document: DocumentPath
      readonly kind: KindName
      readonly id: string
      readonly field: string
      readonly value: unknown
    }
  | {
      readonly do: "add" | "remove"
      readonly document: DocumentPath
      readonly kind: KindName
      readonly id: string
      readonly field: string
      readonly member: string
      /** Of a removal: the replicas whose entries alone are taken out, so that an undo leaves what others added. */
      readonly only?: readonly string[]
    }
  | {
      /** Prose of a document that holds text: written as paragraphs if it is still empty, or over other prose. */
      readonly do: "prose"
      readonly document: DocumentPath
      /** `DESCRIPTION`, `REPLY_DRAFT`, or the id of a comment or a message. */
      readonly root: string
      readonly text: string
      /** The prose itself, where it is more than plain paragraphs; `text` says it in letters. */
      readonly content?: readonly ProseNode[]
      /** The prose that is to give way to this: what leads from it to this is done to whatever stands, see `rewriteProse`. */
      readonly over?: readonly ProseNode[]
      /** Names the foreign text, so that two devices that import it write the same; else the text is new. */
      readonly source?: string
    }

/** The root under which the description of an item stands in its document of text. */
export const DESCRIPTION = "description"

/** The root that means the draft of the reply which is not sent yet; what is written there comes behind what stands. */
export const REPLY_DRAFT = "reply-draft"

/** The field that carries a deletion; its value is `[greatest stamp seen, who]`, or null after a restore. */
export const DELETED = "deleted"

/** The stored name of one entry of a family. */
export function familyField(family: string, key: string): string {
  return `${family}-${key}`
}

/** The family and key that a stored name means, or nothing if it is a plain field. Keys may hold dashes, families never do. */
export function splitFamily(field: string): readonly [family: string, key: string] | null {
  const dash = field.indexOf("-")
  return dash <= 0 ? null : [field.slice(0, dash), field.slice(dash + 1)]
}
