import { onCleanup, Show, type JSX } from "solid-js"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { useItem } from "../../item-context.ts"
import { ApprovalForm } from "./approval-form.tsx"
import { MergeDialog } from "./merge-dialog.tsx"
import { closeStructureDialog, dialogOf, type StructureDialog } from "./open-dialog.ts"
import { ProjectForm } from "./project-form.tsx"
import { ReplyToAllDialog } from "./reply-to-all.tsx"
import { TaskForm } from "./task-form.tsx"
import type { TicketGroup } from "./ticket-group.ts"

export interface StructureDialogsProps {
  readonly group: TicketGroup
  /** What the requester was told last, in letters. */
  readonly lastReply: string
  readonly requester: string
}

/** The question that is open about the ticket. */
export function StructureDialogs(props: StructureDialogsProps): JSX.Element {
  const { id, key } = useItem()
  onCleanup(closeStructureDialog)
  const close = closeStructureDialog
  const drawn = (dialog: StructureDialog): JSX.Element => {
    switch (dialog.ask) {
      case "reply-to-all":
        return (
          <ReplyToAllDialog
            title={structureWords().all.title(key())}
            tickets={dialog.solves ? props.group.openReports() : props.group.reports()}
            solves={dialog.solves}
            text={dialog.solves ? props.lastReply : ""}
            onClose={close}
          />
        )
      case "tell":
        return (
          <ReplyToAllDialog
            title={structureWords().promote.tell}
            tickets={[id]}
            solves
            text={dialog.text}
            onClose={close}
          />
        )
      case "approval":
        return <ApprovalForm onClose={close} />
      case "project":
        return <ProjectForm requester={props.requester} onClose={close} />
      case "task":
        return <TaskForm onClose={close} />
      case "merge":
        return <MergeDialog into={dialog.into} onClose={close} />
    }
  }
  return (
    <Show when={dialogOf(id)} keyed>
      {dialog => drawn(dialog)}
    </Show>
  )
}
