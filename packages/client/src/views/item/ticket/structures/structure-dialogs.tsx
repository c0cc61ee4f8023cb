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
  /** What the description says in letters. */
  readonly description: string
}

/** The question that is open about the ticket. */
export function StructureDialogs(props: StructureDialogsProps): JSX.Element {
  const { id, key } = useItem()
  onCleanup(closeStructureDialog)
  const close = closeStructureDialog
  /** The incident itself as well, unless it is closed already: its own requester waits too. */
  const reached = (solves: boolean) => {
    const reports = solves ? props.group.openReports() : props.group.reports()
    return props.group.isClosed(id) ? reports : [id, ...reports]
  }
  const drawn = (dialog: StructureDialog): JSX.Element => {
    switch (dialog.ask) {
      case "reply-to-all":
        return (
          <ReplyToAllDialog
            title={structureWords().all.title(key())}
            tickets={reached(dialog.solves)}
            solves={dialog.solves}
            text={dialog.solves && props.group.isClosed(id) ? props.lastReply : ""}
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
        return <ProjectForm requester={props.requester} description={props.description} onClose={close} />
      case "task":
        return <TaskForm onClose={close} />
      case "merge":
        return <MergeDialog into={dialog.into} onClose={close} />
    }
  }
  return (
    // What is typed and pressed in a question is not typed in the ticket, nor its keys.
    <div
      class="structure-dialogs"
      onInput={event => event.stopPropagation()}
      onKeyDown={event => event.stopPropagation()}
    >
      <Show when={dialogOf(id)} keyed>
        {dialog => drawn(dialog)}
      </Show>
    </div>
  )
}
