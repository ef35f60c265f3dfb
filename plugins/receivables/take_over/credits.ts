import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  centsOf,
  centsOrZero,
  readRows,
  refuse,
  writeRead,
} from '#plugins/registry/api'
import { ownersOf } from './owners.ts'
import { tellTakenOver } from './tell.ts'

/** What customers were owed: it pays their next invoices. */
export const credits: TakeOverEntity = {
  name: 'credits',
  title: 'Créditos de clientes',
  order: 64,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do crédito no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', help: 'Código de quem é o crédito; vazio: o titular de hoje' },
    { name: 'amount', isRequired: true, help: 'Valor do crédito, como 1.234,56' },
  ],
  amount: {
    title: 'Créditos',
    unit: 'cents',
    of: ({ amount }) => centsOrZero(amount),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(c.amount_cents), 0)::text as total from registry_legacy_keys k
           join receivables_credits c on c.id = k.record_id
          where k.municipality_id = ? and k.system = ? and k.entity = 'credits' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  async load(context, rows) {
    const ownerOf = await ownersOf(context, rows)
    const read = readRows(rows, (row) => {
      const cents = centsOf(row.values.amount ?? '', 'Valor')
      if (cents <= 0n) return refuse('O valor do crédito precisa ser maior que zero')
      return { ...ownerOf(row), cents }
    })
    const results = await writeRead(context, read, {
      table: 'receivables_credits',
      recordType: 'receivables.credits',
      columns: [
        ...['premise_id', 'customer_id', 'cause', 'amount_cents', 'open_cents', 'held_until'],
        'created_on',
      ],
      values: ({ premiseId, customerId, cents }) => [
        ...[premiseId, customerId, 'overpayment', cents, cents, context.on, context.on],
      ],
    })
    await tellTakenOver(context, { results, credits: read.map(({ value }) => value) })
    return results
  },
}
