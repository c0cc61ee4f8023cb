import { SPACE_RIGHTS, type SpaceRight } from "@weft/model/wire/rights"
import type { RosterMember } from "@weft/model/wire/api"
import { access } from "../text/access.ts"
import type { SelectOption } from "../ui/field.tsx"
import type { ShownPerson } from "./avatar.tsx"

/** The rights in a space as a choice, from `least` on. */
export function rightOptions(least: SpaceRight = "none"): readonly SelectOption<SpaceRight>[] {
  return SPACE_RIGHTS.slice(SPACE_RIGHTS.indexOf(least)).map(value => ({ value, label: access().rights[value] }))
}

/** Somebody with an account as an avatar shows them: under their record among the people, which has their colour. */
export function shownMember({ member, name }: RosterMember): ShownPerson {
  return { id: member, name }
}
