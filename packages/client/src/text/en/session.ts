import { createCount } from "../plural.ts"

const count = createCount("en")

/** Words of planning sessions. */
export const session = {
  title: "Planning session",
  region: (name: string) => `Planning session ${name}`,
  start: "Start a planning session",
  name: "What is planned",
  unit: "Estimates in",
  units: { time: "time", points: "points" },
  begin: "Start",
  leads: (who: string) => `${who} leads`,
  youLead: "You lead",
  join: "Join",
  follow: (who: string) => `Follow ${who}`,
  lead: "Take the lead",
  end: "End session",
  more: "More of the session",
  fold: "Fold the session",
  unfold: "Show the session",
  wentOn: (name: string, who: string) => `${who} plans “${name}” with whoever joins.`,

  timer: "Clock",
  timerLeft: (left: string) => `${left} left`,
  timeUp: "Time is up",
  minutes: (minutes: number) => count(minutes, { one: "minute", other: "minutes" }),
  stopTimer: "Stop the clock",

  voteOn: "Vote on an item",
  voteOnOpen: (title: string) => `Vote on ${title}`,
  chooseItem: "Item to vote on",
  nothing: "Nothing is voted on yet.",
  waitForLead: (who: string) => `${who} chooses what is voted on.`,
  ballot: (title: string) => `How much does ${title} take?`,
  round: (round: number) => `Round ${round}`,
  cards: "Your vote",
  unsure: "?",
  unsureName: "I cannot say",
  voted: (done: number, all: number) => `${done} of ${all} have voted`,
  hasVoted: (who: string) => `${who} has voted`,
  hasNotVoted: (who: string) => `${who} has not voted yet`,
  reveal: "Show the votes",
  revealed: "Votes",
  vote: (who: string, value: string) => `${who}: ${value}`,
  apart: (least: string, most: string) => `From ${least} to ${most}`,
  alike: "Everybody says the same",
  noVotes: "Nobody has voted",
  again: "Vote again",
  agree: "Agree on",
  agreed: (title: string, value: string) => `${title} takes ${value}`,

  decisions: "Decisions",
  noDecisions: "Nothing has been decided yet.",
  decide: "Write down what is decided",
  editDecision: (text: string) => `Change: ${text}`,
  dropDecision: (text: string) => `Remove: ${text}`,
  estimate: (title: string, value: string) => `${title}: ${value}`,
  about: (title: string) => `About ${title}`,

  steps: {
    start: (name: string) => `planning session ${name}`,
    agree: (title: string) => `estimate of ${title}`,
    decide: "decision",
    end: "end of the planning session",
  },
}

export type SessionWords = typeof session
