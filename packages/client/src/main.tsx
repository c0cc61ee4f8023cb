import { render } from "solid-js/web"
import { storedLanguage } from "./app/language.ts"
import { anticipate } from "./app/open-workspace.ts"
import { App } from "./app/router.tsx"
import { chooseLanguage, firstSpokenLanguage } from "./text/index.ts"

const root = document.getElementById("app")
if (root === null) throw new Error("Broken invariant: the page has no place for the app")

anticipate(location.pathname)

// The chosen language comes before the first paint; English is in the page already.
await chooseLanguage(storedLanguage(localStorage) ?? firstSpokenLanguage(navigator.languages), navigator.languages)
render(() => <App />, root)
