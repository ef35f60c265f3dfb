import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type ContingencySection, cardsBy } from '#core/records/index'

interface DocumentRow {
  readonly premise_id: bigint
  readonly number: string
  readonly reference: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly line: string | null
  readonly pix_payload: string | null
}

interface TotalRow {
  readonly premise_id: bigint
  readonly open_cents: bigint
  readonly items: number
}

/** What is owed in all: items that stand on no open document are in it too. */
const totals: ContingencySection = {
  name: 'receivables.totals',
  title: 'Débitos em aberto',
  record: 'registry.premises',
  place: 30,
  async cards({ tx, municipalityId }, ids) {
    const rows = await query<TotalRow>(
      tx,
      `select premise_id, sum(open_cents)::bigint as open_cents, count(*)::int as items from receivables_items
        where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'open' and open_cents > 0
        group by premise_id`,
      [municipalityId, ids.map(String)]
    )
    return cardsBy(
      rows,
      (row) => row.premise_id,
      (row) => ({
        title: `Total em aberto: ${formatMoney(row.open_cents)}`,
        facts: [['Lançamentos', String(row.items)]],
      })
    )
  },
}

/** Papers that can be paid, with what a bank or a phone reads. */
const documents: ContingencySection = {
  name: 'receivables.documents',
  title: 'Documentos a pagar',
  record: 'registry.premises',
  place: 40,
  async cards({ tx, municipalityId }, ids) {
    const rows = await query<DocumentRow>(
      tx,
      `select premise_id, number, reference, due_on, amount_cents, line,
              coalesce(pix_charge_payload, pix_payload) as pix_payload from receivables_documents
        where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'live' and amount_cents > 0
        order by premise_id, due_on, id`,
      [municipalityId, ids.map(String)]
    )
    return cardsBy(
      rows,
      (row) => row.premise_id,
      (row) => ({
        title: `${formatMoney(row.amount_cents)}, vencimento ${formatDate(row.due_on)}`,
        facts: [
          ['Documento', row.number],
          ['Referência', `${row.reference.slice(5)}/${row.reference.slice(0, 4)}`],
        ],
        codes: [
          ...(row.line ? [['Código de barras', row.line] as const] : []),
          ...(row.pix_payload ? [['Pix copia e cola', row.pix_payload] as const] : []),
        ],
      })
    )
  },
}

export default [totals, documents] as readonly ContingencySection[]
