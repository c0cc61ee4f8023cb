import type { Filter } from "@weft/model/query/filter"
import { filterFromText, filterToText } from "@weft/model/query/filter-address"

/** What an address says of a board or a list beside its path. */
export type BoardSearch = {
  readonly filter?: string
  /** What is looked for in a list. */
  readonly find?: string
  readonly item?: string
  /** The saved view of a board. */
  readonly view?: string
  /** The section of a service's settings, and the promise that is open in it. */
  readonly section?: string
  readonly policy?: string
}

const SEARCHED = [
  "filter",
  "find",
  "item",
  "view",
  "section",
  "policy",
] as const satisfies readonly (keyof BoardSearch)[]

export function workspaceHref(workspace: string): string {
  return `/w/${workspace}`
}

export function spaceHref(workspace: string, space: string): string {
  return `/w/${workspace}/s/${space}`
}

export function peopleHref(workspace: string): string {
  return `${workspaceHref(workspace)}/people`
}

/** Who asks for service. */
export function contactsHref(workspace: string): string {
  return `${workspaceHref(workspace)}/contacts`
}

/** The settings of a workspace and of this device. */
export function settingsHref(workspace: string): string {
  return `${workspaceHref(workspace)}/settings`
}

export function auditHref(workspace: string): string {
  return `${workspaceHref(workspace)}/audit`
}

/** The door of the relay, which leads on to a path of this page. */
export function signInHref(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`
}

export function boardHref(workspace: string, space: string, board: string, search: BoardSearch = {}): string {
  return `${spaceHref(workspace, space)}/board/${board}${searchText(search)}`
}

/** The list of a space, as one of its saved views or as the member arranged it. */
export function listHref(workspace: string, space: string, view?: string, search: BoardSearch = {}): string {
  return `${spaceHref(workspace, space)}/list${view === undefined ? "" : `/${view}`}${searchText(search)}`
}

/** The plan of a space. */
export function planHref(workspace: string, space: string, search: BoardSearch = {}): string {
  return `${spaceHref(workspace, space)}/plan${searchText(search)}`
}

/** The queue of a service. */
export function queueHref(workspace: string, space: string, search: BoardSearch = {}): string {
  return `${spaceHref(workspace, space)}/queue${searchText(search)}`
}

/** Reads the part of an address behind `?`; what is unknown is dropped. */
export function readSearch(text: string): BoardSearch {
  const parameters = new URLSearchParams(text)
  const told = SEARCHED.flatMap(name => (parameters.has(name) ? [[name, parameters.get(name)]] : []))
  return Object.fromEntries(told) as BoardSearch
}

export function searchText(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).filter(([, value]) => typeof value === "string" && value !== "")
  return parts.length === 0 ? "" : `?${new URLSearchParams(parts as [string, string][]).toString()}`
}

/** The filter that an address names; without one, the shown view's. */
export function filterOf(search: BoardSearch, ofView = ""): Filter {
  return filterFromText(search.filter ?? ofView)
}

/** An address that says that no filter holds, also where the view has one. */
const NO_FILTER = "_"

/** The search with a filter; nothing where it is what the shown view has anyway. */
export function withFilter(search: BoardSearch, filter: Filter, ofView = ""): BoardSearch {
  const { filter: _, ...rest } = search
  const text = filterToText(filter)
  return text === ofView ? rest : { ...rest, filter: text === "" ? NO_FILTER : text }
}

/** The address of a saved view, whatever it shows. */
export function viewHref(
  workspace: string,
  space: string,
  view: { readonly id: string; readonly board: string | null; readonly queue: boolean },
) {
  if (view.queue) return queueHref(workspace, space, { view: view.id })
  return view.board === null
    ? listHref(workspace, space, view.id)
    : boardHref(workspace, space, view.board, { view: view.id })
}

export function withItem(search: BoardSearch, item: string | null): BoardSearch {
  const { item: _, ...rest } = search
  return item === null ? rest : { ...rest, item }
}

/** The search with another text under a name; nothing or an empty text takes it away. */
export function withText(search: BoardSearch, name: "filter" | "find", text: string | undefined): BoardSearch {
  const { [name]: _, ...rest } = search
  return text === undefined || text === "" ? rest : { ...rest, [name]: text }
}

/** What another view of the same space keeps of a search: the filter, and nothing else. */
export function sameFilter({ filter }: BoardSearch): BoardSearch {
  return filter === undefined ? {} : { filter }
}
