import { formatRefMonth } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { Job } from '#core/jobs/index'
import { type ComposedChunk, type SetOfChunk, composeChunk } from '../services/run/bill_chunk.ts'
import { billingRules } from '../services/run/billing_rules.ts'
import { parseFrozen } from '../services/run/charge_owners.ts'
import { type PlannedPreview, type RunArgs, planPreview } from '../services/run/plan_run.ts'
import {
  BELOW_MINIMUM,
  BENEFITS,
  REASONS,
  belowMinimum,
  benefitsOf,
  chunksOf,
  parkedIssue,
} from './run_parts.ts'

export interface PreviewArgs extends RunArgs {
  /** Tells one preview from another of the same month. */
  readonly token: string
}

type State = Pick<PlannedPreview, 'state' | 'frozen'>

/** What a run would bill, park and leave out, beside the month before; nothing is issued (principle 2 of what comes first). */
export const previewRun: Job<PreviewArgs, readonly SetOfChunk[], State> = {
  name: 'billing.preview_run',
  title: 'Prévia do faturamento',
  permission: 'billing.run',
  figures: {
    invoices: 'Faturas que sairiam',
    total_cents: 'Total que sairia',
    own_cents: 'Do prestador',
    third_party_cents: 'De terceiros',
    [BENEFITS]: 'Desconto dos tipos de tarifa',
    before_invoices: 'Destes imóveis, faturados no mês anterior',
    before_cents: 'Total deles no mês anterior',
    exempt: 'Isentos, sem fatura',
    below_minimum: 'Abaixo do mínimo',
  },
  reasons: REASONS,
  key: ({ group, reference, token }) => `${group}/${reference}/${token}`,
  label: ({ group, reference }) => `Grupo ${group} · ${formatRefMonth(reference)}`,
  async plan(context, args) {
    const { state, frozen, sets } = await planPreview(context, args)
    return { state: { state, frozen }, chunks: chunksOf(sets), total: sets.length }
  },
  async perform({ tx, municipalityId }, sets, { state, frozen }) {
    const pack = await loadPack(state.packId, tx)
    const rules = billingRules(pack, state.issuedOn, parseFrozen(frozen))
    const chunk = await composeChunk(tx, { municipalityId, state, rules }, sets)
    const small = chunk.invoices.filter(({ composed }) => composed.carriedOutCents > 0n)
    return {
      done: sets.length - chunk.parked.length,
      parked: chunk.parked.length,
      issues: [...chunk.parked.map(parkedIssue), ...small.map(belowMinimum)],
      figures: {
        ...sumsOf(chunk),
        ...(await beforeOf(tx, municipalityId, { state, chunk })),
        exempt: chunk.unbilled.length,
        [BELOW_MINIMUM]: small.length,
      },
    }
  },
}

function sumsOf({ invoices }: ComposedChunk) {
  const sum = (name: 'totalCents' | 'ownCents' | 'thirdPartyCents') =>
    invoices.reduce((total, { composed }) => total + composed[name], 0n)
  return {
    ...{ invoices: invoices.length, total_cents: sum('totalCents') },
    ...{ own_cents: sum('ownCents'), third_party_cents: sum('thirdPartyCents') },
    ...benefitsOf(invoices),
  }
}

/** What the same premises were billed last before the month. */
async function beforeOf(
  tx: Tx,
  municipalityId: bigint,
  { state, chunk }: { readonly state: State['state']; readonly chunk: ComposedChunk }
) {
  const ids = chunk.invoices.map(({ composed }) => composed.month.premiseId)
  const [row] = await query<{ before_invoices: bigint; before_cents: bigint }>(
    tx,
    `select count(*) as before_invoices, coalesce(sum(total_cents), 0)::bigint as before_cents from billing_invoices
      where municipality_id = ? and premise_id = any(?::bigint[]) and settlement not in ('cancelled', 'replaced')
        and reference = to_char((? || '-01')::date - interval '1 month', 'YYYY-MM')`,
    [municipalityId, ids, state.reference]
  )
  return row!
}
