import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan, ScheduleSetting } from '#core/jobs/index'
import { listAgreements } from '#plugins/payments/api'
import { billingGroups } from '#plugins/registry/api'
import { deliverRemittances } from '../services/deliver.ts'
import { remit } from '../services/remit.ts'

export interface SendArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
  /** Only the debits of this billing group; null: of all. */
  readonly group: bigint | null
  readonly title: string
}

interface State {
  readonly today: CivilDate
}

const ALL = 'all'

const groupSetting: ScheduleSetting = {
  name: 'group',
  label: 'Faturas de',
  async options(tx, municipalityId) {
    const groups = await billingGroups(tx, municipalityId)
    return [
      { value: ALL, label: 'Todos os grupos' },
      ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
    ]
  },
}

/** One chunk for each agreement of direct debit: each has a file of its own. */
async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<bigint, State>> {
  const today = await todayIn(tx, municipalityId)
  const agreements = await listAgreements(tx, municipalityId)
  const chunks = agreements.filter(({ kind }) => kind === 'direct_debit').map(({ id }) => id)
  return { chunks, total: chunks.length, state: { today } }
}

async function perform(
  { tx, municipalityId, actor, log }: JobContext,
  agreementId: bigint,
  { today }: State,
  { group }: SendArgs
): Promise<ChunkResult> {
  const made = await remit(tx, {
    ...{ municipalityId, agreementId, today, groupId: group, createdBy: actor.userId },
  })
  if (made.missed > 0) {
    log(`${made.missed} faturas não tinham mais prazo no banco e voltaram ao código de barras.`)
  }
  return {
    ...{ done: 1, parked: 0, issues: [] },
    figures: {
      remittances: made.id === null ? 0 : 1,
      ...{ debits: made.debits, total_cents: made.totalCents },
      ...{ missed: made.missed, paid: made.paid },
    },
    ...(made.id !== null && {
      trail: { remittance: String(made.id), sequence: made.sequence, sha256: made.sha256 },
    }),
  }
}

/** Writes and sends the debits whose time has come, a file for each agreement (TR-3.2.8.1, TR-3.2.7.6b). */
export const sendDebits: Job<SendArgs, bigint, State> = {
  name: 'debits.send',
  title: 'Remessa de débitos em conta',
  permission: 'debits.send',
  figures: {
    remittances: 'Arquivos',
    debits: 'Débitos nos arquivos',
    total_cents: 'Valor dos arquivos',
    missed: 'Fora do prazo do banco',
    paid: 'Já pagas por outro meio',
    sent: 'Arquivos enviados',
    left: 'Arquivos a levar ao banco',
  },
  key: ({ on, group }) => `${on}/${group ?? ALL}`,
  label: ({ title, on }) => `${title} · ${on.slice(0, 10)}`,
  schedule: {
    settings: [groupSetting],
    async args({ tx, date, settings, municipalityId }) {
      const group = settings.group && settings.group !== ALL ? BigInt(settings.group) : null
      return { on: date, group, title: await titleOf(tx, municipalityId, group) }
    },
    standing: { timeOfDay: '19:00' },
  },
  plan,
  perform,
  async finish({ tx, municipalityId, actor, log }) {
    const { sent, left } = await deliverRemittances(tx, municipalityId, { actor, log })
    return { sent, left }
  },
}

/** `Grupo 1`, or all. */
async function titleOf(tx: Tx, municipalityId: bigint, group: bigint | null): Promise<string> {
  if (group === null) return 'Todos os grupos'
  const [row] = await query<{ name: string }>(
    tx,
    'select name from registry_billing_groups where municipality_id = ? and id = ?',
    [municipalityId, group]
  )
  return row?.name ?? 'Grupo'
}
