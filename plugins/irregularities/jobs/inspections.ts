import { todayIn } from '#core/access/index'
import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import { loadPack, resolvePack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { requestOrders } from '#plugins/services/api'
import { INSPECTIONS } from '../configuration/parameters.ts'
import { inspectionDecision } from '../decisions/inspection.ts'
import { type Span, type ToInspect, inspectPremises } from '../services/inspect_premises.ts'

export interface InspectionsArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
  /** What would be opened; nothing is. */
  readonly isPreview?: boolean
}

interface State {
  readonly today: CivilDate
  readonly packId: bigint
  /** Titles of the service types that are offered, by code. */
  readonly types: Readonly<Record<string, string>>
}

const PREMISES_PER_CHUNK = 5000
const BY = 'Fiscalização por critérios'

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<Span, State>> {
  const rows = await query<{ until: bigint }>(
    tx,
    `select id as until from (
       select id, row_number() over (order by id) as place, count(*) over () as premises
         from registry_premises where municipality_id = ?) p
      where place % ${PREMISES_PER_CHUNK} = 0 or place = premises order by id`,
    [municipalityId]
  )
  const ends = rows.map(({ until }) => until)
  const chunks = ends.map((until, index) => ({ after: ends[index - 1] ?? 0n, until }))
  const today = await todayIn(tx, municipalityId)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: today, until: today, knownAt: clock.now(), items: [] },
      ...{ decisions: [inspectionDecision.name], parameters: [INSPECTIONS] },
    },
    tx
  )
  const types = await offeredTypes(tx, municipalityId)
  return { chunks, total: chunks.length, state: { today, packId: pack.id, types } }
}

async function offeredTypes(tx: Tx, municipalityId: bigint): Promise<Record<string, string>> {
  const rows = await query<{ code: string; title: string }>(
    tx,
    'select code, title from services_types where municipality_id = ? and is_active',
    [municipalityId]
  )
  return Object.fromEntries(rows.map(({ code, title }) => [code, title]))
}

async function perform(
  { tx, municipalityId }: JobContext,
  span: Span,
  { today: on, packId, types }: State,
  { isPreview = false }: InspectionsArgs
): Promise<ChunkResult> {
  const pack = await loadPack(packId, tx)
  const { examined, found } = await inspectPremises(tx, { municipalityId, on, pack }, span)
  const isOffered = ({ service }: ToInspect) => Object.hasOwn(types, service)
  const wanted = found.filter((one) => isOffered(one) && !one.isOpen)
  const opened = isPreview
    ? []
    : await requestOrders(tx, { municipalityId, on, by: BY }, wanted.map(orderOf))
  return {
    ...{ done: 1, parked: 0 },
    issues: [
      ...found.filter((one) => !isOffered(one)).map(unknownType),
      ...wanted.map((one) => toInspect(one, types[one.service]!)),
    ],
    figures: {
      ...{ examined, wanted: wanted.length, opened: opened.length },
      standing: found.filter(({ isOpen }) => isOpen).length,
    },
  }
}

const orderOf = ({ premiseId, service: type, reason }: ToInspect) => ({
  ...{ type, premiseId, reason, requester: BY, origin: null },
})

const toInspect = ({ registration, reason }: ToInspect, service: string): Issue => ({
  ...{ code: 'to_inspect', severity: 'warning', path: registration },
  message: `Matrícula ${registration}: ${reason} (${service})`,
})

const unknownType = ({ registration, service }: ToInspect): Issue => ({
  ...{ code: 'unknown_type', severity: 'warning', path: registration },
  message: `Matrícula ${registration}: a regra pede “${service}”, que não é um tipo de serviço ativo.`,
})

/** Opens inspections at the premises that meet the criteria in force, or tells which it would open. */
export const inspectionsJob: Job<InspectionsArgs, Span, State> = {
  name: 'irregularities.inspections',
  title: 'Fiscalização por critérios',
  permission: 'irregularities.inspect',
  figures: {
    examined: 'Imóveis examinados',
    wanted: 'Atendem a um critério',
    opened: 'Ordens abertas',
    standing: 'Já têm a ordem aberta',
  },
  reasons: {
    to_inspect: 'Atende a um critério',
    unknown_type: 'Serviço que não existe',
  },
  key: ({ on, isPreview }) => `${on}${isPreview ? '/preview' : ''}`,
  label: ({ on, isPreview }) =>
    `${isPreview ? 'Prévia de' : 'De'} ${formatDate(on.slice(0, 10) as CivilDate)}`,
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
}
