import type { JobContext } from '#core/jobs/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, copyRows } from '#core/database/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { readingResults } from '#plugins/readings/api'
import { type CollectionProfile, liveFacts } from '#plugins/receivables/api'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { BillingRules, LiveOfPremise, Parked } from '../../domain/compose_types.ts'
import type { IssuedBatch } from '../../domain/issued_batch.ts'
import type { BillingSet } from '../../domain/premise_month.ts'
import { keepPapers, withPapers } from '../site/papers_of_sets.ts'
import { billingRules } from './billing_rules.ts'
import { billingSets } from './billing_sets.ts'
import { frozenOfRun } from './charge_owners.ts'
import type { RunFacts, SetInvoice } from './invoice_batch.ts'
import { keepCounted, withSources } from './sewage_sources.ts'
import { withShareCredits } from './share_credits.ts'
import { type UnbilledPremise, writeUnbilled } from './unbilled.ts'
import { type WrittenChunk, writeInvoices } from './write_invoices.ts'

/** What every chunk of a run shares. */
export interface RunState {
  readonly runId: bigint
  /** From 2 on: the sets may have been billed or taken over since the run was planned. */
  readonly round: number
  readonly loadId: bigint
  readonly packId: bigint
  readonly reference: RefMonth
  readonly issuedOn: CivilDate
}

/** A billing set of a chunk, with the number of premises that must have a reading. */
export type SetOfChunk = readonly [setKey: bigint, firstPremiseId: bigint, premises: number]

export interface ParkedSet extends Parked {
  readonly setKey: bigint
}

export interface BilledChunk extends WrittenChunk {
  readonly parked: readonly ParkedSet[]
  /** Premises exempt of everything. */
  readonly unbilled: readonly UnbilledPremise[]
}

type ChunkContext = Pick<JobContext, 'tx' | 'municipalityId' | 'participate'>

/**
 * Bills the sets of a chunk: readings in one query, live facts in two, the calculation without any, and each table written
 * once. Sets that cannot be billed are parked by reason; they do not stop the others.
 */
export async function billChunk(
  context: ChunkContext,
  state: RunState,
  sets: readonly SetOfChunk[]
): Promise<BilledChunk> {
  const { tx, municipalityId } = context
  const pack = await loadPack(state.packId, tx)
  const rules = billingRules(pack, state.issuedOn, await frozenOfRun(tx, state.runId))
  const composed = await composeChunk(tx, { municipalityId, state, rules }, sets)
  const { invoices, unbilled, parked, live } = composed
  const on = pack.at(state.issuedOn)
  const run: RunFacts = {
    municipalityId,
    runId: state.runId,
    packId: state.packId,
    reference: state.reference,
    issuedOn: state.issuedOn,
    validDays: on.parameter<number>('receivables.valid_days'),
    profile: on.parameter<CollectionProfile>('receivables.collection_profile'),
  }
  const written = await writeInvoices(context, run, invoices, live)
  await writeParked(tx, run, parked)
  await writeUnbilled(tx, run, unbilled)
  await keepPapers(tx, { loadId: state.loadId, live, invoices: written.invoices, parked })
  const read = [
    ...invoices.map(({ composed: one }) => one.month),
    ...unbilled.map((one) => one.month),
  ]
  await keepCounted(tx, read, { municipalityId, reference: state.reference, live })
  if (written.invoices.length) await tellIssued(context, state, written)
  return { ...written, unbilled, parked }
}

/** What decides a chunk besides its readings. */
export interface ChunkRules {
  readonly municipalityId: bigint
  readonly state: Pick<RunState, 'loadId' | 'reference' | 'issuedOn'>
  readonly rules: BillingRules
}

export interface ComposedChunk {
  readonly invoices: readonly SetInvoice[]
  readonly unbilled: readonly UnbilledPremise[]
  readonly parked: readonly ParkedSet[]
  readonly live: ReadonlyMap<bigint, LiveOfPremise>
}

/** What the sets of a chunk come to; nothing is written. */
export async function composeChunk(
  tx: Tx,
  { municipalityId, state, rules }: ChunkRules,
  sets: readonly SetOfChunk[]
): Promise<ComposedChunk> {
  const results = await readingResults(
    tx,
    state.loadId,
    sets.map(([setKey]) => setKey)
  )
  const found = billingSets(results)
  const frozen = await liveFacts(tx, {
    municipalityId,
    holders: results.flatMap(({ premiseId, facts: { holder } }) =>
      holder === null ? [] : [{ premiseId, holderId: BigInt(holder) }]
    ),
    on: state.issuedOn,
    reference: state.reference,
  })
  const { reference, issuedOn } = state
  const sourced = await withSources(tx, found, {
    ...{ municipalityId, reference, issuedOn },
    live: await withShareCredits(tx, found, { live: frozen, reference }),
  })
  const live = await withPapers(tx, found, sourced)
  return { ...composeAll(sets, found, { live, rules }), live }
}

interface Composing {
  readonly live: ReadonlyMap<bigint, LiveOfPremise>
  readonly rules: BillingRules
}

function composeAll(
  wanted: readonly SetOfChunk[],
  found: readonly BillingSet[],
  { live, rules }: Composing
): { invoices: SetInvoice[]; unbilled: UnbilledPremise[]; parked: ParkedSet[] } {
  const byKey = new Map(found.map((set) => [set.setKey, set]))
  const invoices: SetInvoice[] = []
  const unbilled: UnbilledPremise[] = []
  const parked: ParkedSet[] = []
  for (const [setKey, premiseId, premises] of wanted) {
    const set = byKey.get(setKey)
    if (set?.months.length !== premises) {
      parked.push({ setKey, premiseId, ...READING_MISSING })
      continue
    }
    const composition = composeSet(set, live, rules)
    if (composition.parked) {
      parked.push({ setKey, ...composition.parked })
      continue
    }
    invoices.push(...composition.invoices.map((composed) => ({ setKey, composed })))
    unbilled.push(...composition.unbilled.map((one) => ({ setKey, ...one })))
  }
  return { invoices, unbilled, parked }
}

const READING_MISSING = {
  code: 'reading_missing',
  message: 'A leitura de um dos imóveis do conjunto não voltou do campo nem foi estimada.',
} as const

/** Keeps what a run does not bill, each with its reason. */
export async function writeParked(
  tx: Tx,
  run: Pick<RunFacts, 'municipalityId' | 'runId'>,
  parked: readonly ParkedSet[]
): Promise<void> {
  if (parked.length === 0) return
  await copyRows(
    tx,
    'billing_parked',
    ['municipality_id', 'run_id', 'set_key', 'premise_id', 'code', 'message', 'state'],
    parked.map(({ setKey, premiseId, code, message }) => [
      ...[run.municipalityId, run.runId, setKey, premiseId, code, message, 'waiting'],
    ])
  )
}

/** Tells others of invoices that were issued, by a run or in place of others. */
export async function tellIssued(
  { participate }: Pick<ChunkContext, 'participate'>,
  state: Pick<RunState, 'runId' | 'reference' | 'issuedOn' | 'packId'>,
  { invoices, charges, granted }: WrittenChunk
): Promise<void> {
  await participate<IssuedBatch>('billing.issued', {
    runId: state.runId,
    reference: state.reference,
    postedOn: state.issuedOn,
    packId: state.packId,
    ...{ charges, granted },
    credits: invoices.flatMap(({ id, composed }) =>
      composed.creditUses.map(({ line, ...use }) => {
        const { line: paid } = composed.lines[line]!
        const { beneficiaryId, chargeType, category, component } = paid
        return {
          ...{ invoiceId: id, ...use },
          ...(paid.beneficiaryKind === 'third_party' && {
            thirdParty: { beneficiaryId, chargeType, category, component },
          }),
        }
      })
    ),
  })
}
