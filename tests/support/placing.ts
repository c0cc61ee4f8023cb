import { perform, type Action } from "@weft/model/actions/define"
import { withGuestsAtHome } from "@weft/model/actions/guest-changes"
import { placeItems, withdrawItems } from "@weft/model/actions/placement"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { Undoable, Written } from "@weft/model/replica/workspace-replica"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { cardsOf } from "@weft/model/tasks/board"
import { guestsOf, withGuests, type KnownSpace } from "@weft/model/tasks/guests"
import { boardOf, SPACE, statusNamed } from "./person.ts"
import { GARDEN, type Mover } from "./two-spaces.ts"

/** The garden as somebody sees it who may open the given spaces, with the guests among its items. */
export function gardenOf(person: Mover, known: (space: SpaceId) => KnownSpace = space => person.in(space)): Snapshot {
  const here = person.in(GARDEN)
  return withGuests(here, guestsOf(here, known))
}

/** Shows an item of the first space in the garden as well. */
export function place(person: Mover, item: ItemId): Written {
  return person.doIn(GARDEN, placeItems, { items: [item], home: SPACE, tellsHome: true })
}

export function withdraw(person: Mover, item: ItemId): Written {
  return person.doIn(GARDEN, withdrawItems, { guests: [{ item, tells: SPACE }] })
}

/** Does something in the garden as its screens do: over all that they show. */
export function tryInGarden<Args>(person: Mover, action: Action<Args>, args: Args): Undoable | Refusal {
  const here = person.in(GARDEN)
  const guests = guestsOf(here, space => person.in(space))
  const decided = perform(action, withGuests(here, guests), args, person)
  const changes = isRefusal(decided) ? decided : withGuestsAtHome(decided, GARDEN, guests)
  return isRefusal(changes) ? changes : person.replica.write(changes, person.me)
}

export function doInGarden<Args>(person: Mover, action: Action<Args>, args: Args): Undoable {
  const done = tryInGarden(person, action, args)
  if (isRefusal(done)) throw new Error(`${action.name} was refused: ${done.reason}`)
  return done
}

/** The titles of the cards in a column of the garden's board, guests included. */
export function columnOfGarden(person: Mover, name: string): string[] {
  const garden = gardenOf(person)
  return cardsOf(garden, boardOf(garden), statusNamed(garden, name), null).map(card => card.title)
}
