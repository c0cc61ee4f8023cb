const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const

const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const

/** What a browser calls itself, cut to its name and its system: the first that fits, since each names the ones before it. */
export function agentWords(agent: string): string {
  const nameIn = (names: typeof BROWSERS | typeof SYSTEMS) => names.find(([mark]) => agent.includes(mark))?.[1]
  const known = [nameIn(BROWSERS), nameIn(SYSTEMS)].filter(name => name !== undefined)
  return known.length === 0 ? agent : known.join(" · ")
}
