import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import type { CertificateKind } from '../domain/kind.ts'
import { errors } from '../errors.ts'
import { CERTIFICATE } from './names.ts'

export interface Certificate {
  readonly id: bigint
  readonly number: string
  readonly kind: CertificateKind
  readonly state: 'issued' | 'cancelled'
  readonly customer_id: bigint | null
  readonly valid_until: CivilDate
  readonly code: string
}

/** A certificate that is worth something, locked. Errors: E_CERTIFICATES_UNKNOWN, _CANCELLED. */
export async function lockIssued(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<Certificate> {
  const [row] = await query<Certificate>(
    tx,
    `select id, number, kind, state, customer_id, valid_until, code from certificates_certificates
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: CERTIFICATE, id }))) {
    throw errors.E_CERTIFICATES_UNKNOWN({ what: 'certidão', id })
  }
  if (row.state !== 'issued') throw errors.E_CERTIFICATES_CANCELLED({ number: row.number })
  return row
}
