import type { MemberId } from "../base/ids.ts"
import type { ProseNode } from "../schema/prose.ts"
import { TEAM, type Teammate } from "./story.ts"

const MENTION = new RegExp(`@(${TEAM.join("|")})\\b`)

/** What a comment says, with `@name` as a mention of that person; `undefined` where it mentions nobody. */
export function withMentions(
  text: string,
  person: (who: Teammate) => { readonly id: MemberId; readonly name: string },
): readonly ProseNode[] | undefined {
  if (!MENTION.test(text)) return undefined
  // Every second part is a name.
  const content = text.split(MENTION).flatMap((part, index): ProseNode[] => {
    if (index % 2 === 0) return part === "" ? [] : [{ text: part, marks: {} }]
    const { id, name } = person(part as Teammate)
    return [{ element: "mention", attributes: { member: id, label: name }, content: [] }]
  })
  return [{ element: "paragraph", attributes: {}, content }]
}
