import { type CivilDate, addDays } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type OpenedOrder, requestOrders } from '#plugins/services/api'
import { DEFAULT_TABLE, TARIFF_TABLE } from '#plugins/tariffs/api'
import type { DemoContext, DemoPart } from '../part.ts'

const FOUND_DAYS = 20
const BY = 'Bruno Matos'

/** What was asked lately of the field: type, by whom and why. */
const ASKED = [
  ['riser_repair', 'Atendimento', 'Cavalete pingando'],
  ['leak_repair', 'Leitura', 'Vazamento no cavalete'],
  ['consumption_inspection', 'Fiscalização por critérios', 'Consumo zero por três meses seguidos'],
  ['fraud_inspection', 'Atendimento', 'Denúncia de ligação direta'],
] as const

/** Some service orders, and a fraud that one of them found; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'irregularities',
  title: 'Ordens de serviço e um caso de irregularidade',
  async run(tx, { municipalityId, asOf, plan }) {
    if (plan.isSmall) return
    const on = addDays(asOf, -FOUND_DAYS)
    const premises = await query<{ id: bigint }>(
      tx,
      `select h.premise_id as id from registry_holdings h join registry_premises p on p.id = h.premise_id
        where h.municipality_id = ? and h.role = 'holder' and h.until_on is null and h.from_on <= ? and p.kind = 'single'
        order by h.premise_id limit ?`,
      [municipalityId, on, ASKED.length]
    )
    const orders = await requestOrders(
      tx,
      { municipalityId, on, by: BY },
      premises.map(({ id: premiseId }, place) => {
        const [type, requester, reason] = ASKED[place]!
        return { type, requester, reason, premiseId, origin: null }
      })
    )
    const inspection = orders.find(({ type }) => type === 'fraud_inspection')
    if (inspection) await writeCase(tx, { municipalityId, asOf }, inspection)
  },
}

async function writeCase(
  tx: Tx,
  { municipalityId, asOf }: Pick<DemoContext, 'municipalityId' | 'asOf'>,
  { id, premiseId }: OpenedOrder
): Promise<void> {
  const foundOn: CivilDate = addDays(asOf, -FOUND_DAYS + 2)
  const findings = 'Derivação de 20 mm antes do hidrômetro, enterrada ao lado do cavalete.'
  const table = { kind: TARIFF_TABLE, key: DEFAULT_TABLE, municipalityId }
  const version = await inForceWithin(tx, table, foundOn)
  await query(
    tx,
    `update services_orders set state = 'done', executed_on = ?, closed_on = ?, closed_by = ?, findings = ?,
            consequence = 'abriu um caso de irregularidade' where id = ?`,
    [foundOn, foundOn, BY, findings, id]
  )
  await query(
    tx,
    `insert into irregularities_cases (municipality_id, premise_id, customer_id, order_id, fraud_type, degree, found_on,
       findings, police_report, fine_cents, version_id, state, found_by, found_by_id)
     select h.municipality_id, h.premise_id, h.customer_id, ?, 'bypass', 'severe', ?, ?, '2026.118.4471', 120000, ?, 'found', ?,
            (select id from access_users where municipality_id = h.municipality_id and full_name = ?)
       from registry_holdings h where h.premise_id = ? and h.role = 'holder' and h.until_on is null`,
    [id, foundOn, findings, version!.id, BY, BY, premiseId]
  )
}

export default part
