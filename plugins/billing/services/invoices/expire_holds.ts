import { tell } from '#core/alerts/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { releaseHolds } from './holds.ts'

interface Expired {
  readonly invoice_id: bigint
  readonly number: string
  readonly until_on: CivilDate
  readonly user_id: bigint | null
  readonly name: string | null
  readonly email: string | null
}

/** Holds whose term ended before a day, by invoice. */
export async function expiredHolds(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<bigint[]> {
  const rows = await query<{ invoice_id: bigint }>(
    tx,
    `select invoice_id from billing_invoice_holds
      where municipality_id = ? and released_at is null and until_on < ? order by invoice_id`,
    [municipalityId, today]
  )
  return rows.map((row) => row.invoice_id)
}

interface Expiry {
  readonly municipalityId: bigint
  readonly invoiceIds: readonly bigint[]
  readonly today: CivilDate
  readonly by: string
  readonly at: Date
}

/** Puts invoices whose term is over among the pending again, and tells who had put each on hold. @returns how many */
export async function expireHolds(tx: Tx, expiry: Expiry): Promise<number> {
  const { municipalityId, invoiceIds, today, by, at } = expiry
  const over = await query<Expired>(
    tx,
    `select h.invoice_id, i.number, h.until_on, u.id as user_id, u.full_name as name, u.email
       from billing_invoice_holds h
       join billing_invoices i on i.id = h.invoice_id
       left join access_users u on u.id = h.author_id
      where h.municipality_id = ? and h.invoice_id = any(?::bigint[]) and h.released_at is null and h.until_on < ?
      order by h.invoice_id for update of h`,
    [municipalityId, invoiceIds, today]
  )
  await releaseHolds(tx, {
    ...{ municipalityId, invoiceIds: over.map((row) => row.invoice_id), by, at },
    why: 'O prazo acabou sem o registro do banco',
  })
  for (const hold of over) await tellAuthor(tx, municipalityId, hold)
  return over.length
}

async function tellAuthor(
  tx: Tx,
  municipalityId: bigint,
  { invoice_id: id, number, until_on: until, user_id: userId, name, email }: Expired
): Promise<void> {
  if (userId === null) return
  const text = `O banco não confirmou o pagamento até ${formatDate(until)}: a fatura voltou a pendente. Peça o comprovante de novo ou fale com o banco.`
  await tell(
    tx,
    {
      ...{ key: `billing/hold/${id}/${until}`, tone: 'bad', municipalityId, withEmail: true },
      ...{ title: `Fatura ${number} sem confirmação do banco`, text },
      ...{ path: `/billing/invoices/${id}`, template: 'alerts.event', data: { text } },
    },
    [{ userId, name, email }]
  )
}
