import { claimItem } from "@weft/model/actions/claim"
import { placeItems, withdrawItems } from "@weft/model/actions/placement"
import {
  applyBoardTemplate,
  renameSpaceTemplate,
  saveBoardTemplate,
  saveSpaceTemplate,
  trashSpaceTemplate,
} from "@weft/model/actions/space-template"
import type { BoardId, ItemId, SpaceId, SpaceTemplateId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { deed, type Deed } from "./deed.ts"
import type { Drawing } from "./drawing.ts"
import { chance, pick, some, weighted } from "./draw.ts"

/** The same few items of a space that nobody here has, for everybody to show. */
const ELSEWHERE = ["g1", "g2", "g3"] as readonly string[] as readonly ItemId[]

/** Takes an item that nobody has, or that somebody has already. */
export function drawClaim({ snapshot, random }: Drawing): Deed | null {
  const items = living(snapshot.items)
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .slice(0, 4)
  const free = items.filter(({ owner }) => owner === null)
  const item = pick(free.length > 0 ? free : items, random)
  return item === undefined ? null : deed(claimItem, { item: item.id })
}

/** Shows items of another space here, or takes them off. Where that space is there, those that went there are told. */
export function drawPlacement({ snapshot, random, leaving }: Drawing): Deed | null {
  const home = (snapshot.space === "S1" ? "S0" : "S1") as SpaceId
  const placed = living(snapshot.placements).flatMap(({ item }) => item ?? [])
  if (placed.length > 0 && chance(0.4, random)) {
    const guests = some(placed.sort(), 2, random).map(item => ({ item, tells: null }))
    return deed(withdrawItems, { guests })
  }
  const gone = [...snapshot.items.values()].filter(({ movedTo }) => movedTo === home).map(({ id }) => id)
  return leaving === "often" && gone.length > 0 && chance(0.5, random)
    ? deed(placeItems, { items: some(gone.sort(), 2, random), home, tellsHome: true })
    : deed(placeItems, { items: some(ELSEWHERE, 2, random), home, tellsHome: false })
}

/** Keeps the space or a board as a template, and sets a board up as one. */
export function drawSpaceTemplate({ person, snapshot, random }: Drawing): Deed | null {
  const template = pick(
    living(snapshot.spaceTemplates).sort((left, right) => (left.id < right.id ? -1 : 1)),
    random,
  )
  const board = pick([...snapshot.boards.keys()].sort(), random) as BoardId | undefined
  const named = { id: person.newId<SpaceTemplateId>(), name: pick(["House", "Castle"], random)! }
  if (template === undefined || board === undefined || chance(0.2, random))
    return board === undefined || chance(0.5, random)
      ? deed(saveSpaceTemplate, { ...named, withItems: chance(0.5, random) })
      : deed(saveBoardTemplate, { ...named, board })
  switch (weighted({ apply: 5, rename: 2, trash: 1 }, random)) {
    case "apply":
      return template.contents === null ? null : deed(applyBoardTemplate, { board, contents: template.contents })
    case "rename":
      return deed(renameSpaceTemplate, { template: template.id, name: named.name })
    case "trash":
      return deed(trashSpaceTemplate, { template: template.id })
  }
}
