import vine from '@vinejs/vine'
import type { Action, ActionContext, ActionSubject, Authority } from '#core/actions/index'
import { rowId } from '#core/actions/index'
import { CANCEL_AUTHORITY, CORRECT_AUTHORITY } from '../configuration/correction_parameters.ts'
import { correctionSentence } from '../services/corrections/correction_text.ts'
import type { Corrected } from '../services/corrections/replace_invoices.ts'
import {
  changedCents,
  correctionTrail,
  grossCents,
  tellCorrected,
} from '../services/corrections/tell_corrected.ts'

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

export const cancelAuthority: Authority<{ readonly id: number }> = {
  parameter: CANCEL_AUTHORITY,
  unit: 'cents',
  measure: ({ tx, municipalityId, input }) => grossCents(tx, municipalityId, input.id),
}

export const correctAuthority: Authority<{ readonly id: number }, Corrected> = {
  parameter: CORRECT_AUTHORITY,
  unit: 'cents',
  measureDone: changedCents,
}

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
  readonly authority?: Authority<I, Corrected>
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
  trail: (_, corrected) => correctionTrail(corrected),
  serviceRecord: {
    ...{ task, group: 'Faturamento' },
    unit: (_, { members }) => ({ type: 'registry.premises', id: members[0]!.before.premise_id }),
  },
})
