import type { Action, ActionContext } from '#core/actions/index'
import type { RecordField, RecordOperation } from '#core/records/index'
import {
  identifyReceiptAction,
  reverseReceiptAction,
  transferReceiptAction,
} from '../actions/change_receipts.ts'
import { changeEffects } from '../services/change_effects.ts'
import type { ChangedReceipt } from '../services/change_receipts.ts'

type Row = Readonly<Record<string, unknown>>

/** Does the whole of it in the transaction that is undone, and tells what came of it. */
const effectsOf =
  (action: Action) => async (context: ActionContext, input: Readonly<Record<string, unknown>>) =>
    changeEffects((await action.run(context, input)) as ChangedReceipt)

const documentField = (label: string): RecordField => ({
  ...{ name: 'document_id', label, type: 'reference', record: 'receivables.documents' },
  isRequired: true,
  help: 'O número do documento, como está impresso na fatura.',
})

const reasonOf = (lookup: string): RecordField => ({
  ...{ name: 'reason_code', label: 'Causa', type: 'lookup', lookup, isRequired: true },
})

/** What people do to money that came in, each with its effects told first. */
export const receiptOperations: Readonly<Record<string, RecordOperation>> = {
  identify: {
    action: 'receivables.identify_receipt',
    help: 'Diz de que documento é o dinheiro. O documento fica quitado com a data em que se pagou, e os encargos por atraso são os dessa data.',
    fields: [documentField('Documento')],
    isOffered: ({ state }: Row) => state === 'unidentified',
    preview: effectsOf(identifyReceiptAction),
  },
  transfer: {
    action: 'receivables.transfer_receipt',
    help: 'Passa o dinheiro para o documento certo, deste imóvel ou de outro, com a data original do pagamento. O que ele tinha quitado volta a ficar pendente.',
    fields: [documentField('Documento certo'), reasonOf('receivables.transfer_reasons')],
    isOffered: ({ state }: Row) => state === 'identified',
    preview: effectsOf(transferReceiptAction),
  },
  reverse: {
    action: 'receivables.reverse_receipt',
    help: 'Desfaz o recebimento inteiro: o que ele quitou volta a ficar pendente com o vencimento original, o crédito que gerou é retirado e os lançamentos contábeis são estornados hoje. Nada é apagado.',
    fields: [reasonOf('receivables.reversal_reasons')],
    isOffered: ({ state }: Row) => state !== 'reversed' && state !== 'forwarded',
    preview: effectsOf(reverseReceiptAction),
  },
}
