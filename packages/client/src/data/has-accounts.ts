/**
 * Whether the relay that serves the page has accounts. Small, because the first page asks it; whoever needs to know more
 * asks `relay.session` of `api.ts`. A relay that does not answer counts as one that has none.
 */
export async function hasAccounts(): Promise<boolean> {
  try {
    const response = await fetch("/api/session", { cache: "no-store" })
    const state = (await response.json()) as { readonly access?: unknown }
    return state.access === "accounts"
  } catch {
    return false
  }
}
