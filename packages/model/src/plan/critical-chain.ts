import { EXTERNAL, INACTIVE, isStarted, PINNED, SUMMARY, type Network } from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"
import { driverOf, drivingSlots } from "./reasons.ts"

/**
 * The critical chain: back from the task that ends last over what each waits for, a link or, where a levelling delay
 * holds it, somebody who is busy until then. Ids from the first task to the last; of several chains one.
 *
 * Unlike the longest path it goes over people, so it is what a buffer at the end of the project protects.
 */
export function criticalChain({ net, dates }: { readonly net: Network; readonly dates: PlanDates }): readonly string[] {
  const busyWith = tasksOfPeople(net)
  const chain: number[] = []
  const seen = new Set<number>()
  for (let task = lastTask(net, dates); task >= 0 && !seen.has(task); task = waitsFor(net, dates, task, busyWith)) {
    seen.add(task)
    chain.push(task)
  }
  return chain.reverse().map(task => net.input.tasks[task]!.id)
}

function lastTask(net: Network, dates: PlanDates): number {
  let last = -1
  for (let task = 0; task < net.count; task += 1)
    if (isWork(net, task) && (last < 0 || dates.earlyFinish[task]! > dates.earlyFinish[last]!)) last = task
  return last
}

function isWork(net: Network, task: number): boolean {
  return !(net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL))
}

/** For each task the others that some person of it works on. */
function tasksOfPeople(net: Network): (task: number) => readonly number[] {
  const byPerson = Map.groupBy(net.input.assignments, ({ resource }) => resource)
  const byTask = Map.groupBy(net.input.assignments, ({ task }) => task)
  const indexOf = (id: string) => net.indexOf.get(id) ?? -1
  return task =>
    (byTask.get(net.input.tasks[task]!.id) ?? []).flatMap(({ resource }) =>
      (byPerson.get(resource) ?? []).map(({ task: id }) => indexOf(id)).filter(other => other >= 0 && other !== task),
    )
}

function waitsFor(net: Network, dates: PlanDates, task: number, busyWith: (task: number) => readonly number[]): number {
  if (net.flags[task]! & PINNED || isStarted(net, task)) return -1
  if (net.levelingDelay[task]! > 0) {
    const calendar = net.calendars[net.calendar[task]!]!
    const start = dates.earlyStart[task]!
    const busy = busyWith(task).find(
      other => isWork(net, other) && calendar.isEquivalent(dates.earlyFinish[other]!, start),
    )
    if (busy !== undefined) return busy
  }
  const [slot] = drivingSlots(net, dates, task)
  return slot === undefined ? -1 : driverOf(net, dates, slot)
}
