import { expect, test } from "vitest"
import type { SessionState } from "@weft/model/wire/api"
import { BareClient } from "../support/relay.ts"
import { Browser, mailOf, PASSWORD, signUpOwner, startRelayWithAccounts } from "../support/signed-in-relay.ts"

test("ACCOUNT-1 the first person comes by the link of the console, and by no other way", async () => {
  const relay = await startRelayWithAccounts()
  const stranger = new Browser(relay.relay.url)
  expect(await stranger.json<SessionState>("GET", "/api/session")).toMatchObject({ person: null, waitsForOwner: true })
  const owner = await signUpOwner(relay)
  const state = await owner.json<SessionState>("GET", "/api/session")
  expect(state).toMatchObject({ access: "accounts", person: { name: "Olga", mail: mailOf("Olga") }, isOperator: true })
  const client = await BareClient.connect(relay.relay.url, await owner.pass())
  await client.join(1, "acme/people")
  await client.close()
  const other = new Browser(relay.relay.url)
  expect(
    await other.json("POST", "/api/auth/sign-in/email", { email: mailOf("Olga"), password: PASSWORD }),
  ).toMatchObject({ person: { name: "Olga" } })
  expect(await other.json<SessionState>("GET", "/api/session")).toMatchObject({ isOperator: true })
  await relay.close()
})
