/** Words of what taking a ticket would do to other promises and to projects. */
export const displacement = {
  title: (key: string) => `What would ${key} displace?`,
  needs: "It needs",
  needsPlaceholder: "1 h 30 min",
  noDuration: "Write how long it takes, such as 2 h",
  isAtOnce: "Before everything else, from now on",
  reckoning: "Looking at what else there is to do …",
  you: "If you take it",
  they: (name: string) => `If ${name} has it`,
  doneBy: (when: string) => `Done ${when}`,
  doneNever: "Not done within a year",
  nothing: "Nothing else would become late",
  own: "Promises of the ticket itself that would not be kept",
  late: "Promises that would not be kept any more",
  comes: (due: string, comes: string) => `due ${due}, comes ${comes}`,
  comesNever: (due: string) => `due ${due}, comes not within a year`,
  projects: "Dates that would move",
  projectFinish: (project: string) => `${project}: finish`,
  moves: (before: string, after: string) => `${before} → ${after}`,
  more: (count: number) => `and ${count} more`,
  laterStill: (count: number) =>
    count === 1
      ? "One promise is late anyway and would come later still"
      : `${count} promises are late anyway and would come later still`,
  instead: "Give it to somebody else",
  harm: {
    none: "Nothing would be late",
    late: (count: number) => (count === 1 ? "1 promise late" : `${count} promises late`),
    moved: (count: number) => (count === 1 ? "1 date later" : `${count} dates later`),
    later: (count: number) => (count === 1 ? "1 later still" : `${count} later still`),
  },
  take: "Take it",
  takeAnyway: "Take it anyway",
  cancel: "Cancel",
  unestimated: (count: number) =>
    count === 1
      ? "One open ticket has no estimate and counts as no work."
      : `${count} open tickets have no estimate and count as no work.`,
  awaited: (count: number) => (count === 1 ? "One space is not here yet." : `${count} spaces are not here yet.`),
  hidden: (count: number) =>
    count === 1
      ? "What lies in one space that you may not open is not in it."
      : `What lies in ${count} spaces that you may not open is not in it.`,
  knownHere: "Reckoned from what is on this device.",
  asks: "Show this by itself before I take urgent tickets",
  step: { give: (key: string) => `owner of ${key}`, take: (key: string) => `take ${key}` },
}

export type DisplacementWords = typeof displacement
