import { firstDay, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Bridge, BridgeScope } from '#core/reports/index'
import type { FateTotals } from '../services/file_totals.ts'
import { receiptsBridge } from './receipts_bridge.ts'
import { type FileSums, lineTerms, moneyTerms } from './file_terms.ts'

/*
 * Files belong to no billing group and no reference: the bridge takes every file that went through since the first day of
 * the reference month, which are all that can have paid it.
 */
const WITHIN = `municipality_id = ? and generated_on >= ? and status in ('importing', 'imported')`

async function fileSums(tx: Tx, { municipalityId, reference }: BridgeScope): Promise<FileSums> {
  const [sums] = await query<FileSums>(
    tx,
    `select coalesce(sum(line_count), 0)::bigint as lines, coalesce(sum(total_cents), 0)::bigint as "totalCents",
            coalesce(sum(unreadable_cents), 0)::bigint as "unreadableCents"
       from payments_files where ${WITHIN}`,
    [municipalityId, firstDay(reference)]
  )
  return sums!
}

function lineSums(tx: Tx, { municipalityId, reference }: BridgeScope): Promise<FateTotals[]> {
  return query<FateTotals>(
    tx,
    `select fate, count(*) as lines, coalesce(sum(amount_cents), 0)::bigint as "amountCents",
            sum(credit_cents)::bigint as "creditCents"
       from payments_file_lines where file_id in (select id from payments_files where ${WITHIN}) group by fate`,
    [municipalityId, firstDay(reference)]
  )
}

const since = ({ reference }: BridgeScope) => formatDate(firstDay(reference))

const money: Bridge = {
  name: 'payments.file_money',
  title: 'Arquivos de pagamento: valores',
  unit: 'cents',
  isOfMunicipality: true,
  terms: async (tx, scope) =>
    moneyTerms(
      `Total dos arquivos gerados desde ${since(scope)}`,
      await fileSums(tx, scope),
      await lineSums(tx, scope)
    ),
}

const lines: Bridge = {
  name: 'payments.file_lines',
  title: 'Arquivos de pagamento: linhas',
  unit: 'count',
  isOfMunicipality: true,
  terms: async (tx, scope) =>
    lineTerms(
      `Linhas dos arquivos gerados desde ${since(scope)}`,
      await fileSums(tx, scope),
      await lineSums(tx, scope)
    ),
}

export default [money, lines, receiptsBridge] as readonly Bridge[]
