import { raiseAlert } from '#core/alerts/index'
import { writeEvents } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'

/** Something that a bank owes or does wrong. */
export interface Finding {
  readonly what:
    | 'file_late'
    | 'credit_late'
    | 'fee_wrong'
    | 'unconfirmed'
    | 'boletos_silent'
    | 'pix_outage'
    | 'reconciliation_late'
    | 'folder_open'
    | 'file_altered'
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly path: string
}

export const KEYS = 'payments/'

/** Told to the people responsible, at once and again while it lasts; the event tells of it once, for alerts that administrators program. */
export async function tellFinding(tx: Tx, municipalityId: bigint, finding: Finding): Promise<void> {
  const { what, ...cause } = finding
  const [known] = await query(
    tx,
    'select id from alerts_causes where municipality_id = ? and key = ? and closed_at is null',
    [municipalityId, finding.key]
  )
  if (!known) {
    const { title, detail, path } = finding
    await writeEvents(tx, municipalityId, [
      { event: 'payments.bank_finding', payload: { what, title, detail, path } },
    ])
  }
  await raiseAlert(tx, { ...cause, municipalityId, topic: 'delivery' })
}
