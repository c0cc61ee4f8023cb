import type { JSX } from "solid-js"
import { svgText } from "../../parts/chart/drawing-file.ts"
import { saveBlob } from "../../parts/save-file.ts"
import { reportWords } from "../../text/service-report.ts"
import { Button } from "../../ui/button.tsx"
import { downloadIcon } from "../../ui/icons.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { fileName } from "./figure-table.tsx"

/** A drawing that may be wider than the page, with the way to keep it. */
export function ChartFrame(props: {
  readonly label: string
  readonly draw: (hold: (drawing: SVGSVGElement) => void) => JSX.Element
}): JSX.Element {
  let drawing: SVGSVGElement | undefined
  return (
    <div class="report-chart">
      <ScrollRegion label={props.label}>{props.draw(made => (drawing = made))}</ScrollRegion>
      <Button
        size="small"
        kind="quiet"
        icon={downloadIcon}
        class="report-save"
        aria-label={reportWords().svgOf(props.label)}
        onClick={() => {
          if (drawing === undefined) return
          saveBlob(`${fileName(props.label)}.svg`, new Blob([svgText(drawing)], { type: "image/svg+xml" }))
        }}
      >
        {reportWords().svg}
      </Button>
    </div>
  )
}
