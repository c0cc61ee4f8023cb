/**
 * Which folder may name which, as ARCHITECTURE.md draws it. A folder always may name itself; what is not listed is
 * forbidden. A folder that is not here has no place in the house yet: give it one in ARCHITECTURE.md first.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  ...modelLayers(),

  // The relay's rooms, store and bus know bytes and rooms; only desk, portal and api know items.
  "sync-server/ports.ts": ["model/base", "model/wire"],
  "sync-server/bus": ["model/base", "model/wire", "sync-server/ports.ts"],
  "sync-server/store": ["sync-server/ports.ts", "model/base", "model/wire"],
  "sync-server/access": ["sync-server/ports.ts", "model/base", "model/wire", "sync-server/store"],
  // Files by the hash of their content. What they are files of is not known here.
  "sync-server/files": ["sync-server/ports.ts", "model/base", "model/wire"],
  // People, what they sign in with, and their devices; it knows nothing of workspaces.
  "sync-server/accounts": ["sync-server/ports.ts", "model/base", "model/wire", "sync-server/access"],
  "sync-server/rooms": [
    "sync-server/ports.ts",
    "model/base",
    "model/wire",
    "sync-server/store",
    "sync-server/bus",
    "sync-server/access",
  ],
  // One connection: our channel protocol and the plain door for any Yjs program.
  "sync-server/connections": [
    "sync-server/ports.ts",
    "model/base",
    "model/wire",
    "sync-server/rooms",
    "sync-server/access",
  ],
  "sync-server/http": [
    "sync-server/ports.ts",
    "model/base",
    "model/wire",
    "sync-server/rooms",
    "sync-server/store",
    "sync-server/access",
    "sync-server/connections",
  ],
  "sync-server/desk": [
    "sync-server/ports.ts",
    "model/*",
    "sync-server/rooms",
    "sync-server/store",
    "sync-server/access",
    "sync-server/files",
  ],
  "sync-server/portal": [
    "sync-server/ports.ts",
    "model/*",
    "sync-server/rooms",
    "sync-server/store",
    "sync-server/access",
    "sync-server/desk",
  ],
  "sync-server/api": [
    "sync-server/ports.ts",
    "model/*",
    "sync-server/rooms",
    "sync-server/store",
    "sync-server/access",
    "sync-server/accounts",
    "sync-server/http",
    "sync-server/desk",
    "sync-server/files",
    "sync-server/portal",
    "sync-server/holidays",
  ],
  // Commands get the terminal handed in by `weft.ts` and know data folders through the store; the relay knows nothing of them.
  "sync-server/command-line": ["model/*", "sync-server/store", "sync-server/holidays"],
  // Holidays of the world, from a package too large for the client.
  "sync-server/holidays": ["model/base", "model/time", "model/service", "model/wire"],
  "sync-server": ["model/*", "sync-server/*"],

  "client/text": ["model/*"],
  "client/styles": [],
  // A day of the calendar is no word of the domain.
  "client/ui": ["model/time", "client/text", "client/styles"],
  "client/data": ["model/*"],
  "client/commands": ["model/*", "client/data", "client/text"],
  "client/parts": ["model/*", "client/data", "client/commands", "client/ui", "client/text", "client/styles"],
  // Each screen is a folder of its own here; screens never name each other.
  "client/views/*": [
    "model/*",
    "client/data",
    "client/commands",
    "client/parts",
    "client/ui",
    "client/text",
    "client/styles",
  ],
  "client/app": ["model/*", "client/*"],
  client: ["model/*", "client/*"],
}

/** The model's folders from the ground up; folders of one floor do not see each other. */
function modelLayers(): Record<string, readonly string[]> {
  const floors = [
    ["base"],
    ["time", "wire"],
    ["schema"],
    ["query", "history"],
    ["tasks", "plan", "service"],
    ["levelling"],
    ["capacity"],
    ["portfolio"],
    ["actions"],
    ["exchange", "replica"],
    ["example"],
  ]
  const layers: Record<string, readonly string[]> = {}
  const below: string[] = []
  for (const floor of floors) {
    for (const folder of floor) layers[`model/${folder}`] = [...below]
    below.push(...floor.map(folder => `model/${folder}`))
  }
  return layers
}

/** Packages that only some places may name, with those places. */
export const GUARDED_PACKAGES: readonly { readonly packages: RegExp; readonly places: readonly RegExp[] }[] = [
  {
    packages: /^(yjs|y-protocols|y-websocket)$/,
    places: [
      /^model\/src\/replica\//,
      /^sync-server\/src\/(rooms|store)\//,
      /^sync-server\/src\/(connections\/)?(y-websocket|plain)/,
      /^client\/src\/data\//,
      /^client\/src\/.*\beditor\b/,
    ],
  },
  {
    packages: /^(solid-js|@solid-primitives\/.*|@tanstack\/solid-.*|@ark-ui\/solid|@atlaskit\/.*)$/,
    places: [/^client\//],
  },
  {
    packages: /^(@tiptap\/.*|prosemirror-.*)$/,
    places: [/^client\/src\/.*\beditor\b/],
  },
  // The model is true without a screen or a socket, so it runs where there is no Node.
  { packages: /^node:/, places: [/^sync-server\//] },
]

/** The outside world comes in as arguments; these places are where it comes in. */
export const EDGES = {
  clock: [
    /^client\/src\/[^/]+$/,
    /^client\/src\/(app|data)\//,
    /^sync-server\/src\/[^/]+$/,
    /^sync-server\/src\/connections\//,
  ],
  randomness: [
    /^client\/src\/[^/]+$/,
    /^client\/src\/(app|data)\//,
    /^sync-server\/src\/[^/]+$/,
    /^sync-server\/src\/(connections|access|accounts)\//,
  ],
  network: [
    /^client\/src\/[^/]+$/,
    /^client\/src\/(app|data)\//,
    /^sync-server\/src\/[^/]+$/,
    /^sync-server\/src\/(connections|http|bus|store|desk|access|accounts)\//,
  ],
  storage: [
    /^client\/src\/[^/]+$/,
    /^client\/src\/(app|data)\//,
    /^sync-server\/src\/[^/]+$/,
    /^sync-server\/src\/(store|http|access|accounts|bus|desk|files)\//,
  ],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>

export type Edge = keyof typeof EDGES

/** Packages through which the network or a store is reached. */
export const EDGE_PACKAGES: readonly { readonly packages: RegExp; readonly edge: Edge }[] = [
  { packages: /^(node:(net|tls|dgram|http|https|http2|dns)|ws|pg|nodemailer|imapflow|smtp-server)$/, edge: "network" },
  { packages: /^(node:(fs|sqlite)|idb)$/, edge: "storage" },
]

/** The folder of a module in the words of the table above, or nothing for a module outside the packages. */
export function layerOf(path: string): string | undefined {
  const match = /^packages\/([^/]+)\/src\/(.+)$/.exec(path)
  if (!match) return undefined
  const [, name, rest = ""] = match
  const folders = rest.split("/").slice(0, -1)
  // What the relay asks of the world, as interfaces that its folders share.
  if (name === "sync-server" && rest === "ports.ts") return "sync-server/ports.ts"
  if (folders[0] === "views") return [name, ...folders.slice(0, 2)].join("/")
  return folders[0] === undefined ? name : `${name}/${folders[0]}`
}

const entryOf = (layer: string) => (layer.startsWith("client/views/") ? "client/views/*" : layer)

export const isKnownLayer = (layer: string) => entryOf(layer) in LAYERS

/** Whether a module of one folder may name a module of the other. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true
  const allowed = LAYERS[entryOf(from)] ?? []
  return allowed.some(name => name === to || (name.endsWith("/*") && to.startsWith(name.slice(0, -1))))
}
