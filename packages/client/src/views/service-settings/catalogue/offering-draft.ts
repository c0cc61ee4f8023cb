import { publishOffering } from "@weft/model/actions/catalogue"
import { isKeySegment, newId, type Id, type OfferingId, type OfferingVersionId } from "@weft/model/base/ids"
import type { Offering, OfferingVersion } from "@weft/model/schema/catalogue"
import { EMPTY_OFFERING, parseOfferingContent, type OfferingContent } from "@weft/model/schema/offering-content"
import { sameValue } from "@weft/model/schema/row"
import { versionsOf } from "@weft/model/service/catalogue"
import { faultsOfOffering, type FoundFault } from "@weft/model/service/offering-check"
import { createMemo, type Accessor } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { WORDING_LANGUAGES } from "@weft/model/schema/offering-content"
import { showToast } from "../../../ui/toast.tsx"
import { createKeptDraft } from "../kept-draft.ts"

/** What somebody writes of the next version, and the version that they began from. */
interface KeptOffering {
  readonly basedOn: OfferingVersionId | null
  readonly content: OfferingContent
}

/** An offering while its next version is written; the draft stays on this device. */
export interface OfferingDraft {
  readonly offering: Accessor<Offering | undefined>
  readonly content: Accessor<OfferingContent>
  readonly edit: (fields: Partial<OfferingContent>) => void
  readonly isChanged: Accessor<boolean>
  readonly faults: Accessor<readonly FoundFault[]>
  readonly faultOf: (key: string) => FoundFault | undefined
  /** The latest first. Followed. */
  readonly versions: Accessor<readonly OfferingVersion[]>
  /** The version that came since the draft was begun; nothing where none did. */
  readonly newer: Accessor<OfferingVersion | undefined>
  readonly discard: () => void
  readonly publish: () => void
  /** A key for a new field, option or task. */
  readonly newKey: () => string
}

/** The draft of an offering's next version: what was kept of it, else the latest version, else an empty one of its name. */
export function createOfferingDraft(space: SpaceData, id: OfferingId): OfferingDraft {
  const workspace = useWorkspace()
  const act = useAct(() => space.id)
  const kept = createKeptDraft(`offering-${space.id}-${id}`, readKept)
  const offering = () => space.live.table("offerings").get(id)
  const versions = createMemo(() => versionsOf({ offeringVersions: space.live.table("offeringVersions") }, id))
  const standing = createMemo((): KeptOffering => {
    const latest = versions()[0]
    if (latest?.content != null) return { basedOn: latest.id, content: latest.content }
    const name = offering()?.name ?? ""
    const title = Object.fromEntries(WORDING_LANGUAGES.map(language => [language, name]))
    return { basedOn: null, content: { ...EMPTY_OFFERING, title } }
  })
  const draft = () => kept.content() ?? standing()
  const content = () => draft().content
  const faults = createMemo(() => faultsOfOffering(content()))
  const latestId = () => versions()[0]?.id ?? null
  return {
    offering,
    content,
    edit: fields => {
      const { basedOn, content: before } = draft()
      const after = { ...before, ...fields }
      kept.edit(sameValue(after, standing().content) ? null : { basedOn, content: after })
    },
    isChanged: () => kept.content() !== null,
    faults,
    faultOf: key => faults().find(fault => fault.key === key),
    versions,
    newer: () => (kept.content() !== null && draft().basedOn !== latestId() ? versions()[0] : undefined),
    discard: () => kept.edit(null),
    publish: () => {
      const version = (versions()[0]?.version ?? 0) + 1
      const args = {
        id: newId<OfferingVersionId>(workspace.random),
        offering: id,
        content: content(),
        // Whoever presses the button has been told of a newer one, see `newer`.
        basedOn: latestId(),
      }
      if (!act(publishOffering, args, catalogueWords().step.publish(offering()?.name ?? "", version))) return
      kept.edit(null)
      showToast({ text: catalogueWords().editor.published(version) })
    },
    newKey: () => newId<Id<"part">>(workspace.random),
  }
}

function readKept(raw: unknown): KeptOffering | null {
  if (typeof raw !== "object" || raw === null) return null
  const { basedOn, content } = raw as Record<string, unknown>
  const read = parseOfferingContent(content)
  if (read === null) return null
  const isId = typeof basedOn === "string" && isKeySegment(basedOn)
  return { basedOn: isId ? (basedOn as OfferingVersionId) : null, content: read }
}
