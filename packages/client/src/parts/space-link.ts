import type { SpaceId } from "@weft/model/base/ids"
import type { Workspace } from "../data/workspace.ts"

/** The address of an item, wherever in a workspace it lies. */
export function itemHref(workspace: string, space: string, item: string): string {
  return `/w/${workspace}/s/${space}/list?item=${item}`
}

/** The address of the gates of a project. */
export function gatesHref(workspace: string, space: string): string {
  return `/w/${workspace}/s/${space}/project?view=gates`
}

/** What a space is called. Followed. */
export function spaceName(workspace: Workspace, space: SpaceId): string {
  return workspace.setup(space).live.table("profiles").get(space)?.name ?? ""
}
