import { createSignal, type Accessor } from "solid-js"

/** Which strips stand around the chart, beside outline and panels. */
export interface PlanStrips {
  readonly people: Accessor<boolean>
  readonly overview: Accessor<boolean>
  readonly load: Accessor<boolean>
  readonly togglePeople: () => void
  readonly toggleOverview: () => void
  readonly toggleLoad: () => void
}

export function createPlanStrips(): PlanStrips {
  const [people, setPeople] = createSignal(false)
  const [overview, setOverview] = createSignal(false)
  const [load, setLoad] = createSignal(false)
  return {
    people,
    overview,
    load,
    togglePeople: () => void setPeople(shows => !shows),
    toggleOverview: () => void setOverview(shows => !shows),
    toggleLoad: () => void setLoad(shows => !shows),
  }
}
