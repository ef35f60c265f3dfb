import { systemActor, todayIn } from '#core/access/index'
import { prepareAction, runPrepared } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { type LeaseRow, dueLeases, lockLease } from '../services/leases.ts'
import { openHolding, returnsTo } from '../services/responsibles.ts'

export interface LeasesArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface Due {
  readonly id: bigint
  readonly change: 'end' | 'start'
}

const STEPS = { start: 'registry.leases.start', end: 'registry.premises.end_tenancy' } as const

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<Due>> {
  const chunks = await dueLeases(tx, municipalityId, await todayIn(tx, municipalityId))
  return { chunks, total: chunks.length, state: {} }
}

async function perform(context: JobContext, { id, change }: Due): Promise<ChunkResult> {
  const { tx, municipalityId } = context
  const lease = await lockLease(tx, municipalityId, id)
  // Somebody was faster, or agreed another last day in the meantime.
  const today = await todayIn(tx, municipalityId)
  const isDue =
    change === 'start'
      ? lease.status === 'planned'
      : lease.status === 'running' && lease.until_on !== null && lease.until_on < today
  if (!isDue) return result({ done: 1 })
  if (change === 'end' && (await hasNobody(tx, lease))) return parked(context, lease)
  const actor = systemActor(municipalityId)
  const ending = { premise_id: String(lease.premise_id), on: lease.until_on, owner_is_holder: true }
  const prepared = await prepareAction(STEPS[change], {
    actor,
    reason: 'Vigência do contrato',
    input: change === 'start' ? { id: String(id) } : ending,
  })
  const { description } = await runPrepared(tx, prepared)
  context.log(description)
  return result({ done: 1, [change === 'start' ? 'started' : 'ended']: 1 })
}

/** The tenant answers for the bills and nobody is known to whom that could return. */
async function hasNobody(tx: Tx, { premise_id: premiseId }: LeaseRow): Promise<boolean> {
  const tenant = await openHolding(tx, premiseId, 'tenant')
  const holder = await openHolding(tx, premiseId, 'holder')
  if (!tenant || holder?.customer_id !== tenant.customer_id) return false
  return (await returnsTo(tx, premiseId, tenant.customer_id)) === null
}

async function parked({ tx }: JobContext, lease: LeaseRow): Promise<ChunkResult> {
  const [premise] = await query<{ registration_number: string }>(
    tx,
    'select registration_number from registry_premises where id = ?',
    [lease.premise_id]
  )
  const number = premise!.registration_number
  return {
    ...result({ done: 0 }),
    parked: 1,
    issues: [
      {
        code: 'registry.lease_without_owner',
        severity: 'warning',
        message: `Imóvel ${number}: o contrato de locação acabou e não há proprietário cadastrado a quem a responsabilidade volte. Cadastre-o; a próxima execução encerra a locação.`,
        path: number,
      },
    ],
  }
}

interface Figures {
  readonly done: number
  readonly ended?: number
  readonly started?: number
}

const result = ({ done, ended = 0, started = 0 }: Figures): ChunkResult => ({
  ...{ done, parked: 0, issues: [], figures: { ended, started } },
})

/** Each day: contracts that are over give the responsibility back to the owner, those whose day has come begin. */
export const leasesJob: Job<LeasesArgs, Due> = {
  name: 'registry.leases',
  title: 'Vigência dos contratos de locação',
  permission: 'registry.write',
  figures: { ended: 'Locações encerradas', started: 'Locações iniciadas' },
  reasons: { 'registry.lease_without_owner': 'Sem proprietário cadastrado' },
  key: ({ on }) => on,
  label: ({ on }) => `Contratos de locação em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '00:10' } },
  plan,
  perform,
}
