import { isRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  centsOf,
  centsOrZero,
  orNull,
  readRows,
  refuse,
  writeRead,
} from '#plugins/registry/api'
import { chargeTypes } from '../services/charge_types.ts'
import { LEGACY_ORIGIN } from './items.ts'
import { ownersOf } from './owners.ts'

/** What the system before had still to charge: services, and the instalments to come of its plans. */
export const waitingCharges: TakeOverEntity = {
  name: 'waiting_charges',
  title: 'Cobranças a faturar',
  order: 66,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da cobrança ou da parcela no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', help: 'Código de quem paga; vazio: o titular de hoje' },
    { name: 'charge_type', isRequired: true, help: 'Código do tipo de cobrança' },
    { name: 'label', isRequired: true, help: 'Como sai na fatura: Parcelamento 123 (4/12)' },
    { name: 'amount', isRequired: true, help: 'Valor, como 1.234,56' },
    {
      name: 'from_reference',
      isRequired: true,
      help: 'Mês da fatura que cobra, 2026-09 ou 09/2026',
    },
  ],
  amount: {
    title: 'A faturar',
    unit: 'cents',
    of: ({ amount }) => centsOrZero(amount),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(p.amount_cents), 0)::text as total from registry_legacy_keys k
           join receivables_pending_charges p on p.id = k.record_id
          where k.municipality_id = ? and k.system = ? and k.entity = 'waiting_charges' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  async load(context, rows) {
    const types = await chargeTypes(context.tx, context.municipalityId)
    const ownerOf = await ownersOf(context, rows)
    const read = readRows(rows, (row) => {
      const { values } = row
      const type =
        types.get(values.charge_type ?? '') ??
        refuse(`O tipo de cobrança ${values.charge_type} não existe`)
      const label = orNull(values.label) ?? refuse('Falta o texto que sai na fatura')
      const from = (values.from_reference ?? '').replace(/^(\d{2})\/(\d{4})$/, '$2-$1')
      if (!isRefMonth(from)) return refuse(`Referência inválida: ${values.from_reference}`)
      const cents = centsOf(values.amount ?? '', 'Valor')
      if (cents <= 0n) return refuse('O valor a faturar precisa ser maior que zero')
      return { ...ownerOf(row), type, label, from, cents }
    })
    return writeRead(context, read, {
      table: 'receivables_pending_charges',
      recordType: 'receivables.pending_charges',
      columns: [
        ...[
          'premise_id',
          'debtor_id',
          'charge_type',
          'component',
          'beneficiary_id',
          'amount_cents',
        ],
        ...['cause', 'source_type', 'source_id', 'explanation', 'state', 'created_on', 'label'],
        'from_reference',
      ],
      values: (one) => [
        ...[one.premiseId, one.customerId, one.type.code, 'principal', one.type.beneficiary.id],
        ...[one.cents, 'service', LEGACY_ORIGIN, context.fileId, '{}', 'pending', context.on],
        ...[one.label, one.from],
      ],
    })
  },
}
