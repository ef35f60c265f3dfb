import { type Actor, participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { RealData } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import type { NoticeData } from '../documents/notice/types.ts'
import type { UtilityIdentity } from '../domain/utility_identity.ts'
import { errors } from '../errors.ts'
import { SITUATIONS } from '../records/options.ts'
import type { PremiseDebts } from './paying_body_page.ts'

interface PremiseRow {
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string
  readonly zip_code: string | null
  readonly group_code: string
  readonly name: string | null
  readonly taxpayer_id: string | null
  readonly email: string | null
  readonly phone: string | null
}

interface About {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly on: CivilDate
  readonly actor: Actor
}

const SERVICES: Readonly<Record<string, string>> = { water: 'Água', sewage: 'Esgoto' }

/** What a notice may say of a premise today. Errors: E_REGISTRY_PREMISE_UNKNOWN. */
export async function noticeData(tx: Tx, about: About): Promise<NoticeData> {
  const { municipalityId, premiseId, on, actor } = about
  const row = await premiseRow(tx, about)
  const connections = await query<{ service: string; situation: string }>(
    tx,
    'select service, situation from registry_connections where municipality_id = ? and premise_id = ? order by service desc, id limit 20',
    [municipalityId, premiseId]
  )
  const asked: PremiseDebts = { premiseIds: [premiseId], debts: new Map() }
  await participate('registry.premise_debts', asked, {
    tx,
    municipalityId,
    actor,
    now: clock.now(),
  })
  const key = 'registry.utility_identity'
  const utility = await parameterWithin<UtilityIdentity>(tx, { key, municipalityId, date: on })
  const { name, short_name: shortName, cnpj, address, sac_phone: phone, desk, website } = utility
  return {
    utility: { name, short_name: shortName, cnpj, address, sac_phone: phone, desk, website },
    issued_on: on,
    issued_by: actor.name,
    premise: {
      registration: row.registration_number,
      address: [row.street, row.number ?? 's/n', row.complement].filter(Boolean).join(', '),
      district: row.district,
      postal_code: row.zip_code,
      group: row.group_code,
    },
    customer: row.name
      ? { name: row.name, tax_id: row.taxpayer_id, email: row.email, phone: row.phone }
      : null,
    connections: connections.map(({ service, situation }) => ({
      service: SERVICES[service] ?? service,
      situation: SITUATIONS.find(({ value }) => value === situation)?.label ?? situation,
    })),
    open_cents: String(asked.debts.get(premiseId) ?? 0n),
  }
}

async function premiseRow(tx: Tx, { municipalityId, premiseId, on }: About): Promise<PremiseRow> {
  const [row] = await query<PremiseRow>(
    tx,
    `select p.registration_number, p.street, p.number, p.complement, p.district, p.zip_code, g.code as group_code,
            c.name, c.taxpayer_id, c.email, coalesce(c.phone, c.home_phone) as phone
       from registry_premises p
       join registry_billing_groups g on g.id = p.billing_group_id
       left join registry_holdings h on h.premise_id = p.id and h.municipality_id = p.municipality_id and h.role = 'holder'
         and h.from_on <= ? and coalesce(h.until_on, ?) >= ?
       left join registry_customers c on c.id = h.customer_id
      where p.municipality_id = ? and p.id = ? limit 1`,
    [on, on, on, municipalityId, premiseId]
  )
  if (!row) throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id: premiseId })
  return row
}

/** The premise of a registration number: what a template is tried on. */
export const premiseToTry: RealData = {
  label: 'Matrícula do imóvel',
  permission: 'registry.personal_data',
  async load({ tx, actor, municipalityId, today, number }) {
    const digits = number.replace(/\D/g, '')
    const [found] = await query<{ id: bigint }>(
      tx,
      'select id from registry_premises where municipality_id = ? and registration_number = ?',
      [municipalityId, digits]
    )
    if (!found || (await isOutside(tx, actor, { type: 'registry.premises', id: found.id }))) {
      return null
    }
    return noticeData(tx, { municipalityId, premiseId: found.id, on: today, actor })
  },
}
