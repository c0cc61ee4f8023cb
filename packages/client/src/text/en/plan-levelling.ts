import type { Obstacle } from "@weft/model/levelling/movable-tasks"
import { createCount } from "../plural.ts"

const count = createCount("en")
const activities = (amount: number) => count(amount, { one: "activity", other: "activities" })
const times = (amount: number) => (amount === 1 ? "once" : amount === 2 ? "twice" : `${amount} times`)

/** Words of levelling. They come with its panel. */
export const planLevelling = {
  title: "Level the plan",
  close: "Close",
  fromFinish:
    "This plan is scheduled from its finish, so it is not levelled: delays would only move its start to a later day.",

  tooMuch: "Who has too much",
  nobody: "Nobody is wanted for more than there is of them.",
  over: times,
  /** When, and how much of how much. */
  overTime: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  overUnits: (taken: string, available: string) => `${taken} of ${available}`,
  more: (amount: number) => `and ${amount} more`,
  unnamed: "Nobody by name",

  options: "How to level",
  order: "Comes first",
  orders: { standard: "What begins first", "priority-first": "The higher priority" },
  keeps: "Keep what begins",
  keptBefore: {
    nothing: "Keep nothing",
    today: "Before today",
    "status-date": (date: string) => `By the status date, ${date}`,
  },
  scope: "May be delayed",
  scopes: {
    all: "All activities",
    selected: (amount: number) => (amount === 0 ? "Only what is selected" : `Only the ${amount} selected`),
  },
  schedules: "Search",
  effort: (schedules: string) => `Up to ${schedules} schedules`,
  withinSlack: "Within slack only: the end and all deadlines stay",
  level: "Level",
  clear: (amount: number) => `Clear ${count(amount, { one: "delay", other: "delays" })}`,
  failed: "The search ended unexpectedly. Level again.",

  searching: "Searching for delays",
  searched: (done: string, all: string) => `${done} of ${all} schedules`,
  finishBecomes: (before: string, after: string) => `Finish ${before} → ${after}`,
  delayedSoFar: (amount: number) => `${activities(amount)} delayed`,
  crowdedSoFar: (amount: number) => `${amount} still too much`,
  stop: "Stop and take this",
  stopping: "Stopping",

  proposal: "What is proposed",
  proposalOfClearing: "Without levelling",
  noMoves: "There is nothing to delay, and no delay to take out.",
  proposed: (moves: number, finish: string, left: number) =>
    `${count(moves, { one: "delay", other: "delays" })} proposed. The plan ends ${finish}. ${planLevelling.leftOver(left)}`,
  reviewed: (finish: string, left: number) => `The plan ends ${finish}. ${planLevelling.leftOver(left)}`,
  bestOf: (schedules: string) => `The best of ${schedules} schedules`,
  stale: "The plan has changed since this was proposed.",
  levelAgain: "Level again",
  ends: (after: string, before: string) => `Plan ends ${after} instead of ${before}`,
  endStays: (date: string) => `Plan ends ${date}, as now`,
  moveAlong: (amount: number) => count(amount, { one: "other moves along", other: "others move along" }),
  leftOver: (amount: number) =>
    amount === 0 ? "Nobody has too much then." : `Somebody has too much then: ${times(amount)}.`,
  taken: (amount: number, all: number) => `${amount} of ${count(all, { one: "delay", other: "delays" })}`,
  takeMove: (title: string) => `Delay ${title}`,
  moves: "Delays",
  fromTo: (before: string, after: string) => `${before} → ${after}`,
  gone: "It is no longer in the plan",
  showAll: (amount: number) => `Show all ${amount}`,
  busy: (name: string, titles: string, until: string) =>
    titles === "" ? `${name} is busy until ${until}` : `${name} is busy with ${titles} until ${until}`,
  andMore: (titles: string, amount: number) => `${titles} and ${amount} more`,
  quote: (title: string) => `“${title}”`,
  frozen: (date: string) => `Nothing moves to before ${date}`,
  free: "There is nothing left to wait for",

  stillTooMuch: "Who has too much then",
  why: {
    alone: (title: string) => `${title} alone wants more than there is`,
    /** Without titles it is said of all. */
    obstacles: (titles: string, why: string) =>
      titles === "" ? `Cannot be delayed: ${why}` : `Cannot be delayed: ${titles}, ${why}`,
    "left-out": (titles: string) => `Not delayed: ${titles}`,
    slack: "There is not slack enough",
    drives: "Whatever could make way drives something that stays",
  },
  obstacles: {
    "not-planned": "not part of the plan",
    begun: "already begun",
    "typed-dates": "dates typed by hand",
    "must-be-on-date": "must be on a date",
    late: "as late as possible",
    "not-chosen": "not selected",
    priority: "priority 1000",
    frozen: "begins in the time that is kept",
  } satisfies Record<Obstacle, string>,
  breaks: "Promises that break",

  apply: (amount: number) => `Apply ${count(amount, { one: "delay", other: "delays" })}`,
  applyClearing: (amount: number) => `Take out ${count(amount, { one: "delay", other: "delays" })}`,
  discard: "Discard",
  applied: (amount: number, finish: string) => `${activities(amount)} levelled. The plan ends ${finish}`,
  cleared: (amount: number, finish: string) =>
    `${count(amount, { one: "delay", other: "delays" })} taken out. The plan ends ${finish}`,
  /** The names of steps, as undo says them. */
  steps: {
    level: (amount: number) => `levelling of ${activities(amount)}`,
    clear: (amount: number) => `taking out ${count(amount, { one: "delay", other: "delays" })}`,
  },
}

export type PlanLevellingWords = typeof planLevelling
