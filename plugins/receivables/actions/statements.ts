import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { formatDate, formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { type Statement, issueStatement, recordTransfer } from '../services/statements.ts'

const subject = (_: unknown, { id }: Statement) => ({ type: 'receivables.statements', id })

const issuing = vine.create({ beneficiary_id: rowId(), month: referenceMonth() })

/** What is owed to a third party for a month (DECISIONS 44). */
export const issueStatementAction: Action<Infer<typeof issuing>, Statement> = {
  name: 'receivables.issue_statement',
  title: 'Apurar repasse',
  permission: 'receivables.pass_on',
  input: issuing,
  labels: { beneficiary_id: 'Beneficiário', month: 'Mês' },
  reason: 'none',
  subject,
  run: (context, { beneficiary_id: id, month }) =>
    issueStatement(context, { beneficiaryId: BigInt(id), month }),
  describe: (_, { name, month, received_cents: received, due_cents: due }) =>
    `Repasse de ${formatRefMonth(month)} a ${name}: ${formatMoney(received)} recebidos, ${formatMoney(due)} a repassar`,
}

const transfer = vine.create({
  id: rowId(),
  transferred_on: civilDay(),
  document: vine.string().trim().minLength(1).maxLength(60),
})

export const recordTransferAction: Action<Infer<typeof transfer>, Statement> = {
  name: 'receivables.record_pass_on',
  title: 'Registrar repasse feito',
  permission: 'receivables.pass_on',
  input: transfer,
  labels: { id: 'Repasse', transferred_on: 'Repassado em', document: 'Documento' },
  reason: 'none',
  subject,
  run: (context, { id, transferred_on: transferredOn, document }) =>
    recordTransfer(context, { id: BigInt(id), transferredOn, document }),
  describe: ({ document }, { name, month, due_cents: due, transferred_on: on }) =>
    `${formatMoney(due)} repassados a ${name} em ${formatDate(on!)}, documento ${document}, pelo mês de ${formatRefMonth(month)}`,
}
