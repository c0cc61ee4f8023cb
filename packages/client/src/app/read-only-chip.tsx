import type { SpaceId } from "@weft/model/base/ids"
import { spaceRight } from "@weft/model/wire/rights"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { lockIcon } from "../ui/icons.ts"
import { PopoverButton } from "../ui/popover.tsx"
import { spaceHref } from "./addresses.ts"
import "./rights.css"

/** Says that a space cannot be changed, and why. */
export function ReadOnlyChip(props: { readonly space: SpaceId }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().readOnly
  const right = () => {
    const standing = workspace.standing()
    return standing === null ? "read" : spaceRight(standing, props.space)
  }
  /** What holds somebody back who has the right to write: their build, or that the project is over. */
  const isTooOld = () => workspace.sync().isTooOld
  const isClosed = () => workspace.isClosed(props.space)
  const why = () => {
    if (isTooOld()) return words().tooOld
    if (isClosed()) return words().closed
    return right() === "comment" ? words().whyComment : words().why
  }
  return (
    <PopoverButton
      class="read-only-chip"
      size="small"
      icon={lockIcon}
      popoverLabel={words().askWhy}
      align="end"
      content={close => (
        <div class="read-only-why">
          <p>{why()}</p>
          <Show when={!isTooOld()}>
            <p>
              <a
                href={`${spaceHref(workspace.id, props.space)}/${isClosed() ? "project" : "access"}`}
                onClick={() => close()}
              >
                {isClosed() ? t().navigation.project : t().shell.whoCanOpen}
              </a>
            </p>
          </Show>
        </div>
      )}
    >
      {isClosed() ? words().closedChip : words().chip[right()] || words().chip.read}
    </PopoverButton>
  )
}
