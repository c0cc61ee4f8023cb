import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

const LIST = "ui/icons.ts"

/**
 * Which files of the client use which icon, by the end of the icon's path. All icons are named in one list, so a bundler
 * knows only that the list is used.
 *
 * @param source the folder of the client's sources
 */
export function iconUsers(source: string): ReadonlyMap<string, readonly string[]> {
  const list = readFileSync(join(source, LIST), "utf8")
  const files = new Map(
    Array.from(list.matchAll(/default as (\w+) \} from "lucide-static(\/icons\/[\w-]+\.svg)/g), ([, name, file]) => [
      name!,
      file!,
    ]),
  )
  const users = new Map<string, string[]>([...files.values()].map(file => [file, []]))
  for (const path of globSync("**/*.{ts,tsx}", { cwd: source })) {
    const text = readFileSync(join(source, path), "utf8")
    if (path.replaceAll("\\", "/") === LIST || !text.includes("icons.ts")) continue
    for (const [name, file] of files)
      if (new RegExp(`\\b${name}\\b`).test(text)) users.get(file)!.push(path.replaceAll("\\", "/"))
  }
  return users
}
