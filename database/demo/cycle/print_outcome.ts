import { formatRefMonth } from '#core/calendar/index'
import { type BridgeResult, bridgeView } from '#core/reports/index'
import { collectionTotals } from '../collection/totals.ts'
import { dunningTotals } from '../dunning/totals.ts'
import type { CycleConsole } from './console.ts'
import type { CycleOutcome } from './cycle.ts'
import { textTable } from './text_table.ts'
import { monthTotals, postingTotals } from './totals.ts'

function bridgeLines(group: string, bridge: BridgeResult): string[] {
  const view = bridgeView(bridge)
  const state = bridge.isClosed ? '✓' : `✗ sobra ${view.remainder}`
  const terms = view.terms.filter(({ isZero, sign }) => !isZero || sign === '=')
  const rows = terms.map(({ sign, label, text }) => [`    ${sign} ${label}`, text])
  return [`  ${state} ${group} · ${view.title}`, ...textTable(rows)]
}

const keyOf = ({ name, terms }: BridgeResult) =>
  `${name}/${terms.map(({ value }) => String(value)).join('/')}`

/** Prints totals, bridges and files of a month. @returns whether every bridge closed. */
export async function printOutcome(on: CycleConsole, outcome: CycleOutcome): Promise<boolean> {
  const { municipalityId } = on.actor
  const { reference, groups } = outcome
  const printed = new Set<string>()
  on.say('\nConferências')
  for (const { group, bridges } of groups) {
    for (const bridge of bridges) {
      // What is of the whole municipality is the same for every group.
      if (printed.has(keyOf(bridge))) continue
      printed.add(keyOf(bridge))
      on.say(bridgeLines(group.name, bridge).join('\n'))
    }
  }
  const totals = [
    ...(await monthTotals(municipalityId, reference)),
    ...(await collectionTotals(municipalityId, reference)),
    ...(await dunningTotals(municipalityId)),
    ...(await postingTotals(municipalityId, reference)),
  ]
  on.say(`\nTotais de ${formatRefMonth(reference)}`)
  on.say(textTable(totals.map(([what, ...rest]) => [`  ${what}`, ...rest])).join('\n'))
  const all = groups.flatMap(({ bridges }) => bridges)
  const open = all.filter(({ isClosed }) => !isClosed).length
  on.say(
    open
      ? `\n✗ ${open} de ${all.length} conferências não fecham`
      : `\n✓ ${all.length} conferências fecham`
  )
  if (on.files.length) on.say(`\nArquivos\n${on.files.map((file) => `  ${file}`).join('\n')}\n`)
  return open === 0
}
