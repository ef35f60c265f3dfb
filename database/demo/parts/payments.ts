import { addMonths } from '#core/calendar/index'
import { type Json, type Tx, query } from '#core/database/index'
import type { DemoPart } from '../part.ts'
import { putInForce } from '../put_in_force.ts'
import { DEMO_UTILITY } from '../utility_identity.ts'

const HISTORY_MONTHS = 24

/** FEBRABAN gives no company the code 9999. */
const COMPANY_CODE = '9999'

const AGENTS = [
  {
    code: '001',
    name: 'Banco do Brasil',
    agreement: '123456',
    account: '001 1234-5 00010001-0',
    fee: 180,
  },
  {
    code: '104',
    name: 'Caixa Econômica Federal',
    agreement: '0987',
    account: '104 0321 003 00000777-1',
    fee: 210,
  },
  { code: '748', name: 'Sicredi', agreement: 'SAAE01', account: '748 0810 54321-9', fee: 150 },
] as const

/** Banks, their agreements, and how the documents ask to be paid. */
const part: DemoPart = {
  name: 'payments',
  title: 'Bancos e convênios',
  async run(tx, { municipalityId, asOf }) {
    for (const agent of AGENTS) await addAgent(tx, municipalityId, agent)
    await putInForce(tx, {
      municipalityId,
      key: 'receivables.collection_profile',
      value: await profile(tx),
      from: addMonths(asOf, -HISTORY_MONTHS),
      reason: 'Código da empresa e chave Pix para os documentos',
    })
  },
}

async function addAgent(
  tx: Tx,
  municipalityId: bigint,
  { code, name, agreement, account, fee }: (typeof AGENTS)[number]
): Promise<void> {
  await query(
    tx,
    `with agent as (
       insert into payments_agents (municipality_id, code, name) values (?, ?, ?) returning id)
     insert into payments_agreements (municipality_id, agent_id, code, account, layout_version, fee_cents, float_days)
     select ?, id, ?, ?, '07', ?, 1 from agent`,
    [municipalityId, code, name, municipalityId, agreement, account, fee]
  )
}

/** The product's profile with the utility's own company code and Pix key. */
async function profile(tx: Tx): Promise<Json> {
  const [product] = await query<{ content: string }>(
    tx,
    `select v.content from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind = 'parameter' and i.key = 'receivables.collection_profile' and v.owner = 'product'
      order by v.number desc limit 1`
  )
  const { value } = JSON.parse(product!.content) as { value: Record<string, Json> }
  const pix = { key: DEMO_UTILITY.cnpj, receiver_name: 'SAAE AGUAS CLARAS', city: 'AGUAS CLARAS' }
  return { ...value, company_code: COMPANY_CODE, pix }
}

export default part
