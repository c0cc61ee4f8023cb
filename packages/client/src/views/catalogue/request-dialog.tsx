import type { ItemId, OfferingId, SpaceId } from "@weft/model/base/ids"
import { wordsIn } from "@weft/model/schema/offering-content"
import type { CatalogueOffering } from "@weft/model/service/catalogue"
import { createMemo, createSignal, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { catalogueWords } from "../../text/catalogue.ts"
import { language } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { createCatalogue } from "./catalogue-data.ts"
import { OfferingChoice } from "./offering-choice.tsx"
import { createRequestForm } from "./request-form-state.ts"
import { RequestForm } from "./request-form.tsx"
import "./request-dialog.css"

export interface RequestDialogProps {
  readonly space: SpaceId
  /** What is asked for, where that is known already. */
  readonly offering: OfferingId | null
  readonly onClose: () => void
  readonly onMade: (space: SpaceId, ticket: ItemId) => void
}

/** Makes a request for somebody: what of the catalogue it is, and its form. What was written stays when it is closed. */
export function RequestDialog(props: RequestDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const catalogue = createCatalogue(() => workspace.space(props.space))
  const [offering, setOffering] = createSignal(untrack(() => props.offering))
  const chosen = createMemo(
    () => catalogue().flatMap(entry => entry.offerings.filter(one => one.offering.id === offering()))[0],
  )
  return (
    <Show
      when={chosen()?.offering.id}
      keyed
      fallback={
        <Dialog open closable size="wide" title={catalogueWords().dialog.choose} onClose={() => props.onClose()}>
          <OfferingChoice catalogue={catalogue()} onChoose={setOffering} />
        </Dialog>
      }
    >
      {known => <FormDialog {...props} offering={known} chosen={chosen()!} onBack={() => setOffering(null)} />}
    </Show>
  )
}

interface FormDialogProps extends RequestDialogProps {
  readonly chosen: CatalogueOffering
  readonly onBack: () => void
}

function FormDialog(props: FormDialogProps): JSX.Element {
  const form = createRequestForm({
    space: untrack(() => props.space),
    chosen: () => props.chosen,
    onMade: ticket => props.onMade(props.space, ticket),
  })
  const title = () => wordsIn(form.content().title, language()) || props.chosen.offering.name
  return (
    <Dialog
      open
      closable
      size="wide"
      title={title()}
      onClose={() => {
        form.keep()
        props.onClose()
      }}
      actions={
        <>
          <Show when={form.isWritten()}>
            <Button kind="quiet" class="request-discard" onClick={form.discard}>
              {catalogueWords().dialog.discard}
            </Button>
          </Show>
          <Button kind="quiet" onClick={() => (form.keep(), props.onBack())}>
            {catalogueWords().dialog.back}
          </Button>
          <Button kind="primary" type="submit" form="new-request" shortcut="mod+enter">
            {catalogueWords().dialog.submit}
          </Button>
        </>
      }
    >
      <RequestForm form={form} />
    </Dialog>
  )
}
