import type { ForeignCard } from "../board/board.ts"

/**
 * Takes away the parents that cards cannot have: one that the file does not hold, and of a ring of parents the one that
 * closes it, by the order of the file. Each is told of.
 */
export function cutRings(cards: ForeignCard[], onCut: (card: ForeignCard) => void): void {
  const parents = new Map(cards.map(card => [card.id, card.values?.parent ?? null]))
  /** Cards whose chain of parents is known to end. */
  const ending = new Set<string>()
  for (const [index, card] of cards.entries()) {
    const chain = new Set<string>()
    let at: string | null = card.id
    while (at !== null && !ending.has(at) && !chain.has(at)) {
      chain.add(at)
      at = parents.get(at) ?? null
      if (at !== null && !parents.has(at)) at = null
    }
    const isRing = chain.size > 0 && at === card.id
    const parent = parents.get(card.id) ?? null
    if (parent !== null && (!parents.has(parent) || isRing)) {
      parents.set(card.id, null)
      onCut(card)
      cards[index] = { ...card, values: { ...card.values, parent: null } }
    }
    if (at === null || ending.has(at) || isRing) for (const id of chain) ending.add(id)
  }
}
