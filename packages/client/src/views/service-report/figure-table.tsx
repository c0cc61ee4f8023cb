import { toCsv } from "@weft/model/exchange/delimited"
import { For, Show, type JSX } from "solid-js"
import { svgText } from "../../parts/chart/drawing-file.ts"
import { saveBlob } from "../../parts/save-file.ts"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { Button } from "../../ui/button.tsx"
import { downloadIcon } from "../../ui/icons.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { useReport, type Behind } from "./report-state.ts"

/** One cell of a table of figures: what it says, and what stands behind it. */
export interface FigureCell {
  readonly text: string
  /** What a file says instead, such as a number without its unit. */
  readonly raw?: string | undefined
  readonly behind?: Behind | undefined
}

export interface FigureRow {
  readonly name: string
  readonly cells: readonly FigureCell[]
}

export interface FigureTableProps {
  readonly label: string
  /** What the rows are, and what each column of cells is. */
  readonly heads: readonly [string, ...string[]]
  readonly rows: readonly FigureRow[]
  /** The drawing of these figures above, if there is one, which goes into a file as well. */
  readonly drawing?: () => SVGSVGElement | undefined
}

/** Exact figures, each of which shows what it counts, and the same as a file. */
export function FigureTable(props: FigureTableProps): JSX.Element {
  return (
    <div class="report-table">
      <ScrollRegion label={props.label}>
        <table class="report-figures" aria-label={props.label}>
          <thead>
            <tr>
              <For each={props.heads}>
                {(head, index) => (
                  <th scope="col" class={index() === 0 ? undefined : "numeric"}>
                    {head}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {row => (
                <tr>
                  <th scope="row">{row.name}</th>
                  <For each={row.cells}>
                    {cell => (
                      <td class="numeric" data-zero={cell.behind === undefined && cell.raw === "0" ? "" : undefined}>
                        <Figure cell={cell} />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </ScrollRegion>
      <div class="report-save">
        <Show when={props.drawing}>
          {drawing => (
            <Button
              size="small"
              kind="quiet"
              icon={downloadIcon}
              aria-label={reportWords().svgOf(props.label)}
              onClick={() => saveDrawing(props.label, drawing()())}
            >
              {reportWords().svg}
            </Button>
          )}
        </Show>
        <Button
          size="small"
          kind="quiet"
          icon={downloadIcon}
          aria-label={reportWords().csvOf(props.label)}
          onClick={() => saveCsv(props.label, tableFile(props.heads, props.rows))}
        >
          {reportWords().csv}
        </Button>
      </div>
    </div>
  )
}

/** A number that shows what it counts; where it counts nothing it is only a number. */
function Figure(props: { readonly cell: FigureCell }): JSX.Element {
  const state = useReport()
  const isShown = ({ section, title }: Behind) => state.behind()?.section === section && state.behind()?.title === title
  return (
    <Show when={props.cell.behind} fallback={props.cell.text}>
      {behind => (
        <button
          type="button"
          class="report-figure"
          aria-label={reportWords().behind.look(behind().title, props.cell.text)}
          aria-pressed={isShown(behind())}
          onClick={() => state.look(isShown(behind()) ? null : behind())}
        >
          {props.cell.text}
        </button>
      )}
    </Show>
  )
}

/** A count as a cell, with what it counts where that is anything. */
export function countCell(count: number, behind: Behind): FigureCell {
  return { text: format().number(count), raw: String(count), behind: count > 0 ? behind : undefined }
}

/** A share as a cell, `null` where there is nothing to have a share of. */
export function shareCell(share: number | null): FigureCell {
  return share === null ? { text: "–", raw: "" } : { text: format().percent(share), raw: (100 * share).toFixed(1) }
}

/** A table as comma-separated values: the same rows and columns, numbers without their units. */
function tableFile(heads: readonly string[], rows: readonly FigureRow[]): string {
  return toCsv([heads, ...rows.map(({ name, cells }) => [name, ...cells.map(({ raw, text }) => raw ?? text)])])
}

/** Offers a table as a file that is named after it. */
export function saveCsv(name: string, text: string): void {
  saveBlob(`${fileName(name)}.csv`, new Blob([text], { type: "text/csv" }))
}

function saveDrawing(name: string, drawing: SVGSVGElement | undefined): void {
  if (drawing !== undefined) saveBlob(`${fileName(name)}.svg`, new Blob([svgText(drawing)], { type: "image/svg+xml" }))
}

/** What may stand in the name of a file on every system. */
function fileName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")
}
