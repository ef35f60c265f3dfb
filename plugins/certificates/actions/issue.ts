import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { KINDS, wordsOf } from '../records/options.ts'
import { type IssuedCertificate, issueCertificate } from '../services/issue.ts'
import { CERTIFICATE } from '../services/names.ts'

const input = vine.create({
  premise_id: rowId().optional(),
  customer_id: rowId().optional(),
  wanted: vine.enum(['negative', 'applicable']).optional(),
  purpose: vine.string().trim().maxLength(200).optional(),
})

/** A certificate of debts of a premise or of a customer, of the kind that the debts of the day lead to (CM-10). */
export const issueAction: Action<Infer<typeof input>, IssuedCertificate> = {
  name: 'certificates.issue',
  title: 'Emitir certidão de débitos',
  permission: 'certificates.issue',
  input,
  labels: {
    ...{ premise_id: 'Imóvel', customer_id: 'Cliente', purpose: 'Finalidade' },
    wanted: 'Só negativa (negative) ou a que couber (applicable)',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: CERTIFICATE, id }),
  run: (context, { premise_id: premise, customer_id: customer, wanted, purpose }) =>
    issueCertificate(context, {
      premiseId: premise === undefined ? null : BigInt(premise),
      customerId: customer === undefined ? null : BigInt(customer),
      ...{ wanted: wanted ?? 'applicable', purpose: purpose || null },
    }),
  describe: (_, { number, kind, valid_until: until }) =>
    `${wordsOf(KINDS, kind)} ${number} emitida, válida até ${formatDate(until)}`,
}
