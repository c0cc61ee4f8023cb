import type { Attachment } from "@weft/model/schema/attachment"
import { createEffect, createSignal, onCleanup, type Accessor } from "solid-js"
import { fileAddress, isPicture, whyMissing } from "../../data/files/file-address.ts"
import { filesOf } from "../../data/files/resume-files.ts"
import { findFile } from "../../data/files/share-file.ts"
import { attachmentWords } from "../../text/attachments.ts"
import {
  fileArchiveIcon,
  fileIcon,
  fileImageIcon,
  fileTextIcon,
  fileVideoIcon,
  triangleAlertIcon,
} from "../../ui/icons.ts"
import type { IconShape } from "../../ui/option.ts"
import { showToast } from "../../ui/toast.tsx"
import type { OpenItem } from "./item-context.ts"

/** Where files are looked for. */
type FilesPlace = Pick<OpenItem, "workspace" | "space">

/**
 * The address under which a picture can be shown: of the bytes on this device while they wait here, else of the relay's;
 * null for what is no picture, and while nobody has it. `failed` is told of one that could not be drawn.
 */
export function createPictureSource(
  { workspace, space }: FilesPlace,
  attachment: () => Attachment,
): [shown: Accessor<string | null>, failed: () => void] {
  const isHere = () => filesOf(workspace)?.waitingFile(space.id, attachment().hash) !== undefined
  const address = () => fileAddress(workspace.id, space.id, attachment(), "show")
  const source = () => {
    if (!isPicture(attachment().type)) return null
    return isHere() ? "here" : attachment().stored ? "relay" : null
  }
  const [shown, setShown] = createSignal<string | null>(null)
  createEffect(() => {
    const from = source()
    if (from !== "here") return void setShown(from === "relay" ? address() : null)
    let made: string | null = null
    let isWanted = true
    const show = (bytes: Blob | null | undefined): void => {
      if (bytes == null || !isWanted) return
      made = URL.createObjectURL(bytes)
      setShown(made)
    }
    void filesOf(workspace)?.bytes(space.id, attachment().hash).then(show)
    onCleanup(() => {
      isWanted = false
      // The picture may still be reading it in this moment.
      if (made !== null) setTimeout(URL.revokeObjectURL, 10_000, made)
    })
  })
  return [shown, () => setShown(null)]
}

/** What a file of a type is drawn as. */
export function fileShape(type: string): IconShape {
  if (type.startsWith("image/")) return fileImageIcon
  if (type.startsWith("video/") || type.startsWith("audio/")) return fileVideoIcon
  if (type.startsWith("text/") || type === "application/pdf") return fileTextIcon
  return /zip|compressed|x-tar|x-7z/.test(type) ? fileArchiveIcon : fileIcon
}

/** How a file is had: from this device while its bytes are here, else from the relay; in words where neither has it. */
export function fileGetter({
  workspace,
  space,
}: FilesPlace): (attachment: Attachment, how: "save" | "show") => Promise<void> {
  return async (attachment, how) => {
    const files = filesOf(workspace)
    const isHere = files?.waitingFile(space.id, attachment.hash) !== undefined
    const bytes = isHere ? await files!.bytes(space.id, attachment.hash) : null
    if (bytes !== null) {
      const address = URL.createObjectURL(how === "show" ? new Blob([bytes], { type: attachment.type }) : bytes)
      follow(address, how, attachment.name)
      // A new tab or the download reads it for a moment yet.
      return void setTimeout(() => URL.revokeObjectURL(address), 60_000)
    }
    const address = fileAddress(workspace.id, space.id, attachment, how)
    let missing = await whyMissing(address)
    // An item that came from another space may have left its files there.
    if (missing === "gone" && (await findFile(workspace, space.id, attachment.hash)))
      missing = await whyMissing(address)
    if (missing === null) return follow(address, how, attachment.name)
    showToast({ text: attachmentWords().missing[missing](attachment.name), icon: triangleAlertIcon })
  }
}

/** Follows an address as a link that is pressed: into a new tab, or onto the disk. */
function follow(address: string, how: "save" | "show", name: string): void {
  const link = document.createElement("a")
  link.href = address
  if (how === "show") link.target = "_blank"
  else link.download = name
  link.rel = "noopener"
  link.click()
}
