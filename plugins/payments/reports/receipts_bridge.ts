import { firstDay, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Bridge, BridgeScope, BridgeTerm } from '#core/reports/index'
import { receiptsByIds } from '#plugins/receivables/api'

interface ToldReceipt {
  readonly receipt_id: bigint | null
  readonly files: bigint
  readonly cents: bigint
}

/** Lines that told of money, by the receipt that they became or joined, and in how many files it was told. */
function toldReceipts(tx: Tx, { municipalityId, reference }: BridgeScope): Promise<ToldReceipt[]> {
  return query<ToldReceipt>(
    tx,
    `select l.receipt_id, count(distinct l.file_id) as files, coalesce(sum(l.amount_cents), 0)::bigint as cents
       from payments_file_lines l join payments_files f on f.id = l.file_id
      where f.municipality_id = ? and f.generated_on >= ? and f.status in ('importing', 'imported')
        and l.fate in ('settled', 'duplicate', 'joined', 'unidentified', 'forwarded')
      group by l.receipt_id`,
    [municipalityId, firstDay(reference)]
  )
}

/**
 * The money of the lines is that of their receipts: one file tells of a receipt once, so two payments joined into one, a
 * receipt of another amount and a line without its receipt all leave a difference.
 */
export const receiptsBridge: Bridge = {
  name: 'payments.file_receipts',
  title: 'Arquivos de pagamento: linhas e recebimentos',
  unit: 'cents',
  isOfMunicipality: true,
  async terms(tx, scope): Promise<BridgeTerm[]> {
    const told = await toldReceipts(tx, scope)
    const ids = told.flatMap(({ receipt_id: id }) => (id === null ? [] : [id]))
    const receipts = await receiptsByIds(tx, scope.municipalityId, ids)
    const since = formatDate(firstDay(scope.reference))
    return [
      {
        name: 'lines',
        label: `Linhas com recebimento dos arquivos gerados desde ${since}`,
        sign: '+',
        value: told.reduce((sum, { cents }) => sum + cents, 0n),
      },
      {
        name: 'receipts',
        label: 'Recebimentos a que elas deram origem ou se juntaram, uma vez por arquivo',
        sign: '=',
        value: told.reduce((sum, { receipt_id: id, files }) => {
          const receipt = id === null ? undefined : receipts.get(id)
          return sum + (receipt?.amountCents ?? 0n) * files
        }, 0n),
      },
    ]
  },
}
