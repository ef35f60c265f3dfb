import { clearAlert, raiseAlert } from '#core/alerts/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { expectedBoard } from './expected_board.ts'
import { agreedFee } from './fees.ts'

/** Wrong fees are told of files so recent; the bank's invoice is compared as a whole besides. */
const FEE_DAYS = 30

interface Finding {
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly path: string
}

const KEYS = 'payments/'

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
  ]
  for (const finding of findings)
    await raiseAlert(tx, { ...finding, municipalityId, topic: 'delivery' })
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
    key: `${KEYS}credit/${id}`,
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
    key: `${KEYS}fee/${id}`,
    title: `Tarifa diferente da combinada: ${name}, convênio ${code}`,
    detail: `${n} linhas do arquivo trazem outra tarifa, ${formatMoney(cents)} de diferença. Confira a tabela de tarifas do convênio ou conteste com o banco.`,
    path: `/payments/files/${id}`,
  }))
}
