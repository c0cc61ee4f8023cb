import type { Port } from "../messages.ts"

/**
 * Hands every tab that comes to a host of this worker, over a port of its own: a shared worker serves all tabs, one that
 * is not shared the tab that started it. Call it while the worker's script first runs, before a tab's message can be missed.
 */
export function serveTabs<Out, In>(host: { serve(port: Port<Out, In>): void }): void {
  const scope = globalThis as unknown as SharedWorkerGlobalScope | DedicatedWorkerGlobalScope
  if (!("SharedWorkerGlobalScope" in globalThis)) return host.serve(portOver(scope as unknown as MessagePort))
  scope.addEventListener("connect", event => {
    const [port] = (event as MessageEvent).ports
    if (port !== undefined) host.serve(portOver(port))
  })
}

function portOver<Out, In>(port: MessagePort): Port<Out, In> {
  return {
    post: message => port.postMessage(message),
    listen(receive) {
      port.addEventListener("message", ({ data }) => receive(data as In))
      port.start?.()
    },
    close: () => port.close(),
  }
}
