import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { closeBridge } from '#core/reports/index'
import { format } from '#core/web/index'
import type { ClosingCheck } from '../domain/closing.ts'

/** Of the books and of what they tell: those of readings and volumes belong to billing. */
const OF_THE_BOOKS = /^(accounting\.|receivables\.balance$)/

interface Explained {
  readonly subject: string
  readonly difference_cents: bigint
  readonly cause: string
}

/** The conservation checks of the books: an unexplained remainder stops the closing (DECISIONS 48). */
export async function bridgeChecks(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth
): Promise<ClosingCheck[]> {
  const [group] = await query<{ id: bigint; code: string }>(
    tx,
    'select id, code from registry_billing_groups where municipality_id = ? order by code limit 1',
    [municipalityId]
  )
  if (!group) return []
  const explained = await query<Explained>(
    tx,
    `select subject, difference_cents, cause from accounting_explanations where municipality_id = ? and reference = ?`,
    [municipalityId, reference]
  )
  const scope = { municipalityId, billingGroupId: group.id, reference }
  const bridges = registries()
    .bridges.all()
    .filter(({ name }) => OF_THE_BOOKS.test(name))
  const checks: ClosingCheck[] = []
  for (const bridge of bridges) {
    const { name, title, remainder, isClosed } = closeBridge(bridge, await bridge.terms(tx, scope))
    const known = explained.find(
      (one) => one.subject === name && String(one.difference_cents) === remainder
    )
    checks.push({
      ...{ name, title, path: `/bridges?group=${group.code}&reference=${reference}` },
      state: isClosed ? 'good' : known ? 'attention' : 'stops',
      detail: isClosed ? 'Confere.' : differenceOf(remainder, known),
    })
  }
  return checks
}

const differenceOf = (remainder: string, known: Explained | undefined): string => {
  const amount = format.money(BigInt(remainder))
  return known
    ? `Diferença de ${amount}, explicada: ${known.cause}`
    : `Diferença de ${amount} sem explicação: corrija, ou registre a causa em Diferenças explicadas.`
}
