import type { Tx } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { registeredCodes } from '#core/records/index'
import { TARIFF_TYPES } from '#plugins/tariffs/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'

/** What the premise's kind of tariff took off the invoice, in a sentence; null for the normal tariff. */
export async function benefitText(
  tx: Tx,
  municipalityId: bigint,
  composed: ComposedInvoice | null
): Promise<string | null> {
  if (!composed?.benefit) return null
  const { type, cents } = composed.benefit
  const rows = await registeredCodes(TARIFF_TYPES, municipalityId, tx)
  const title = `tarifa ${rows.find(({ value }) => value === type)?.title ?? type}`
  if (cents === null)
    return `A tarifa normal não tem preço para este imóvel: não se sabe o desconto da ${title}.`
  if (cents === 0n) return `A ${title} e a tarifa normal cobram o mesmo neste mês.`
  const normal = formatMoney(madeCents(composed) + cents)
  const [word, difference] = cents > 0n ? ['Desconto', cents] : ['Acréscimo', -cents]
  return `${word} da ${title}: ${formatMoney(difference)} em relação à tarifa normal, que cobraria ${normal}.`
}

const madeCents = ({ lines }: ComposedInvoice): bigint =>
  lines.reduce((sum, { line }) => (line.source === 'made' ? sum + line.amountCents : sum), 0n)
