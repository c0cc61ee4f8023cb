/** What the bench uses of Frappe Gantt, which comes without types. */
declare module "frappe-gantt" {
  export interface FrappeTask {
    readonly id: string
    readonly name: string
    /** Days, `2026-11-23`. */
    readonly start: string
    readonly end: string
    readonly progress: number
    /** Ids, parted by commas. */
    readonly dependencies: string
  }
  export default class Gantt {
    constructor(element: HTMLElement, tasks: FrappeTask[], options: Readonly<Record<string, unknown>>)
    update_task(id: string, details: Partial<FrappeTask>): void
  }
}
