/** Where files that are dragged over something would go, if anywhere. */
export interface FileDropOptions {
  /** The element that would take them, for the one that the pointer is over; nothing where none would. */
  readonly target: (over: Element) => HTMLElement | null
  readonly onFiles: (files: readonly File[], target: HTMLElement) => void
}

/**
 * Takes files that are dropped on parts of an element. While they hang over one that takes them, it has
 * `data-file-over`. Answers how to stop.
 */
export function makeFileDrop(element: HTMLElement, { target, onFiles }: FileDropOptions): () => void {
  let over: HTMLElement | null = null
  const mark = (next: HTMLElement | null) => {
    if (over === next) return
    over?.removeAttribute("data-file-over")
    next?.setAttribute("data-file-over", "")
    over = next
  }
  const targetOf = (event: DragEvent) =>
    holdsFiles(event) && event.target instanceof Element ? target(event.target) : null
  const onOver = (event: DragEvent) => {
    const found = targetOf(event)
    mark(found)
    if (found === null) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy"
  }
  const onLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) mark(null)
  }
  const onDrop = (event: DragEvent) => {
    const found = targetOf(event)
    mark(null)
    if (found === null) return
    event.preventDefault()
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) onFiles(files, found)
  }
  element.addEventListener("dragover", onOver)
  element.addEventListener("dragleave", onLeave)
  element.addEventListener("drop", onDrop)
  return () => {
    mark(null)
    element.removeEventListener("dragover", onOver)
    element.removeEventListener("dragleave", onLeave)
    element.removeEventListener("drop", onDrop)
  }
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false
}
