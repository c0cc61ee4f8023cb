import type { Filter } from "@weft/model/query/filter"
import { filterFromText, filterToText } from "@weft/model/query/filter-address"

/** What an address says of a board or a list beside its path. */
export type BoardSearch = {
  readonly filter?: string
  /** What is looked for in a list. */
  readonly find?: string
  readonly item?: string
}

export function workspaceHref(workspace: string): string {
  return `/w/${workspace}`
}

export function spaceHref(workspace: string, space: string): string {
  return `/w/${workspace}/s/${space}`
}

export function peopleHref(workspace: string): string {
  return `${workspaceHref(workspace)}/people`
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

/** Reads the part of an address behind `?`; what is unknown is dropped. */
export function readSearch(text: string): BoardSearch {
  const parameters = new URLSearchParams(text)
  const [filter, find, item] = [parameters.get("filter"), parameters.get("find"), parameters.get("item")]
  return {
    ...(filter === null ? {} : { filter }),
    ...(find === null ? {} : { find }),
    ...(item === null ? {} : { item }),
  }
}

export function searchText(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).filter(([, value]) => typeof value === "string" && value !== "")
  return parts.length === 0 ? "" : `?${new URLSearchParams(parts as [string, string][]).toString()}`
}

export function filterOf(search: BoardSearch): Filter {
  return search.filter === undefined ? [] : filterFromText(search.filter)
}

export function withFilter(search: BoardSearch, filter: Filter): BoardSearch {
  const { filter: _, ...rest } = search
  return filter.length === 0 ? rest : { ...rest, filter: filterToText(filter) }
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
