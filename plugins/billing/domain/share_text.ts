import { type Dec, formatDecimal } from '#core/money/index'
import type { CondominiumShare, ShareMethod } from './condominium_share.ts'

const WAYS: Readonly<Record<ShareMethod, string>> = {
  to_condominium: 'cobrados do condomínio',
  equal: 'em partes iguais',
  by_economies: 'por economias',
  by_consumption: 'por consumo',
  by_fraction: 'pela fração ideal',
}

const m3 = (volume: Dec): string => `${formatDecimal(volume)} m³`

/** How the difference was shared, in words, with the way taken when the chosen one had nothing to weigh by. */
export function shareWay({ method, isFallback, creditInM3 }: CondominiumShare): string {
  const way = method === null ? 'nada a ratear' : WAYS[method]
  return [
    isFallback ? `${way} (o critério escolhido não tem base neste mês)` : way,
    ...(creditInM3.isZero() ? [] : [`crédito de ${m3(creditInM3)} de meses anteriores`]),
  ].join(', ')
}

/** The sharing of a set's month in one sentence; null for who is no condominium. */
export function shareText(share: CondominiumShare | null): string | null {
  if (!share) return null
  const parts = [
    `Rateio do condomínio: ${m3(share.sharedM3)} entre ${share.units} unidades, ${shareWay(share)}`,
    ...(share.toleratedM3.isZero() ? [] : [`${m3(share.toleratedM3)} dentro da tolerância`]),
    ...(share.creditOutM3.isZero()
      ? []
      : [`crédito de ${m3(share.creditOutM3)} para o mês seguinte`]),
  ]
  return `${parts.join('; ')}.`
}
