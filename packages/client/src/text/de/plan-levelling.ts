import type { PlanLevellingWords } from "../en/plan-levelling.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const activities = (amount: number) => count(amount, { one: "Vorgang", other: "Vorgänge" })
const delays = (amount: number) => count(amount, { one: "Verzögerung", other: "Verzögerungen" })
const times = (amount: number) => (amount === 1 ? "einmal" : amount === 2 ? "zweimal" : `${amount}-mal`)

export const planLevelling: PlanLevellingWords = {
  title: "Plan abgleichen",
  close: "Schließen",
  fromFinish:
    "Dieser Plan wird von seinem Ende her geplant und deshalb nicht abgeglichen: Verzögerungen würden nur seinen Anfang verschieben.",

  tooMuch: "Wer zu viel hat",
  nobody: "Niemand wird mehr gebraucht, als verfügbar ist.",
  over: times,
  overTime: (from, to) => (from === to ? from : `${from} – ${to}`),
  overUnits: (taken, available) => `${taken} von ${available}`,
  more: amount => `und ${amount} weitere`,
  unnamed: "Ohne Namen",

  options: "Wie abgeglichen wird",
  order: "Zuerst kommt",
  orders: { standard: "Was zuerst anfängt", "priority-first": "Die höhere Priorität" },
  keeps: "Es bleibt, was anfängt",
  keptBefore: {
    nothing: "Nichts muss bleiben",
    today: "Vor heute",
    "status-date": date => `Bis zum Stichtag, ${date}`,
  },
  scope: "Verzögert werden darf",
  scopes: {
    all: "Jeder Vorgang",
    selected: amount => (amount === 0 ? "Nur, was ausgewählt ist" : `Nur die ${amount} ausgewählten`),
  },
  schedules: "Suche",
  effort: schedules => `Bis zu ${schedules} Pläne`,
  withinSlack: "Nur im Puffer: Ende und Fristen bleiben",
  level: "Abgleichen",
  clear: amount => `${delays(amount)} entfernen`,
  failed: "Die Suche ist unerwartet abgebrochen. Gleich noch einmal ab.",

  searching: "Verzögerungen werden gesucht",
  searched: (done, all) => `${done} von ${all} Plänen`,
  finishBecomes: (before, after) => `Ende ${before} → ${after}`,
  delayedSoFar: amount => `${activities(amount)} verzögert`,
  crowdedSoFar: amount => `noch ${amount} zu viel`,
  stop: "Anhalten und dies nehmen",
  stopping: "Wird angehalten",

  proposal: "Vorschlag",
  proposalOfClearing: "Ohne Abgleich",
  noMoves: "Es gibt nichts zu verzögern und keine Verzögerung zu entfernen.",
  proposed: (moves, finish, left) =>
    `${delays(moves)} vorgeschlagen. Der Plan endet am ${finish}. ${planLevelling.leftOver(left)}`,
  reviewed: (finish, left) => `Der Plan endet am ${finish}. ${planLevelling.leftOver(left)}`,
  bestOf: schedules => `Der beste von ${schedules} Plänen`,
  stale: "Der Plan hat sich seit diesem Vorschlag geändert.",
  levelAgain: "Neu abgleichen",
  ends: (after, before) => `Planende ${after} statt ${before}`,
  endStays: date => `Planende ${date}, wie jetzt`,
  moveAlong: amount => count(amount, { one: "anderer rückt mit", other: "andere rücken mit" }),
  leftOver: amount => (amount === 0 ? "Dann hat niemand zu viel." : `Jemand hat dann zu viel: ${times(amount)}.`),
  taken: (amount, all) => `${amount} von ${delays(all)}`,
  takeMove: title => `${title} verzögern`,
  moves: "Verzögerungen",
  fromTo: (before, after) => `${before} → ${after}`,
  gone: "Nicht mehr im Plan",
  showAll: amount => `Alle ${amount} zeigen`,
  busy: (name, titles, until) =>
    titles === "" ? `${name} ist bis ${until} belegt` : `${name} ist bis ${until} mit ${titles} belegt`,
  andMore: (titles, amount) => `${titles} und ${amount} weiteren`,
  quote: title => `„${title}“`,
  frozen: date => `Nichts rückt vor den ${date}`,
  free: "Es gibt nichts mehr abzuwarten",

  stillTooMuch: "Wer dann zu viel hat",
  why: {
    alone: title => `${title} braucht allein mehr, als da ist`,
    obstacles: (titles, why) =>
      titles === "" ? `Nicht zu verzögern: ${why}` : `Nicht zu verzögern: ${titles}, ${why}`,
    "left-out": titles => `Nicht verzögert: ${titles}`,
    slack: "Der Puffer reicht nicht",
    drives: "Was weichen könnte, treibt etwas, das bleibt",
  },
  obstacles: {
    "not-planned": "nicht Teil des Plans",
    begun: "schon begonnen",
    "typed-dates": "Termine von Hand",
    "must-be-on-date": "fester Termin",
    late: "so spät wie möglich",
    "not-chosen": "nicht ausgewählt",
    priority: "Priorität 1000",
    frozen: "beginnt in der Zeit, die bleibt",
  },
  breaks: "Zusagen, die brechen",

  apply: amount => `${delays(amount)} übernehmen`,
  applyClearing: amount => `${delays(amount)} entfernen`,
  discard: "Verwerfen",
  applied: (amount, finish) => `${activities(amount)} abgeglichen. Der Plan endet am ${finish}`,
  cleared: (amount, finish) => `${delays(amount)} entfernt. Der Plan endet am ${finish}`,
  steps: {
    level: amount => `Abgleich: ${activities(amount)}`,
    clear: amount => `${delays(amount)} entfernt`,
  },
}
