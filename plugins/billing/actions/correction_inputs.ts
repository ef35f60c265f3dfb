import vine from '@vinejs/vine'
import type { Action, ActionContext, ActionSubject, Authority } from '#core/actions/index'
import { rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { CANCEL_AUTHORITY, CORRECT_AUTHORITY } from '../configuration/correction_parameters.ts'
import { correctionSentence } from '../services/corrections/correction_text.ts'
import type { Corrected } from '../services/corrections/replace_invoices.ts'

/** What every correction is asked with. */
export interface CorrectionInput {
  readonly id: number
  readonly reason_code: string
}

export const correctionFields = {
  id: rowId(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
}

/** Decimal text, as forms and JSON give volumes and percentages. */
export const decimalText = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,9}([.,]\d{1,6})?$/)

export const decimalOf = (typed: string): string => typed.replace(',', '.')

const authorityOver = (parameter: Authority['parameter']): Authority<{ readonly id: number }> => ({
  parameter,
  unit: 'cents',
  async measure({ tx, municipalityId, input }) {
    const [row] = await query<{ gross: bigint }>(
      tx,
      `select (total_cents + credits_cents)::bigint as gross from billing_invoices where municipality_id = ? and id = ?`,
      [municipalityId, input.id]
    )
    return row?.gross ?? 0n
  },
})

export const cancelAuthority = authorityOver(CANCEL_AUTHORITY)
export const correctAuthority = authorityOver(CORRECT_AUTHORITY)

const subjectOf = ({ id }: { readonly id: number }): ActionSubject => ({
  type: 'billing.invoices',
  id: BigInt(id),
})

interface Declared<I extends CorrectionInput> {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly permission: string
  /** Type of task of the closed service order that it leaves. */
  readonly task: string
  readonly input: Action<I>['input']
  readonly labels?: Action['labels']
  readonly authority?: Authority<I>
  readonly run: (context: ActionContext, input: I) => Promise<Corrected>
}

/** A correction as an action: with reason, trail, event and the closed service order (DECISIONS 3). */
export const correctionAction = <I extends CorrectionInput>({
  task,
  labels,
  authority,
  run,
  ...declared
}: Declared<I>): Action<I, Corrected> => ({
  ...declared,
  labels: { id: 'Fatura', reason_code: 'Motivo', ...labels },
  reason: 'required',
  ...(authority && { authority }),
  subject: subjectOf,
  async run(context, input) {
    const corrected = await run(context, input)
    tellCorrected(context, corrected)
    return corrected
  },
  describe: (_, corrected) => correctionSentence(corrected),
  trail: (_, { correctionId, members }) => ({
    correction: String(correctionId),
    invoices: members.map(({ before, after }) => ({
      invoice: String(before.id),
      successor: after ? String(after.id) : null,
      before_cents: String(before.total_cents),
      after_cents: String(after?.composed.totalCents ?? 0n),
    })),
  }),
  serviceRecord: {
    ...{ task, group: 'Faturamento' },
    unit: (_, { members }) => ({ type: 'registry.premises', id: members[0]!.before.premise_id }),
  },
})

function tellCorrected({ emit }: ActionContext, { members }: Corrected): void {
  for (const { before, after } of members) {
    const told = {
      invoice: String(before.id),
      number: before.number,
      premise: String(before.premise_id),
      reference: before.reference,
    }
    if (after) {
      emit('billing.invoice_replaced', {
        ...told,
        successor: String(after.id),
        successor_number: after.number,
        total_cents: String(after.composed.totalCents),
      })
    } else emit('billing.invoice_cancelled', { ...told, total_cents: String(before.total_cents) })
  }
}
