import { followUsualMatrix, setMatrixCell } from "@weft/model/actions/classification"
import { LEVELS, type Level, type Priority } from "@weft/model/schema/item"
import { cellOf, matrixCells } from "@weft/model/service/priority-matrix"
import { For, Show, type JSX } from "solid-js"
import { useAct } from "../../../parts/acting.ts"
import { openPriorityPicker } from "../../../parts/priority-picker.tsx"
import { PriorityGlyph } from "../../../parts/priority-glyph.tsx"
import { classificationWords } from "../../../text/classification.ts"
import { t } from "../../../text/index.ts"
import { Button } from "../../../ui/button.tsx"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import "./classification.css"

/** Which priority follows from impact and urgency, as a table that is edited cell by cell. */
export function MatrixSection(props: ServiceSectionProps): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => classificationWords()
  const profile = () => props.space.live.table("profiles").get(props.space.id)
  const level = (one: Level) => t().filters.levels[one]
  const set = (impact: Level, urgency: Level, priority: Priority) =>
    void act(setMatrixCell, { impact, urgency, priority }, words().did.matrix)
  const isChanged = () => matrixCells(profile()).some(({ isUsual }) => !isUsual)
  return (
    <PageSection
      title={words().matrix}
      hint={words().matrixHint}
      actions={
        <Show when={props.mayManage && isChanged()}>
          <Button size="small" kind="quiet" onClick={() => void act(followUsualMatrix, {}, words().did.matrix)}>
            {words().usual}
          </Button>
        </Show>
      }
    >
      <Lock locked={!props.mayManage}>
        <table class="matrix">
          <thead>
            <tr>
              <td />
              <th class="matrix-axis" scope="colgroup" colspan={LEVELS.length}>
                {words().urgency}
              </th>
            </tr>
            <tr>
              <th class="matrix-axis" scope="col">
                {words().impact}
              </th>
              <For each={LEVELS}>
                {urgency => (
                  <th scope="col">
                    {level(urgency)}
                    <span class="matrix-meaning">{words().urgencies[urgency]}</span>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={LEVELS}>
              {impact => (
                <tr>
                  <th scope="row">
                    {level(impact)}
                    <span class="matrix-meaning">{words().impacts[impact]}</span>
                  </th>
                  <For each={LEVELS}>
                    {urgency => (
                      <td>
                        <MatrixCell
                          label={words().matrixCell(level(impact), level(urgency))}
                          priority={cellOf(profile(), impact, urgency)}
                          onPick={priority => set(impact, urgency, priority)}
                        />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Lock>
    </PageSection>
  )
}

function MatrixCell(props: {
  readonly label: string
  readonly priority: Priority
  readonly onPick: (priority: Priority) => void
}): JSX.Element {
  return (
    <button
      type="button"
      class="matrix-cell"
      aria-haspopup="dialog"
      aria-label={`${props.label}: ${t().priorities[props.priority]}`}
      onClick={event =>
        openPriorityPicker({
          anchor: event.currentTarget,
          priority: () => props.priority,
          onPick: picked => props.onPick(picked),
        })
      }
    >
      <PriorityGlyph priority={props.priority} decorative />
      <span class="matrix-priority">{t().priorities[props.priority]}</span>
    </button>
  )
}
