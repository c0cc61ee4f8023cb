import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { addCards, openItem, panelOf } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { press } from "../support/keyboard.ts"

const here = journey()

/** What has made pages run what people entered, as names and titles. */
const PAYLOADS: readonly string[] = [
  `<img src=x onerror="window.ran=1">`,
  `"><svg onload="window.ran=2">`,
  `'-(window.ran=3)-'`,
  `</script><script>window.ran=4</script>`,
  `javascript:window.ran=5//`,
  "${window.ran=6}{{constructor.constructor('window.ran=6')()}}",
  `<iframe srcdoc="<script>parent.ran=7</script>"></iframe>`,
  `<a href="javascript:window.ran=8" autofocus onfocus="window.ran=8">x</a>`,
  `&lt;img src=x onerror=window.ran=9&gt;`,
  `__proto__`,
]
const [IMAGE, SVG] = PAYLOADS as [string, string]

/** Nothing has run, and nothing that could run stands in the page. */
async function isHarmless(page: Page, screen: string): Promise<void> {
  const found = await page.evaluate<readonly string[]>(`[
    ...(window.ran === undefined ? [] : ["ran " + window.ran]),
    ...[...document.querySelectorAll("*")].flatMap(element =>
      element.getAttributeNames().filter(name => /^on|^srcdoc$/.test(name)).map(name => element.localName + " " + name)),
    ...[...document.querySelectorAll("iframe, object, embed, base, script:not([src])")]
      .filter(element => element.textContent.includes("ran=")).map(element => element.localName),
    ...[...document.querySelectorAll("[href], [src], [action]")]
      .filter(element => /^\\s*(javascript|vbscript|data:text)/i.test(
        element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action")))
      .map(element => element.localName + " link"),
  ]`)
  expect(found, screen).toEqual([])
}

test("nothing that a person can enter anywhere runs, on whatever screen it is shown", async () => {
  const relay = await here.server()
  // Without the page's policy, so that what would run does.
  const { page } = await here.somebody({ withoutPolicy: true, mayBeRefused: true })
  page.on("dialog", dialog => {
    throw new Error(`a dialog opened: ${dialog.message()}`)
  })
  await startWorkspace(page, relay.url, IMAGE, SVG)
  await addCards(page, "Backlog", ...PAYLOADS)
  await isHarmless(page, "board of titles")

  // Of an item: its description, a label, a comment, a check, and the names of files.
  const panel = await openItem(page, IMAGE)
  await panel.getByRole("textbox", { name: "Description" }).click()
  await page.keyboard.insertText(PAYLOADS.join(" "))
  await panel.getByRole("button", { name: /^Labels:/ }).click()
  const line = page.locator(".picker").getByRole("combobox")
  await line.fill(IMAGE)
  await line.press("Enter")
  await page.locator(".picker").getByRole("option", { selected: true }).first().waitFor()
  await isHarmless(page, "label picker")
  await press(page, "Escape")
  await panel.getByRole("button", { name: "Add checklist" }).click()
  const check = panel.getByRole("textbox", { name: /^Add a check to/ })
  await check.fill(IMAGE)
  await check.press("Enter")
  await panel.getByRole("textbox", { name: "Write a comment" }).click()
  await page.keyboard.insertText(PAYLOADS.join(" "))
  await press(page, "Control+Enter")
  await panel.locator(".comment-body").getByText("window.ran=9", { exact: false }).first().waitFor()
  await panel.locator("input[type=file]").setInputFiles(
    [IMAGE, `${SVG}.svg`, `x.html`].map(name => ({
      name: name.replaceAll("/", "∕"),
      mimeType: name.endsWith("svg") ? "image/svg+xml" : "text/html",
      buffer: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.ran=1"><script>window.ran=1</script></svg>`,
      ),
    })),
  )
  await panel.locator(".attachment").nth(2).waitFor()
  await isHarmless(page, "item")
  await page.getByRole("button", { name: /^Close the item/ }).click()
  await panelOf(page).waitFor({ state: "detached" })

  // Of the space: a state, a label, a field; of the workspace: people and teams.
  await press(page, "g", "s")
  for (const [name, value] of [
    ["Add a status", IMAGE],
    ["Add a label", SVG],
  ] as const) {
    await page.getByRole("textbox", { name }).fill(value)
    await press(page, "Enter")
  }
  await isHarmless(page, "settings")
  await press(page, "Escape")
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "People" }).click()
  for (const name of ["Add a placeholder", "Add a team"]) {
    await page.getByRole("textbox", { name }).fill(IMAGE)
    await press(page, "Enter")
  }
  await isHarmless(page, "people")
  await page.getByRole("button", { name: "New list" }).click()
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(IMAGE)
  await page.getByRole("button", { name: "Create space" }).click()
  await page.getByRole("region", { name: "Board" }).waitFor()
  await isHarmless(page, "space")

  // A view, and addresses that anybody can send.
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Tasks" }).click()
  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Save as view" }).click()
  await page.getByRole("textbox", { name: "Name of the view" }).fill(IMAGE)
  await press(page, "Enter")
  await isHarmless(page, "view")
  const place = new URL(page.url()).pathname.replace(/\/board.*/, "")
  for (const payload of PAYLOADS.slice(0, 5)) {
    const text = encodeURIComponent(payload)
    await page.goto(`${relay.url}${place}/list?filter=text.contains.${text}&find=${text}&item=${text}&view=${text}`)
    await page.getByRole("treegrid").waitFor()
    await isHarmless(page, `address with ${payload}`)
  }

  // A file of rows, whose cells go into every field; and what the palette finds.
  await page.goto(`${relay.url}${place}`)
  await page.getByRole("region", { name: "Board" }).waitFor()
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("button").first().click()
  await page.getByRole("menuitem", { name: "Import a file" }).click()
  const cells = PAYLOADS.map(payload => `"${payload.replaceAll('"', '""')}"`)
  const table = [
    ["Title", "Status", "Labels", "Assignee", cells[0]].join(","),
    ...cells.map(cell => Array(5).fill(cell).join(",")),
  ]
  const dialog = page.getByRole("dialog", { name: "Import a file" })
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: `${IMAGE}.csv`, mimeType: "text/csv", buffer: Buffer.from(table.join("\n")) })
  await dialog.getByRole("button", { name: "Continue" }).waitFor()
  await isHarmless(page, "columns of an import")
  await dialog.getByRole("button", { name: "Continue" }).click()
  await dialog.getByRole("button", { name: "Import", exact: true }).waitFor()
  await isHarmless(page, "preview of an import")
  await dialog.getByRole("button", { name: "Import", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await isHarmless(page, "what was imported")
  await press(page, "Control+k")
  await page.getByRole("combobox", { name: "Search and commands" }).fill("window")
  await page.locator(".option[data-active]").waitFor()
  await isHarmless(page, "palette")
  await press(page, "Escape", "g", "h")
  await page.getByRole("heading", { name: "History" }).waitFor()
  await isHarmless(page, "history")
}, 60_000)
