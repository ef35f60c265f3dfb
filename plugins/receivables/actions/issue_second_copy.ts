import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { type CivilDate, addDays, civilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { COPY_CHANNELS, COPY_REASONS } from '../records/options.ts'
import { issueSecondCopy } from '../services/issue_second_copy.ts'
import type { IssuedDocument } from '../domain/issue_batch.ts'

interface Input {
  readonly id: bigint
  readonly due_on: string
  readonly why?: string | undefined
  readonly channel?: string | undefined
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
    why: vine.enum(COPY_REASONS.map(({ value }) => value)).optional(),
    channel: vine.enum(COPY_CHANNELS.map(({ value }) => value)).optional(),
  }),
  reason: 'none',
  subject: ({ id }) => ({ type: 'receivables.documents', id: BigInt(id) }),
  async run({ tx, municipalityId, actor }, input) {
    const dueOn: CivilDate = civilDate(input.due_on)
    const copy = await issueSecondCopy(tx, {
      municipalityId,
      documentId: BigInt(input.id),
      dueOn,
      validUntil: addDays(dueOn, VALID_DAYS),
    })
    await query(
      tx,
      `insert into receivables_second_copies (document_id, municipality_id, original_id, premise_id, reason, channel, issued_on, issued_by)
       select id, municipality_id, ?, premise_id, ?, ?, issued_on, ? from receivables_documents where id = ?`,
      [BigInt(input.id), input.why ?? 'other', input.channel ?? 'counter', actor.name, copy.id]
    )
    return copy
  },
  describe: (_input, { number }) => `Segunda via emitida: documento ${number}.`,
}
