import { hunksBetween, type Hunk } from "../base/hunks.ts"
import { letterHunks } from "../base/words.ts"
import { isEmptyProse, paragraphsOf, plainTextOf, type ProseNode } from "../schema/prose.ts"
import { isProseLine } from "../schema/prose-saying.ts"

/**
 * What of a draft is in none of the texts that were sent of it, in its order: whole blocks, and of lines that grew the
 * words that they grew by. Empty where everything went out. What was taken out of the draft since says nothing.
 */
export function unsentWords(
  draft: readonly ProseNode[],
  sent: readonly (readonly ProseNode[])[],
): readonly ProseNode[] {
  return sent.reduce((standing, one) => wordsBeyond(standing, saying(one)), saying(draft))
}

const saying = (nodes: readonly ProseNode[]): readonly ProseNode[] => nodes.filter(node => !isEmptyProse([node]))

const lettersOf = (node: ProseNode): string => plainTextOf([node]).trim()

function wordsBeyond(standing: readonly ProseNode[], sent: readonly ProseNode[]): readonly ProseNode[] {
  return hunksBetween(sent.map(lettersOf), standing.map(lettersOf)).flatMap(hunk => beyond(hunk, standing, sent))
}

/** Of blocks that stand in the place of sent ones: what each has beyond its counterpart, and those that have none. */
function beyond(
  { start, end, freshStart, freshEnd }: Hunk,
  standing: readonly ProseNode[],
  sent: readonly ProseNode[],
) {
  return standing.slice(freshStart, freshEnd).flatMap((block, index): readonly ProseNode[] => {
    const counterpart = start + index < end ? sent[start + index] : undefined
    if (counterpart === undefined) return [block]
    if (!isProseLine(block)) return [block]
    const [before, after] = [lettersOf(counterpart), lettersOf(block)]
    const hunks = letterHunks(before, after)
    // A line that has little of the other is no longer version of it.
    if (hunks.length === 1 && hunks[0]!.start === 0 && hunks[0]!.end === before.length) return [block]
    const grown = hunks.map(hunk => after.slice(hunk.freshStart, hunk.freshEnd).trim()).filter(words => words !== "")
    return grown.length === 0 ? [] : paragraphsOf(grown.join(" "))
  })
}
