import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

/** An agreement with the agent that it is with. */
export interface Agreement {
  readonly id: bigint
  readonly code: string
  /** Code of `payments.agreement_types`. */
  readonly kind: string
  readonly agentCode: string
  readonly agentName: string
  readonly account: string
  readonly layoutVersion: string
  readonly feeCents: bigint
  readonly floatDays: number
  readonly lastSequence: number
  readonly timeZone: string
  /** Both inclusive; null: without end on that side. */
  readonly validFrom: CivilDate | null
  readonly validUntil: CivilDate | null
}

const SELECT = `select g.id, g.code, g.kind, a.code as "agentCode", a.name as "agentName", g.account,
       g.layout_version as "layoutVersion", g.fee_cents as "feeCents", g.float_days as "floatDays",
       g.last_sequence as "lastSequence", m.time_zone as "timeZone",
       g.valid_from as "validFrom", g.valid_until as "validUntil"
  from payments_agreements g join payments_agents a on a.id = g.agent_id
  join access_municipalities m on m.id = g.municipality_id`

/** The agreements of a municipality, by agent. */
export function listAgreements(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<Agreement[]> {
  return query<Agreement>(tx, `${SELECT} where g.municipality_id = ? order by a.code, g.code`, [
    municipalityId,
  ])
}

/** @throws BusinessError E_PAYMENTS_AGREEMENT_UNKNOWN */
export async function findAgreement(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<Agreement> {
  const [agreement] = await query<Agreement>(
    tx,
    `${SELECT} where g.municipality_id = ? and g.id = ?`,
    [municipalityId, id]
  )
  if (!agreement) throw errors.E_PAYMENTS_AGREEMENT_UNKNOWN({ id })
  return agreement
}

/** As `findAgreement`, its row locked: files of one agreement are opened one after the other. */
export async function lockAgreement(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<Agreement> {
  await query(
    tx,
    'select 1 from payments_agreements where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  return findAgreement(tx, municipalityId, id)
}
