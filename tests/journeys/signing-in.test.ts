import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { becomeOwner, shareWithPeople, signInWithPassword } from "../support/account-screens.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { startOidcServer } from "../support/oidc-provider.ts"
import { startSmtpServer, type SmtpServer } from "../support/smtp-server.ts"

const here = journey()

/** Gives a page a key that its person always agrees to use. */
async function giveKey(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send("WebAuthn.enable")
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** The link in the next mail with such a subject. */
async function linkIn({ mails }: SmtpServer, subject: string): Promise<string> {
  const found = () => mails.findLast(mail => mail.subject === subject)
  await expect.poll(found, PATIENCE).toBeDefined()
  return /http\S+/.exec(found()?.text ?? "")?.[0] ?? ""
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click()
  await page.getByRole("button", { name: "Start in this browser" }).waitFor()
}

test("SCREEN-10 a person gets in by passkey, mailed link, new password and provider, and out of it with all that is kept", async () => {
  const [smtp, provider] = await Promise.all([
    here.opened(startSmtpServer()),
    here.opened(startOidcServer({ sub: "1", email: "ana@weft.example", email_verified: true, name: "Not Ana" })),
  ])
  const server = await here.accountProcess({
    WEFT_SMTP_URL: smtp.url,
    WEFT_OIDC_ISSUER: provider.issuer,
    WEFT_OIDC_CLIENT_ID: "weft",
    WEFT_OIDC_CLIENT_SECRET: "secret",
    WEFT_OIDC_NAME: "Acme",
    WEFT_OIDC_SIGN_UP: "1",
  })
  // Passkeys belong to a name; a browser makes none for a bare address.
  const url = server.url.replace("127.0.0.1", "localhost")
  const { page: ana } = await here.somebody({ mayBeRefused: true })
  await becomeOwner(ana, { setUpLink: server.setUpLink.replace(server.url, url) }, "Ana")

  // Passkey.
  await giveKey(ana)
  await ana.goto(`${url}/account`)
  await ana.getByLabel("Name of the new passkey").fill("Work laptop")
  await ana.getByRole("button", { name: "Add a passkey" }).click()
  await ana.getByRole("listitem").filter({ hasText: "Work laptop" }).waitFor()
  await signOut(ana)
  await ana.goto(`${url}/sign-in?to=/account`)
  await ana.getByRole("button", { name: "Use a passkey" }).click()
  await ana.getByText("Signed in as ana@weft.example.").waitFor()
  await signOut(ana)

  // A mailed link: a program that looks through her mail opens it before she does, and it still lets her in, once.
  await ana.goto(`${url}/sign-in?to=/account`)
  await ana.getByLabel("Mail address").fill("ana@weft.example")
  await ana.getByRole("button", { name: "Mail me a link instead" }).click()
  await ana.getByText("If ana@weft.example has an account here, a link is on its way.").waitFor()
  const link = await linkIn(smtp, "Your link to sign in to Weft")
  await fetch(link)
  await ana.goto(link)
  await ana.getByRole("button", { name: "Sign in", exact: true }).click()
  await ana.getByText("Signed in as ana@weft.example.").waitFor()
  await signOut(ana)
  await ana.goto(link)
  await ana.getByRole("button", { name: "Sign in", exact: true }).click()
  await ana.getByText("This link has ended or was used.").waitFor()

  // A new password.
  await ana.getByRole("link", { name: "To the sign-in page" }).click()
  await ana.getByLabel("Mail address").fill("ana@weft.example")
  await ana.getByRole("button", { name: "Forgot the password?" }).click()
  await ana.goto(await linkIn(smtp, "A new password for Weft"))
  await ana.getByLabel("Password").fill("another battery staple")
  await ana.getByRole("button", { name: "Use this password" }).click()
  await ana.getByText("The password is changed. Sign in with it.").waitFor()
  await signInWithPassword(ana, url, "Ana", "/account", "another battery staple")
  await ana.getByText("Signed in as ana@weft.example.").waitFor()

  // A provider: the same mail address there is not the same person, and somebody new gets an account.
  const { page: erika } = await here.somebody({ mayBeRefused: true })
  await erika.goto(`${url}/sign-in`)
  await erika.getByRole("button", { name: "Go on with Acme" }).click()
  await erika.getByText("You are not signed in: no account here belongs to that sign-in").waitFor()
  provider.claims = { sub: "2", email: "erika@weft.example", email_verified: true, name: "Erika" }
  await erika.getByRole("button", { name: "Go on with Acme" }).click()
  await erika.getByText("Signed in as Erika").waitFor()

  // A token for a program, shown once, which opens what it says until it is taken back.
  await startWorkspace(ana, url, "Northgate IT", "Ana")
  await shareWithPeople(ana)
  const [workspace = "", space = ""] = /\/w\/([^/]+)\/s\/([^/]+)/.exec(ana.url())?.slice(1) ?? []
  await ana.goto(`${url}/account`)
  await ana.getByLabel("What it is for").fill("Nightly export")
  await ana.getByRole("button", { name: "Make the token" }).click()
  const token = await ana.getByLabel("The token").inputValue()
  const read = (document: string) =>
    fetch(`${url}/api/history/${workspace}/${document}`, { headers: { authorization: `Bearer ${token}` } })
  expect((await read(`space/${space}`)).status).toBe(200)
  await ana.getByRole("button", { name: "Revoke Nightly export" }).click()
  await ana.getByText("The token no longer works").first().waitFor()
  expect((await read(`space/${space}`)).status).toBe(401)

  // All that is kept of somebody, as a file; then the account is gone.
  const [file] = await Promise.all([
    ana.waitForEvent("download"),
    ana.getByRole("button", { name: "Export my data" }).click(),
  ])
  const kept = await file.createReadStream().then(async stream => (await stream.toArray()).join(""))
  for (const said of ["ana@weft.example", "Work laptop", "Northgate IT"]) expect(kept).toContain(said)
  expect(kept).not.toContain(token)
  await erika.goto(`${url}/account`)
  await erase(erika, "erika@weft.example")
  await erika.getByRole("button", { name: "Start in this browser" }).waitFor()
  expect(await (await erika.request.get(`${url}/api/session`)).json()).toMatchObject({ person: null })
})

async function erase(page: Page, mail: string): Promise<void> {
  await page.getByRole("button", { name: "Erase my account …" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(`Write ${mail} to confirm`).fill(mail)
  await dialog.getByRole("button", { name: "Erase my account" }).click()
}
