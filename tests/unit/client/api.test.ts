import { expect, test } from "vitest"
import { createApi, createAsk, isNoAnswer } from "../../../packages/client/src/data/api.ts"
import { createSignIn } from "../../../packages/client/src/data/sign-in.ts"

interface Asked {
  readonly path: string
  readonly method: string
  readonly body: unknown
}

/** A relay that gives the same answer to everything, and remembers what it was asked. */
function relaySaying(body: BodyInit | null, status = 200) {
  const asked: Asked[] = []
  const ask = createAsk(async (path, { method = "", body: sent }) => {
    asked.push({ path, method, body: typeof sent === "string" ? JSON.parse(sent) : undefined })
    return new Response(body, { status })
  })
  return { asked, ask, api: createApi(ask) }
}

const saying = (value: unknown, status = 200) => relaySaying(JSON.stringify(value), status)

const ROSTER = {
  workspace: { id: "w", name: "Northgate IT", role: "owner", member: "m1" },
  members: [{ person: "p", member: "m1", name: "Ana", mail: "ana@x.org", role: "owner", joinedAt: 1, seenAt: null }],
  teams: [{ id: "t", name: "Ops", persons: ["p"] }],
  spaces: [{ id: "s", members: "read", grants: [{ subject: { team: "t" }, right: "write" }] }],
  invitations: [],
  links: [],
}

test("API-1 an answer that is not what was asked for is none, however deep the fault lies", async () => {
  expect(await saying(ROSTER).api.roster("w")).toEqual(ROSTER)
  const spoilt = [
    { ...ROSTER, workspace: { ...ROSTER.workspace, role: "king" } },
    { ...ROSTER, spaces: [{ id: "s", members: "read", grants: [{ subject: {}, right: "write" }] }] },
    { ...ROSTER, members: {} },
    { ...ROSTER, teams: undefined },
    null,
  ]
  for (const answer of spoilt)
    expect(await saying(answer).api.roster("w")).toMatchObject({
      failed: "not-understood",
      detail: "GET /api/workspaces/w",
    })
  expect(await relaySaying("<!doctype html>").api.devices()).toMatchObject({ failed: "not-understood" })
})

test("API-2 a refusal is a value that names the relay's reason", async () => {
  const refused = await saying({ reason: "last-owner", detail: "p" }, 409).api.removeMember("w", "p")
  expect(refused).toEqual({ failed: "last-owner", detail: "p" })
  expect(await relaySaying("nginx", 429).api.devices()).toMatchObject({ failed: "too-many-requests" })
  expect(await relaySaying(null, 502).api.devices()).toMatchObject({ failed: "unreachable" })
  const away = createApi(createAsk(() => Promise.reject(new Error("no network"))))
  expect(await away.roster("w")).toMatchObject({ failed: "unreachable" })
})

test("API-3 a relay without the door for accounts is one that is open to everybody", async () => {
  expect(await relaySaying("<!doctype html>").api.session()).toEqual({ access: "open" })
  expect(await relaySaying("no such thing", 404).api.session()).toEqual({ access: "open" })
  const signedOut = {
    access: "accounts",
    person: null,
    waitsForOwner: false,
    ways: { password: true, passkey: false, mailedLink: false, providers: [] },
  }
  expect(await saying(signedOut).api.session()).toEqual(signedOut)
  expect(await relaySaying("busy", 503).api.session()).toMatchObject({ failed: "unreachable" })
})

test("what stands in an address cannot leave its part of it", async () => {
  const { api, asked } = saying(null)
  await api.setRight("w", "s", "../../admin", "read")
  await api.invitation("a/b?c")
  expect(asked.map(({ path }) => path)).toEqual([
    "/api/workspaces/w/spaces/s/rights/..%2F..%2Fadmin",
    "/api/invitations/a%2Fb%3Fc",
  ])
})

test("a passkey that is called off signs nobody in, and one that is used is verified", async () => {
  const { ask, asked } = saying({ challenge: "abc" })
  const offered = createSignIn(ask, {
    create: async () => null,
    get: () => Promise.reject(new Error("NotAllowedError")),
  })
  expect(await offered.withPasskey()).toMatchObject({ failed: "called-off" })
  expect(asked).toHaveLength(1)
  const used = createSignIn(ask, { create: async () => null, get: async () => ({ id: "key" }) })
  expect(isNoAnswer(await used.withPasskey())).toBe(false)
  expect(asked.at(-1)).toEqual({
    path: "/api/auth/passkey/verify-authentication",
    method: "POST",
    body: { response: { id: "key" } },
  })
})
