import { posix } from "node:path"
import { placeOf, type Source } from "./source.ts"

/** One module naming another. */
export interface Import {
  readonly place: string
  readonly specifier: string
  /** The path of one of our modules, or the name of a package (`node:fs`, `@ark-ui/solid`). */
  readonly target: string
  /** `type` is gone when the program runs; `value` is loaded with the module; `lazy` when it is asked for. */
  readonly kind: "type" | "value" | "lazy"
}

/**
 * All imports of a module, re-exports and lazy imports included.
 *
 * Only a whole `import type` or `export type` is free: `import { type A }` still loads the module, since nothing
 * rewrites our modules on the server.
 */
export function importsOf(source: Source): readonly Import[] {
  const { module } = source.parsed
  const found = (start: number, specifier: string, kind: Import["kind"]): Import => ({
    place: placeOf(source, start),
    specifier,
    target: resolve(source.path, specifier),
    kind,
  })
  const kindAt = (start: number) => (/^(import|export)\s+type\b/.test(source.text.slice(start)) ? "type" : "value")
  return [
    ...module.staticImports.map(({ start, moduleRequest }) => found(start, moduleRequest.value, kindAt(start))),
    ...module.staticExports.flatMap(({ start, entries }) => {
      const request = entries.find(entry => entry.moduleRequest)?.moduleRequest
      return request ? [found(start, request.value, kindAt(start))] : []
    }),
    ...module.dynamicImports.flatMap(({ start, moduleRequest }) => {
      const literal = /^["'`]([^"'`$]+)["'`]$/.exec(source.text.slice(moduleRequest.start, moduleRequest.end))
      return literal?.[1] === undefined ? [] : [found(start, literal[1], "lazy")]
    }),
  ]
}

function resolve(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, "")
  if (bare.startsWith(".")) return posix.join(posix.dirname(from), bare)
  const ours = /^@weft\/([^/]+)\/(.+)$/.exec(bare)
  if (ours) return `packages/${ours[1]}/src/${/\.[a-z]+$/.test(ours[2] ?? "") ? ours[2] : `${ours[2]}.ts`}`
  return bare
    .split("/")
    .slice(0, bare.startsWith("@") ? 2 : 1)
    .join("/")
}
