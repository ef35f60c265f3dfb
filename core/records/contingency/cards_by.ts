import type { ContingencyCard } from './types.ts'

/** The cards of each entry, in the order of the rows. */
export function cardsBy<R>(
  rows: readonly R[],
  idOf: (row: R) => bigint,
  cardOf: (row: R) => ContingencyCard
): Map<bigint, ContingencyCard[]> {
  const cards = new Map<bigint, ContingencyCard[]>()
  for (const row of rows) {
    const list = cards.get(idOf(row)) ?? []
    list.push(cardOf(row))
    cards.set(idOf(row), list)
  }
  return cards
}
