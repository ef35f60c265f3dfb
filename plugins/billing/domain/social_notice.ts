import { type CivilDate, formatDate } from '#core/calendar/index'

/** What the load froze of the social tariff of a premise: only of those that are told. */
export interface FrozenSocialNotice {
  readonly until: CivilDate
  readonly is_kept: boolean
  readonly what_to_do: string
}

/** What the bill says to a family that is losing the social tariff, or whose validity is about to end. */
export function socialMessage({ until, is_kept: isKept, what_to_do: todo }: FrozenSocialNotice) {
  const day = formatDate(until)
  const text = isKept
    ? `O desconto da tarifa social deste imóvel fica mantido só até ${day} (Lei 14.898/2024, art. 2º, § 2º); depois vale a tarifa normal. ${todo}`
    : `O benefício da tarifa social deste imóvel vale até ${day}. ${todo}`
  const title = isKept ? 'Você vai perder a tarifa social' : 'Sua tarifa social está para vencer'
  return { tone: 'attention' as const, title, text }
}
