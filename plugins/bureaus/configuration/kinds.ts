import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { layoutIssues } from '../domain/layout_issues.ts'
import type { Layout } from '../domain/layout.ts'
import { PROTEST_LAYOUT } from '../domain/protest_layout.ts'
import { CANCELLATION_LAYOUT, WITHDRAWAL_LAYOUT } from '../domain/removal_layouts.ts'
import { SERASA_LAYOUT } from '../domain/serasa_layout.ts'
import { SPC_LAYOUT } from '../domain/spc_layout.ts'
import { LAYOUT_SCHEMA } from './layout_schema.ts'

export const LAYOUT_KIND = 'bureau-layout'

const layoutOf = (content: Json) => content as unknown as Layout

const product = (key: string, layout: Layout) => ({
  ...{ key, title: layout.title, content: layout as unknown as Json, legalBasis: null },
})

const PRODUCT = [
  product('spc', SPC_LAYOUT),
  product('serasa', SERASA_LAYOUT),
  product('protest', PROTEST_LAYOUT),
  product('protest-withdrawal', WITHDRAWAL_LAYOUT),
  product('protest-cancellation', CANCELLATION_LAYOUT),
]

/** Files of bureaus and of the clearing house of protests, field by field. */
const layouts: ConfigurationKind = {
  kind: LAYOUT_KIND,
  title: 'Leiaute de órgão de proteção ao crédito',
  editor: 'form',
  schema: LAYOUT_SCHEMA,
  titleOf: (key) => PRODUCT.find((one) => one.key === key)?.title ?? `Leiaute ${key}`,
  summarize: (content) => {
    const { title, width, debt } = layoutOf(content)
    return `${title}: linhas de ${width} posições, ${debt.length} campos do débito`
  },
  validate: (_key, content) =>
    layoutIssues(layoutOf(content)).map((issue) => ({ ...issue, severity: 'critical' as const })),
  compare: (before, after) => compareJson(before, after, { path: '', label: 'Leiaute' }),
  defaults: () => PRODUCT,
}

export default [layouts] as const
