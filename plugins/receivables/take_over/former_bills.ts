import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  centsOf,
  centsOrZero,
  orNull,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'
import { parseCollectionBarcode } from '../domain/febraban_barcode.ts'
import { FormatError } from '../domain/format_error.ts'
import { recogniseFormerBills } from '../services/forward_receipts.ts'

/** Bills that the system before goes on collecting, of groups that are not cut over: their money is given to it. */
export const formerBills: TakeOverEntity = {
  name: 'former_bills',
  title: 'Contas que o sistema anterior ainda cobra',
  order: 80,
  columns: [
    { name: 'key', isRequired: true, help: 'Número da conta no sistema anterior' },
    { name: 'group_code', isRequired: true, help: 'Código do grupo, ainda não virado' },
    { name: 'premise_key', help: 'Código do imóvel no sistema anterior' },
    { name: 'barcode', help: 'Código de barras de 44 posições ou linha de 48' },
    { name: 'txid', help: 'Identificador do Pix; um dos dois é preciso' },
    { name: 'amount', isRequired: true, help: 'Valor da conta, como 1.234,56' },
    { name: 'due_on', isRequired: true, help: 'Vencimento' },
  ],
  amount: {
    title: 'Contas no sistema anterior',
    unit: 'cents',
    of: ({ amount }) => centsOrZero(amount),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(b.amount_cents), 0)::text as total from registry_legacy_keys k
           join receivables_former_bills b on b.id = k.record_id
          where k.municipality_id = ? and k.system = ? and k.entity = 'former_bills' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  async load(context, rows) {
    const known = { groups: await groupsOf(context), taken: await codesThere(context, rows) }
    const read = readRows(rows, (row) => readBill(row, known))
    const results = await writeRead(context, read, {
      table: 'receivables_former_bills',
      recordType: 'receivables.former_bills',
      columns: [
        ...['system', 'number', 'billing_group_id', 'premise_key', 'barcode', 'pix_txid'],
        ...['amount_cents', 'due_on'],
      ],
      values: (bill) => [
        ...[context.system, bill.number, bill.groupId, bill.premiseKey, bill.barcode, bill.txid],
        ...[bill.cents, bill.dueOn],
      ],
    })
    // Banks may have told of their money before the list came.
    await recogniseFormerBills(context.tx, context, { receiptIds: null, on: context.on })
    return results
  },
}

interface Known {
  readonly groups: ReadonlyMap<string, { readonly id: bigint; readonly isCut: boolean }>
  /** Codes of documents here, and of bills that came before. */
  readonly taken: Set<string>
}

function readBill({ key, values }: TakeOverRow, { groups, taken }: Known) {
  const group =
    groups.get(values.group_code ?? '') ?? refuse(`O grupo ${values.group_code} não existe`)
  if (group.isCut) {
    return refuse(
      `O grupo ${values.group_code} já virou: carregue os débitos e as contas emitidas dele`
    )
  }
  const barcode = values.barcode ? barcodeOf(values.barcode) : null
  const txid = orNull(values.txid)
  const codes = [barcode, txid].filter((code) => code !== null)
  if (codes.length === 0) return refuse('Falta o código de barras ou o identificador do Pix')
  const repeated = codes.find((code) => taken.has(code))
  if (repeated) return refuse(`Já há um documento ou uma conta com o código ${repeated}`)
  for (const code of codes) taken.add(code)
  const cents = centsOf(values.amount ?? '', 'Valor')
  if (cents <= 0n) refuse('O valor da conta precisa ser maior que zero')
  return {
    ...{ number: key, groupId: group.id, premiseKey: orNull(values.premise_key), barcode, txid },
    ...{ cents, dueOn: requiredDay(values.due_on ?? '', 'Vencimento') },
  }
}

function barcodeOf(text: string): string {
  try {
    return parseCollectionBarcode(text.replace(/[\s.-]/g, '')).barcode
  } catch (error) {
    if (error instanceof FormatError) return refuse(`Código de barras: ${error.people}`)
    throw error
  }
}

async function groupsOf({ tx, municipalityId, system }: TakeOverLoading): Promise<Known['groups']> {
  const rows = await query<{ code: string; id: bigint; isCut: boolean }>(
    tx,
    `select g.code, g.id,
            exists (select from registry_take_over_signoffs s
                     where s.municipality_id = g.municipality_id and s.system = ? and s.kind = 'cut_over'
                       and (s.billing_group_id = g.id or s.billing_group_id is null)) as "isCut"
       from registry_billing_groups g where g.municipality_id = ?`,
    [system, municipalityId]
  )
  return new Map(rows.map((row) => [row.code, row]))
}

async function codesThere(
  { tx, municipalityId }: TakeOverLoading,
  rows: readonly TakeOverRow[]
): Promise<Set<string>> {
  const barcodes = rows.map(({ values }) =>
    values.barcode ? (readRows([values.barcode], barcodeOf)[0]!.value ?? '') : ''
  )
  const txids = rows.map(({ values }) => values.txid ?? '')
  const found = await query<{ code: string }>(
    tx,
    `select barcode::text as code from receivables_documents where municipality_id = ? and barcode = any(?::bpchar[])
     union select pix_txid from receivables_documents where municipality_id = ? and pix_txid = any(?::text[])
     union select barcode::text from receivables_former_bills where municipality_id = ? and barcode = any(?::bpchar[])
     union select pix_txid from receivables_former_bills where municipality_id = ? and pix_txid = any(?::text[])`,
    [
      ...[municipalityId, barcodes, municipalityId, txids],
      ...[municipalityId, barcodes, municipalityId, txids],
    ]
  )
  return new Set(found.map(({ code }) => code))
}
