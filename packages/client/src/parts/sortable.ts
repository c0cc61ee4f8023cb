import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine"
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter"

/** On which side of a row something that is dragged would land. */
export type SortEdge = "above" | "below"

export interface SortableOptions {
  readonly element: HTMLElement
  readonly handle: HTMLElement
  readonly id: string
  /** What the rows are, such as "checklist row": what is dragged lands only among its kind. */
  readonly kind: string
  /** Whether a dragged row may land here. */
  readonly accepts: (id: string) => boolean
  /** Where it would land now; `null` when it has left. */
  readonly onEdge: (edge: SortEdge | null) => void
  readonly onDrop: (id: string, edge: SortEdge) => void
}

/** Lets a row be dragged by its handle among rows of its kind. Answers how to stop. */
export function makeSortable(options: SortableOptions): () => void {
  const edgeAt = (clientY: number): SortEdge => {
    const { top, height } = options.element.getBoundingClientRect()
    return clientY < top + height / 2 ? "above" : "below"
  }
  const idOf = (data: Record<string, unknown>): string => (typeof data["id"] === "string" ? data["id"] : "")
  return combine(
    draggable({
      element: options.element,
      dragHandle: options.handle,
      getInitialData: () => ({ kind: options.kind, id: options.id }),
    }),
    dropTargetForElements({
      element: options.element,
      canDrop: ({ source }) => source.data["kind"] === options.kind && options.accepts(idOf(source.data)),
      onDrag: ({ location, source }) =>
        options.onEdge(idOf(source.data) === options.id ? null : edgeAt(location.current.input.clientY)),
      onDragLeave: () => options.onEdge(null),
      onDrop: ({ location, source }) => {
        options.onEdge(null)
        options.onDrop(idOf(source.data), edgeAt(location.current.input.clientY))
      },
    }),
  )
}
