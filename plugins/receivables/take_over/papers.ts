import { type RefMonth, addDays } from '#core/calendar/index'
import { copyRows, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'
import { documentNumber } from '../domain/document_number.ts'
import { parseCollectionBarcode } from '../domain/febraban_barcode.ts'
import { FormatError } from '../domain/format_error.ts'

interface Item {
  readonly id: bigint
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly reference: RefMonth
  readonly open_cents: bigint
}

const keysOf = ({ values }: TakeOverRow): string[] =>
  (values.item_keys ?? '').split(/\s+/).filter(Boolean)

/** The papers that customers still hold: the code on them is recognised for ever, and pays the debts that it asked for. */
export const papers: TakeOverEntity = {
  name: 'papers',
  title: 'Contas emitidas em aberto',
  order: 62,
  columns: [
    { name: 'key', isRequired: true, help: 'Número da conta no sistema anterior' },
    {
      name: 'item_keys',
      isRequired: true,
      help: 'Códigos dos débitos que ela cobra, com espaço entre eles',
    },
    { name: 'barcode', isRequired: true, help: 'Código de barras de 44 posições ou linha de 48' },
    { name: 'due_on', isRequired: true, help: 'Vencimento impresso' },
  ],
  async load(context, rows) {
    const ids = await context.idsOf('open_items', rows.flatMap(keysOf))
    const items = await itemsOf(context, [...ids.values()])
    const taken = await barcodesThere(context, rows)
    const read = readRows(rows, (row) => readPaper(row, { ids, items, taken }))
    const results = await writeRead(context, read, {
      table: 'receivables_documents',
      recordType: 'receivables.documents',
      columns: [
        ...['number', 'kind', 'premise_id', 'debtor_id', 'reference', 'amount_cents', 'issued_on'],
        ...['due_on', 'valid_until', 'version', 'state', 'barcode', 'line', 'free_field'],
      ],
      values: ({ code, own: [first], cents, dueOn }, id) => [
        ...[
          documentNumber(id),
          'invoice',
          first!.premise_id,
          first!.debtor_id,
          first!.reference,
          cents,
        ],
        ...[addDays(dueOn, -1), dueOn, dueOn, 1n, 'live', code.barcode, code.line, code.freeField],
      ],
    })
    await copyRows(
      context.tx,
      'receivables_document_items',
      ['document_id', 'item_id', 'municipality_id', 'amount_cents'],
      results.flatMap((result, index) =>
        'recordId' in result
          ? read[index]!.value!.own.map((item) => [
              ...[result.recordId, item.id, context.municipalityId, item.open_cents],
            ])
          : []
      )
    )
    return results
  },
}

interface Known {
  /** Ids of the debts, by their codes in the system before. */
  readonly ids: ReadonlyMap<string, bigint>
  readonly items: ReadonlyMap<bigint, Item>
  /** Barcodes that are there already. */
  readonly taken: Set<string>
}

function readPaper(row: TakeOverRow, { ids, items, taken }: Known) {
  const code = codeOf(row.values.barcode ?? '')
  if (taken.has(code.barcode)) return refuse('Já há um documento com este código de barras')
  const own = keysOf(row).map(
    (key) => items.get(ids.get(key) ?? -1n) ?? refuse(`O débito ${key} não foi carregado`)
  )
  if (!own.length) return refuse('Faltam os débitos que a conta cobra')
  const cents = own.reduce((sum, item) => sum + item.open_cents, 0n)
  if (cents !== code.amountCents) {
    return refuse(
      `O código é de ${formatMoney(code.amountCents)} e os débitos somam ${formatMoney(cents)}`
    )
  }
  taken.add(code.barcode)
  return { code, own, cents, dueOn: requiredDay(row.values.due_on ?? '', 'Vencimento') }
}

function codeOf(text: string) {
  try {
    const code = parseCollectionBarcode(text.replace(/[\s.-]/g, ''))
    if (code.amountCents === null) return refuse('O código não diz o valor em reais')
    return { ...code, amountCents: code.amountCents }
  } catch (error) {
    if (error instanceof FormatError) return refuse(`Código de barras: ${error.people}`)
    throw error
  }
}

async function itemsOf(
  { tx, municipalityId }: TakeOverLoading,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, Item>> {
  const rows = await query<Item>(
    tx,
    `select id, premise_id, debtor_id, reference, open_cents from receivables_items
      where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, ids]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function barcodesThere(
  { tx, municipalityId }: TakeOverLoading,
  rows: readonly TakeOverRow[]
): Promise<Set<string>> {
  const found = await query<{ barcode: string }>(
    tx,
    'select barcode from receivables_documents where municipality_id = ? and barcode = any(?::bpchar[])',
    [municipalityId, rows.map(({ values }) => (values.barcode ?? '').replace(/\D/g, ''))]
  )
  return new Set(found.map(({ barcode }) => barcode))
}
