import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { isUniqueViolation, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { errors } from '../errors.ts'
import { CAMPAIGN_KINDS } from '../records/options.ts'

interface Campaign {
  readonly id: bigint
  readonly name: string
  readonly planned: number
}

const input = vine.create({
  name: vine.string().trim().minLength(3).maxLength(80),
  kind: vine.enum(CAMPAIGN_KINDS.map(({ value }) => value)),
  portfolio_id: rowId().optional(),
  min_cents: vine
    .string()
    .regex(/^\d{1,13}$/)
    .transform((value) => BigInt(value))
    .optional(),
  pay_days: vine.number().withoutDecimals().min(1).max(90),
})
type Input = Infer<typeof input>

const subject = (_: unknown, { id }: Campaign) => ({ type: 'collections.campaigns', id })

async function insert({ tx, municipalityId, actor }: ActionContext, given: Input): Promise<bigint> {
  const today = await todayIn(tx, municipalityId)
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into collections_campaigns (municipality_id, name, kind, starts_on, pay_days, portfolio_id, created_by)
       values (?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, given.name, given.kind, today, given.pay_days],
        ...[given.portfolio_id ?? null, actor.name],
      ]
    )
    return row!.id
  } catch (error) {
    if (isUniqueViolation(error)) throw errors.E_COLLECTIONS_CAMPAIGN_NAME({ name: given.name })
    throw error
  }
}

/** The open cases that fit enter it at once. */
export const createCampaignAction: Action<Input, Campaign> = {
  name: 'collections.create_campaign',
  title: 'Criar campanha',
  permission: 'collections.manage',
  input,
  labels: {
    ...{ name: 'Nome', kind: 'Tipo', portfolio_id: 'Só da carteira' },
    ...{ min_cents: 'Dívida vencida, de', pay_days: 'Conta pagamento até' },
  },
  reason: 'none',
  subject,
  async run(context, given) {
    const { tx, municipalityId, actor } = context
    const id = await insert(context, given)
    const inside = andInside('c.premise_id', 'registry.premises', actor)
    const members = await query(
      tx,
      `insert into collections_members (municipality_id, campaign_id, case_id, premise_id)
       select c.municipality_id, ?, c.id, c.premise_id from collections_cases c
        where c.municipality_id = ? and c.state = 'open' and (?::bigint is null or c.portfolio_id = ?)
          and c.overdue_cents >= ?${inside.sql} order by c.id returning id`,
      [
        ...[id, municipalityId, given.portfolio_id ?? null, given.portfolio_id ?? null],
        ...[given.min_cents ?? 0n, ...inside.bindings],
      ]
    )
    if (members.length === 0) throw errors.E_COLLECTIONS_CAMPAIGN_EMPTY()
    await query(tx, 'update collections_campaigns set planned = ? where id = ?', [
      members.length,
      id,
    ])
    return { id, name: given.name, planned: members.length }
  },
  describe: (_, { name, planned }) =>
    `Campanha “${name}” criada: ${planned === 1 ? 'um caso' : `${planned} casos`} a contatar`,
}

const one = vine.create({ id: rowId() })

/** No contact enters it any more. */
export const closeCampaignAction: Action<Infer<typeof one>, Campaign> = {
  name: 'collections.close_campaign',
  title: 'Encerrar campanha',
  permission: 'collections.manage',
  input: one,
  labels: { id: 'Campanha' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id }) {
    const [row] = await query<Campaign>(
      tx,
      `update collections_campaigns set state = 'closed', closed_on = ?
        where municipality_id = ? and id = ? and state = 'open' returning id, name, planned`,
      [await todayIn(tx, municipalityId), municipalityId, BigInt(id)]
    )
    if (!row) throw errors.E_COLLECTIONS_UNKNOWN({ what: 'campanha em andamento', id })
    return row
  },
  describe: (_, { name }) => `Campanha “${name}” encerrada`,
}
