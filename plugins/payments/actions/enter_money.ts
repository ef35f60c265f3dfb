import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { enterReceipt } from '#plugins/receivables/api'
import { type Entered, agentOf, recordDeposit } from '../services/record_deposit.ts'

const cents = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,12}$/)
    .transform((value) => BigInt(value))
const paper = () => vine.string().trim().minLength(1).maxLength(60)

const settlement = vine.create({
  document_id: rowId(),
  agent_id: rowId(),
  paid_on: civilDay(),
  amount_cents: cents(),
  proof: paper(),
})

/** A document settled by the proof of payment that somebody showed (TR-3.2.8.3); the bank confirms it later. */
export const settleManuallyAction: Action<Infer<typeof settlement>, Entered> = {
  name: 'payments.settle_manually',
  title: 'Baixar documento à mão',
  permission: 'payments.settle',
  input: settlement,
  labels: {
    ...{ document_id: 'Documento', agent_id: 'Onde foi pago', paid_on: 'Pago em' },
    ...{ amount_cents: 'Valor pago', proof: 'Número do comprovante' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.manual_settlements', id }),
  async run(context, given) {
    const { tx, municipalityId, actor, now } = context
    const { code } = await agentOf(context, given.agent_id)
    const entered = await enterReceipt(context, {
      ...{ channel: 'manual', agentCode: code, paidOn: given.paid_on, creditedOn: null },
      ...{ amountCents: given.amount_cents, proof: given.proof },
      numbers: [await numberOf(context, given.document_id)],
    })
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into payments_manual_settlements
         (municipality_id, agent_id, document_id, paid_on, amount_cents, proof, receipt_id, entered_at, user_id, user_name)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, given.agent_id, given.document_id, given.paid_on, given.amount_cents],
        ...[given.proof, entered.receiptId, now, actor.userId, actor.name],
      ]
    )
    return { ...entered, id: row!.id }
  },
  describe: ({ amount_cents: amount, paid_on: on, proof }) =>
    `Baixa manual de ${formatMoney(amount)}, pago em ${formatDate(on)}, comprovante ${proof}`,
}

const deposit = vine.create({
  agent_id: rowId(),
  account: paper(),
  deposited_on: civilDay(),
  amount_cents: cents(),
  document_number: paper(),
  customer_id: rowId().optional(),
  documents: vine.string().trim().maxLength(2000).optional(),
})

/** A deposit in an account of the utility, for the documents that it pays or to be identified (TR-3.2.8.14). */
export const recordDepositAction: Action<Infer<typeof deposit>, Entered> = {
  name: 'payments.record_deposit',
  title: 'Registrar depósito',
  permission: 'payments.deposit',
  input: deposit,
  labels: {
    ...{ agent_id: 'Banco', account: 'Agência e conta', deposited_on: 'Depositado em' },
    ...{ amount_cents: 'Valor', document_number: 'Documento do depósito' },
    ...{ customer_id: 'Cliente', documents: 'Documentos que ele paga' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.deposits', id }),
  run: (context, given) =>
    recordDeposit(context, {
      ...{ agentId: given.agent_id, account: given.account, on: given.deposited_on },
      ...{ amountCents: given.amount_cents, proof: given.document_number },
      customerId: given.customer_id ? BigInt(given.customer_id) : null,
      numbers: numbersIn(given.documents ?? ''),
    }),
  describe: ({ amount_cents: amount, deposited_on: on }, { documentId }) =>
    `Depósito de ${formatMoney(amount)} em ${formatDate(on)}${documentId === null ? ', a identificar' : ''}`,
}

/** Numbers as people type them: one a line, or with commas, dots and hyphens among them. */
const numbersIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((one) => one.replace(/[.-]/g, ''))
    .filter((one) => one !== '')

/** The number of the document; an unknown one is refused by whoever looks it up. */
async function numberOf({ tx, municipalityId }: ActionContext, id: number): Promise<string> {
  const [document] = await query<{ number: string }>(
    tx,
    'select number from receivables_documents where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  return document?.number ?? String(id)
}
