import type { CardPlace } from "./board-model.ts"

/** The drawn list of one cell, for whoever points into it. */
export interface CardListHandle {
  readonly column: string
  readonly lane: string
  /** The area that takes drops: the whole column or cell. */
  readonly area: HTMLElement
  /** What scrolls the cards up and down. */
  readonly scroller: HTMLElement
  /** The card before which something at this height of the window goes, or `null` for the end. */
  readonly cardBelow: (clientY: number, isMoved: (id: string) => boolean) => string | null
  /** Scrolls so that a card is in view and drawn. */
  readonly reveal: (index: number) => void
}

/** The lists that a board draws now. */
export class CardLists {
  readonly #lists = new Set<CardListHandle>()
  #root: HTMLElement | undefined

  set root(root: HTMLElement) {
    this.#root = root
  }

  add(list: CardListHandle): () => void {
    this.#lists.add(list)
    return () => this.#lists.delete(list)
  }

  at(column: string, lane: string): CardListHandle | undefined {
    return [...this.#lists].find(list => list.column === column && list.lane === lane)
  }

  /** The list under a point of the window; beside or below it, the nearest one. */
  under(x: number, y: number): CardListHandle | undefined {
    let [nearest, least] = [undefined as CardListHandle | undefined, Infinity]
    for (const list of this.#lists) {
      const { left, right, top, bottom } = list.area.getBoundingClientRect()
      const distance = Math.max(left - x, 0, x - right) + Math.max(top - y, 0, y - bottom)
      if (distance < least) [nearest, least] = [list, distance]
    }
    return nearest
  }

  /** The drawn element of a card. */
  element(id: string): HTMLElement | undefined {
    return this.#root?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? undefined
  }

  /** Brings a card into view and gives it the focus; its element may have to be drawn first. */
  focus(id: string, place: CardPlace | undefined): void {
    if (place === undefined) return
    this.at(place.column, place.lane)?.reveal(place.index)
    const element = this.element(id)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: "nearest", inline: "nearest" })
  }
}
