import { ROLES, SPACE_RIGHTS } from "@weft/model/wire/rights"
import { count, either, fields, identifier, line, listOf, oneOf, orNull } from "./body-shape.ts"

/** The longest name of a workspace, a team or a person, and the longest mail address that there is. */
const MAX_NAME = 100
const MAX_MAIL = 254

/** The most spaces that one invitation opens, and people in one team. */
const MAX_SPACES = 100
const MAX_PERSONS = 1_000

/** The most fields that a live link may name, and labels that may narrow it. */
const MAX_FIELDS = 50
const MAX_LABELS = 100

const name = line(MAX_NAME)

export const newWorkspace = fields({ id: identifier, name, member: identifier })
export const named = fields({ name })
export const memberChange = either("role", fields({ role: oneOf(ROLES) }), named)
export const team = fields({ name, persons: listOf(identifier, MAX_PERSONS) })
export const rightChange = fields({ right: orNull(oneOf(SPACE_RIGHTS)) })

export const newLiveLink = fields({
  space: identifier,
  name,
  board: identifier,
  fields: listOf(line(MAX_NAME), MAX_FIELDS),
  labels: orNull(listOf(identifier, MAX_LABELS)),
  endsAt: count,
})

export const newInvitation = fields({
  role: oneOf(["admin", "member", "guest"]),
  mail: orNull(line(MAX_MAIL)),
  member: orNull(identifier),
  spaces: listOf(fields({ space: identifier, right: oneOf(["read", "comment", "write", "manage"]) }), MAX_SPACES),
  endsAt: count,
  uses: count,
})
