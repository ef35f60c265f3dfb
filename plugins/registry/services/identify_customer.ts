import { type Tx, query } from '#core/database/index'

/** A customer's code as it is written, its check digit after a hyphen or not. */
const CODE = /^\s*\d{1,18}(?:\s*-\s*\d)?\s*$/
/** Eight digits and the check digit; zeros on the left may be left out. */
const CODE_LENGTH = 9

/** The customer that a typed code names. Any number may be something else too: none is told as mistyped. */
export async function identifyCustomer(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  text: string
): Promise<{ ids: readonly bigint[]; problem: null }> {
  if (!CODE.test(text)) return { ids: [], problem: null }
  const rows = await query<{ id: bigint }>(
    reader,
    'select id from registry_customers where municipality_id = ? and code = ?',
    [municipalityId, text.replace(/\D/g, '').padStart(CODE_LENGTH, '0')]
  )
  return { ids: rows.map(({ id }) => id), problem: null }
}
