import { t } from "../text/index.ts"
import { showToast } from "../ui/toast.tsx"

/** How often a page that stays open asks for a new build at most, in milliseconds. */
const ASK_MILLIS = 10 * 60_000

/**
 * Keeps the client in this browser, so that it opens without a network, and says when a newer build is there.
 *
 * A new build is fetched beside the one that runs, and waits: nothing is exchanged below a page. Whoever takes it
 * reloads their own tab; the others say so, and go on with the files of their build until they are reloaded.
 */
export async function keepShell(): Promise<void> {
  // Only pages that come over TLS, or from this machine, may keep anything.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined) return
  // What the browser had of an earlier build answers for this page already, or nothing does yet.
  const wasKept = workers.controller !== null
  let isOffered = false
  let isTaken = false
  const registration = await workers.register("/service-worker.js", { updateViaCache: "none" }).catch(() => null)
  // Some browsers allow none, for example in private windows.
  if (!registration) return

  const take = () => {
    const { waiting } = registration
    isTaken = true
    // Another tab may have taken it meanwhile.
    if (waiting === null) location.reload()
    else waiting.postMessage("take-over", [])
  }
  const offer = () => {
    if (isOffered) return
    isOffered = true
    showToast({ text: t().toast.newVersion, action: { label: t().errors.reload, run: take }, stays: true })
  }
  const watch = (incoming: ServiceWorker | null) =>
    incoming?.addEventListener("statechange", () => {
      if (incoming.state === "installed" && workers.controller !== null) offer()
    })

  if (registration.waiting !== null && wasKept) offer()
  watch(registration.installing)
  registration.addEventListener("updatefound", () => watch(registration.installing))
  let hadController = wasKept
  workers.addEventListener("controllerchange", () => {
    if (isTaken) location.reload()
    else if (hadController) offer()
    hadController = true
  })
  // A part that neither this browser nor the relay has any more is of a build that is gone.
  addEventListener("vite:preloadError", () => workers.controller !== null && navigator.onLine && offer())
  askAgain(registration)
}

/** Asks for a new build when somebody comes back to the page, or to the network. */
function askAgain(registration: ServiceWorkerRegistration): void {
  let asked = performance.now()
  const ask = () => {
    if (document.visibilityState !== "visible" || performance.now() - asked < ASK_MILLIS) return
    asked = performance.now()
    registration.update().catch(() => undefined)
  }
  document.addEventListener("visibilitychange", ask)
  addEventListener("online", ask)
  setInterval(ask, ASK_MILLIS)
}
