import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { type CivilDate, addDays, civilDate } from '#core/calendar/index'
import { issueSecondCopy } from '../services/issue_second_copy.ts'
import type { IssuedDocument } from '../domain/issue_batch.ts'

interface Input {
  readonly id: bigint
  readonly due_on: string
}

const VALID_DAYS = 30

/** A second copy of a document, due on the day that the customer chooses. */
export const issueSecondCopyAction: Action<Input, IssuedDocument> = {
  name: 'receivables.issue_second_copy',
  title: 'Emitir segunda via',
  permission: 'receivables.issue',
  input: vine.create({
    id: vine.number().positive().withoutDecimals(),
    due_on: vine.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
  reason: 'none',
  subject: ({ id }) => ({ type: 'receivables.documents', id: BigInt(id) }),
  async run({ tx, municipalityId }, input) {
    const dueOn: CivilDate = civilDate(input.due_on)
    return issueSecondCopy(tx, {
      municipalityId,
      documentId: BigInt(input.id),
      dueOn,
      validUntil: addDays(dueOn, VALID_DAYS),
    })
  },
  describe: (_input, { number }) => `Segunda via emitida: documento ${number}.`,
}
