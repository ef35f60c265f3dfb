import { type Tx, query } from '#core/database/index'
import { ApiPix } from './api_pix.ts'
import { readConnection } from './connection.ts'
import type { Psp } from './psp.ts'

/** An agreement whose Pix charges are registered at its bank. */
export interface ApiAgreement {
  readonly id: bigint
  readonly code: string
  readonly agentCode: string
  readonly agentName: string
  readonly timeZone: string
  readonly connection: string
  readonly key: string
  readonly finePercent: string
  readonly interestPercent: string
  readonly failures: number
  readonly retryAt: Date | null
  readonly failure: string | null
}

/** The one of a municipality; null where Pix codes are static only, which is how every utility begins. */
export async function apiAgreementOf(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<ApiAgreement | null> {
  const [agreement] = await query<ApiAgreement>(
    tx,
    `select g.id, g.code, a.code as "agentCode", a.name as "agentName", m.time_zone as "timeZone",
            g.pix_connection as connection, g.pix_key as key, coalesce(g.pix_fine_percent, 0)::text as "finePercent",
            coalesce(g.pix_interest_percent, 0)::text as "interestPercent", g.pix_failures as failures, g.pix_retry_at as "retryAt",
            g.pix_failure as failure
       from payments_agreements g join payments_agents a on a.id = g.agent_id
       join access_municipalities m on m.id = g.municipality_id
      where g.municipality_id = ? and g.pix_provider = 'api_pix'`,
    [municipalityId]
  )
  return agreement ?? null
}

/** The bank of an agreement, by the settings of its connection. @throws BusinessError E_PAYMENTS_PIX_CONNECTION */
export async function openPsp(agreement: ApiAgreement): Promise<Psp> {
  return new ApiPix(await readConnection(agreement.connection), agreement)
}
