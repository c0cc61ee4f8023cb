/** The queues that every service has beside the saved ones. In an address they stand where the id of a saved view does. */
export const USUAL_QUEUES = ["mine", "nobodys"] as const
export type UsualQueue = (typeof USUAL_QUEUES)[number]

/** Their filters, as they stand in an address. */
const FILTERS: Readonly<Record<UsualQueue, string>> = { mine: "owner.any.me", nobodys: "owner.missing." }

/** The filter of a usual queue; nothing for any other view. */
export function usualQueueFilter(view: string | undefined): string | undefined {
  return view !== undefined && Object.hasOwn(FILTERS, view) ? FILTERS[view as UsualQueue] : undefined
}
