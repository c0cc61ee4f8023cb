import type { MemberId, SkillId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"

export interface NameSkill {
  readonly id: SkillId
  readonly name: string
}

/** Names something that tickets may need somebody to be good at. Refused where there is one of that name. */
export const createSkill = defineAction<NameSkill>("skill.create", ({ snapshot, write }, { id, name }) => {
  if (name.trim() === "") return refuse("name-missing")
  if (snapshot.skills.has(id) || isNamed(snapshot, name, id)) return refuse("exists")
  write.create("skills", id, { name: name.trim() })
})

export const renameSkill = defineAction<NameSkill>("skill.rename", ({ snapshot, write }, { id, name }) => {
  if (snapshot.skills.get(id)?.deleted !== null) return refuse("not-found")
  if (name.trim() === "") return refuse("name-missing")
  if (isNamed(snapshot, name, id)) return refuse("exists")
  write.patch("skills", id, { name: name.trim() })
})

/** Rules that needed it go on without it. */
export const trashSkill = defineAction<{ readonly skill: SkillId }>(
  "skill.trash",
  ({ snapshot, write, me }, { skill }) => {
    if (snapshot.skills.get(skill)?.deleted !== null) return refuse("not-found")
    write.trash("skills", skill, me)
  },
)

export interface SetSkilled {
  readonly skill: SkillId
  readonly member: MemberId
  readonly isSkilled: boolean
}

export const setSkilled = defineAction<SetSkilled>(
  "skill.member",
  ({ snapshot, write }, { skill, member, isSkilled }) => {
    if (snapshot.skills.get(skill)?.deleted !== null) return refuse("not-found")
    if (isSkilled) write.add("skills", skill, "members", member)
    else write.remove("skills", skill, "members", member)
  },
)

function isNamed(snapshot: Snapshot, name: string, but: SkillId): boolean {
  const wanted = name.trim().toLowerCase()
  return living(snapshot.skills).some(skill => skill.id !== but && skill.name.toLowerCase() === wanted)
}
