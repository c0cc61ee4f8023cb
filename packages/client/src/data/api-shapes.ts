import {
  API_REASONS,
  type AccessTeam,
  type ApiReason,
  type ApiRefusal,
  type ApiToken,
  type AuditEntry,
  type AuditPage,
  type Device,
  type Invitation,
  type InvitationCard,
  type LiveLink,
  type MyWorkspace,
  type Person,
  type Reason,
  type RightSource,
  type Roster,
  type RosterMember,
  type RosterSpace,
  type SessionState,
  type SignInWays,
  type SpaceGrant,
} from "@weft/model/wire/api"
import {
  DOCUMENT_RIGHTS,
  ROLES,
  SPACE_RIGHTS,
  type DocumentRight,
  type RightRule,
  type Standing,
} from "@weft/model/wire/rights"
import {
  isEither,
  isFlag,
  isListOf,
  isMaybe,
  isNull,
  isNumber,
  isObject,
  isRecordOf,
  isText,
  isWordOf,
  type Shape,
} from "./shape.ts"

/* The shapes of what the relay answers over HTTP, see `@weft/model/wire/api`. */

const isRole = isWordOf(ROLES)
const isSpaceRight = isWordOf(SPACE_RIGHTS)
const isDocumentRight = isWordOf(Object.keys(DOCUMENT_RIGHTS) as DocumentRight[])
const isReason = isWordOf(Object.keys(API_REASONS) as ApiReason[])
const isRule = isWordOf<RightRule>([
  "not-a-member",
  "workspace-role",
  "own-document",
  "somebody-elses-document",
  "space-right",
  "new-space",
])

export const isRefusalAnswer: Shape<ApiRefusal> = isObject<ApiRefusal>({ reason: isReason, detail: isText })

const isPerson = isObject<Person>({ id: isText, name: isText, mail: isText })

const isWays = isObject<SignInWays>({
  password: isFlag,
  passkey: isFlag,
  mailedLink: isFlag,
  providers: isListOf(isObject<SignInWays["providers"][number]>({ id: isText, name: isText })),
})

/** A flag that relays of before it do not send. */
const isFlagIfThere: Shape<boolean | undefined> = (value): value is boolean | undefined =>
  value === undefined || isFlag(value)

type State<Access, Who> = Extract<SessionState, { access: Access; person?: Who }>

export const isSessionState: Shape<SessionState> = isEither(
  isObject<Extract<SessionState, { access: "open" }>>({ access: isWordOf(["open"]) }),
  isEither(
    isObject<State<"accounts", Person>>({
      access: isWordOf(["accounts"]),
      person: isPerson,
      isOperator: isFlag,
      canMail: isFlagIfThere,
    }),
    isObject<State<"accounts", null>>({
      access: isWordOf(["accounts"]),
      person: isNull,
      waitsForOwner: isFlag,
      ways: isWays,
    }),
  ),
)

export const isDevice = isObject<Device>({
  id: isText,
  agent: isText,
  address: isText,
  signedInAt: isNumber,
  seenAt: isNumber,
  isThis: isFlag,
})

export const isApiToken = isObject<ApiToken>({
  id: isText,
  name: isText,
  workspace: isText,
  spaces: isMaybe(isListOf(isText)),
  right: isWordOf(["read", "write"]),
  endsAt: isMaybe(isNumber),
  createdAt: isNumber,
  seenAt: isMaybe(isNumber),
})

export const isMyWorkspace = isObject<MyWorkspace>({ id: isText, name: isText, role: isRole, member: isText })

const isInvitedSpace = isObject<Invitation["spaces"][number]>({ space: isText, right: isSpaceRight })

export const isInvitation = isObject<Invitation>({
  id: isText,
  role: isWordOf(["admin", "member", "guest"]),
  mail: isMaybe(isText),
  member: isMaybe(isText),
  spaces: isListOf(isInvitedSpace),
  endsAt: isNumber,
  uses: isNumber,
  createdAt: isNumber,
  createdBy: isText,
  used: isNumber,
})

export const isLiveLink = isObject<LiveLink>({
  id: isText,
  space: isText,
  name: isText,
  board: isText,
  fields: isListOf(isText),
  labels: isMaybe(isListOf(isText)),
  endsAt: isNumber,
  createdAt: isNumber,
  createdBy: isText,
  opened: isNumber,
})

const isRosterMember = isObject<RosterMember>({
  person: isText,
  member: isText,
  name: isText,
  mail: isText,
  role: isRole,
  joinedAt: isNumber,
  seenAt: isMaybe(isNumber),
})

const isTeam = isObject<AccessTeam>({ id: isText, name: isText, persons: isListOf(isText) })

const isGrant = isObject<SpaceGrant>({
  subject: isEither(
    isObject<{ readonly person: string }>({ person: isText }),
    isObject<{ readonly team: string }>({ team: isText }),
  ),
  right: isSpaceRight,
})

const isRosterSpace = isObject<RosterSpace>({ id: isText, members: isSpaceRight, grants: isListOf(isGrant) })

export const isRoster = isObject<Roster>({
  workspace: isMyWorkspace,
  members: isListOf(isRosterMember),
  teams: isListOf(isTeam),
  spaces: isListOf(isRosterSpace),
  invitations: isListOf(isInvitation),
  links: isListOf(isLiveLink),
})

export const isInvitationCard = isObject<InvitationCard>({
  workspace: isObject<InvitationCard["workspace"]>({ id: isText, name: isText }),
  invitedBy: isText,
  role: isRole,
  mail: isMaybe(isText),
  endsAt: isNumber,
})

type Source<From> = Extract<RightSource, { from: From }>

const isSource: Shape<RightSource> = isEither(
  isEither(
    isObject<Source<"role">>({ from: isWordOf(["role"]), role: isRole }),
    isObject<Source<"members">>({ from: isWordOf(["members"]), right: isSpaceRight }),
  ),
  isEither(
    isObject<Source<"person">>({ from: isWordOf(["person"]), right: isSpaceRight }),
    isObject<Source<"team">>({ from: isWordOf(["team"]), team: isText, name: isText, right: isSpaceRight }),
  ),
)

const isStanding = isObject<Standing>({ role: isRole, member: isText, spaces: isRecordOf(isSpaceRight) })

export const isWhy = isObject<Reason>({
  right: isDocumentRight,
  rule: isRule,
  standing: isMaybe(isStanding),
  sources: isListOf(isSource),
})

const isAuditEntry = isObject<AuditEntry>({
  number: isNumber,
  at: isNumber,
  by: isText,
  did: isText,
  about: isRecordOf(isMaybe(isEither(isText, isNumber))),
  link: isText,
})

export const isAuditPage = isObject<AuditPage>({
  entries: isListOf(isAuditEntry),
  isWhole: isFlag,
  brokenAt: isMaybe(isNumber),
})
