import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { EXPLAINED } from '../records/explained.ts'

const text = () => vine.string().trim().minLength(5).maxLength(1000)
const input = vine.create({
  reference: referenceMonth(),
  subject: vine.enum(EXPLAINED.map(({ value }) => value)),
  invoice_id: rowId().optional(),
  difference_cents: vine.string().regex(/^-?\d{1,15}$/),
  cause: text(),
  mitigation: text(),
})

/** Why the books and the business differ, and what will be done about it (TR-3.2.10.10b). */
export const explainAction: Action<Infer<typeof input>, { readonly id: bigint }> = {
  name: 'accounting.explain',
  title: 'Explicar diferença',
  permission: 'accounting.close',
  input,
  labels: {
    ...{ reference: 'Mês', subject: 'Conferência', invoice_id: 'Fatura' },
    ...{ difference_cents: 'Diferença', cause: 'Causa', mitigation: 'O que será feito' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'accounting.explanations', id }),
  async run({ tx, municipalityId, actor, now }, given) {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into accounting_explanations
         (municipality_id, reference, subject, invoice_id, difference_cents, cause, mitigation, written_by, written_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, given.reference, given.subject, given.invoice_id ?? null],
        ...[given.difference_cents, given.cause, given.mitigation, actor.name, now],
      ]
    )
    return { id: row!.id }
  },
  describe: ({ reference, difference_cents: cents, cause }) =>
    `Diferença de ${formatMoney(BigInt(cents))} em ${formatRefMonth(reference)} explicada: ${cause}`,
}
