import { For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import type { WaitingFile } from "../data/files/file-messages.ts"
import { filesOf } from "../data/files/resume-files.ts"
import { fileSize } from "../parts/file-size.ts"
import { attachmentWords } from "../text/attachments.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { saveBlob } from "../parts/save-file.ts"

/** Files that the relay would not have: their item may be out of sight, so they can be saved or let go of here. */
export function RefusedFiles(): JSX.Element {
  const workspace = useWorkspace()
  const refused = () =>
    filesOf(workspace)
      ?.waiting()
      .filter(({ upload }) => upload.state === "refused") ?? []
  const save = async ({ space, hash, name }: WaitingFile) => {
    const bytes = await filesOf(workspace)?.bytes(space, hash)
    if (bytes != null) saveBlob(name, bytes)
  }
  return (
    <Show when={refused().length > 0}>
      <ul class="refused-work" aria-label={attachmentWords().title}>
        <For each={refused()}>
          {file => (
            <li>
              <p class="refused-head">
                <span>{file.name}</span>
                <span class="refused-reason">{reasonOf(file)}</span>
              </p>
              <Button
                size="small"
                aria-label={attachmentWords().downloadNamed(file.name)}
                onClick={() => void save(file)}
              >
                {attachmentWords().download}
              </Button>{" "}
              <Button
                size="small"
                kind="quiet"
                aria-label={t().general.removeNamed(file.name)}
                onClick={() => filesOf(workspace)?.drop(file.space, file.hash)}
              >
                {t().general.remove}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function reasonOf({ upload }: WaitingFile): string {
  return upload.state === "refused" ? attachmentWords().notTaken[upload.reason](fileSize(upload.most ?? 0)) : ""
}
