import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { requireOneDebtor } from '../services/extract_debts.ts'
import { type IssuedExtract, issueExtract } from '../services/issue_extract.ts'

const input = vine.create({
  item_ids: vine.array(rowId()).minLength(1).maxLength(2000),
  valid_until: civilDay(),
})

/** Several chosen debts on one document, payable until a date (DECISIONS 42). */
export const issueExtractAction: Action<Infer<typeof input>, IssuedExtract> = {
  name: 'receivables.issue_extract',
  title: 'Emitir extrato de débitos',
  permission: 'receivables.issue',
  input,
  labels: { item_ids: 'Débitos', valid_until: 'Válido até' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'receivables.documents', id }),
  async run({ tx, municipalityId, actor }, { item_ids: ids, valid_until: validUntil }) {
    const itemIds = ids.map(BigInt)
    await requireOneDebtor(tx, { municipalityId, actor, itemIds })
    return issueExtract(tx, { municipalityId, itemIds, validUntil })
  },
  describe: (_, { number, amountCents, validUntil }) =>
    `Extrato ${number} de ${formatMoney(amountCents)}, válido até ${formatDate(validUntil)}`,
}
