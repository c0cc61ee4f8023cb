import type { Format } from "./output-choices.ts"
import type { PlanDrawing } from "./plan-drawing.ts"
import { printPages } from "./print-pages.ts"
import type { RgbPalette } from "./rgb-palette.ts"
import { pictureRatio, writePng } from "./write-png.ts"
import { writeSvg } from "./write-svg.ts"

/** What became of making a plan on paper. */
export type Produced =
  | { readonly state: "file"; readonly name: string; readonly bytes: Blob }
  | { readonly state: "printed" | "cancelled" | "no-memory" | "failed" }

export interface ProduceOptions {
  readonly format: Format
  readonly title: string
  readonly palette: RgbPalette
  readonly signal: AbortSignal
  readonly onPage: (done: number) => void
}

/** Makes what somebody chose; long ones go page by page, and can be cancelled between two. */
export async function producePlan(drawing: PlanDrawing, options: ProduceOptions): Promise<Produced> {
  try {
    return await produce(drawing, options)
  } catch {
    // Only letters that cannot be fetched, or a browser without memory for the whole, come to this.
    return { state: options.signal.aborted ? "cancelled" : "failed" }
  }
}

async function produce(drawing: PlanDrawing, options: ProduceOptions): Promise<Produced> {
  const { width, height, edge, area, pages, draw } = drawing
  const { format, palette, title } = options
  if (area === null) {
    const shapes = draw(pages[0]!)
    const ratio = pictureRatio(width, height)
    const bytes =
      format === "svg"
        ? new Blob([writeSvg(shapes, { palette, width, height, edge })], { type: "image/svg+xml" })
        : ratio === null
          ? null
          : await writePng(shapes, { width, height, edge, palette, ratio })
    return bytes === null ? { state: "no-memory" } : { state: "file", name: fileName(title, format), bytes }
  }
  if (format === "print") return printAll(drawing, options)
  const { writePdf } = await import("./write-pdf.ts")
  const { signal, onPage } = options
  const bytes = await writePdf(drawn(drawing), { title, area, palette, signal, onPage, pause })
  return { state: "file", name: fileName(title, format), bytes }
}

async function printAll(drawing: PlanDrawing, { palette, signal, onPage }: ProduceOptions): Promise<Produced> {
  const { width, height, area } = drawing
  const written: string[] = []
  for (const shapes of drawn(drawing)) {
    const prefix = `plan-page-${written.length}`
    written.push(writeSvg(shapes, { palette, width, height, prefix }))
    onPage(written.length)
    await pause()
    if (signal.aborted) return { state: "cancelled" }
  }
  await printPages(written, area!)
  return { state: "printed" }
}

function* drawn({ pages, draw }: PlanDrawing) {
  for (const page of pages) yield draw(page)
}

/** Until the screen has been drawn again. */
function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve))
}

/** What the file is called: as the space, without the signs that file systems refuse. */
function fileName(title: string, format: Format): string {
  const name = title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim()
  return `${name === "" ? "Plan" : name}.${format}`
}
