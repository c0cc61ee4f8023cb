import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { MAX_STANDING_BYTES } from "@weft/model/wire/limits"
import { ROLES, type Role } from "@weft/model/wire/rights"
import { AccessTables } from "@weft/sync-server/access/access-tables"
import { acceptInvitation, invite, lookAtInvitation, withdrawInvitation } from "@weft/sync-server/access/invitations"
import { changeRole, forgetPerson, removeMember, renameMember, whyNotForget } from "@weft/sync-server/access/members"
import { readAudit, rosterFor, whyFor, workspacesOf } from "@weft/sync-server/access/roster"
import { beginSpace, MAX_SPACES, setSpaceRight } from "@weft/sync-server/access/space-rights"
import { standingOf } from "@weft/sync-server/access/standing"
import { putTeam, removeTeam } from "@weft/sync-server/access/teams"
import { renameWorkspace, shareWorkspace } from "@weft/sync-server/access/workspaces"
import { agreed, Company, reasonOf, WORKSPACE } from "../support/company.ts"

const companies: Company[] = []
afterEach(() => {
  for (const company of companies.splice(0)) company.close()
})

function found(): Company {
  const company = new Company()
  companies.push(company)
  return company
}

const roleOf = ({ tables }: Company, person: string) => tables.state(WORKSPACE)?.members.get(person)?.role
const rightIn = ({ tables }: Company, person: string, space: string) =>
  standingOf(tables.state(WORKSPACE)!, person)?.spaces[space]

test("ACCESS-1 sharing a workspace twice is sharing it once, and somebody else's is refused", () => {
  const company = found()
  const again = shareWorkspace(company.world, "olga", { id: WORKSPACE, name: "Other", member: "other" })
  expect(again).toEqual({ id: WORKSPACE, name: "Acme", role: "owner", member: "m-olga" })
  const eve = company.people.add("Eve")
  expect(reasonOf(shareWorkspace(company.world, eve, { id: WORKSPACE, name: "Mine", member: "m-eve" }))).toBe(
    "already-there",
  )
  expect(workspacesOf(company.world, eve)).toEqual([])
})

/** What somebody of the role may make of somebody of another: `-` nothing. By hand: owners all, admins all but owners. */
const ROLE_CHANGES: Readonly<Record<Role, Readonly<Record<Role, readonly Role[]>>>> = {
  owner: { owner: ROLES, admin: ROLES, member: ROLES, guest: ROLES },
  admin: {
    owner: [],
    admin: ["admin", "member", "guest"],
    member: ["admin", "member", "guest"],
    guest: ["admin", "member", "guest"],
  },
  member: { owner: [], admin: [], member: [], guest: [] },
  guest: { owner: [], admin: [], member: [], guest: [] },
}

test("ACCESS-2 who may give which role to whom is what the table says", () => {
  const company = found()
  for (const role of ROLES) for (const nth of ["One", "Two"]) company.join(`${role}${nth}`, role)
  for (const by of ROLES) {
    for (const other of ROLES) {
      for (const to of ROLES) {
        const answer = changeRole(company.world, `${by}one`, WORKSPACE, `${other}two`, to)
        const isAllowed = ROLE_CHANGES[by][other].includes(to)
        expect(reasonOf(answer), `${by} makes ${other} ${to}`).toBe(isAllowed ? null : "forbidden")
        expect(roleOf(company, `${other}two`)).toBe(isAllowed ? to : other)
        agreed(changeRole(company.world, "olga", WORKSPACE, `${other}two`, other))
      }
    }
  }
})

test("ACCESS-3 the last owner stays one, however it is tried", () => {
  const company = found()
  const ada = company.join("Ada", "admin")
  const { world } = company
  expect(reasonOf(changeRole(world, "olga", WORKSPACE, "olga", "admin"))).toBe("last-owner")
  expect(reasonOf(removeMember(world, "olga", WORKSPACE, "olga"))).toBe("last-owner")
  expect(whyNotForget(world, "olga")).toBe(WORKSPACE)
  agreed(changeRole(world, "olga", WORKSPACE, ada, "owner"))
  expect(changeRole(world, ada, WORKSPACE, "olga", "member")).toBeNull()
  expect(reasonOf(removeMember(world, ada, WORKSPACE, ada))).toBe("last-owner")
})

test("everybody may go, admins remove all but owners, and others nobody", () => {
  const company = found()
  const { world } = company
  const [ada, max, gil] = [company.join("Ada", "admin"), company.join("Max", "member"), company.join("Gil", "guest")]
  expect(reasonOf(removeMember(world, max, WORKSPACE, gil))).toBe("forbidden")
  expect(reasonOf(removeMember(world, ada, WORKSPACE, "olga"))).toBe("forbidden")
  expect(removeMember(world, gil, WORKSPACE, gil)).toBeNull()
  expect(removeMember(world, ada, WORKSPACE, max)).toBeNull()
  expect([...company.tables.state(WORKSPACE)!.members.keys()]).toEqual(["olga", ada])
  expect(reasonOf(removeMember(world, max, WORKSPACE, ada))).toBe("not-found")
})

test("one's own name may be changed, others' by who may remove them", () => {
  const company = found()
  const { world } = company
  const [ada, max] = [company.join("Ada", "admin"), company.join("Max", "member")]
  expect(renameMember(world, max, WORKSPACE, max, "Maxi")).toBeNull()
  expect(renameMember(world, ada, WORKSPACE, max, "Maximilian")).toBeNull()
  expect(reasonOf(renameMember(world, ada, WORKSPACE, "olga", "Boss"))).toBe("forbidden")
  expect(reasonOf(renameMember(world, max, WORKSPACE, ada, "Chief"))).toBe("forbidden")
})

test("ACCESS-4 a right in a space is the greatest of members', own and teams', and guests have not the members'", () => {
  const company = found()
  const { world } = company
  const [max, gil] = [company.join("Max", "member"), company.join("Gil", "guest")]
  company.begin("one", "read")
  const rights = () => [rightIn(company, "olga", "one"), rightIn(company, max, "one"), rightIn(company, gil, "one")]
  expect(rights()).toEqual(["manage", "read", "none"])
  agreed(putTeam(world, "olga", WORKSPACE, { id: "crew", name: "Crew", persons: [max, gil] }))
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", "crew", "write"))
  expect(rights()).toEqual(["manage", "write", "write"])
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", gil, "comment"))
  expect(rights()).toEqual(["manage", "write", "write"])
  agreed(removeTeam(world, "olga", WORKSPACE, "crew"))
  expect(rights()).toEqual(["manage", "read", "comment"])
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", max, "manage"))
  agreed(setSpaceRight(world, max, WORKSPACE, "one", gil, "none"))
  expect(rights()).toEqual(["manage", "manage", "none"])
  // `none` takes a right away; it does not deny what comes another way.
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", max, "none"))
  expect(rights()).toEqual(["manage", "read", "none"])
})

test("rights to a space are given by who manages it, to members and teams there are", () => {
  const company = found()
  const { world } = company
  const [max, mia] = [company.join("Max", "member"), company.join("Mia", "member")]
  company.begin("one")
  expect(reasonOf(setSpaceRight(world, max, WORKSPACE, "one", mia, "read"))).toBe("forbidden")
  expect(reasonOf(setSpaceRight(world, "olga", WORKSPACE, "one", "nobody", "read"))).toBe("not-found")
  expect(reasonOf(setSpaceRight(world, "olga", WORKSPACE, "one", "members", null))).toBe("bad-request")
  expect(reasonOf(putTeam(world, max, WORKSPACE, { id: "crew", name: "Crew", persons: [] }))).toBe("forbidden")
  expect(reasonOf(putTeam(world, "olga", WORKSPACE, { id: max, name: "Crew", persons: [] }))).toBe("already-there")
  expect(reasonOf(putTeam(world, "olga", WORKSPACE, { id: "members", name: "M", persons: [] }))).toBe("already-there")
  expect(reasonOf(putTeam(world, "olga", WORKSPACE, { id: "crew", name: "C", persons: ["eve"] }))).toBe("not-found")
  expect(reasonOf(removeTeam(world, "olga", WORKSPACE, "crew"))).toBe("not-found")
})

test("ACCESS-5 who begins a space manages it, once, and a guest begins none", () => {
  const company = found()
  const [max, mia, gil] = [company.join("Max", "member"), company.join("Mia", "member"), company.join("Gil", "guest")]
  beginSpace(company.world, gil, WORKSPACE, "one")
  expect(company.tables.state(WORKSPACE)!.spaces.size).toBe(0)
  for (const person of [max, mia, max]) beginSpace(company.world, person, WORKSPACE, "one")
  expect([max, mia, gil].map(person => rightIn(company, person, "one"))).toEqual(["manage", "write", "none"])
  // A space may be closed to others before anything is in it.
  agreed(setSpaceRight(company.world, mia, WORKSPACE, "two", "members", "none"))
  expect([max, mia].map(person => rightIn(company, person, "two"))).toEqual(["none", "manage"])
})

test("a workspace has room for so many spaces, and where somebody stands in all of them fits into a frame", () => {
  const company = found()
  const max = company.join("Max", "member")
  const told = { concerns: null, at: 0, by: "olga", did: "space-begun", about: {} }
  company.tables.change(WORKSPACE, told, writer => {
    for (let count = 0; count < MAX_SPACES; count += 1)
      writer.addSpace(WORKSPACE, `${count}`.padStart(64, "s"), "comment", "olga")
  })
  expect(() => beginSpace(company.world, max, WORKSPACE, "one")).toThrow("spaces")
  expect(reasonOf(setSpaceRight(company.world, max, WORKSPACE, "one", max, "read"))).toBe("too-large")
  const standing = JSON.stringify(standingOf(company.tables.state(WORKSPACE)!, max))
  expect(new TextEncoder().encode(standing).length).toBeLessThan(MAX_STANDING_BYTES)
})

test("ACCESS-6 an invitation lets in as many as it says, until it ends or is taken back", () => {
  const company = found()
  const { world, clock } = company
  const join = (name: string, secret: string) =>
    reasonOf(acceptInvitation(world, company.people.add(name), secret, name))
  const twice = company.invite({ uses: 2 })
  expect(lookAtInvitation(world, twice)).toMatchObject({ workspace: { name: "Acme" }, invitedBy: "Olga" })
  expect(join("Ann", twice)).toMatchObject({ id: WORKSPACE, role: "member" })
  // Who is in already uses nothing up.
  expect(join("Ann", twice)).toMatchObject({ id: WORKSPACE, role: "member" })
  expect(join("Bea", twice)).toMatchObject({ role: "member" })
  expect(join("Cem", twice)).toBe("ended")
  const late = company.invite()
  clock.pass(3_600_000)
  expect([join("Cem", late), reasonOf(lookAtInvitation(world, late))]).toEqual(["ended", "ended"])
  const { invitation, secret } = agreed(invite(world, "olga", WORKSPACE, company.invitation()))
  expect(reasonOf(withdrawInvitation(world, "ann", WORKSPACE, invitation.id))).toBe("forbidden")
  agreed(withdrawInvitation(world, "olga", WORKSPACE, invitation.id))
  expect(join("Cem", secret)).toBe("ended")
  expect([join("Cem", "guess"), reasonOf(lookAtInvitation(world, ""))]).toEqual(["wrong-secret", "wrong-secret"])
})

test("an invitation raises nobody who is in already", () => {
  const company = found()
  const gil = company.join("Gil", "guest")
  company.begin("one")
  const secret = company.invite({ role: "admin", spaces: [{ space: "one", right: "manage" }] })
  expect(company.acceptAs(gil, secret).role).toBe("guest")
  expect(rightIn(company, gil, "one")).toBe("none")
})

test("an invitation to an address is for whose it is", () => {
  const company = found()
  const secret = company.invite({ mail: "Ann@weft.example" })
  const accept = (name: string) => reasonOf(acceptInvitation(company.world, company.people.add(name), secret, name))
  expect(accept("Eve")).toBe("forbidden")
  expect(accept("Ann")).toMatchObject({ role: "member" })
})

test("ACCESS-7 members are invited by owners and admins, guests to a space by who manages it", () => {
  const company = found()
  const { world } = company
  const [ada, max, mia] = [company.join("Ada", "admin"), company.join("Max", "member"), company.join("Mia", "member")]
  company.begin("one")
  company.begin("two")
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", max, "manage"))
  const one = [{ space: "one", right: "write" }] as const
  const both = [...one, { space: "two", right: "read" }] as const
  const by = (person: string, wanted: Parameters<Company["invitation"]>[0]) => {
    const answer = reasonOf(invite(world, person, WORKSPACE, company.invitation(wanted)))
    return typeof answer === "string" ? answer : "invited"
  }
  expect([by(ada, { role: "admin" }), by(ada, { role: "guest" })]).toEqual(["invited", "invited"])
  expect([by(max, { role: "guest", spaces: one }), by(max, { role: "guest", spaces: both })]).toEqual([
    "invited",
    "forbidden",
  ])
  expect([by(max, { role: "member", spaces: one }), by(max, { role: "guest" })]).toEqual(["forbidden", "forbidden"])
  expect([by(mia, { role: "guest", spaces: one }), by("olga", { spaces: [{ space: "no", right: "read" }] })]).toEqual([
    "forbidden",
    "not-found",
  ])
  const now = company.clock.now()
  for (const wrong of [{ endsAt: now }, { endsAt: now + 1e10 }, { uses: 0 }, { uses: 1e4 }, { uses: 2, member: "p" }])
    expect(by("olga", wrong), JSON.stringify(wrong)).toBe("bad-request")
  expect(by("olga", { member: "m-max" })).toBe("already-there")
})

test("ACCESS-8 an invitation is worth what its author may still give", () => {
  const company = found()
  const { world } = company
  const [ada, max] = [company.join("Ada", "admin"), company.join("Max", "member")]
  company.begin("one")
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", max, "manage"))
  const fromAda = company.invite({}, ada)
  const fromMax = company.invite({ role: "guest", spaces: [{ space: "one", right: "read" }] }, max)
  agreed(changeRole(world, "olga", WORKSPACE, ada, "member"))
  agreed(removeMember(world, "olga", WORKSPACE, max))
  const eve = company.people.add("Eve")
  for (const secret of [fromAda, fromMax]) expect(reasonOf(acceptInvitation(world, eve, secret, "Eve"))).toBe("ended")
  agreed(changeRole(world, "olga", WORKSPACE, ada, "admin"))
  expect(company.acceptAs(eve, fromAda).role).toBe("member")
})

test("ACCESS-9 a placeholder that is claimed becomes the member, and nobody becomes somebody else's record", () => {
  const company = found()
  const { world } = company
  const ann = company.people.add("Ann")
  const eve = company.people.add("Eve")
  expect(company.acceptAs(ann, company.invite({ member: "placeholder" })).member).toBe("placeholder")
  const claimed = reasonOf(invite(world, "olga", WORKSPACE, company.invitation({ member: "placeholder" })))
  expect(claimed).toBe("already-there")
  // Two invitations for one placeholder: the second who comes is somebody of their own.
  const [first, second] = [company.invite({ member: "other" }), company.invite({ member: "other" })]
  const bea = company.people.add("Bea")
  expect(company.acceptAs(bea, first).member).toBe("other")
  const evesOwn = company.acceptAs(eve, second).member
  expect(evesOwn).toMatch(/^[0-9A-Za-z]{16}$/)
  // Who left and comes back is who they were; what was personal to them is nobody else's.
  agreed(removeMember(world, "olga", WORKSPACE, ann))
  agreed(removeMember(world, "olga", WORKSPACE, eve))
  const back = company.invite()
  expect(company.acceptAs(eve, back).member).toBe(evesOwn)
  expect(company.acceptAs(ann, company.invite()).member).toBe("placeholder")
})

test("guests get with their invitation what it says and nothing else", () => {
  const company = found()
  company.begin("one")
  company.begin("two")
  const gil = company.join("Gil", "guest", [{ space: "one", right: "comment" }])
  expect([rightIn(company, gil, "one"), rightIn(company, gil, "two")]).toEqual(["comment", "none"])
})

test("ACCESS-10 the roster tells guests of themselves, and members of the spaces that they may open", () => {
  const company = found()
  const { world } = company
  company.begin("one")
  company.begin("secret", "none")
  const [max, gil] = [company.join("Max", "member"), company.join("Gil", "guest", [{ space: "one", right: "read" }])]
  agreed(putTeam(world, "olga", WORKSPACE, { id: "crew", name: "Crew", persons: [max] }))
  company.invite({ mail: "new@weft.example" })
  const roster = (person: string) => agreed(rosterFor(world, person, WORKSPACE))
  const told = (person: string) => {
    const { members, teams, spaces, invitations } = roster(person)
    return [members.map(({ person: id }) => id), teams.length, spaces.map(({ id }) => id), invitations.length]
  }
  expect(told("olga")).toEqual([["olga", max, gil], 1, ["one", "secret"], 1])
  expect(told(max)).toEqual([["olga", max, gil], 1, ["one"], 0])
  expect(told(gil)).toEqual([[gil], 0, ["one"], 0])
  expect(roster(gil).spaces[0]?.grants).toEqual([{ subject: { person: gil }, right: "read" }])
  expect(roster("olga").members[0]).toMatchObject({ name: "Olga", mail: "olga@weft.example", role: "owner" })
  expect(JSON.stringify(roster("olga").invitations)).not.toContain("secret")
  expect(reasonOf(rosterFor(world, company.people.add("Eve"), WORKSPACE))).toBe("not-found")
})

test("ACCESS-11 a right is explained by its rule and all that it could come from, the mightiest first", () => {
  const company = found()
  const { world } = company
  const [ada, max, mia] = [company.join("Ada", "admin"), company.join("Max", "member"), company.join("Mia", "member")]
  company.begin("one", "read")
  company.begin("two", "read")
  agreed(putTeam(world, "olga", WORKSPACE, { id: "crew", name: "Crew", persons: [max] }))
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", "crew", "manage"))
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", max, "write"))
  const why = (by: string, about: string, document: string) => whyFor(world, by, WORKSPACE, about, document)
  expect(agreed(why(max, max, "acme/space/one"))).toMatchObject({
    right: "write",
    rule: "space-right",
    sources: [
      { from: "team", team: "crew", name: "Crew", right: "manage" },
      { from: "person", right: "write" },
      { from: "members", right: "read" },
    ],
  })
  expect(agreed(why("olga", ada, "acme/space/one"))).toMatchObject({
    rule: "workspace-role",
    sources: [{ from: "role", role: "admin" }, { from: "members" }],
  })
  expect(agreed(why("olga", "eve", "acme/space/one"))).toMatchObject({ right: "none", rule: "not-a-member" })
  // Who manages a space learns of that space alone.
  expect(agreed(why(max, mia, "acme/space/one")).standing?.spaces).toEqual({ one: "read" })
  expect(reasonOf(why(max, mia, "acme/space/two"))).toBe("forbidden")
  expect(reasonOf(why(mia, max, "acme/directory"))).toBe("forbidden")
  for (const document of ["other/space/one", "acme/nothing", ""])
    expect(reasonOf(why(max, max, document))).toBe("bad-request")
})

test("ACCESS-12 every change is in the audit log by ids alone, and reading it as well", () => {
  const company = found()
  const { world } = company
  company.begin("one")
  const max = company.join("Max", "member", [{ space: "one", right: "manage" }])
  agreed(renameMember(world, max, WORKSPACE, max, "Maximilian"))
  agreed(renameWorkspace(world, "olga", WORKSPACE, "Acme Limited"))
  agreed(removeMember(world, "olga", WORKSPACE, max))
  const page = agreed(readAudit(world, "olga", WORKSPACE, 0))
  expect(page.entries.map(({ number, by, did }) => `${number} ${by} ${did}`)).toEqual([
    "1 olga workspace-shared",
    "2 olga space-begun",
    "3 olga right-set",
    "4 olga invited",
    "5 max member-joined",
    "6 max member-renamed",
    "7 olga workspace-renamed",
    "8 olga member-removed",
  ])
  expect([page.isWhole, page.brokenAt]).toEqual([true, null])
  expect(JSON.stringify(page)).not.toMatch(/Max|Acme|weft\.example/)
  expect(agreed(readAudit(world, "olga", WORKSPACE, 8)).entries.map(({ did }) => did)).toEqual(["audit-read"])
})

test("ACCESS-13 an audit log that was changed, thinned or cut off shows where", () => {
  const broken = (sql: string) => {
    const company = found()
    company.begin("one")
    company.join("Max", "member")
    const database = new DatabaseSync(join(company.folder, "access.sqlite"))
    database.exec(sql)
    database.close()
    return agreed(readAudit(company.world, "olga", WORKSPACE, 0)).brokenAt
  }
  expect(broken("UPDATE audit SET by = 'max' WHERE number = 2")).toBe(2)
  expect(broken("UPDATE audit SET about = 'no json' WHERE number = 3")).toBe(3)
  expect(broken("DELETE FROM audit WHERE number = 4")).toBe(4)
  expect(broken("DELETE FROM audit WHERE number = 5")).toBe(5)
  expect(broken("DELETE FROM audit; DELETE FROM audit_heads")).toBe(1)
  expect(broken("DELETE FROM audit")).toBe(1)
})

test("long audit logs come in pages", () => {
  const company = found()
  for (let count = 0; count < 250; count += 1)
    agreed(renameWorkspace(company.world, "olga", WORKSPACE, `Acme ${count}`))
  const first = agreed(readAudit(company.world, "olga", WORKSPACE, 0))
  const second = agreed(readAudit(company.world, "olga", WORKSPACE, first.entries.at(-1)!.number))
  expect([first.entries.length, first.isWhole, second.isWhole]).toEqual([200, false, true])
  expect(second.entries[0]?.number).toBe(201)
})

test("who is erased is in no workspace, and their name and address are gone from what is kept", () => {
  const company = found()
  const secret = company.invite({ mail: "MAX@weft.example" })
  const max = company.join("Max", "member")
  forgetPerson(company.world, max)
  forgetPerson(company.world, max)
  expect(roleOf(company, max)).toBeUndefined()
  expect(reasonOf(lookAtInvitation(company.world, secret))).toBe("ended")
  expect(company.tables.invitations.open(WORKSPACE, company.clock.now())).toEqual([])
  expect(company.tables.peopleDue.all()).toContainEqual({
    workspace: WORKSPACE,
    member: "m-max",
    name: "",
    hasAccount: false,
    number: 2,
  })
})

test("all of it is there again when the relay starts anew", () => {
  const company = found()
  company.begin("one")
  const max = company.join("Max", "member")
  const secret = company.invite()
  const before = company.tables.state(WORKSPACE)
  const again = new AccessTables(new DatabaseSync(join(company.folder, "access.sqlite")))
  expect(again.state(WORKSPACE)).toEqual(before)
  expect(again.workspacesOf(max)).toEqual([WORKSPACE])
  expect(reasonOf(lookAtInvitation({ tables: again, clock: company.clock }, secret))).toMatchObject({ role: "member" })
  again.close()
})

test("a change that the disk does not take has not happened, and nobody is told of it", () => {
  const company = found()
  const heard: unknown[] = []
  company.tables.watch(change => heard.push(change))
  const told = { concerns: null, at: 0, by: "olga", did: "nothing", about: {} }
  const failing = () =>
    company.tables.change(WORKSPACE, told, writer => {
      writer.renameWorkspace(WORKSPACE, "Half")
      throw new Error("disk full")
    })
  expect(failing).toThrow("disk full")
  expect([company.tables.state(WORKSPACE)?.name, heard]).toEqual(["Acme", []])
  expect(agreed(readAudit(company.world, "olga", WORKSPACE, 0)).brokenAt).toBeNull()
})
