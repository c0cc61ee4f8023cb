import { Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { sheetWords } from "../../text/plan-sheet.ts"
import { planWords } from "../../text/plan.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { FoldingBar } from "../../ui/folding-bar.tsx"
import {
  chartColumnIcon,
  circleCheckIcon,
  flagIcon,
  infoIcon,
  linkIcon,
  mapIcon,
  maximizeIcon,
  routeIcon,
  slidersHorizontalIcon,
  unlinkIcon,
  usersIcon,
  zoomInIcon,
  zoomOutIcon,
} from "../../ui/icons.ts"
import { MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { PrintButton } from "./output/print-button.tsx"
import { ColumnChooser } from "./outline/column-chooser.tsx"
import { finishDay } from "./instant-words.ts"
import { ZOOM_STEP } from "./plan-keys.ts"
import { LevelButton } from "./levelling/level-button.tsx"
import { usePlan } from "./plan-state.ts"
import { linkInTurn, unlink } from "./plan-steps.ts"
import { MOST_BASELINES } from "./shown-baselines.ts"

/** What can be done to the plan and to how it is shown. */
export function PlanBar(): JSX.Element {
  const state = usePlan()
  const words = planWords
  const fit = () => (state.chosen().length > 1 ? state.fitSelection() : state.fit())
  const baselines = (): readonly MenuEntry[] => [
    { kind: "heading", label: words().mostBaselines(MOST_BASELINES) },
    ...state.baselines.all().map(({ id, name }) => ({
      label: name,
      checked: state.baselines.isShown(id),
      staysOpen: true,
      onSelect: () => state.baselines.toggle(id),
    })),
  ]
  const baselineNames = () => {
    const [first, ...others] = state.baselines.shown()
    if (first === undefined) return words().noBaseline
    return others.length === 0 ? words().baseline(first.name) : words().baselinesShown(others.length + 1)
  }
  return (
    <FoldingBar class="plan-bar" label={words().toolbar} moreLabel={words().moreOfBar}>
      <Show when={state.rows().length > 0}>
        <span class="plan-finish">{words().finish(finishDay(state.plan().computed.dates.finish, state.today()))}</span>
      </Show>
      <Show when={state.mayWrite()}>
        <IconButton
          icon={linkIcon}
          label={words().link}
          shortcut="mod+l"
          disabled={state.chosen().length < 2}
          onClick={() => linkInTurn(state, state.chosen())}
        />
        <IconButton
          icon={unlinkIcon}
          label={words().unlink}
          shortcut="mod+shift+l"
          disabled={state.chosen().length === 0}
          onClick={() => unlink(state, state.chosen())}
        />
      </Show>
      <span class="plan-bar-room" />
      <Button
        kind="quiet"
        icon={routeIcon}
        class="plan-critical"
        aria-pressed={state.marksCritical()}
        onClick={() => state.setMarksCritical(!state.marksCritical())}
      >
        {words().criticalPath}
      </Button>
      <Show when={state.baselines.all().length > 0}>
        <MenuButton
          kind="quiet"
          icon={flagIcon}
          class="plan-baselines"
          menuLabel={words().baselines}
          entries={baselines}
          align="end"
        >
          {baselineNames()}
        </MenuButton>
      </Show>
      <span class="plan-bar-line" />
      <IconButton icon={zoomOutIcon} label={words().zoomOut} shortcut="-" onClick={() => state.zoom(1 / ZOOM_STEP)} />
      <IconButton icon={zoomInIcon} label={words().zoomIn} shortcut="+" onClick={() => state.zoom(ZOOM_STEP)} />
      <Button kind="quiet" onClick={() => state.showToday()}>
        {words().today}
      </Button>
      <IconButton
        icon={maximizeIcon}
        label={state.chosen().length > 1 ? words().fitSelection : words().fit}
        shortcut="f"
        onClick={fit}
      />
      <span class="plan-bar-line" />
      <Show when={!state.narrow()}>
        <ColumnChooser />
      </Show>
      <Button
        kind="quiet"
        icon={slidersHorizontalIcon}
        aria-pressed={state.showsDetails()}
        onClick={() => state.setShowsDetails(!state.showsDetails())}
      >
        {sheetWords().details}
      </Button>
      <Button
        kind="quiet"
        icon={infoIcon}
        aria-pressed={state.showsWhy()}
        onClick={() => state.setShowsWhy(!state.showsWhy())}
      >
        {words().why}
      </Button>
      <Button
        kind="quiet"
        icon={circleCheckIcon}
        class="plan-health-button"
        aria-pressed={state.health.isShown()}
        onClick={() => state.health.setShown(!state.health.isShown())}
      >
        {words().health}
        <Show when={state.health.amount()}>
          {amount => (
            <span class="plan-health-badge">
              <span aria-hidden="true">{format().number(amount())}</span>
              <span class="visually-hidden">{words().healthBadge(amount())}</span>
            </span>
          )}
        </Show>
      </Button>
      <Show when={state.mayWrite()}>
        <IconButton
          icon={usersIcon}
          label={sheetWords().people}
          pressed={state.strips.people()}
          onClick={() => state.strips.togglePeople()}
        />
      </Show>
      <LevelButton />
      <IconButton
        icon={chartColumnIcon}
        label={sheetWords().load}
        pressed={state.strips.load()}
        onClick={() => state.strips.toggleLoad()}
      />
      <IconButton
        icon={mapIcon}
        label={sheetWords().overview}
        pressed={state.strips.overview()}
        onClick={() => state.strips.toggleOverview()}
      />
      <PrintButton />
    </FoldingBar>
  )
}
