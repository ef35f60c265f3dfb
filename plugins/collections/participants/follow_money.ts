import { todayIn } from '#core/access/index'
import type { Participant, ParticipantContext } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ReversedBatch } from '#plugins/billing/api'
import type {
  ArrangedBatch,
  ReassignedBatch,
  SettledBatch,
  UnsettledBatch,
  WrittenOffBatch,
} from '#plugins/receivables/api'
import { agreePromises, judgePromises } from '../services/judge_promises.ts'
import { refreshCases } from '../services/refresh_cases.ts'

/** Premises of what was told that have a case; most of those who pay have none. */
async function withCases(
  { tx, municipalityId }: ParticipantContext,
  premises: readonly (bigint | null)[]
): Promise<bigint[]> {
  const ids = [...new Set(premises.flatMap((id) => id ?? []))]
  if (ids.length === 0) return []
  const rows = await query<{ id: bigint }>(
    tx,
    'select distinct premise_id as id from collections_cases where municipality_id = ? and premise_id = any(?::bigint[])',
    [municipalityId, ids]
  )
  return rows.map(({ id }) => id)
}

/** Promises are judged before cases: a kept one may close its case. */
async function follow(
  context: ParticipantContext,
  premises: readonly (bigint | null)[],
  isAgreement = false
): Promise<[]> {
  const premiseIds = await withCases(context, premises)
  if (premiseIds.length === 0) return []
  const { tx, municipalityId } = context
  const today = await todayIn(tx, municipalityId)
  const judging = { municipalityId, today, now: clock.now(), premiseIds }
  if (isAgreement) await agreePromises(tx, judging)
  await judgePromises(tx, judging)
  await refreshCases(tx, judging)
  return []
}

/** Money keeps promises and closes cases. */
export const debtsSettled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  run: (context, { settlements }) =>
    follow(
      context,
      settlements.map(({ premiseId }) => premiseId)
    ),
}

/** Money taken back opens both again. */
export const debtsUnsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  run: (context, { settlements }) =>
    follow(
      context,
      settlements.map(({ premiseId }) => premiseId)
    ),
}

/** What passed to a plan is no longer overdue; what came back is. */
export const debtsArranged: Participant<ArrangedBatch> = {
  point: 'receivables.arranged',
  run: (context, { items, what }) =>
    follow(
      context,
      items.map(({ premiseId }) => premiseId),
      what === 'arranged'
    ),
}

export const debtsWrittenOff: Participant<WrittenOffBatch> = {
  point: 'receivables.written_off',
  run: (context, { items }) =>
    follow(
      context,
      items.map(({ premiseId }) => premiseId)
    ),
}

/** The case of who owed it closes, that of who owes it now opens. */
export const debtsReassigned: Participant<ReassignedBatch> = {
  point: 'receivables.reassigned',
  run: (context, { premiseId }) => follow(context, [premiseId]),
}

/** A corrected or cancelled invoice changes what is overdue. */
export const invoicesReversed: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, { sourceType = 'billing.invoices', invoices }) {
    if (sourceType !== 'billing.invoices') return []
    const rows = await query<{ id: bigint }>(
      context.tx,
      'select distinct premise_id as id from billing_invoices where municipality_id = ? and id = any(?::bigint[])',
      [context.municipalityId, invoices.map(({ invoiceId }) => invoiceId)]
    )
    return follow(
      context,
      rows.map(({ id }) => id)
    )
  },
}
