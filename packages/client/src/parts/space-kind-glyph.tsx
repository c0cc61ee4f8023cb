import type { JSX } from "solid-js"
import type { SpaceKind } from "@weft/model/schema/space"
import { t } from "../text/index.ts"
import { Icon } from "../ui/icon.tsx"
import { circleDotIcon, diamondIcon, listIcon } from "../ui/icons.ts"

export interface SpaceKindGlyphProps {
  readonly kind: SpaceKind
  /** The kind is said beside it, or does not matter there. */
  readonly decorative?: boolean
  readonly size?: 14 | 16
}

const SHAPES = { project: diamondIcon, service: circleDotIcon, list: listIcon } as const

/** What kind of space it is, by shape: a diamond, a circle, or lines. */
export function SpaceKindGlyph(props: SpaceKindGlyphProps): JSX.Element {
  return (
    <Icon
      icon={SHAPES[props.kind]}
      size={props.size ?? 16}
      {...(props.decorative ? {} : { label: t().spaceKinds[props.kind] })}
    />
  )
}
