import type { Locator, Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose, columnOf, openItem, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { openList, pasteCells } from "../support/list-screen.ts"
import { openPlan } from "../support/plan-screen.ts"
import { seedWorkspace } from "../support/seeded-workspace.ts"

const here = journey()

const THEMES = ["light", "dark"] as const

/** Looks at one screen after the other and keeps what axe-core finds, so that one run names everything. */
function createInspection(page: Page, themes?: "both themes") {
  const found: string[] = []
  const look = async (screen: string) => {
    found.push(...(await barriersOn(page, screen)))
    if (themes === undefined) return
    await page.emulateMedia({ colorScheme: "dark" })
    found.push(...(await barriersOn(page, `${screen}, dark`, "colours")))
    await page.emulateMedia({ colorScheme: "light" })
  }
  return {
    found,
    look,
    /** Looks at what is open over the page, and closes it by Escape, which leaves the keyboard where it can go on. */
    async lookInto(screen: string, open: Locator) {
      await open.waitFor()
      await look(screen)
      await page.keyboard.press("Escape")
      await open.waitFor({ state: "detached" })
      if (await page.evaluate("document.activeElement === document.body")) found.push(`${screen}: no focus when closed`)
    },
  }
}

const sidebar = (page: Page) => page.getByRole("navigation", { name: "Sidebar" })

async function workspaceMenu(page: Page): Promise<Locator> {
  await sidebar(page).getByRole("button").first().click()
  return page.getByRole("menu", { name: "Workspace menu" })
}

test("a control without a name and words too pale to read are found", async () => {
  const { page } = await here.somebody()
  await page.setContent(`<html lang="en"><title>Barred</title><main><h1>Barred</h1><input>
    <p style="color: #ccc">pale</p></main></html>`)
  const found = await barriersOn(page, "barred page")
  expect(found.map(line => line.split(" at ")[0])).toEqual(["barred page: color-contrast", "barred page: label"])
})

for (const theme of THEMES) {
  test(`nothing bars the way from the start to the dialogs, ${theme}`, async () => {
    const relay = await here.server()
    const { page } = await here.somebody({ theme })
    const { found, look, lookInto } = createInspection(page)
    await page.goto(relay.url)
    await page.getByRole("button", { name: "Start in this browser" }).click()
    await look("start screen with nothing filled in")
    await startWorkspace(page, relay.url)
    await page.getByRole("region", { name: "Board" }).waitFor()
    await look("empty board")

    await lookInto("workspace menu", await workspaceMenu(page))
    await (await workspaceMenu(page)).getByRole("menuitem", { name: "Import a file" }).click()
    await lookInto("import", page.getByRole("dialog", { name: "Import a file" }))
    await page.getByRole("banner").getByRole("button", { name: "New item" }).click()
    await lookInto("new item", page.getByRole("dialog", { name: "New item" }))
    await sidebar(page).getByRole("button", { name: "New project" }).click()
    await lookInto("new space", page.getByRole("dialog", { name: "New space" }))
    await page.getByRole("button", { name: /^Sync state/ }).click()
    await lookInto("sync", page.getByRole("dialog", { name: "Where your work is" }))
    await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
    const share = page.getByRole("dialog", { name: "Share this workspace" })
    await share.waitFor()
    await look("share before")
    await share.getByRole("button", { name: "Share and get the link" }).click()
    await share.getByLabel("Link to this workspace").waitFor()
    await lookInto("share after", share)
    await waitForSync(page, "Synced")
    expect(found).toEqual([])
  })

  test(`nothing bars the way through a full board, ${theme}`, async () => {
    const relay = await here.server()
    const seeded = await seedWorkspace(relay.url, 40)
    const { page } = await here.somebody({ theme })
    const { found, look, lookInto } = createInspection(page)
    await page.goto(`${relay.url}/w/${seeded.workspace}`)
    await page.getByRole("button", { name: "Join" }).waitFor()
    await look("join screen")
    await joinWorkspace(page, `${relay.url}/w/${seeded.workspace}`)
    const title = "Item 1: Map customer fields to the new schema"
    await cardOf(page, title).waitFor()
    await look("full board")

    await page.locator(".header-space").click()
    await lookInto("space menu", page.getByRole("menu", { name: "Space menu" }))
    await columnOf(page, "Backlog").hover()
    await page.getByRole("button", { name: "Options of Backlog" }).click()
    await lookInto("column menu", page.getByRole("menu"))
    await cardOf(page, title).click({ button: "right" })
    await lookInto("card menu", page.getByRole("menu"))
    for (const [key, name] of [
      ["s", "status"],
      ["a", "people"],
      ["p", "priority"],
      ["l", "labels"],
      ["m", "move"],
    ] as const) {
      await cardOf(page, title).focus()
      await page.keyboard.press(key)
      await lookInto(`${name} picker`, page.locator(".picker"))
    }
    await cardOf(page, title).focus()
    await page.keyboard.press("l")
    await choose(page, "Training")
    await page.keyboard.press("Escape")
    await cardOf(page, title).focus()
    await page.keyboard.press("d")
    await lookInto("date picker", page.locator(".date-picker"))
    await page.getByRole("button", { name: "Add filter" }).click()
    await lookInto("filter menu", page.getByRole("menu"))
    await page.getByRole("button", { name: "Display" }).click()
    await lookInto("display of the board", page.locator(".display-panel"))

    await page.getByRole("button", { name: "Swimlanes" }).click()
    await page.getByRole("menuitemradio", { name: "Priority" }).click()
    await page.locator(".lane").first().waitFor()
    await look("swimlanes")
    await page.getByRole("button", { name: "Swimlanes: Priority" }).click()
    await page.getByRole("menuitemradio", { name: "No swimlanes" }).click()
    await columnOf(page, "Backlog").waitFor()
    expect(found).toEqual([])
  })

  test(`nothing bars the way through an item and the pages of managing, ${theme}`, async () => {
    const relay = await here.server()
    const { page } = await here.somebody({ theme })
    const { found, look, lookInto } = createInspection(page)
    await startWorkspace(page, relay.url)
    await addCards(page, "Backlog", "Map the fields", "Deleted")
    await cardOf(page, "Deleted").focus()
    await page.keyboard.press("Delete")
    await page.getByText("1 item moved to trash").first().waitFor()
    await look("a message")

    const panel = await openItem(page, "Map the fields")
    await panel.getByRole("textbox", { name: "Description" }).fill("All of them.")
    await panel.getByRole("button", { name: "Add checklist" }).click()
    const add = panel.getByRole("textbox", { name: /^Add a check to/ })
    await add.fill("Customers")
    await add.press("Enter")
    await panel.getByRole("checkbox", { name: "Done: Customers" }).check()
    await panel.getByRole("textbox", { name: "Write a comment" }).fill("Said")
    await panel.getByRole("button", { name: /^Send comment/ }).click()
    await panel.getByText("Said", { exact: true }).waitFor()
    await panel.getByRole("button", { name: /^Labels:/ }).click()
    await choose(page, "Training")
    await lookInto("label picker of an item", page.locator(".picker"))
    await look("item panel")
    await panel.getByRole("button", { name: "More actions" }).click()
    await lookInto("menu of an item", page.getByRole("menu"))
    await panel.getByRole("button", { name: /^Due:/ }).click()
    await lookInto("date picker of an item", page.locator(".date-picker"))
    await page.keyboard.press("Escape")

    await page.locator(".header-space").click()
    await page.getByRole("menuitem", { name: "Trash and archive" }).click()
    await page.getByRole("button", { name: "Restore Deleted" }).waitFor()
    await look("trash")
    await sidebar(page).getByRole("link", { name: "Tasks" }).click()
    await page.locator(".header-space").click()
    await page.getByRole("menuitem", { name: "Settings" }).click()
    await page.getByRole("heading", { name: "Custom fields" }).waitFor()
    await look("settings")
    await sidebar(page).getByRole("link", { name: "People" }).click()
    await page.getByRole("heading", { name: "Teams" }).waitFor()
    await look("people")
    expect(found).toEqual([])
  })

  test(`nothing bars the way through a list, ${theme}`, async () => {
    const relay = await here.server()
    const seeded = await seedWorkspace(relay.url, 40)
    const { page } = await here.somebody({ theme })
    const { found, look, lookInto } = createInspection(page)
    await joinWorkspace(page, `${relay.url}/w/${seeded.workspace}`)
    await cardOf(page, "Item 1: Map customer fields to the new schema").waitFor()
    await openList(page)
    await page.locator(".list-row").first().waitFor()
    await look("full list")
    await page.getByRole("button", { name: "Group" }).click()
    await lookInto("groups", page.getByRole("menu"))
    await page.getByRole("button", { name: "Group" }).click()
    await page.getByRole("menuitemradio", { name: "Status" }).click()
    await look("list in groups")
    await page.getByRole("button", { name: "Columns" }).click()
    await lookInto("columns", page.getByRole("dialog", { name: "Columns" }))
    await page.getByRole("button", { name: "List menu" }).click()
    await lookInto("list menu", page.getByRole("menu"))
    const row = page.locator(".list-row").first()
    await row.locator("[data-column=title]").click({ button: "right" })
    await lookInto("row menu", page.getByRole("menu"))
    await row.locator("[data-column=estimate]").click()
    await page.keyboard.type("rubbish")
    await page.keyboard.press("Enter")
    await page.locator(".list-wrong").waitFor()
    await look("cell with something wrong")
    await page.keyboard.press("Escape")
    await row.locator("[data-column=due]").click()
    await page.keyboard.press("Control+a")
    await page.getByRole("toolbar", { name: "Selected items" }).waitFor()
    await look("everything selected")
    await pasteCells(page, "someday\nsome other day")
    await lookInto("what pasting will do", page.getByRole("dialog", { name: "What pasting will do" }))
    await page.getByRole("searchbox", { name: "Find in the list" }).fill("nothing of that name")
    await page.locator(".empty-state").waitFor()
    await look("list in which nothing is found")
    expect(found).toEqual([])
  })

  test(`nothing bars the way on a phone, ${theme}`, async () => {
    const relay = await here.server()
    const seeded = await seedWorkspace(relay.url, 20)
    const { page } = await here.somebody({ theme, width: 390, height: 844, touch: true })
    const { found, look } = createInspection(page)
    await page.goto(`${relay.url}/w/${seeded.workspace}`)
    await page.getByLabel("Your name").fill("Ben")
    await page.getByRole("button", { name: "Join" }).click()
    const card = cardOf(page, "Item 1: Map customer fields to the new schema")
    await card.waitFor()
    await look("board on a phone")
    await card.tap()
    await page.locator(".item-panel").getByRole("textbox", { name: "Title", exact: true }).waitFor()
    await look("item on a phone")
    await page.goto(`${relay.url}/w/${seeded.workspace}/s/${seeded.space}/list`)
    await page.locator(".list-card").first().waitFor()
    await look("list on a phone")
    expect(await page.evaluate("document.documentElement.scrollWidth"), "nothing stands beside the screen").toBe(390)
    expect(found).toEqual([])
  })
}

for (const theme of THEMES)
  test(`nothing bars the way on any page of the example, ${theme}, wide and narrow, and none is wider than its window`, async () => {
    const relay = await here.server()
    const { page } = await here.somebody({ theme })
    const { found, look } = createInspection(page)
    await page.goto(relay.url)
    await page.getByRole("button", { name: "Open the example" }).click()
    await cardOf(page, "Payroll export").waitFor()
    const place = relay.url + new URL(page.url()).pathname.replace(/\/board.*/, "")
    const pages: readonly (readonly [path: string, shows: string])[] = [
      ["/list", ".list-title"],
      ["/plan", ".plan-row"],
      ["/project", ".project h2"],
      ["/history", ".history-version"],
      ["/archive", "h1"],
      ["/trash", "h1"],
      ["/settings", "h1"],
      ["", "[data-card]"],
    ]
    for (const [path, shows] of pages) {
      await page.goto(place + path)
      await page.locator(shows).first().waitFor()
      await look(`example${path}`)
      await page.setViewportSize({ width: 390, height: 844 })
      await page.locator(shows).first().waitFor()
      await look(`example${path}, narrow`)
      const beside = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")
      if (beside > 0) found.push(`example${path} is ${beside} pixels wider than its window`)
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await page.keyboard.press("Control+k")
    await page.getByRole("combobox", { name: "Search and commands" }).fill("export")
    await page.locator(".option[data-active]").waitFor()
    await look("palette")
    await page.keyboard.press("Escape")
    await page.keyboard.press("c")
    await page.getByRole("dialog", { name: "New item" }).getByRole("textbox", { name: "Title" }).waitFor()
    await page.keyboard.type("Call Smith tomorrow 3pm @Ben !high\n")
    await page.locator(".item-panel .item-title").waitFor()
    await look("a captured item")
    expect(found).toEqual([])
  })

test("nothing bars the way through the plan and the project of the example, and what opens over them, in both themes", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  const { found, look, lookInto } = createInspection(page, "both themes")
  await page.goto(relay.url)
  await page.getByRole("button", { name: "Open the example" }).click()
  await cardOf(page, "Payroll export").waitFor()
  await openPlan(page)
  const bar = page.getByRole("toolbar", { name: "Plan", exact: true })
  /** What has no room on the bar is pressed in its menu. */
  const press = async (name: string) => {
    const button = bar.getByRole("button", { name })
    if (await button.isVisible()) return button.click()
    await bar.getByRole("button", { name: "More", exact: true }).click()
    await page.getByRole("menu", { name: "More" }).getByText(name, { exact: true }).click()
  }
  const row = page.locator(".plan-row", { hasText: "Payroll export" })
  await row.click({ button: "right" })
  await lookInto("menu of an activity", page.getByRole("menu"))
  await row.locator("[data-column=length]").dblclick()
  await page.keyboard.type("rubbish")
  await page.keyboard.press("Enter")
  await page.locator(".plan-field-wrong").waitFor()
  await look("cell of a plan with something wrong")
  await page.keyboard.press("Escape")
  await press("Columns")
  await lookInto("columns of a plan", page.getByRole("menu"))
  await press("Baseline: Approved plan")
  await lookInto("baselines", page.getByRole("menu"))
  await bar.getByRole("button", { name: "More", exact: true }).click()
  await lookInto("more of the bar", page.getByRole("menu"))
  for (const [name, heading] of [
    ["Details", /^Details of/],
    ["Why here", /^Why Payroll export/],
    ["Health", "Health of the plan"],
  ] as const) {
    await press(name)
    await page.getByRole("heading", { name: heading }).waitFor()
    await look(name)
  }
  for (const strip of ["People", "Load of people", "Overview"]) await press(strip)
  await page.locator(".plan-load-person").first().waitFor()
  found.push(...(await barriersOn(page, "plan with people, load and overview")))
  await press("Print or save the plan")
  await lookInto("print or save", page.getByRole("dialog", { name: "Print or save the plan" }))

  await page.keyboard.press("g")
  await page.keyboard.press("j")
  for (const [section, shows] of [
    ["Charter", "Closing"],
    ["Progress", "Report progress"],
    ["Baselines", "Compare"],
    ["Phases and gates", "Gates"],
    ["Risks", "Register"],
    ["Cost", "Costs of the plan"],
    ["Earned value", "S-curve"],
    ["Decisions", "Decisions"],
  ] as const) {
    await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: section }).click()
    await page.getByRole("heading", { name: shows, exact: true }).waitFor()
    await look(section)
  }

  await page.keyboard.press("g")
  await page.keyboard.press("b")
  const choose = async (name: string) => {
    await page.locator(".header-space").click()
    await page.getByRole("menuitem", { name }).click()
  }
  await choose("Export the plan")
  await lookInto("export of a plan", page.getByRole("dialog", { name: /^Export the plan/ }))
  await choose("Planning session")
  const session = page.getByRole("dialog", { name: "Start a planning session" })
  await session.waitFor()
  await look("start of a session")
  await page.keyboard.type("Sprint 12\n")
  await page.getByRole("region", { name: "Planning session Sprint 12" }).waitFor()
  await look("planning session")
  await cardOf(page, "Payroll export").click({ button: "right" })
  await page.getByRole("menuitem", { name: "Also show in …" }).click()
  await lookInto("other spaces", page.getByRole("menu", { name: "Also show in" }))
  await page.keyboard.press("?")
  await lookInto("keys", page.getByRole("dialog", { name: "Keys" }))
  await sidebar(page).getByRole("button", { name: "New project" }).click()
  const space = page.getByRole("dialog", { name: "New space" })
  await space.getByRole("combobox", { name: "Begin with" }).selectOption({ label: "Simple project" })
  await space.getByRole("region", { name: "What is in it" }).waitFor()
  await lookInto("new space from a template", space)
  expect(found).toEqual([])
})

test("nothing bars the way in German either", async () => {
  const relay = await here.server()
  const { page } = await here.somebody({ language: "de-DE" })
  const { found, look } = createInspection(page)
  await page.goto(relay.url)
  await page.getByLabel("Name des Arbeitsbereichs").fill("Nordtor IT")
  await look("start screen")
  await page.getByLabel("Dein Name").fill("Ana")
  await page.getByRole("button", { name: "In diesem Browser beginnen" }).click()
  await page.locator(".board-column").first().waitFor()
  await look("empty board")
  await page.keyboard.press("c")
  const dialog = page.getByRole("dialog")
  await dialog.waitFor()
  await look("new item")
  await page.keyboard.type("Felder zuordnen")
  await page.keyboard.press("Enter")
  await page.locator(".item-panel .item-title").waitFor()
  await look("item panel")
  expect(await page.locator("html").getAttribute("lang")).toBe("de")
  expect(found).toEqual([])
})
