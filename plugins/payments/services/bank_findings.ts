import { clearAlert } from '#core/alerts/index'
import { type CivilDate, addDays, formatDate, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { parameterWithin } from '#core/configuration/index'
import { type Finding, KEYS, tellFinding } from './tell_finding.ts'
import { folderFindings } from './bank_folders.ts'
import { expectedBoard } from './expected_board.ts'
import { agreedFee } from './fees.ts'
import { lateMonths } from './reconciled_months.ts'
import { OUTAGE_FAILURES, outageFinding } from './pix/outage.ts'

/** Wrong fees are told of files so recent; the bank's invoice is compared as a whole besides. */
const FEE_DAYS = 30

/**
 * What the banks owe and what they do wrong: files that are late, credits that did not come though the statement tells of the
 * day, fees other than agreed. Told once to the people responsible, again while it lasts, and when it is over.
 * @returns findings that stand.
 */
export async function tellFindings(tx: Tx, municipalityId: bigint): Promise<number> {
  const board = await expectedBoard(tx, municipalityId)
  const late = board.agreements.flatMap(({ id, code, agentName, fileBy, files }) =>
    files
      .filter(({ state }) => state === 'late')
      .map(({ day }): Finding => ({
        what: 'file_late',
        key: `${KEYS}file/${id}/${day}`,
        title: `Arquivo atrasado: ${agentName}, convênio ${code}`,
        detail: `O arquivo de ${formatDate(day)} devia ter chegado até ${fileBy} e não chegou. Cobre o banco, ou declare o dia sem movimento.`,
        path: '/payments/board',
      }))
  )
  const findings = [
    ...late,
    ...(await lateCredits(tx, municipalityId, board.today)),
    ...(await wrongFees(tx, municipalityId, board.today)),
    ...(await unconfirmed(tx, municipalityId, board.today)),
    ...(await silentBoletos(tx, municipalityId, board.today)),
    ...(await pixOutages(tx, municipalityId)),
    ...(await lateReconciliations(tx, municipalityId, board.today)),
    ...(await folderFindings(tx, municipalityId)),
  ]
  for (const finding of findings) await tellFinding(tx, municipalityId, finding)
  const open = await query<{ key: string }>(
    tx,
    `select key from alerts_causes where municipality_id = ? and topic = 'delivery' and closed_at is null
        and starts_with(key, ?)`,
    [municipalityId, KEYS]
  )
  const standing = new Set(findings.map(({ key }) => key))
  for (const { key } of open) if (!standing.has(key)) await clearAlert(tx, municipalityId, key)
  return findings.length
}

async function lateCredits(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<Finding[]> {
  const days = await query<{
    id: bigint
    on: CivilDate
    cents: bigint
    code: string
    name: string
  }>(
    tx,
    `select d.id, d.credited_on as "on", d.net_cents as cents, g.code, a.name from payments_days d
       join payments_agreements g on g.id = d.agreement_id join payments_agents a on a.id = g.agent_id
      where d.municipality_id = ? and d.state = 'open' and not d.is_stale and d.net_cents > 0 and d.credited_on < ?
        and exists (select from payments_statements s where s.municipality_id = d.municipality_id and s.account = g.account
                      and d.credited_on between s.from_on and s.until_on)
      order by d.credited_on, d.id`,
    [municipalityId, today]
  )
  return days.map(({ id, on, cents, code, name }) => ({
    ...{ what: 'credit_late', key: `${KEYS}credit/${id}` },
    title: `Repasse atrasado: ${name}, convênio ${code}`,
    detail: `${formatMoney(cents)} deviam ter sido creditados em ${formatDate(on)}, e o extrato desse dia não os traz.`,
    path: `/payments/days/${id}`,
  }))
}

async function wrongFees(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<Finding[]> {
  const files = await query<{ id: bigint; n: bigint; cents: bigint; code: string; name: string }>(
    tx,
    `select x.id, count(*) as n, sum(x.told - x.agreed)::bigint as cents, x.code, x.name from (
       select f.id, g.code, a.name, l.fee_cents as told, ${agreedFee('g', 'l.capture', 'l.paid_on')} as agreed
         from payments_files f join payments_file_lines l on l.file_id = f.id
         join payments_agreements g on g.id = f.agreement_id join payments_agents a on a.id = g.agent_id
        where f.municipality_id = ? and f.status = 'imported' and f.generated_on >= ?
          and l.fee_cents > 0 and l.paid_on is not null) x
      where x.told <> x.agreed group by x.id, x.code, x.name order by x.id`,
    [municipalityId, addDays(today, -FEE_DAYS)]
  )
  return files.map(({ id, n, cents, code, name }) => ({
    ...{ what: 'fee_wrong', key: `${KEYS}fee/${id}` },
    title: `Tarifa diferente da combinada: ${name}, convênio ${code}`,
    detail: `${n} linhas do arquivo trazem outra tarifa, ${formatMoney(cents)} de diferença. Confira a tabela de tarifas do convênio ou conteste com o banco.`,
    path: `/payments/files/${id}`,
  }))
}

/** Manual settlements that the bank should have told of by now, as one finding: the report lists them. */
async function unconfirmed(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<Finding[]> {
  const days = await parameterWithin<number>(tx, {
    ...{ key: 'receivables.confirmation_days', municipalityId, date: today },
  })
  const [late] = await query<{ n: bigint; cents: bigint }>(
    tx,
    `select count(*) as n, coalesce(sum(amount_cents), 0)::bigint as cents from receivables_receipts
      where municipality_id = ? and awaits_bank and state <> 'reversed' and paid_on < ?`,
    [municipalityId, addDays(today, -days)]
  )
  if (late!.n === 0n) return []
  return [
    {
      ...{ what: 'unconfirmed', key: `${KEYS}unconfirmed`, path: '/reports/payments.unconfirmed' },
      title: `${late!.n} ${late!.n === 1n ? 'baixa manual' : 'baixas manuais'} sem confirmação do banco`,
      detail: `${formatMoney(late!.cents)} pagos há mais de ${days} dias, por comprovante, e que nenhum banco informou. Cobre os bancos, ou estorne o que estiver errado.`,
    },
  ]
}

/** Bank days of a return are short; so many days later an entry without answer was lost. */
const SILENT_DAYS = 3

async function silentBoletos(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<Finding[]> {
  const remittances = await query<{
    id: bigint
    sequence: number
    n: bigint
    code: string
    name: string
  }>(
    tx,
    `select r.id, r.sequence, count(*) as n, g.code, a.name
       from payments_boleto_orders o join payments_boleto_remittances r on r.id = o.remittance_id
       join payments_agreements g on g.id = r.agreement_id join payments_agents a on a.id = g.agent_id
      where o.municipality_id = ? and o.state = 'sent' and r.generated_at < ?::date
      group by r.id, r.sequence, g.code, a.name order by r.id`,
    [municipalityId, addDays(today, -SILENT_DAYS)]
  )
  return remittances.map(({ id, sequence, n, code, name }) => ({
    ...{ what: 'boletos_silent', key: `${KEYS}boletos/${id}` },
    title: `Boletos sem resposta: ${name}, convênio ${code}`,
    detail: `${n} movimentos da remessa NSA ${sequence} não foram respondidos pelo banco. Confira se o arquivo chegou a ele, e peça o retorno.`,
    path: `/payments/boleto-remittances/${id}`,
  }))
}

/** The banks of Pix that do not answer, as they were told of when it began. */
async function pixOutages(tx: Tx, municipalityId: bigint): Promise<Finding[]> {
  const agreements = await query<{ id: bigint }>(
    tx,
    'select id from payments_agreements where municipality_id = ? and pix_failures >= ?',
    [municipalityId, OUTAGE_FAILURES]
  )
  return Promise.all(agreements.map(({ id }) => outageFinding(tx, id)))
}

/** Months that nobody concluded in time. */
async function lateReconciliations(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<Finding[]> {
  const months = await lateMonths(tx, municipalityId, today)
  return months.map((reference) => ({
    ...{ what: 'reconciliation_late', key: `${KEYS}reconciliation/${reference}` },
    title: `Conciliação de ${formatRefMonth(reference)} atrasada`,
    detail: 'Ninguém concluiu a conciliação entre contas a receber, extratos e contabilidade.',
    path: '/reports/payments.month_reconciliations',
  }))
}
