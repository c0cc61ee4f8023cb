import type { SpaceId } from "@weft/model/base/ids"
import { descriptionOf } from "@weft/model/replica/prose"
import type { Session } from "./session.ts"

/** The plain descriptions of a space's items, by item, as far as they are on this device. */
export async function descriptionsOn(session: Session, space: SpaceId): Promise<Readonly<Record<string, string>>> {
  const begin = `text/${space}/`
  const texts = session.known(begin).map(async path => {
    const { doc } = await session.documentAt(path)
    return [path.slice(begin.length), descriptionOf(doc)] as const
  })
  return Object.fromEntries(await Promise.all(texts))
}
